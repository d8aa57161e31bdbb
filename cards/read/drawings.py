"""Logos as SVG, drawn by resvg as pixels.

Drawings come from strangers. resvg never sees their text, but a new one with the parts that `drawing_parts` has
checked. It runs in a separate process in an empty folder, cannot open files, and has limited time and memory. This is
the only user of resvg.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NoReturn
from xml.etree import ElementTree

from cards.errors import BadFile
from cards.read.drawing_parts import NotDrawn, checked
from cards.read.pictures import MOST_DRAWN

MAX_BYTES = 1_000_000
"""A drawing's file; a logo has some 20 kB."""

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

_SAVE_AS = "Save it as plain SVG with its text turned into paths, or as PNG about 800 pixels wide."


def drawn(path: Path, raw: bytes) -> bytes:
    """An SVG file as PNG, at most `MOST_DRAWN` pixels wide and high. Raises BadFile if it is not a logo."""
    if len(raw) > MAX_BYTES:
        _refuse(path, f"has more than {MAX_BYTES // 1_000_000} MB")
    text = _text(path, raw)
    try:
        parts = checked(_parsed(path, text))
    except NotDrawn as error:
        _refuse(path, str(error))
    return _drawn_apart(path, parts)


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
        raise BadFile(f"The SVG drawing takes more than {SECONDS} seconds to draw.", _SAVE_AS, file=path) from error
    if done.returncode != 0 or not done.stdout:
        raise BadFile("The logo is a broken SVG drawing.", _SAVE_AS, file=path)
    return done.stdout


def _refuse(path: Path, what: str) -> NoReturn:
    raise BadFile(f"The SVG drawing {what}.", _SAVE_AS, file=path)


def _text(path: Path, raw: bytes) -> str:
    """The file as text. Entities are refused before anything expands them; only UTF-8 is accepted and searched."""
    if raw.startswith(b"\x1f\x8b"):
        _refuse(path, "is compressed (SVGZ)")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        _refuse(path, "is not in UTF-8")
    if "\0" in text:
        _refuse(path, "is not in UTF-8")
    start = text.find("<!DOCTYPE")
    if "<!ENTITY" in text or (start >= 0 and "[" in text[start : text.find(">", start)]):
        _refuse(path, "defines entities")
    return text


def _parsed(path: Path, text: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(text)  # noqa: S314 - harmless without entities, which `_text` refuses
    except (ElementTree.ParseError, ValueError) as error:
        raise BadFile(f"The SVG drawing is broken: {error}.", _SAVE_AS, file=path) from error
