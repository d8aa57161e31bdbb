"""What a new script begins with: the translations of those of its sentences that other scripts have, word for word.

Each is a draft like any other, and a comment says where it is from, so the translator sees only what is new.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cards.merge.markup import is_visible
from cards.read.po_file import FUZZY, Entry, PoFile
from cards.upkeep.carry import differs, first_line_of_translation
from cards.upkeep.template import Extracted

TAKEN = "# The translation of the same English in "
"""The beginning of the comment that says where a translation is from."""

_HISTORY = ("# The English was corrected", "# Its fuzzy mark is older", TAKEN)
"""Comments on what happened to a string, which are not true of another."""


def translations_by_english(file: PoFile, sources: Sequence[Extracted]) -> Mapping[str, Entry]:
    """By its English, an entry with a current translation; none where a catalog translates the same English in
    different ways, between which only a person can choose."""
    texts = {source.context: source.text for source in sources}
    found: dict[str, Entry] = {}
    unlike = set[str]()
    for entry in file.entries:
        is_current = texts.get(entry.context) == entry.msgid and FUZZY not in entry.flags
        if not is_current or not is_visible(entry.msgstr):
            continue
        if differs(found.setdefault(entry.msgid, entry).msgstr, entry.msgstr):
            unlike.add(entry.msgid)
    return {english: entry for english, entry in found.items() if english not in unlike}


def begun_scripts(file: PoFile) -> frozenset[str]:
    """The scripts of which a catalog has a translation of their own: what is empty in these, a translator has left
    empty."""
    own = (each for each in file.entries if not any(line.startswith(TAKEN) for line in each.comments))
    return frozenset(_script(entry.context) for entry in own if is_visible(entry.msgstr))


def is_of(source: Extracted, scripts: frozenset[str]) -> bool:
    """Whether a string is of one of those scripts."""
    return _script(source.context) in scripts


def taken(file: PoFile, source: Extracted, entry: Entry | None, twin: Entry) -> list[str]:
    """The lines of a string with the translation of its twin, and the comments that the checks need; `entry` is its own
    empty one, if there is one, whose comments stay."""
    own = [line for line in entry.comments if line.startswith(("# ", "#\t")) or line == "#"] if entry else []
    theirs = [line for line in twin.comments if line.startswith(("# ", "#\t")) and not line.startswith(_HISTORY)]
    notes = dict.fromkeys((*own, *theirs, f"{TAKEN}{twin.context}."))
    return [*notes, *source.entry[:-1], *file.lines[first_line_of_translation(file, twin) : twin.end]]


def _script(context: str) -> str:
    return context.partition("/")[0]
