"""Government lines and hosts that no card may lead to: tip lines, and look-ups that record who asks.

A search for "ICE hotline" finds the line for reporting people. They are data with sources, in
`definitions/government.toml`; telephone numbers (`read/numbers.py`), addresses (`read/links.py`) and names are all
checked against them here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import unquote

from cards.locations import PACKAGE

FILE = PACKAGE / "definitions" / "government.toml"

REMEDY = "Give the number or address of a group that people trust, such as legal aid or a rapid-response line."

LOOK_UP = "locator.ice.gov"
"""The one address of the government that is printed, and only where a plan says how to find somebody who was arrested:
ICE answers by A-number and country of birth, or by name and country of birth (dallasobserver.com, 2025-01). It is
printed in letters alone, never as a link or a code, because ICE sees who opens it."""

_KEYPAD = str.maketrans("abcdefghijklmnopqrstuvwxyz", "22233344455566677778889999")
"""The digits for the letters on a telephone (ITU-T E.161): 866-DHS-2-ICE is 866-347-2423."""

_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")

_COPIES = (".translate.goog", ".cdn.ampproject.org")
"""Google's translator and AMP cache show ice.gov as ice-gov.translate.goog, and double a hyphen in the name."""

_AMERICAN, _BRITAIN = 10, "44"
"""The number of digits in North America, and the country code of all other lines in the list."""

_DECODINGS = 5
"""How many times over an address may be percent-encoded: each time makes it at least half as long again."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A number or host that is refused, whose it is, and the source for that with its date."""

    given: str
    name: str
    source: str
    date: date


def line_of(digits: str) -> str:
    """Whose line a number is, as in "the tip line of ICE"; empty if it is not a government line.

    `digits` are the ten of North America, elsewhere those of the whole number with the country code.
    """
    entry = refused_lines().get(digits)
    return entry.name if entry else ""


def spelled_line(text: str) -> str:
    """Whose line a text with letters dials, such as 1-866-DHS-2-ICE; empty for any other."""
    keys = _keys(text)
    lines = refused_lines().items()
    return next((entry.name for digits, entry in lines if any(each in keys for each in _dialled(digits))), "")


def host_of(host: str) -> str:
    """Whose host it is, or whose page it shows a copy of, in small ASCII letters; empty for any other host."""
    for ending in _COPIES:
        if host.endswith(ending):
            host = host.removesuffix(ending).replace("--", "\0").replace("-", ".").replace("\0", "-")
    labels = host.rstrip(".").split(".")
    hosts = refused_hosts()
    return next((hosts[part].name for part in map(".".join, _ends(labels)) if part in hosts), "")


def host_within(rest: str) -> str:
    """Whose host a path or query leads to, as in a redirect or an archive, however often it is encoded."""
    for _ in range(_DECODINGS):
        rest, before = unquote(rest), rest
        if rest == before:
            break
    return next((owner for host in _HOST.findall(rest.casefold()) if (owner := host_of(host))), "")


def named_in(text: str) -> str:
    """Whose line or host a name contains, as in "Call 866-DHS-2-ICE" or "ice.gov/tips"; empty for an honest name."""
    return spelled_line(text) or host_within(unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=1)
def refused_lines() -> Mapping[str, Refused]:
    """The lines by their ten digits or, outside North America, with the country code. Raises BadFile."""
    from cards.read.refused import read_lines  # here, because tables check names, and names may be checked here

    entries = (Refused(*each) for each in read_lines(FILE))
    return {"".join(filter(str.isdecimal, entry.given)): entry for entry in entries}


@lru_cache(maxsize=1)
def refused_hosts() -> Mapping[str, Refused]:
    """The refused hosts by host. Raises BadFile."""
    from cards.read.refused import read_hosts  # as above

    return {entry.given: entry for entry in (Refused(*each) for each in read_hosts(FILE))}


def _dialled(digits: str) -> tuple[str, ...]:
    """The digits that dial a line: British numbers begin with 0 in their own country."""
    return (digits, f"0{digits.removeprefix(_BRITAIN)}") if len(digits) > _AMERICAN else (digits,)


def _ends(labels: list[str]) -> list[list[str]]:
    return [labels[start:] for start in range(len(labels))]


def _keys(text: str) -> str:
    """The keys to press to dial a text: its digits in any script, and the keys of its Latin letters."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_KEYPAD)
    return "".join(str(unicodedata.decimal(each)) for each in plain if each.isdecimal())
