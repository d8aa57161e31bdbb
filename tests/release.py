"""What a release needs beside the build: its notes, and a source archive that does not tell when it was built.

`python tests/release.py v0.2.0` prints the notes of a tag from CHANGELOG.md.
`python tests/release.py settle FILE.tar.gz` gives every file in it the time of SOURCE_DATE_EPOCH, as setuptools does
for wheels only.
"""

from __future__ import annotations

import gzip
import io
import os
import re
import sys
import tarfile
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[1]
CHANGELOG = ROOT / "CHANGELOG.md"
_HEADING = re.compile(r"^## (?P<version>\d+\.\d+\.\d+) \((?P<day>\d{4}-\d{2}-\d{2})\)$", re.MULTILINE)


def releases(changelog: str) -> dict[str, tuple[date, str]]:
    """The day and the notes of each version, the newest first."""
    parts = list(_HEADING.finditer(changelog))
    ends = [part.start() for part in parts[1:]] + [len(changelog)]
    return {
        part["version"]: (date.fromisoformat(part["day"]), changelog[part.end() : end].strip())
        for part, end in zip(parts, ends, strict=True)
    }


def version_of_the_code() -> str:
    """As this checkout has it, whatever is installed."""
    (found,) = re.findall(
        r'^__version__ = "([^"]+)"$', (ROOT / "cards" / "__init__.py").read_text("utf-8"), re.MULTILINE
    )
    return str(found)


def notes(tag: str, changelog: str, version: str) -> str:
    """The notes of a tag. Raises ValueError for a tag that is not of this version, or has no notes."""
    if tag != f"v{version}":
        raise ValueError(f"The tag is {tag}, and the code says {version}. Tag v{version}, or change the number.")
    _, text = releases(changelog).get(version, (None, ""))
    if not text:
        raise ValueError(f"CHANGELOG.md says nothing of {version}. Add a section '## {version} (YYYY-MM-DD)'.")
    return text


def settled(archive: bytes, moment: int) -> bytes:
    """The same files in a .tar.gz of the same bytes whoever built it and when; `moment` is in seconds since 1970."""
    out = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as old,
        gzip.GzipFile(filename="", mode="wb", fileobj=out, mtime=moment) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as new,
    ):
        for member in sorted(old, key=lambda each: each.name):
            member.mtime, member.pax_headers = moment, {}
            member.uid = member.gid = 0
            member.uname = member.gname = ""
            member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
            new.addfile(member, old.extractfile(member) if member.isfile() else None)
    return out.getvalue()


def settle(path: Path) -> None:
    """Settles a file in its place. Raises KeyError without SOURCE_DATE_EPOCH."""
    path.write_bytes(settled(path.read_bytes(), int(os.environ["SOURCE_DATE_EPOCH"])))


if __name__ == "__main__" and sys.argv[1] == "settle":
    settle(Path(sys.argv[2]))
elif __name__ == "__main__":
    try:
        print(notes(sys.argv[1], CHANGELOG.read_text("utf-8"), version_of_the_code()))
    except ValueError as error:
        sys.exit(str(error))
