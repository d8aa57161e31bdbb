"""Telephone numbers: checked against the numbering plan, and written as people dial them."""

from __future__ import annotations

import re
import unicodedata

HOME_REGION = "US"

_PLAIN = re.compile(r"[\d\s()+.\-/‐‑–]+(?:(?:x|ext\.?)\s*\d+)?", re.IGNORECASE)
_MAX_LENGTH = 40


def dialled(number: str) -> str:
    """`number` as somebody in the United States dials it: "617-370-5023", "+52 55 5093 0000", "211".

    Raises ValueError, with a sentence for the user, for anything that is not a telephone number, and for emergency
    numbers: a card must not send its bearer to the police.
    """
    # Imported here because the numbering plan takes 30 ms to load and most commands need no number.
    import phonenumbers
    from phonenumbers import shortnumberinfo

    if len(number) > _MAX_LENGTH or not _PLAIN.fullmatch(number.strip()):
        raise ValueError(f"{number[:_MAX_LENGTH]!r} is not a telephone number in digits")
    if re.search(r"/\s*(?:x|ext)", number, re.IGNORECASE):
        raise ValueError(f"{number!r} has a / before its extension")
    try:
        parsed = phonenumbers.parse(number, HOME_REGION)
    except phonenumbers.NumberParseException as error:
        raise ValueError(f"{number!r} is not a telephone number") from error
    short = str(parsed.national_number)
    if any(shortnumberinfo.is_emergency_number(each, HOME_REGION) for each in (number, short)):
        raise ValueError(f"{number!r} is an emergency number, which calls the police")
    if (
        len(short) == 3
        and parsed.country_code == 1
        and not parsed.extension
        and shortnumberinfo.is_valid_short_number_for_region(parsed, HOME_REGION)
    ):
        return short
    if not phonenumbers.is_valid_number(parsed):
        raise ValueError(f"{number!r} is not a number of any telephone network")
    if phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.PREMIUM_RATE:
        raise ValueError(f"{number!r} is a premium number, for which the caller pays")
    if "x" in number.lower() and not parsed.extension:
        raise ValueError(f"{number!r} has an extension that cannot be read")
    extension = f" x{_ascii_digits(parsed.extension)}" if parsed.extension else ""
    parsed.extension = None
    if parsed.country_code == 1:
        return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.RFC3966)[len("tel:+1-") :] + extension
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL) + extension


def telephone_uri(number: str) -> str:
    """The URI that dials a number written as `dialled` writes it (RFC 3966), such as "tel:+16173705023"."""
    plain, _, extension = number.partition(" x")
    digits = "".join(filter(str.isdecimal, plain))
    country = "+" if plain.startswith("+") else "+1"
    # A short number such as 211 is dialled as it is, from a telephone in its country only.
    uri = f"tel:{digits}" if len(digits) == 3 else f"tel:{country}{digits}"
    return f"{uri};ext={extension}" if extension else uri


def _ascii_digits(digits: str) -> str:
    """Digits of any script in the ASCII ones that are on every keypad."""
    return "".join(str(unicodedata.decimal(digit)) for digit in digits)
