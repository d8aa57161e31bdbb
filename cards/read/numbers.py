"""Telephone numbers: checked against the numbering plan, and written as people dial them.

Numbers are pasted from emails, websites and word processors, with dashes, invisible marks and "Tel.", which are removed
first. The rest is either a number that can be dialed, or is refused with what to change.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from cards.read.countries import CODES, HOME, in_text
from cards.read.government import REMEDY, line_of, spelled_line

EXAMPLE, EXAMPLE_ABROAD = "617-555-0100", "+44 20 7946 0000"
_EXAMPLES = {"US": EXAMPLE, "CA": "416-555-0100", "GB": "020 7946 0000"}
"""A number of each country as people write it there. 555-01xx is for fiction, as is 020 7946 0xxx (Ofcom)."""

_MAX_GIVEN = 120
"""Characters that are read, including invisible ones."""

_MAX_LENGTH = 40
"""Characters of a number, without those that are removed."""

_TURNS_ROUND = "\u202e"
"""RIGHT-TO-LEFT OVERRIDE: shows what follows backward, so nobody has seen the real number."""

# Dashes that Unicode does not call dashes (category Pd): the minus, the bullet, and what East Asian keyboards give.
_DASHES = "\u2212\u02d7\u2043\u30fc\uff70"
_DOTS = "\u00b7\u2022\u2219\u22c5\u30fb\u2024\u3002"

_INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
"""Invisible letters (Unicode: Default_Ignorable_Code_Point); characters of category Cf are removed too."""

_LABEL = re.compile(
    r"(?:telephone|tel|phone|ph|tél|téléphone|teléfono|telefono|telefone)(?:\s*[.:]+\s*|\s+)", re.IGNORECASE
)
_PLAIN = re.compile(r"[\d\s()+.\-/]+(?:(?:x|ext\.?)\s*\d+)?", re.IGNORECASE)
_URI_EXTENSION = re.compile(r";ext=", re.IGNORECASE)

_NORTH_AMERICA = 1
_SHORT, _WITHOUT_AREA, _DOMESTIC = 3, 7, 10
"""Digits of the numbers of the North American Numbering Plan, whose country code is 1."""


@dataclass(frozen=True, slots=True)
class Telephone:
    """A telephone number as it is `shown`, and the `uri` that dials it (RFC 3966), both made once, by `dialled`.

    `shown` is what people dial in the country of the card. In the United States that is "617-370-5023 x12",
    "+44 20 7946 0000" or "211", in the United Kingdom "+1 617-370-5023" or "020 7946 0000".
    """

    shown: str
    uri: str

    def __str__(self) -> str:
        """As it is shown."""
        return self.shown


class NotDialled(ValueError):
    """A text that cannot be a telephone number on a card: why, and a `remedy` as a separate sentence."""

    def __init__(self, cause: str, remedy: str) -> None:
        super().__init__(cause)
        self.remedy = remedy


def is_number(given: str) -> bool:
    """Whether a text is meant as a telephone number, however it is labeled, rather than as an id of the directory."""
    plain = _unlabelled(tidied(given[:_MAX_GIVEN]))
    return not plain[:1].isalpha() or sum(map(str.isdecimal, plain)) >= _WITHOUT_AREA or bool(spelled_line(plain))


def dialled(number: str, country: str = HOME) -> Telephone:
    """The telephone number that somebody typed or pasted, as it is dialed in a country of `countries.CODES`.

    Without + and a country code it is a number of that country. Raises NotDialled, a ValueError, for anything that is
    not a telephone number, and for lines that a card must not give its bearer: emergency numbers, those of
    `government.toml`, and those for which the caller pays.
    """
    plain = _plain(number)
    # Imported here because the numbering plan takes 30 ms to load and most commands need no number.
    import phonenumbers
    from phonenumbers import shortnumberinfo

    try:
        parsed = phonenumbers.parse(plain, country)
    except phonenumbers.NumberParseException as error:
        digits = sum(map(str.isdecimal, plain))
        calling = 0 if plain.startswith("+") else phonenumbers.country_code_for_region(country)
        raise _not_of_a_network(number, plain, calling, digits, country) from error
    national = str(parsed.national_number)
    # The plan of one country code has several lands: 211 is an emergency number in Barbados, and help in the States.
    abroad = (
        ()
        if parsed.country_code == _NORTH_AMERICA
        else phonenumbers.region_codes_for_country_code(parsed.country_code or 0)
    )
    short = "".join(filter(str.isdecimal, plain)).removeprefix(str(parsed.country_code))
    # Whoever carries a card may know the emergency number of another country, so each is refused everywhere.
    if any(shortnumberinfo.is_emergency_number(each, land) for land in CODES for each in (plain, national)) or any(
        shortnumberinfo.is_emergency_number(each, land) for land in abroad for each in (national, short)
    ):
        raise NotDialled(f"{number!r} is an emergency number, which calls the police", REMEDY)
    if owner := line_of(national if parsed.country_code == _NORTH_AMERICA else f"{parsed.country_code}{national}"):
        raise NotDialled(f"{number!r} is {owner}", REMEDY)
    if (
        parsed.country_code == _NORTH_AMERICA
        and len(national) == _SHORT
        and not parsed.extension
        and shortnumberinfo.is_valid_short_number_for_region(parsed, country if country in ("US", "CA") else HOME)
    ):
        # Dialed as it is, and only in its own country.
        return Telephone(national, f"tel:{national}")
    if not phonenumbers.is_valid_number(parsed):
        calling = parsed.country_code or 0
        raise _not_of_a_network(number, plain, calling, len(national), country, bool(parsed.extension))
    if phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.PREMIUM_RATE:
        raise NotDialled(f"{number!r} is a premium number, for which the caller pays", "Give a free number.")
    if "x" in plain.casefold() and not parsed.extension:
        raise NotDialled(f"{number!r} has an extension that cannot be read", f"Write it after an x: {EXAMPLE} x12.")
    extension, parsed.extension = parsed.extension, None
    style = phonenumbers.PhoneNumberFormat
    if parsed.country_code != phonenumbers.country_code_for_region(country):
        shown = phonenumbers.format_number(parsed, style.INTERNATIONAL)
    elif parsed.country_code == _NORTH_AMERICA:
        shown = phonenumbers.format_number(parsed, style.RFC3966)[len("tel:+1-") :]
    else:
        shown = phonenumbers.format_number(parsed, style.NATIONAL)
    uri = f"tel:{phonenumbers.format_number(parsed, style.E164)}"
    return Telephone(f"{shown} x{extension}", f"{uri};ext={extension}") if extension else Telephone(shown, uri)


def _plain(number: str) -> str:
    """A number in ASCII, without its label and invisible characters. Raises NotDialled if anything else is in it."""
    shown = repr(number[:_MAX_LENGTH])
    if _TURNS_ROUND in number:
        raise NotDialled(f"{shown} has a mark in it that shows its digits backward", "Type the number by hand.")
    plain = _URI_EXTENSION.sub(" x", _unlabelled(tidied(number[: _MAX_GIVEN + 1])))
    if len(number) > _MAX_GIVEN or len(plain) > _MAX_LENGTH:
        raise NotDialled(f"{shown} is not a telephone number: it is too long", "Give only one number.")
    letters = any(map(str.isalpha, plain))
    if letters and (owner := spelled_line(plain)):
        raise NotDialled(f"{shown} is {owner}", REMEDY)
    if re.search(r"/\s*(?:x|ext)", plain, re.IGNORECASE):
        raise NotDialled(f"{shown} has a / before its extension", f"Remove the /: {EXAMPLE} x12.")
    if not _PLAIN.fullmatch(plain) or not any(map(str.isdecimal, plain)):
        wrong = "it is empty" if not plain else "it has letters in it" if letters else "it has more than digits"
        raise NotDialled(
            f"{shown} is not a telephone number in digits: {wrong}", f"Write one number in digits, such as {EXAMPLE}."
        )
    return plain


def tidied(text: str) -> str:
    """A text with ASCII digits, dashes, dots and spaces for those of any script, without invisible characters.

    A mark that shows digits backward stays, for `dialled` to refuse.
    """
    return "".join(map(_ascii, "".join(map(_narrow, text)))).strip()


def _narrow(letter: str) -> str:
    """The ordinary form of a full-width, half-width or small letter, as East Asian keyboards type."""
    wide = "\uff00" <= letter <= "\uffef" or "\ufe50" <= letter <= "\ufe6f"
    return letter if letter in _INVISIBLE else unicodedata.normalize("NFKC", letter) if wide else letter


def _ascii(letter: str) -> str:
    category = unicodedata.category(letter)
    if letter.isascii():
        return letter
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    if category == "Pd" or letter in _DASHES:
        return "-"
    if category == "Cf" or letter in _INVISIBLE or "\ufe00" <= letter <= "\ufe0f":
        return letter if letter == _TURNS_ROUND else ""
    if letter in _DOTS:
        return "."
    return " " if category == "Zs" else letter


def _unlabelled(plain: str) -> str:
    return plain[label.end() :] if (label := _LABEL.match(plain)) else plain


def _not_of_a_network(
    number: str, plain: str, calling: int, digits: int, country: str, extended: bool = False
) -> NotDialled:
    """What is wrong with a number that no network has, as far as its first and its number of digits show.

    `calling` is its country code, `country` where it is typed.
    """
    given = f"{number!r} is not a number of any telephone network"
    dialed = "".join(filter(str.isdecimal, plain))
    if (
        calling == _NORTH_AMERICA
        and not plain.startswith("+")
        and dialed.startswith("0")
        and len(dialed) > _WITHOUT_AREA
    ):
        how = "+ for the 00" if dialed.startswith("00") else "+ and the country code for the 0"
        return NotDialled(
            f"{given} of {in_text(country)}, where none begins with 0",
            f"If it is in another country, write {how}, as in {EXAMPLE_ABROAD}.",
        )
    if calling != _NORTH_AMERICA and not plain.startswith("+"):
        return NotDialled(
            f"{given} of {in_text(country)}",
            f"Check it digit by digit, and write it with its area code, as in {_EXAMPLES[country]}. "
            "A number in another country begins with + and the country code.",
        )
    if calling != _NORTH_AMERICA:
        return NotDialled(given, "Check it digit by digit, and the country code after the +.")
    example = _EXAMPLES[country if country in ("US", "CA") else HOME]
    if extended and digits == _SHORT:
        return NotDialled(f"{given}: a short number has no extension", "Remove the extension.")
    if digits == _WITHOUT_AREA:
        return NotDialled(f"{given}: the area code is missing", f"Write all ten digits, as in {example}.")
    if digits != _DOMESTIC:
        behind = " after the 1" if not extended and dialed.startswith("1") and len(dialed) == digits + 1 else ""
        return NotDialled(
            f"{number!r} has {digits} {'digit' if digits == 1 else 'digits'}{behind}",
            f"A {'Canadian' if country == 'CA' else 'US'} number has {_DOMESTIC}, such as {example}. "
            "A number in another country begins with + and the country code.",
        )
    return NotDialled(f"{given}: its area code, or what follows it, is not assigned", "Check it digit by digit.")
