"""Logos as SVG, drawn by resvg as pixels.

Drawings come from strangers. resvg never sees their text, but a new one (`plain_drawings`). It runs in a separate
process in an empty folder, cannot open files, and has limited time and memory. This is the only user of resvg.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from cards.errors import BadFile
from cards.read.pictures import MOST_DRAWN
from cards.read.plain_drawings import SAVE_AS, plain_drawing

SECONDS = 20
"""The limit for one drawing: a logo takes a tenth of a second, most of it to start the process."""

MEMORY = 1024**3
"""Bytes of address space, where the system can limit it: a logo needs a fifth of that."""

_DPI = 96
"""CSS pixels per inch, for drawings that give their size in centimeters."""

_PROGRAM = f"""
import sys
import resvg_py
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
except (ImportError, ValueError, OSError):
    pass
text = sys.stdin.buffer.read().decode("utf-8")
most = {MOST_DRAWN}
picture = resvg_py.svg_to_bytes(svg_string=text, skip_system_fonts=True, width=most, height=most, dpi={_DPI})
sys.stdout.buffer.write(picture)
"""
"""What the other process runs. It needs nothing from this program. Where the system can limit it, it can open no files
beyond its three streams."""


def drawn(path: Path, raw: bytes) -> bytes:
    """An SVG file as PNG, at most `MOST_DRAWN` pixels wide and high. Raises BadFile if it is not a logo."""
    return _drawn_apart(path, plain_drawing(path, raw))


def _drawn_apart(path: Path, text: str) -> bytes:
    """The drawing as PNG, made in a process that may crash."""
    from importlib.util import find_spec

    if find_spec("resvg_py") is None:
        raise BadFile(
            "The logo is an SVG drawing, and the package that draws it (resvg-py) is not installed.",
            "Install it with: pip install resvg-py. Or save the logo as PNG, about 800 pixels wide.",
            file=path,
        )
    try:
        # -P: a file of that name in the current folder must not be imported.
        with tempfile.TemporaryDirectory() as empty:
            done = subprocess.run(  # noqa: S603 - our own command; the drawing is only data
                [sys.executable, "-P", "-c", _PROGRAM],
                input=text.encode("utf-8"),
                capture_output=True,
                check=False,
                cwd=empty,
                timeout=SECONDS,
            )
    except OSError as error:  # no room for a folder or a process, or a system that has no processes
        raise BadFile(
            f"The SVG drawing cannot be drawn here: {error.strerror}.",
            "Save the logo as PNG, about 800 pixels wide.",
            file=path,
        ) from error
    except subprocess.TimeoutExpired as error:
        raise BadFile(f"The SVG drawing takes more than {SECONDS} seconds to draw.", SAVE_AS, file=path) from error
    if done.returncode != 0 or not done.stdout:
        raise BadFile("The logo is a broken SVG drawing.", SAVE_AS, file=path)
    return done.stdout
