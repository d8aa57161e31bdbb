"""What looks like an internet address in any script: a host, a path, a handle.

A card leads only to addresses that the program has checked and prints itself.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_STOPS = str.maketrans("\u3002\uff0e\uff61\u2024\ufe52", ".....")
"""Characters that browsers (UTS #46, 2.3) or readers take for the full stop in a host."""

_SCHEME = re.compile(
    r"\b(?:https?|ftp|file|mailto|tel|sms|sip|geo|tg|whatsapp|signal|data|javascript)\s*:\s*[/\w+]|://|www\.",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"@|(?<![\w&])#[^\W\d_]")
_HOST = re.compile(r"(?<![\w.-])(?:[\w-]+\.)+[^\W\d_]{2,}(?![\w-])")
_LATIN_HOST = re.compile(r"(?<![A-Za-z0-9.-])(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?![A-Za-z0-9-])")
_SPELLED = re.compile(
    r"(?:\b(?:dot|punto|ponto|point|punkt)|точка|点|點|ドット|닷)\s*(?:com|org|net|gov|edu|info|us)\b"
)
_PATH = re.compile(r"\.\w+/|/\w+/|[^\W\d]/\w*\d|~/|\\\\")
_ABBREVIATED = 2
"""Letters in each part of an abbreviation such as "EE.UU." or "z.B."."""


@lru_cache(maxsize=4096)
def address_in(text: str) -> str:
    """The first word of a text that looks like an address, a path or a handle; empty if none does.

    Full-width letters count as plain ones, and every script's stops that browsers accept count as full stops. A missing
    space after a full stop looks like a host too. An abbreviation with full stops (U.S., z.B.) does not.
    """
    plain = unicodedata.normalize("NFKC", text)
    for pattern in (_SCHEME, _HANDLE, _SPELLED, _PATH):
        found = pattern.search(plain)
        if found:
            return _around(plain, found)
    # A Chinese or Japanese sentence ends with a stop and no space: only between Latin letters does it make a host.
    hosts = [*_HOST.finditer(plain), *_LATIN_HOST.finditer(plain.translate(_STOPS))]
    found = next((each for each in hosts if not _is_abbreviation(each)), None)
    return _around(plain, found) if found else ""


def _is_abbreviation(found: re.Match[str]) -> bool:
    parts = found[0].split(".")
    return max(map(len, parts)) <= _ABBREVIATED and found.string[found.end() : found.end() + 1] == "."


def _around(text: str, found: re.Match[str]) -> str:
    """The whole word around what was found."""
    start = max(text.rfind(" ", 0, found.start() + 1) + 1, found.start() - 40)
    end = text.find(" ", found.end())
    return text[start : min(end if end >= 0 else len(text), found.end() + 40)].strip(" .,;:*()“”\"'")
