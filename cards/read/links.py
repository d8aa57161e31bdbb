"""Web addresses behind the QR code: https only, nothing hidden in them, shown bare beside the code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

LEGAL_AID = "https://www.immigrationlawhelp.org"
"""The national directory of free and low-cost legal aid, named in our facts as the general address (2026-09)."""

MAX_LENGTH = 150
"""Characters: a longer address makes a code whose modules are too small for a wallet card."""

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})")
_ALLOWED = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*")  # RFC 3986, section 2: the characters of a URI


@dataclass(frozen=True, slots=True)
class Link:
    """An address as it is (`url`), with scheme and host in `capitals`, and as it is printed (`shown`).

    Capitals mean the same there (RFC 3986, 6.2.2.1) and take 5.5 bits a letter in a QR code instead of 8.
    """

    url: str
    capitals: str
    shown: str


def read_link(given: str) -> Link:
    """The link for an address that a user gave. Raises ValueError with a sentence on what is wrong with it."""
    address = given.strip()
    if len(address) > MAX_LENGTH:
        raise ValueError(f"The address has {len(address)} characters, more than {MAX_LENGTH}")
    if not _ALLOWED.fullmatch(address):
        raise ValueError("The address has a space or a letter outside plain ASCII, which may be a look-alike")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise ValueError(f"{address!r} is not a web address") from error
    if parts.scheme.lower() != "https":
        raise ValueError(f"{address!r} does not begin with https://")
    if parts.username is not None or port is not None:
        raise ValueError(f"{address!r} has a user name or a port in it")
    host = (parts.hostname or "").lower()
    if not _HOST.fullmatch(host):
        raise ValueError(f"{address!r} has no valid host name")
    rest = address[len("https://") + len(parts.netloc) :]
    if rest == "/":
        rest = ""
    return Link(url=f"https://{host}{rest}", capitals=f"HTTPS://{host.upper()}{rest}", shown=f"{host}{rest}")
