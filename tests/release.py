"""The notes of a release, from CHANGELOG.md: `python tests/release.py v0.2.0` prints those of a tag."""

from __future__ import annotations

import re
import sys
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


if __name__ == "__main__":
    try:
        print(notes(sys.argv[1], CHANGELOG.read_text("utf-8"), version_of_the_code()))
    except ValueError as error:
        sys.exit(str(error))
