"""Names that a user gives: who answers a number, which organisation hands out the card, who translated or signed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from cards.errors import BadOrder
from cards.read.lookalikes import looks_of

MAX_NAME = 60
"""Characters: what two lines of small print hold."""

BLANKS = "\u034f\u115f\u1160\u2800\u3164\uffa0"
"""Characters that Unicode counts as letters or symbols and that leave white paper."""

JOINERS = "\u200c\u200d"
"""Invisible, but spelling in Persian and in the scripts of India."""

_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"']+@[^\s<>()\[\],;:\"']+")


def plain_name(text: str, option: str) -> str:
    """The name in NFC without space around it. Raises BadOrder for one too long or with characters that hide."""
    name = unicodedata.normalize("NFC", text.strip())
    if len(name) > MAX_NAME:
        raise BadOrder(f"The {option} has {len(name)} characters, more than {MAX_NAME}.", "Give a shorter name.")
    if name and all(character in JOINERS or character.isspace() for character in name):
        raise BadOrder(f"The {option} has nothing in it that is seen.", "Type the name again by hand.")
    hidden = first_hidden(name, JOINERS)
    if hidden is not None:
        raise BadOrder(
            f"The {option} has the invisible character U+{ord(hidden):04X} in it.", "Type the name again by hand."
        )
    return name


def listed(names: Sequence[str]) -> str:
    """One or more names as a sentence has them: "A", "A and B", "A, B and C"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def first_hidden(text: str, allowed: str) -> str | None:
    """The first character of a text that is not seen on paper, spaces and what is `allowed` aside; None without one."""
    return next((character for character in filter(_is_hidden, text) if character not in allowed), None)


@lru_cache(maxsize=4096)
def _is_hidden(character: str) -> bool:
    hidden = unicodedata.category(character) in ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
    return hidden or character in BLANKS


_TITLES = (
    "abogada", "abogado", "adv", "attorney", "atty", "dr", "dra", "esq", "fr", "frau", "herr", "hon", "jd", "jr", "lic",
    "licda", "llm", "m", "md", "miss", "mme", "mr", "mrs", "ms", "mx", "phd", "prof", "rev", "sr", "sra", "srta",
)  # fmt: skip
"""Words that stand beside a name and are none: forms of address, degrees, and what tells a son from his father."""

_TITLE_LOOKS = frozenset(look for title in _TITLES for look in looks_of(title))


def same_person(one: str, other: str) -> bool:
    """Whether two ways to write a person, such as "Ana <ana@example.org>", may be one: a name or an address is alike.

    What looks alike on paper counts as alike: letters of other alphabets, accents, case and width. So does a name
    with a title, with a middle initial, with the family name before a comma, or with other spaces and marks between its
    parts. The answer errs towards yes: whoever is told so can sign by a fuller name.
    """
    return bool(_looks(one) & _looks(other))


def _looks(person: str) -> set[str]:
    """What the name and the addresses of a person look like, in each way in which they may be compared."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKC", person) if unicodedata.category(letter) != "Cf")
    found: set[str] = set()
    for name in re.split("[<>]", _ADDRESS.sub("<>", plain)):
        last, _, first = name.partition(",")
        for order in (name, f"{first} {last}"):
            found.update(looks_of("".join(_words(order))))
    return (found | {look for address in _ADDRESS.findall(plain) for look in looks_of(address)}) - {""}


def _words(name: str) -> list[str]:
    """The words of a name without titles and middle initials, unless nothing else is left."""
    folded = unicodedata.normalize("NFC", name.casefold())
    parted = (letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in folded.replace(".", ""))
    every = "".join(parted).split()
    words = [word for word in every if _TITLE_LOOKS.isdisjoint(looks_of(word))] or every
    long = [word for word in words if len(word) > 1]
    return long if len(long) > 1 else words
