"""Which program this is: a digest of its source, because a version number does not change with every edit."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from cards.locations import PACKAGE

_KINDS = frozenset((".py", ".toml", ".json"))

_CONTENT = ("translations", "fonts", "definitions/scripts", "definitions/stocks", "definitions/hotlines",
            "definitions/links")  # fmt: skip
"""What has a digest of its own where it is used. A wheel has the first two inside the package, a checkout beside it."""

RECORD = "program.json"
"""The file in a bundle without sources, such as that of the page, that says from which program it was compiled."""


@lru_cache(maxsize=1)
def program_digest() -> str:
    """The SHA-256 of this program's modules and their data, in hexadecimal.

    It is computed once, so a process whose files are replaced while it runs still reports the program that it runs.
    """
    record = recorded(PACKAGE)
    return source_digest(PACKAGE) if record is None else str(record["source"])


@lru_cache(maxsize=1)
def recorded(package: Path) -> Mapping[str, Any] | None:
    """What the record of a package without sources says: its `source` digest and the `versions` of its libraries.

    None for a package with sources, whose digest is computed: a record there may be of any other program.
    """
    path = package / RECORD
    if (package / "__init__.py").exists() or not path.is_file():
        return None
    found: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def source_digest(package: Path) -> str:
    """The digest of a package by the names and texts of its files, whatever their line endings."""
    found = hashlib.sha256()
    for name, path in sorted(_files(package)):
        text = path.read_bytes().replace(b"\r\n", b"\n")
        found.update(b"%s %d:%s" % (name.encode("utf-8"), len(text), text))
    return found.hexdigest()


def _files(package: Path) -> list[tuple[str, Path]]:
    """The files of the program, each with its path in the package, spelled the same on every system."""
    files = ((path.relative_to(package).as_posix(), path) for path in package.rglob("*") if path.suffix in _KINDS)
    content = tuple(f"{each}/" for each in _CONTENT)
    return [(name, path) for name, path in files if name != RECORD and not name.startswith(content)]
