"""Habits of prose that a native reader stumbles over, of which the project may have none.

`python tests/english.py` lists where they are, each with a better wording.
"""

from __future__ import annotations

import ast
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


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
    Habit(
        r"\bwhat stands\b(?! (?:in )?for\b)|\bstands? (?:close|closer|alone|on a page)\b",
        "what stands on a page",
        "is, appears",
    ),
    Habit(r"\bas \w+(?: in \w+)? as can be\b", "as large as can be", "as large as possible"),
    Habit(
        r"\bwhoever (?:does not see|hears?|cannot see|sees)\b|\bthose who do not (?:see|read)\b",
        "for whoever hears it read",
        "screen readers, people who do not read",
    ),
    Habit(r"\b(?:an?|no|none) (?:\w+ )?of ours\b", "a font of ours", "our fonts, one that this program made"),
    Habit(r"\bin the making\b", "a page in the making", "under construction"),
    Habit(r"\bthere is to (?:know|say)\b", "what there is to say about it", "the findings, what you should know"),
    Habit(r"\b(?:says?|said) of\b", "what it says of itself", "says about"),
    Habit(
        r"\bround (?:its|the|a|an|every|each|them|it)\b(?<!way round the)(?! corners?)",
        "the box round a form",
        "around",
    ),
    Habit(r"\bfurther (?:apart|away|from the)\b", "further apart", "farther"),
    Habit(r"\bsigns? of life\b", "called as a sign of life", "progress"),
    Habit(r"\bhand(?:s|ed)? (?:it|them|files?) on\b", "do not hand it on", "pass it on"),
    Habit(
        r"\bRaises \w+ where\b|\b(?:none|nothing) where (?:it|there|nobody)\b",
        "Raises Damaged where it fails",
        "if",
    ),
    Habit(
        r"(?<![-_`/])\b(?:colours?|coloured|greys?|centred|centres?|(?:milli|centi|kilo|micro)?metres?|licences?"
        r"|neighbour\w*|behaviour\w*|recognis\w+|criticis\w+|summaris\w+|capitalis\w+|normalis\w+|favour\w*|honour\w*"
        r"|catalogues?|cancelled|labelled|travelled|judgement|anticlockwise|towards|backwards|whilst)\b"
        r"(?![`\"=_-])",
        "the colour of the paper",
        "American spelling: color, gray, center, meter, license, neighbor, toward",
    ),
)


def texts() -> Iterator[tuple[str, str]]:
    """Each text that people read, with the path of its file: strings and comments, documents, forms and definitions."""
    for path in sorted((ROOT / "cards").rglob("*.py")):
        code = path.read_text("utf-8")
        for text in (*strings(code), *comments(code)):
            if not text.isidentifier():  # a key or a name, whose spelling is fixed
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


def comments(code: str) -> Iterator[str]:
    """The comments of a module, those on consecutive lines joined."""
    before = 0
    joined: list[str] = []
    for token in tokenize.generate_tokens(StringIO(code).readline):
        if token.type != tokenize.COMMENT:
            continue
        if token.start[0] != before + 1 and joined:
            yield " ".join(joined)
            joined = []
        joined.append(token.string.lstrip("# "))
        before = token.start[0]
    if joined:
        yield " ".join(joined)


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


def found_in_the_project() -> Iterator[str]:
    """A line for each offence: the file, the words around it, and a better wording."""
    for name, text in texts():
        for habit, where in offences(text):
            yield f"{name}: …{where}… Better: {habit.better}."


if __name__ == "__main__":
    print(*found_in_the_project(), sep="\n")
