"""Names that a user gives: who answers a number, which organisation hands out the card, who translated or signed."""

from __future__ import annotations

import re
import unicodedata

from cards.errors import BadOrder

MAX_NAME = 60
"""Characters: what two lines of small print hold."""

_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"']+@[^\s<>()\[\],;:\"']+")


def plain_name(text: str, option: str) -> str:
    """The name in NFC without space around it. Raises BadOrder for one too long or with characters that hide."""
    name = unicodedata.normalize("NFC", text.strip())
    if len(name) > MAX_NAME:
        raise BadOrder(f"The {option} has {len(name)} characters, more than {MAX_NAME}.", "Give a shorter name.")
    if name and all(character in "\u200c\u200d" or character.isspace() for character in name):
        raise BadOrder(f"The {option} has nothing in it that is seen.", "Type the name again by hand.")
    for character in name:
        hidden = unicodedata.category(character) in ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
        if (hidden and character not in "\u200c\u200d") or character in "\u034f\u115f\u1160\u2800\u3164\uffa0":
            raise BadOrder(
                f"The {option} has the invisible character U+{ord(character):04X} in it.",
                "Type the name again by hand.",
            )
    return name


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
