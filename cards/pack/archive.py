"""A pack as one ZIP file, the same bytes wherever and whenever it is made."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The first date that a ZIP file can hold (APPNOTE.TXT, 4.4.6)."""

_UNIX = 3
_ORDINARY_FILE = 0o100644 << 16
"""Made on Unix (APPNOTE.TXT, 4.4.2), read and written by the owner and read by all: said on every system."""


def write_archive(file: IO[bytes], root: Path, names: Iterable[str]) -> None:
    """Writes the files of those names under `root`, sorted. They are not deflated: PDFs are already."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(names):
            about = zipfile.ZipInfo(name, _BEGINNING)
            about.create_system = _UNIX
            about.external_attr = _ORDINARY_FILE
            archive.writestr(about, (root / name).read_bytes())
