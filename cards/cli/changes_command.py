"""`locale changes`: what a change of words means, for whoever reviews it: findings, sign-offs, pictures of cards."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cards.cli import options
from cards.cli.findings import count_of, findings_of
from cards.cli.output import STDOUT, checked_folder, report, write_whole
from cards.errors import BadOrder, CardError
from cards.locations import Shelf, shelves
from cards.read.languages import ENGLISH, Language, find_language, read_languages
from cards.read.scripts import script_ids

if TYPE_CHECKING:
    from cards.upkeep.changed import Changes, Rewording
    from cards.upkeep.findings import Diagnostic

SUMMARY = "summary.md"
MOST_PICTURES = 40
"""Cards that are drawn; a change of the English changes cards in all languages."""

_MOST_FINDINGS = 50
"""Findings of a language that the summary has in full; it counts the others."""

_MOST_BYTES = 1_000_000
"""Bytes of the summary: GitHub takes 1 MiB for a step of a job. A line cut in two could end within a code span."""

_MOST_WORDS = 100
"""Strings of a language whose words the summary has, before and now; it counts the others."""

_LONGEST = 400
"""Characters of a stranger's text that the summary has."""


@click.command()
@click.argument("revision", metavar="REV")
@options.given(
    "-o", "--output", type=click.Path(path_type=Path), required=True, metavar="FOLDER", help="Where to write."
)
@options.content
def changes(revision: str, output: Path, content: Path | None) -> None:
    """Writes a summary of what has changed since a revision of git, and a picture of each changed card.

    It has what `locale check --diff REV` finds, who has signed what since, and which records were removed. A finding
    does not change the exit code.

    \b
    Example:
      locale changes main -o changes
    """
    from cards.read.revisions import find_revision
    from cards.upkeep import changed
    from cards.upkeep.changed_records import reviewer_changes

    if output == STDOUT:
        raise BadOrder("The summary and its pictures are several files.", "Name a folder with -o.")
    checked_folder(output)
    places = shelves(content)
    since = find_revision(places[-1].translations.parent, revision)
    english = changed.english_changes(places, since)
    known = read_languages(places)
    found = {tag: changed.changes(places, tag, since, english) for tag in known}
    begun = {tag for tag in known if _is_begun(places, tag)}
    told = {tag: each for tag, each in found.items() if each.any and (tag in begun or each.told)}
    signed = {tag: changed.signed_since(places, tag, since) for tag in known}
    cards = _cards(places, {tag: each for tag, each in told.items() if tag in begun})
    pictures = {each: _picture(places, *each) for each in cards[:MOST_PICTURES]}
    for (tag, script), drawn in pictures.items():
        if isinstance(drawn, bytes):
            write_whole(output / f"{tag}-{script}.png", drawn)
    findings = {
        tag: [each for each in findings_of(places, find_language(known, tag), date.today()) if what.concern(each)]
        for tag, what in told.items()
        if tag in begun
    }
    reworded = {tag: changed.rewordings(places, tag, since) for tag in told}
    records = {tag: each.told for tag, each in told.items()}
    reviewers = reviewer_changes(places, since)
    text = _summary(known, findings, signed, reworded, records, reviewers, pictures, len(cards))
    write_whole(output / SUMMARY, _shortened(text).encode("utf-8"))
    report(output / SUMMARY, _counts(len(told), len(cards)))


def _counts(languages: int, cards: int) -> str:
    changed = "1 language has changed" if languages == 1 else f"{languages} languages have changed"
    return f"{changed}, with {cards} card" + ("" if cards == 1 else "s")


def _is_begun(places: Sequence[Shelf], tag: str) -> bool:
    from cards.read.catalogs import catalog_path
    from cards.read.files import stands

    return tag == ENGLISH or any(stands(catalog_path(shelf, tag)) for shelf in places)


def _cards(places: Sequence[Shelf], told: Mapping[str, Changes]) -> list[tuple[str, str]]:
    """The cards of which a word has changed, by tag and script. A label is on every card, so one of them shows it."""
    from cards.upkeep.lacking import FIRST_SCRIPT

    found = []
    ids = script_ids(places)
    for tag, what in told.items():
        named = {context.partition("/")[0] for context in what.contexts}
        shown = ids if what.everything else [script for script in ids if script in named]
        if not shown and "labels" in named:
            shown = [FIRST_SCRIPT] if FIRST_SCRIPT in ids else ids[:1]
        found += [(tag, script) for script in shown]
    return found


def _picture(places: Sequence[Shelf], tag: str, script: str) -> bytes | str:
    """The picture of a card, or why there is none."""
    from cards.cli.picture import sides_as_png
    from cards.desk.orders import order_to_show
    from cards.jobs import gather
    from cards.papers import make_single
    from cards.read.wishes import changed as with_script
    from cards.read.wishes import wishes_from

    try:
        wishes = with_script(wishes_from({}), {"script": script})
        return sides_as_png(make_single(gather(places, order_to_show(places, wishes, tag, date.today()))))
    except CardError as error:
        return error.cause


def _summary(
    known: Mapping[str, Language],
    findings: Mapping[str, Sequence[Diagnostic]],
    signed: Mapping[str, Mapping[tuple[str, str, str], int]],
    reworded: Mapping[str, Sequence[Rewording]],
    records: Mapping[str, Sequence[str]],
    reviewers: Sequence[str],
    pictures: Mapping[tuple[str, str], bytes | str],
    cards: int,
) -> str:
    """The summary in Markdown. Whatever a stranger's file says is code in it, where nothing becomes a link."""
    lines = ["# Changed words", ""]
    tags = [tag for tag in known if tag in findings or signed[tag] or tag in records]
    lines += [*(f"- {_code(each)}" for each in reviewers), *([""] if reviewers else [])]
    if not tags and not reviewers:
        lines += ["No string, sign-off or label has changed.", ""]
    for tag in tags:
        found = findings.get(tag, ())
        lines += [f"## {_code(known[tag].english)} ({tag})", ""]
        lines += _recorded(records.get(tag, ()))
        words = reworded.get(tag, ())
        lines += [line for each in words[:_MOST_WORDS] for line in _reworded(each)]
        if len(words) > _MOST_WORDS:
            lines.append(f"- and the words of {len(words) - _MOST_WORDS} more strings")
        lines += [""] if words else []
        lines += [f"`locale check`: {count_of(found)}.", ""]
        for each in found[:_MOST_FINDINGS]:
            where = f"{each.file.name}:{each.line} {each.context}"
            lines.append(f"- **{each.severity}** {_code(where)} ({each.rule}): {_code(f'{each.message} {each.fix}')}")
        if len(found) > _MOST_FINDINGS:
            lines.append(f"- and {len(found) - _MOST_FINDINGS} more")
        new = [
            f"- {_code(by)} ({_code(role)}) signed {count} on {_code(on)}"
            for (by, role, on), count in sorted(signed[tag].items())
        ]
        lines += ["", "Signed since:" if new else "Nobody has signed anything since.", *new, ""]
        drawn = [(script, each) for (of, script), each in pictures.items() if of == tag]
        lines += [
            f"- picture `{tag}-{script}.png`" if isinstance(each, bytes) else f"- no picture of {script}: {_code(each)}"
            for script, each in drawn
        ]
        lines.append("")
    undrawn = cards - len(pictures)
    if undrawn:
        have = "more card has changed, which is" if undrawn == 1 else "more cards have changed, which are"
        lines += [f"{undrawn} {have} not drawn.", ""]
    return "\n".join(lines)


def _recorded(told: Sequence[str]) -> list[str]:
    """What was removed from the records of a language, or verified by hand."""
    lines = [f"- {_code(each)}" for each in told[:_MOST_FINDINGS]]
    lines += [f"- and {len(told) - _MOST_FINDINGS} more"] if len(told) > _MOST_FINDINGS else []
    return [*lines, ""] if lines else []


def _reworded(each: Rewording) -> list[str]:
    """A string whose words have changed: the English, the words before, and those now."""
    texts = [("English", each.english)]
    if each.english_before not in ("", each.english):
        texts.insert(0, ("English before", each.english_before))
    if each.now or each.before:
        texts += [("before", each.before), ("now", each.now)]
    elif not each.english_before:
        texts.insert(0, ("English before", ""))
    shown = [f"  - {what}: {_code(text) if text else 'nothing'}" for what, text in texts]
    return [f"- {_code(each.context)}", *shown]


def _shortened(text: str) -> str:
    """As many whole lines of a summary as a job summary takes."""
    if len(text.encode("utf-8")) <= _MOST_BYTES:
        return text
    rest = "\nThe summary is too long; the rest is left out.\n"
    start = text.encode("utf-8")[: _MOST_BYTES - len(rest)]
    return start[: start.rindex(b"\n") + 1].decode("utf-8") + rest


def _code(text: str) -> str:
    """A stranger's text on one line, as a code span that it cannot end.

    Escaping characters is not enough: GitHub links addresses such as www.example.org, mails, @names and #numbers
    after it has read Markdown. It leaves out code (CommonMark 6.1; GitHub Flavored Markdown 6.9).
    """
    flat = " ".join("".join(each if each.isprintable() else " " for each in text[:_LONGEST]).split())
    fence = "`" * (1 + max(map(len, re.findall("`+", flat)), default=0))
    return f"{fence} {flat} {fence}" if flat.startswith("`") or flat.endswith("`") else f"{fence}{flat or ' '}{fence}"
