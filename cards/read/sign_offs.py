"""Sign-offs: who has read which sentence, kept beside the catalog in `translations/<tag>/review.toml`.

A sign-off holds two digests of what its signer vouches for (`vouched_for`): `sha256` with the context of the string,
and `sentence` without, so that whoever has read a sentence once has read it on every card of that language that has it
with the same note. Any change of that ends the sign-off, and it does not count in another language's folder. The
program never signs anything: `locale sign` records what a person says they did.

Sign-offs from before version 0.3 have a `sha256` of less: of the locale, the context and both texts. They still count
for their own string, unless it has something that their signers cannot have seen (`_has_more`). In the oldest the
digest does not cover the locale either, and the tables have no `locale`. Such a sign-off still counts if nothing
suggests that it is for another language: the header of each catalog names the folder's language
(`catalogs.read_wording`), and no other language's folder has a sign-off with the same digest.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from pathlib import Path

from cards.locations import Shelf
from cards.read import keys
from cards.read.countries import HOME
from cards.read.files import stands
from cards.read.keys import Format
from cards.read.names import names_somebody
from cards.read.script_types import Source
from cards.read.tables import Table, read_table, read_text

SECOND_TRANSLATOR = "second-translator"
LEGAL = "legal"
ROLES = (SECOND_TRANSLATOR, "back-translation", LEGAL, "community")
"""The roles for signing: a second translator, a back-translator who compared, a lawyer, a community reader."""

TIME_ZONES = timedelta(days=1)
"""How far the signer's calendar may be ahead of the printer's."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_SHA256 = keys.matching(
    "sha256",
    "The digest of the string that was signed.",
    _DIGEST,
    "is not 64 hexadecimal digits",
    "Sign with `locale sign`, which writes it.",
)
_SENTENCE = keys.matching(
    "sentence",
    "The digest of what was signed without its place, so that it counts for the same sentence on every card.",
    _DIGEST,
    "is not 64 hexadecimal digits",
    "Sign with `locale sign`, which writes it.",
    optional=True,
)
_LOCALE = keys.text("locale", "The tag of the language that was signed.", "")
_ROLE = keys.choice("role", "The role in which they signed.", ROLES)
_BY = keys.text("by", "Who signed; a pseudonym is fine.")
_ON = keys.needed_day("on", "The day on which they signed.")
_VERIFIED = keys.flag("verified", "Whether a signature of their answers file was checked with their key.")
SIGN_OFF = Format("One person's sign-off for one string.", (_SHA256, _SENTENCE, _LOCALE, _ROLE, _BY, _ON, _VERIFIED))
REVIEW = Format(
    "Sign-offs by the string that they are for, such as home/bearer/door.",
    others={"type": "array", "items": SIGN_OFF.schema},
)


class Objection(Enum):
    """Why a record keeps sign-offs from counting: an objection to the words, on which a translator has decided or not,
    or a suggestion of the very text, whose author is no reader of it."""

    OPEN = "open"
    LEFT = "left"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class SignOff:
    """One person's sign-off for one string. `by` may be a pseudonym.

    `locale` is the tag of the language that was signed, empty if the digest does not cover it. `misplaced` is a clause
    that says why a sign-off does not count in its folder; it is empty for all others. `verified` is whether the
    signature of the answers was checked.

    With an `objection` it is the contrary: this person calls the text wrong, or has suggested it (`suggestions`). It
    comes with the sign-offs so that whatever counts these knows of it.
    """

    context: str
    sha256: str
    role: str
    by: str
    on: date
    locale: str = ""
    misplaced: str = ""
    sentence: str = ""
    verified: bool = False
    objection: Objection | None = None

    def covers(self, source: Source, text: str) -> bool:
        """Whether it is for the current text of that string, and counts in its folder.

        It need not have been given for that string: a sign-off of the same sentence with the same note counts too, and
        an objection is one to the same words, whatever their note and authority.
        """
        if self.misplaced:
            return False
        if self.objection is Objection.AUTHOR:
            return self.sha256 == suggested_digest(text)
        if self.objection is not None:
            return self.sha256 == words_digest(source.text, text, self.locale)
        if self.sentence and self.sentence == sentence_digest(source, text, self.locale, self.role):
            return True
        if self.context != source.context:
            return False
        if self.sha256 == string_digest(source, text, self.locale, self.role):
            return True
        earlier = digest(source.context, source.text, text, self.locale)
        return self.sha256 == earlier and not _has_more(source, self.role)


def digest(context: str, english: str, text: str, locale: str = "") -> str:
    """The SHA-256, in hexadecimal, of the texts in NFC and the tag of their locale.

    A NUL, which none of them may contain, separates them. It is the digest of back-translations
    (`back_translations`), without a locale, and of sign-offs from before version 0.3.
    """
    return _hashed((context, english, text, locale) if locale else (context, english, text))


def vouched_for(source: Source, text: str, locale: str, role: str = "") -> dict[str, tuple[str, ...]]:
    """What whoever signs a text of a string vouches for, by a name for each part: the one list for every digest.

    Every reader has seen the English, its note, the phrases that stay English and the address after it. A lawyer also
    vouches for the law: the authorities, the country, the states that a variant is for, the statement that it replaces
    or leaves out, the states that a statement is not for, and whether only cards with a number have it. Leaving a
    statement out changes the rest of its card, so a lawyer vouches for it on that card alone.
    """
    read = {
        "English": (source.text,),
        "text": (text,),
        "locale": (locale,),
        "note": (source.note,),
        "say": source.say,
        "address": (source.address,),
    }
    if role != LEGAL:
        return read
    return read | {
        "authority": source.authority,
        "country": (source.country,),
        "regions": source.regions,
        "replaces": (source.replaces,),
        "apart": source.apart,
        "needs": (source.needs,),
        "left out": (source.context,) if source.leaves_out else (),
    }


def string_digest(source: Source, text: str, locale: str, role: str = "") -> str:
    """The digest of a string: of what its signer vouches for, and of its context."""
    return _hashed_parts({"context": (source.context,), **vouched_for(source, text, locale, role)})


def sentence_digest(source: Source, text: str, locale: str, role: str = "") -> str:
    """The digest of a sentence wherever it stands in a language: of what its signer vouches for."""
    return _hashed_parts(vouched_for(source, text, locale, role))


def _has_more(source: Source, role: str) -> bool:
    """Whether a string has anything that version 0.2 did not know, so that no sign-off of that time is for it."""
    of_law = (source.regions, source.apart, source.needs, source.country != HOME) if role == LEGAL else ()
    return any((source.say, source.address, *of_law))


def _hashed_parts(parts: Mapping[str, Sequence[str]]) -> str:
    """The digest of named parts; each says how many values it has, so that none runs into the next."""
    return _hashed(value for name, values in parts.items() for value in (name, str(len(values)), *values))


def words_digest(english: str, text: str, locale: str) -> str:
    """The digest of a translation of that English in a language, wherever it is."""
    return _hashed(("words", english, text, locale))


def suggested_digest(text: str) -> str:
    """The digest of a text that somebody has suggested, wherever a language has it."""
    return _hashed(("suggested", " ".join(text.split())))


def _hashed(parts: Iterable[str]) -> str:
    joined = "\0".join(unicodedata.normalize("NFC", part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()


def signing_code(digests: Iterable[str]) -> str:
    """A short code for the current texts of several strings, such as "3f9a-07c2-…", so that what was read is signed."""
    whole = hashlib.sha256("".join(digests).encode("utf-8")).hexdigest()
    return "-".join(whole[place : place + 4] for place in range(0, 16, 4))


def code_digits(code: str) -> str:
    """The digits of a code as people type it: in capitals, with dashes and spaces of every kind, or none."""
    return "".join(each for each in code.strip().lower() if unicodedata.category(each) not in ("Pd", "Zs"))


def review_path(shelf: Shelf, tag: str) -> Path:
    """Where a shelf keeps the sign-offs of a locale."""
    return shelf.translations / tag / "review.toml"


def read_sign_offs(shelves: Sequence[Shelf], tag: str, as_of: date | None = None) -> Mapping[str, tuple[SignOff, ...]]:
    """The sign-offs of a locale by message context, from every shelf together, without objections (`read_signed`).

    Raises BadFile, also for a day later than `as_of`, which is today for whoever asks.
    """
    found: dict[str, tuple[SignOff, ...]] = {}
    for shelf in shelves:
        path = review_path(shelf, tag)
        if not stands(path):
            continue
        top = read_table(path)
        for context in top.values:
            signed = tuple(_sign_off(context, table, tag, as_of) for table in top.tables(context))
            found[context] = (*found.get(context, ()), *signed)
    if all(each.locale for signed in found.values() for each in signed):
        return found
    others = _other_folders(shelves, tag)
    return {context: tuple(_placed(each, others) for each in signed) for context, signed in found.items()}


def sign_offs_for(sign_offs: Mapping[str, tuple[SignOff, ...]], context: str) -> tuple[SignOff, ...]:
    """The sign-offs that may count for a string, including those that have lapsed: its own, and those of other strings
    that hold a digest of their sentence."""
    others = (each for other, signed in sign_offs.items() if other != context for each in signed if each.sentence)
    return (*sign_offs.get(context, ()), *others)


def set_apart(sign_offs: Mapping[str, tuple[SignOff, ...]], reason: str) -> dict[str, tuple[SignOff, ...]]:
    """The sign-offs, misplaced for that reason if their digest does not cover the language that was signed."""
    return {
        context: tuple(each if each.locale or each.misplaced else replace(each, misplaced=reason) for each in signed)
        for context, signed in sign_offs.items()
    }


def _other_folders(shelves: Sequence[Shelf], tag: str) -> dict[str, str]:
    """The text of every other locale's sign-offs, by tag."""
    paths = [path for shelf in shelves for path in sorted(shelf.translations.glob("*/review.toml"))]
    texts: dict[str, str] = {}
    for path in paths:
        if path.parent.name != tag and path.is_file():
            texts[path.parent.name] = texts.get(path.parent.name, "") + read_text(path)
    return texts


def _placed(each: SignOff, others: Mapping[str, str]) -> SignOff:
    """A sign-off, misplaced if it does not name its language and another language has the same one."""
    if each.locale or each.misplaced:
        return each
    also = next((tag for tag, text in others.items() if each.sha256 in text), None)
    return each if also is None else replace(each, misplaced=f"the folder of {also} has the same one")


def _sign_off(context: str, table: Table, tag: str, as_of: date | None) -> SignOff:
    SIGN_OFF.check(table)
    role, sha256, on = _ROLE.of(table), _SHA256.of(table), _ON.of(table)
    if as_of is not None and is_to_come(on, as_of):
        _ON.refuse(table, f"is {on}, which is in the future", "Write the day on which the string was read.")
    locale = _LOCALE.of(table)
    misplaced = f"it was given for {locale}" if locale not in ("", tag) else ""
    by = _BY.of(table)
    if not names_somebody(by):
        _BY.refuse(table, f"is {by[:20]!r}, which names nobody", "Give the name or the pseudonym of whoever signed.")
    return SignOff(context, sha256, role, by, on, locale, misplaced, _SENTENCE.of(table), _VERIFIED.of(table))


def is_to_come(day: date, as_of: date) -> bool:
    """Whether a day is later than `as_of` in every time zone."""
    return day - as_of > TIME_ZONES
