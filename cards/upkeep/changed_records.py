"""What has changed since a revision in what people recorded: sign-offs, suggestions, and who may sign; in sentences.

A change that removes something looks like no change where only what is there is compared, and `verified` is a word
that anybody can type into a file. Whoever reviews a change has to see both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from cards.errors import BadFile
from cards.locations import Shelf
from cards.read.answers import Verdict
from cards.read.files import stands
from cards.read.reviewers import reviewers_path
from cards.read.revisions import Revision
from cards.read.sign_offs import review_path
from cards.read.suggestions import suggestions_path
from cards.read.tables import read_text, table_of

Record = Mapping[str, Any]


def record_changes(shelves: Sequence[Shelf], tag: str, since: Revision) -> tuple[str, ...]:
    """What has changed in the sign-offs and suggestions of a locale, apart from new sign-offs (`signed_since`)."""
    found: dict[str, int] = {}
    keyed = _keyed(shelves)
    for shelf in shelves:
        for path, name, told in (
            (review_path(shelf, tag), _sign_off, ()),
            (suggestions_path(shelf, tag), _suggestion, ("is new",)),
        ):
            if since.has(path):
                before, now = _records(since.text(path)), _records(read_text(path) if stands(path) else None)
                for sentence in _compared(before, now, name, told, keyed):
                    found[sentence] = found.get(sentence, 0) + 1
    return tuple(each if count == 1 else f"{each[:-1]} ({count} times)." for each, count in found.items())


def reviewer_changes(shelves: Sequence[Shelf], since: Revision) -> tuple[str, ...]:
    """What has changed in the lists of those who may sign."""
    found: list[str] = []
    for shelf in shelves:
        path = reviewers_path(shelf)
        if not since.has(path):
            continue
        was, text = since.text(path), read_text(path) if stands(path) else None
        if was is not None and text is None:
            found.append("The list of those who may sign was removed, so anybody may.")
        before, now = _values(was), _values(text)
        for name in dict.fromkeys((*before, *now)):
            if before.get(name) == now.get(name):
                continue
            if name not in now:
                found.append(f"{name} was removed from the list of those who may sign.")
            elif name not in before:
                found.append(f"{name} was added to the list of those who may sign.")
            else:
                old, new = (each if isinstance(each, dict) else {} for each in (before[name], now[name]))
                keys = [key for key in dict.fromkeys((*old, *new)) if old.get(key) != new.get(key)]
                found.append(f"In the list of those who may sign, {name} has other entries: {', '.join(keys)}.")
    return tuple(found)


def _compared(
    before: Mapping[str, Sequence[Record]],
    now: Mapping[str, Sequence[Record]],
    name: Callable[[str, Record], str],
    told: Sequence[str],
    keyed: frozenset[str],
) -> Iterator[str]:
    """The sentences about the records of a file; those that are new are reported if `told` has words for that."""
    for context in dict.fromkeys((*before, *now)):
        old, new = before.get(context, ()), now.get(context, ())
        for each in old:
            if each in new:
                continue
            same = [one for one in new if _who(one) == _who(each)]
            if not same:
                yield f"{name(context, each)} was removed."
            elif any(one.get("verified") is True and _bare(one) == _bare(each) for one in same):
                yield f"{name(context, each)} is called verified now, and is otherwise the same: somebody typed that."
            elif told:
                left = next((one for one in same if one.get("left_by") and not each.get("left_by")), None)
                what = "has changed" if left is None else f"was left as it is by {left['left_by']}"
                yield f"{name(context, each)} {what}."
        for each in new:
            if each in old:
                continue
            yield from (f"{name(context, each)} {what}." for what in told if _who(each) not in map(_who, old))
            if each.get("verified") is True and str(each.get("by", "")) not in keyed:
                yield f"{name(context, each)} is called verified, but the list has no key of theirs."


def _sign_off(context: str, record: Record) -> str:
    del context  # somebody signs hundreds at once
    return f"A sign-off by {record.get('by', '')} ({record.get('role', '')}, {record.get('on', '')})"


def _suggestion(context: str, record: Record) -> str:
    what = "The objection" if record.get("verdict") == Verdict.WRONG.value else "The question"
    text = f", “{record['text']}”," if record.get("text") else ""
    return f"{what} of {record.get('by', '')} to {context} ({record.get('on', '')}){text}"


def _who(record: Record) -> tuple[object, ...]:
    """Whose record it is: another of the same replaces it."""
    return record.get("by"), record.get("role")


def _bare(record: Record) -> Record:
    return {key: value for key, value in record.items() if key != "verified"}


def _keyed(shelves: Sequence[Shelf]) -> frozenset[str]:
    """The people whose key the list has."""
    for shelf in reversed(shelves):
        if stands(path := reviewers_path(shelf)):
            people = _values(read_text(path))
            return frozenset(name for name, each in people.items() if isinstance(each, dict) and each.get("key"))
    return frozenset()


def _records(text: str | None) -> dict[str, list[Record]]:
    return {
        context: [each for each in tables if isinstance(each, dict)]
        for context, tables in _values(text).items()
        if isinstance(tables, list)
    }


def _values(text: str | None) -> Mapping[str, Any]:
    """The values of a file; none if it is not there or cannot be read."""
    try:
        return {} if text is None else table_of(text.replace("\r\n", "\n"), "records").values
    except BadFile:
        return {}
