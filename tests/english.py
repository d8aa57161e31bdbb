"""Habits of prose that a native reader stumbles over, and where the project still has them.

`python tests/english.py` lists each with a better wording. With `--shrink` it lowers the numbers of the allow-list to
what is left; it raises none but for what moved within a package.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ALLOWED = ROOT / "tests" / "english_allowed.toml"


@dataclass(frozen=True, slots=True)
class Habit:
    """A wording to avoid, as a regular expression, an example of it, and what to write instead."""

    pattern: str
    example: str
    better: str


HABITS = (
    Habit(r"\b(?:leav(?:e|es|ing)|left) (?:\S+ ){0,3}away\b", "Leave --together away", "remove, omit, leave out"),
    Habit(r"\btak(?:e|es|en|ing) (?:\S+ ){0,3}away\b", "take the file away", "remove"),
    Habit(r"\bstands? (?:\w+ )?(?:twice|there|here|too)\b", "the key stands twice", "is there twice, appears, is also"),
    Habit(r"\bstands? on (?:its |that |this |a )?lines?\b", "it stands on line 3 too", "is on line 3"),
    Habit(
        r"\bwhich \w+(?: \w+)? ha(?:s|ve) not\b(?! \w+(?:ed|en)\b)",
        "a language which this installation has not",
        "does not have",
    ),
    Habit(r"\b(?:been )?seen to\b", "until all have been seen to", "done, fixed, dealt with"),
    Habit(r"\banew\b", "get the file anew", "again, from scratch, a new copy"),
    Habit(r"\bbelongs? into\b", "It belongs into the red ring", "belongs in"),
    Habit(r"\bsee(?:s|ing)? badly\b", "for those who see badly", "with low vision"),
    Habit(r"\b(?:yet to come|days? to come)\b", "which is yet to come", "in the future"),
    Habit(
        r"\b(?:what|which|that|it|this) (?:is|are) none\b|\bnone of (?:ours|theirs|yours)\b",
        "is none of ours",
        "is not one, is not ours",
    ),
    Habit(
        r"\b(?:what|which|that|who|it|this) (?:is|are) no (?!longer|more|less|fewer|other|need|one|way)\w+",
        "what is no file",
        "is not a …",
    ),
    Habit(r"\bmend(?:s|ed)?\b", "Mend it in Poedit", "fix, correct"),
    Habit(r"\bremarks?\b", "with remarks", "comment"),
    Habit(r"\bbesides\b", "is given besides 'script'", "other than, in addition to, also"),
    Habit(r"\bso that\b[^.;:]*\bso that\b", "so that it fits, so that it prints", "two sentences"),
    Habit(r"\bcom(?:e|es) to grief\b", "the reader comes to grief", "crashes, fails"),
    Habit(r"\bpass(?:es|ed)? over\b", "is passed over", "skip, ignore"),
    Habit(r"\btells? of\b|\b(?:is|are) told (?:of|by|in|with|on)\b", "tells of both", "report, say, show"),
    Habit(r"\bunasked\b", "is not printed unasked", "by default"),
    Habit(r"\bby that\b(?=[.,;)]|$)", "whose sign-offs lapse by that", "as a result"),
    Habit(r"\bwhat is wrong in it\b", "what is wrong in it", "what is wrong with it"),
    Habit(r"\b(?:is|are) to be known\b", "what is to be known of the entry", "what you should know about"),
    Habit(r"\borganisation|\borganiser", "your organisation's name", "organization, organizer"),
    Habit(r"\bpages in all\b", "pages in all (0 if unknown)", "total pages"),
)


def texts() -> Iterator[tuple[str, str]]:
    """Each text that people read, with the path of its file: strings of code, documents, forms and definitions."""
    for path in sorted((ROOT / "cards").rglob("*.py")):
        for text in strings(path.read_text("utf-8")):
            yield name_of(path), text
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / ".github").rglob("*.md")]
    for path in sorted(documents):
        yield name_of(path), without_code(path.read_text("utf-8"))
    others = [ROOT / "Makefile", *(ROOT / "cards" / "definitions").rglob("*.toml"), *(ROOT / ".github").rglob("*.yml")]
    for path in sorted(others):
        yield name_of(path), re.sub(r"^\s*#", "", path.read_text("utf-8"), flags=re.MULTILINE)


def name_of(path: Path) -> str:
    """The path of a file from the top of the project, the same on every system."""
    return path.relative_to(ROOT).as_posix()


def strings(code: str) -> Iterator[str]:
    """The string literals of a module, docstrings among them; what an f-string fills in is one letter."""
    tree = ast.parse(code)
    filled = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    parts = {id(part) for node in filled for part in ast.walk(node) if part is not node}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and id(node) not in parts:
            yield "".join(str(each.value) if isinstance(each, ast.Constant) else "X" for each in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
            yield node.value


def without_code(text: str) -> str:
    """A document without its blocks of code, and without the glossary, which names words that are not to be used."""
    text = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"^## Words$.*?(?=^## )", "", text, flags=re.MULTILINE | re.DOTALL)


def offences(text: str) -> Iterator[tuple[Habit, str]]:
    """Each habit in a text with the words around it."""
    plain = " ".join(text.split())
    for habit in HABITS:
        for found in re.finditer(habit.pattern, plain, re.IGNORECASE):
            yield habit, plain[max(found.start() - 30, 0) : found.end() + 20]


@cache
def found_in_the_project() -> dict[str, list[tuple[Habit, str]]]:
    """The offences of each file that has some."""
    found: dict[str, list[tuple[Habit, str]]] = {}
    for name, text in texts():
        for each in offences(text):
            found.setdefault(name, []).append(each)
    return found


def allowed() -> dict[str, int]:
    """How many offences each file may still have."""
    return tomllib.loads(ALLOWED.read_text("utf-8"))["allowed"] if ALLOWED.is_file() else {}


def allow_list(counts: Mapping[str, int]) -> str:
    """The text of the allow-list."""
    head = (
        "# How many of the habits in english.py each file still has. The numbers only go down: when you have reworded\n"
        "# or moved something, run `python tests/english.py --shrink`.\n\n[allowed]\n"
    )
    return head + "".join(f'"{name}" = {count}\n' for name, count in sorted(counts.items()) if count)


def shrunk(listed: Mapping[str, int], found: Mapping[str, int]) -> dict[str, int]:
    """The numbers of an allow-list lowered to what was found. What moved within a package takes its number along."""
    counts = {name: min(count, found.get(name, 0)) for name, count in listed.items()}
    left = Counter[str]()
    for name, count in listed.items():
        left[_package(name)] += count - counts[name]
    for name in sorted(found):
        more = min(found[name] - counts.get(name, 0), left[_package(name)])
        counts[name] = counts.get(name, 0) + more
        left[_package(name)] -= more
    return counts


def _package(name: str) -> str:
    return "/".join(name.split("/")[:2])


def main(arguments: list[str]) -> None:
    """Lists the offences, or lowers the numbers."""
    found = found_in_the_project()
    if arguments == ["--shrink"]:
        counts = shrunk(allowed(), {name: len(several) for name, several in found.items()})
        ALLOWED.write_text(allow_list(counts), encoding="utf-8", newline="\n")
        return
    for name, several in found.items():
        for habit, where in several:
            print(f"{name}: …{where}… Better: {habit.better}.")


if __name__ == "__main__":
    main(sys.argv[1:])
