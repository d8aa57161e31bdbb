"""The files of the program for a browser, of one build, as a site has them in `p/<build>/`.

`files.json` lists them. Large ones are stored compressed, so that their sizes are the same on every host, and opened by
the page (`COMPRESSED`).
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import cards
from cards.locations import bundled
from cards.page.bundle import CONTENT, bundle
from cards.page.fetched import Parts
from cards.page.icu_module import cut_to_lines
from cards.page.part_licenses import NAME as LICENSES
from cards.page.part_licenses import licenses_of_parts
from cards.page.public_copy import public_fonts

WEB = Path(__file__).resolve().parent / "web"
"""The folder with the page's own HTML, CSS and modules."""

LIST = "files.json"

COMPRESSED = ".part"
"""The ending of files that are stored compressed. It is not `.gz`: many hosts send such files with
`Content-Encoding: gzip`, so that the browser opens them before the page can check them."""

_SMALL = 4096
"""Bytes under which a file is not worth compressing."""

_PAGE = (".mjs", ".css")
"""What the browser itself loads, so it cannot be stored compressed."""

_NPM = {
    "pyodide.mjs": "pyodide/pyodide.mjs",
    "pyodide.asm.mjs": "pyodide/pyodide.asm.mjs",
    "pyodide.asm.wasm": "pyodide/pyodide.asm.wasm",
    "icu-segmentation.js": "@echogarden/icu-segmentation-wasm/wasm/icu-segmentation.js",
    "zxing-reader.wasm": "zxing-wasm/dist/reader/zxing_reader.wasm",
    "resvg.js": "@resvg/resvg-wasm/index.min.js",
    "resvg.wasm": "@resvg/resvg-wasm/index_bg.wasm",
    "pdf.mjs": "pdfjs-dist/legacy/build/pdf.min.mjs",
    "pdf.worker.mjs": "pdfjs-dist/legacy/build/pdf.worker.min.mjs",
}
"""Files of npm packages that are taken as they are, by their names in a build."""

START = (
    "runtime-program.mjs", "pyodide.mjs", "pyodide.asm.mjs", "pyodide-lock.json", "pyodide.asm.wasm", "library.zip",
    "program.zip", "icu-segmentation.js", "icu-lines.wasm", "zxing-reader.mjs", "zxing-reader.wasm",
)  # fmt: skip
"""What every visitor's worker loads first."""


def program_files(parts: Parts, content: Path | None = None) -> dict[str, bytes]:
    """The files of a build by their paths, `files.json` among them, with a content folder if there is one.

    Raises BadOrder if a part is missing, and BadFile for what cannot be read in the content folder.
    """
    files = dict(sorted(_stored(dict(_contents(parts, content)))))
    listed = {name: {"bytes": len(each), "sha256": hashlib.sha256(each).hexdigest()} for name, each in files.items()}
    about = {"version": cards.__version__, "build": build_of(files), "start": list(START), "files": listed}
    return {**files, LIST: json.dumps(about, indent=1).encode("ascii")}


def build_of(files: Mapping[str, bytes]) -> str:
    """The name of the build with those files: 16 hexadecimal digits of a digest of their names and contents."""
    found = hashlib.sha256()
    for name, content in sorted(files.items()):
        if name != LIST:
            found.update(f"{name} {hashlib.sha256(content).hexdigest()}\n".encode())
    return found.hexdigest()[:16]


def _contents(parts: Parts, content: Path | None) -> Iterator[tuple[str, bytes]]:
    """Every file of a build as it is before it is compressed."""
    made = bundle(parts, content)
    yield "program.zip", made.program
    yield LICENSES, licenses_of_parts(parts).encode("utf-8")
    yield "library.zip", made.library
    yield "icu-lines.wasm", cut_to_lines(parts.npm("@echogarden/icu-segmentation-wasm/wasm/icu-segmentation.wasm"))
    yield "pyodide-lock.json", _lock(parts.npm("pyodide/pyodide-lock.json"))
    yield "zxing-reader.mjs", parts.npm("zxing-wasm/dist/iife/reader/index.js") + b"\nexport default ZXingWASM;\n"
    for name, path in _NPM.items():
        yield name, parts.npm(path)
    for font in sorted(bundled().fonts.glob("*.ttf")):
        yield f"fonts/{font.name}", font.read_bytes()
    for name, font_content in public_fonts(content) if content is not None else ():
        yield f"fonts/{CONTENT}/{name}", font_content
    for own in sorted(WEB.iterdir()):
        if own.suffix in _PAGE or own.name in ("worker.js", "drawing.js"):
            yield own.name, own.read_bytes().replace(b"\r\n", b"\n")


def _lock(lock: bytes) -> bytes:
    """Pyodide's list of the packages that it could fetch, without any: it describes the interpreter alone."""
    return json.dumps({"info": json.loads(lock)["info"], "packages": {}}).encode("ascii")


def _stored(contents: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    of_page = {path.name for path in WEB.iterdir() if path.suffix in _PAGE}
    for name, content in contents.items():
        if name in of_page or name == LICENSES or len(content) < _SMALL:
            yield name, content
        else:
            yield f"{name}{COMPRESSED}", gzip.compress(content, 9, mtime=0)
