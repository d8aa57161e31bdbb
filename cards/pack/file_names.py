"""Readable names of files and folders that every system accepts: Windows and its shared folders, macOS, Linux."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MAX_BYTES = 120
"""The limit for a name in UTF-8: Windows allows 260 characters for a whole path, Linux 255 bytes for a name."""

_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)
"""Device names, reserved with any extension (Microsoft, "Naming Files, Paths, and Namespaces")."""

_FORBIDDEN = '<>:"/\\|?*'


@lru_cache(maxsize=1024)
def safe_name(wanted: str, suffix: str = "") -> str:
    """The text as a name that ends in `suffix`, at most `MAX_BYTES` long, without what any system refuses."""
    name = "".join(_allowed(character) for character in unicodedata.normalize("NFC", wanted))
    name = " ".join(name.split()).lstrip(".- ")
    if _RESERVED.fullmatch(name.split(".")[0].rstrip()):
        name = f"_{name}"
    room = MAX_BYTES - len(suffix.encode("utf-8"))
    name = name.encode("utf-8")[:room].decode("utf-8", errors="ignore").rstrip(". ")
    return (name or "_") + suffix


def unique_name(wanted: str, suffix: str, taken: set[str]) -> str:
    """A safe name, added to `taken`, that differs from the others there in more than case or Unicode form."""
    name = safe_name(wanted, suffix)
    count = 1
    while _key(name) in taken:
        count += 1
        name = safe_name(wanted, f" ({count}){suffix}")
    taken.add(_key(name))
    return name


def _allowed(character: str) -> str:
    if character in _FORBIDDEN:
        return "-"
    return " " if unicodedata.category(character) in ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs") else character


def _key(name: str) -> str:
    """The same key for two names that some file system treats as equal."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).casefold())
