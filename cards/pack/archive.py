"""A pack as one ZIP file, identical byte for byte wherever and whenever it is made."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from cards.pack.manifest import MANIFEST, parse_manifest

_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a ZIP file can hold (APPNOTE.TXT, 4.4.6)."""

_UNIX = 3
_ORDINARY_FILE = 0o100644 << 16
"""Made on Unix (APPNOTE.TXT, 4.4.2), writable by the owner and readable by all: written so on every system."""


def write_archive(file: IO[bytes], root: Path, names: Iterable[str]) -> None:
    """Writes the named files under `root`, sorted and without compression: PDFs are already compressed."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(names):
            about = zipfile.ZipInfo(name, _BEGINNING)
            about.create_system = _UNIX
            about.external_attr = _ORDINARY_FILE
            archive.writestr(about, (root / name).read_bytes())


def is_archive_of_a_pack(path: Path) -> bool:
    """Whether a file is the ZIP that its own manifest describes: the same name, and every file intact.

    The manifest is inside the ZIP and so cannot hold its digest; the ZIP has to prove by its contents what it is.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = {each.filename: each for each in archive.infolist()}
            if any(each.compress_type != zipfile.ZIP_STORED for each in members.values()):
                return False
            found = parse_manifest(archive.read(MANIFEST).decode("utf-8"))
            if found is None or found.archive != path.name:
                return False
            listed = {entry.file: entry for entry in found.entries}
            # Files of earlier runs are in the manifest, not in the ZIP.
            others = [name for name in members if name != MANIFEST]
            return all(name in listed and _sha256(archive, name) == listed[name].sha256 for name in others)
    except (OSError, ValueError, KeyError, RuntimeError, EOFError, zipfile.BadZipFile):
        return False


def _sha256(archive: zipfile.ZipFile, name: str) -> str:
    return hashlib.sha256(archive.read(name)).hexdigest()
