"""Names that a user gives: who answers a number, which organization hands out the card, who translated or signed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from cards.errors import BadOrder, setting
from cards.read.addresses import address_in
from cards.read.combining import covering_mark, piled_marks
from cards.read.government import named_in
from cards.read.lookalikes import looks_of
from cards.read.numerals import odd_numeral, plain_digits, spelled_digits

MAX_NAME = 60
"""Characters: as many as two lines of small print hold."""

BLANKS = "\u034f\u115f\u1160\u2800\u3164\uffa0"
"""Characters that Unicode counts as letters or symbols but that print nothing."""

JOINERS = "\u200c\u200d"
"""Invisible, but part of the spelling in Persian and in the scripts of India."""

_GAP = r"[\s\-‐‑–—.·/()]*"
_DIALLED = re.compile(rf"\+?(?:\d{_GAP}){{6,}}\d")
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d(?!\d)")
_VANITY = re.compile(
    r"(?<!\w)(?:\+?1[\s.-]*)?\(?(?:[2-9]\d\d(?:[.-]|\)\s?)[A-Z0-9](?:[.-]?[A-Z0-9]){6,}"
    r"|8(?:00|88|77|66|55|44|33|22)\)?[\s.-]+[A-Z0-9](?:[\s.-]?[A-Z0-9]){6,})(?!\w)"
)
_SHORT = re.compile(r"(?<!\d)\d(?:[\s.-]?\d){2,5}(?!\d)")
"""Seven digits and more; two years; letters for the digits of a number such as 1-866-DHS-2-ICE; three to six digits."""

_EMERGENCY = "911"

_CALL = re.compile(
    r"\b(?:call|dial|phone|telephone|tel|text|sms|ring|hotline|llam\w*|marqu\w*|tel[eé]fono|lig(?:ue|ar)|disque|"
    r"appel\w*|compos\w*|chiam\w*|anruf\w*|rufen|rele|telefon\w*|tawag\w*|wac|goobo|piga|gọi|hubungi|zadzwoń|"
    r"позвон\w*|звон\w*|тел)\b|[☎☏✆📞📱]|拨|撥|打|致电|致電|电话|電話|전화|اتصل|تماس|زنگ|फ़ोन|कॉल|ফোন|โทร|ደውሉ",
    re.IGNORECASE,
)
"""Words in the languages of the cards that tell people to dial the number beside them."""

_ADDRESS = re.compile(r"(?<![^\s<>()\[\],;:\"'])[^\s<>()\[\],;:\"']+@[^\s<>()\[\],;:\"']+")


def plain_name(text: str, option: str) -> str:
    """The name in NFC without spaces around it. Raises BadOrder if it is too long or has invisible characters."""
    name = unicodedata.normalize("NFC", text.strip())
    if len(name) > MAX_NAME:
        raise BadOrder(f"The {option} has {len(name)} characters, more than {MAX_NAME}.", "Give a shorter name.")
    if name and all(character in JOINERS or character.isspace() for character in name):
        raise BadOrder(f"The {option} has no visible characters.", "Type the name again by hand.")
    hidden = first_hidden(name, JOINERS)
    if hidden is not None:
        raise BadOrder(f"The {option} has {called(hidden, 'invisible ')} in it.", "Type the name again by hand.")
    return name


def card_name(text: str, option: str) -> str:
    """The name of an organization or of who answers a line, for a card: a `plain_name` that leads nowhere.

    Numbers and addresses on a card have been checked, but a name has not. So it may have a short number, as in Local
    1199 and 211 Massachusetts, but no telephone number, no 911, no short number after a word such as "call", nothing
    that looks like an address or spells the number of a government line, and no marks that cover letters. Raises
    BadOrder.
    """
    name = plain_name(text, option)
    address = address_in(name)
    if address:
        raise BadOrder(
            f"The {option} has what looks like an address ({address}).",
            f"Remove it, and give addresses with {setting('link')}; if it is not an address, put a space after the "
            "full stop.",
        )
    mark = covering_mark(name) or piled_marks(name)[-1:]
    if mark:
        raise BadOrder(
            f"The {option} has the mark U+{ord(mark):04X} ({unicodedata.name(mark, 'no name')}) over its letters.",
            "Type the name again without it.",
        )
    _refuse_number(name, option)
    owner = named_in(name)
    if owner:
        raise BadOrder(f"The {option} leads to {owner}.", "Give only the name of whoever answers.")
    return name


def _refuse_number(name: str, option: str) -> None:
    """Raises BadOrder for a name that tells people to dial something."""
    odd = odd_numeral(name)
    if odd:
        raise BadOrder(
            f"The {option} has the numeral {odd} (U+{ord(odd):04X}).", "Write numbers with the digits 0 to 9."
        )
    number = number_in(name)
    if number:
        raise BadOrder(
            f"The {option} has what looks like a telephone number ({number}).",
            f"Remove it, and give a number with {setting('hotline')}.",
        )


def number_in(text: str) -> str:
    """What tells people to dial something, such as "911" or a short number behind "call"; "" if nothing does."""
    plain = _YEARS.sub("", plain_digits(text))
    found = _DIALLED.search(plain) or _VANITY.search(plain)
    number = found[0].strip() if found else spelled_digits(text)
    short = _SHORT.search(plain)
    if not number and short:
        digits = "".join(filter(str.isdigit, short[0]))
        is_alone = not any(each.isalpha() for each in text)
        if digits == _EMERGENCY or is_alone or _CALL.search(text):
            number = short[0]
    return number


def listed(names: Sequence[str]) -> str:
    """One or more names, joined for a sentence: "A", "A and B", "A, B and C"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def called(character: str, kind: str = "") -> str:
    """What to call a character that cannot be shown: its name if people know one, else its `kind` and number."""
    name = {"\t": "a tab", "\n": "a line feed", "\r": "a carriage return", "\f": "a form feed"}.get(character)
    return f"{name} (U+{ord(character):04X})" if name else f"the {kind}character U+{ord(character):04X}"


def first_hidden(text: str, allowed: str) -> str | None:
    """The first character that prints nothing, except spaces and what is `allowed`; None if there is none."""
    return next((character for character in filter(_is_hidden, text) if character not in allowed), None)


@lru_cache(maxsize=4096)
def _is_hidden(character: str) -> bool:
    hidden = unicodedata.category(character) in ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
    return hidden or character in BLANKS


_TITLES = (
    "abogada", "abogado", "adv", "attorney", "atty", "dr", "dra", "esq", "fr", "frau", "herr", "hon", "jd", "jr", "lic",
    "licda", "llm", "m", "md", "miss", "mme", "mr", "mrs", "ms", "mx", "phd", "prof", "rev", "sr", "sra", "srta", "ii",
    "iii", "iv", "again", "backtranslation", "community", "lawyer", "legal", "reader", "review", "reviewer", "second",
    "secondtranslator", "translator",
)  # fmt: skip
"""Words beside a name that are not part of it: forms of address, degrees, what tells a son from his father, and the
roles in which people sign."""

_REMARK = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]")
"""A comment after a name, such as "(legal)"."""

_TITLE_LOOKS = frozenset(look for title in _TITLES for look in looks_of(title))


def same_person(one: str, other: str) -> bool:
    """Whether two texts such as "Ana <ana@example.org>" may name one person: they share a name or an address.

    What looks alike on paper counts as alike: letters of other alphabets, accents, case and width. So does a name with
    a title, a role, a comment in parentheses, a number after it, or a middle initial, in another order, or with other
    spaces and marks between its parts. The answer errs toward yes: people who are refused can sign with a fuller name.
    """
    return bool(_looks(one) & _looks(other))


def names_somebody(text: str) -> bool:
    """Whether a text has a letter, without which it names nobody: "." and "42" do not."""
    return any(unicodedata.category(letter)[0] == "L" for letter in unicodedata.normalize("NFKC", text))


def _looks(person: str) -> set[str]:
    """What a person's name and addresses look like, in every form to compare."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKC", person) if unicodedata.category(letter) != "Cf")
    found: set[str] = set()
    addressed = _ADDRESS.sub("<>", plain)
    for name in (*re.split("[<>]", addressed), *re.split("[<>]", _REMARK.sub(" ", addressed))):
        words = _words(name)
        found.update(looks_of("".join(words)))
        found.update(looks_of("".join(word.rstrip("0123456789") or word for word in words)))
        # In the order of what they look like, so that neither the order nor the alphabet of a letter counts.
        found.update(looks_of("".join(sorted(words, key=lambda word: min(looks_of(word), default="")))))
    return (found | {look for address in _ADDRESS.findall(plain) for look in looks_of(address)}) - {""}


def _words(name: str) -> list[str]:
    """The words of a name without titles, roles, numbers and middle initials, unless nothing else is left."""
    folded = unicodedata.normalize("NFC", name.casefold())
    parted = (letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in folded.replace(".", ""))
    every = "".join(parted).split()
    named = [word for word in every if not word.isdecimal()] or every
    words = [word for word in named if _TITLE_LOOKS.isdisjoint(looks_of(word))] or named
    long = [word for word in words if len(word) > 1]
    return long if len(long) > 1 else words
