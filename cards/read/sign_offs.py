"""Sign-offs: who has read which sentence, kept beside the catalog in `translations/<tag>/review.toml`.

A sign-off holds a digest of the context, the English and the translation, so that any edit of either text ends it by
itself. Nothing is ever signed by the program: `locale sign` writes what a person says they did.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cards.locations import Shelf
from cards.read.tables import Table, read_table

SECOND_TRANSLATOR = "second-translator"
LEGAL = "legal"
ROLES = (SECOND_TRANSLATOR, "back-translation", LEGAL, "community")
"""What somebody may sign as: a second translator, a back-translator who compared, a lawyer, a community reader."""

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class SignOff:
    """One person's word for one string. `by` may be a pseudonym."""

    context: str
    sha256: str
    role: str
    by: str
    on: date


def digest(context: str, english: str, text: str) -> str:
    """The SHA-256, in hexadecimal, of the three texts in NFC; a NUL, which none may hold, stands between them."""
    joined = "\0".join(unicodedata.normalize("NFC", part) for part in (context, english, text))
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()


def signing_code(digests: Iterable[str]) -> str:
    """A short code for several strings as they stand, such as "3f9a-07c2-…": what is on paper is what gets signed."""
    whole = hashlib.sha256("".join(digests).encode("ascii")).hexdigest()
    return "-".join(whole[place : place + 4] for place in range(0, 16, 4))


def review_path(shelf: Shelf, tag: str) -> Path:
    """Where a shelf keeps the sign-offs of a locale."""
    return shelf.translations / tag / "review.toml"


def read_sign_offs(shelves: Sequence[Shelf], tag: str) -> Mapping[str, tuple[SignOff, ...]]:
    """The sign-offs of a locale by message context, those of every shelf together. Raises BadFile."""
    found: dict[str, tuple[SignOff, ...]] = {}
    for shelf in shelves:
        path = review_path(shelf, tag)
        if not path.is_file():
            continue
        top = read_table(path)
        for context in top.values:
            signed = tuple(_sign_off(context, table) for table in top.tables(context))
            found[context] = (*found.get(context, ()), *signed)
    return found


def _sign_off(context: str, table: Table) -> SignOff:
    table.known("sha256", "role", "by", "on")
    role = table.text("role")
    if role not in ROLES:
        table.refuse("role", f"is {role!r}", f"The roles are: {', '.join(ROLES)}.")
    sha256 = table.text("sha256")
    if not _DIGEST.fullmatch(sha256):
        table.refuse("sha256", "is not 64 hexadecimal digits", "Sign with `locale sign`, which writes it.")
    on = table.day("on")
    if on is None:
        table.refuse("on", "is missing", "Add the day of the sign-off, such as 2026-01-29.")
    return SignOff(context, sha256, role, table.text("by"), on)
