"""Names that a user gives: who answers a number, which organisation hands out the card, who translated or signed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from cards.errors import BadOrder

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


def same_person(one: str, other: str) -> bool:
    """Whether two ways to write a person, such as "Ana <ana@example.org>", have the name or an address in common."""
    return bool(_names(one) & _names(other))


def _names(person: str) -> set[str]:
    """The name and the addresses of a person without what differs from one writing to the next.

    Those are case, width and composition of the letters, invisible joiners, spaces, brackets and quotation marks.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", person).casefold())
    plain = "".join(letter for letter in folded if unicodedata.category(letter) != "Cf")
    names = {" ".join(part.split()).strip(" ()[]\"',;:") for part in re.split("[<>]", _ADDRESS.sub("<>", plain))}
    return (names | set(_ADDRESS.findall(plain))) - {""}
