"""All Python that runs in the browser, as two archives: the program with its libraries, and the standard library.

Both are compiled by the Python that runs them (Pyodide's, in Node.js), so that the page need not do so at every start,
and stored without compression: they are compressed as a whole, which is smaller.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from cards.errors import BadOrder
from cards.locations import PACKAGE, bundled
from cards.pack.inputs import program_record
from cards.pack.program import RECORD
from cards.page.fetched import LISTS, Parts
from cards.page.public_copy import public_texts

_STAND_INS = Path(__file__).resolve().parent / "stand_ins"

_NOT_OURS = (
    "checking/",
    "cli/",
    "page/parts/",
    "page/stand_ins/",
    "page/static/",
    "page/web/",
    "translations/",
    "fonts/",
    "start.py",
)
"""What of the package has no part in the browser, or comes from elsewhere: see `_content`."""

_OF_SITES = (
    "build", "bundle", "documents", "fetched", "host_files", "html", "icons", "icu_module", "index_page",
    "language_pages", "one_file", "part_licenses", "program", "public_copy", "ready_made", "site", "words",
)  # fmt: skip
"""Modules of `cards.page` that make the site."""

_CONTENT = ("*.toml", "*/LC_MESSAGES/cards.po", "*/[!b]*.toml")
"""Translations of cards, without back-translations, which only translators read; pages have their own words in them."""

_NOTE = re.compile(rb"^#[.:].*\n", re.MULTILINE)
"""A line of a catalog that only translators need: a note or a place in the sources. Compressed, catalogs consist of
them for three quarters. A bare mark replaces each, so that errors name the lines of the repository."""

CONTENT = "content"
"""Where an organization's content folder is in the program's archive (see `in_browser`)."""

_LIBRARIES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    # Whole folders are kept where that is cheap: a module that is missing is noticed only when somebody needs it.
    "babel": (
        ("babel/*.py", "babel/global.dat", *(f"babel/locale-data/{name}.dat" for name in ("root", "en", "en_US")),
         "babel/localtime/*.py", "babel/messages/*.py"),
        ("babel/lists.py", "babel/support.py", "babel/units.py",
         *(f"babel/messages/{name}.py" for name in
           ("_compat", "checkers", "extract", "frontend", "jslexer", "mofile", "setuptools_frontend"))),
    ),
    "phonenumberslite": (("phonenumbers/",), ()),
    "qrcode": (("qrcode/",), ("qrcode/tests/", "qrcode/console_scripts.py")),
    "reportlab": (
        ("reportlab/*.py", "reportlab/lib/*.py", "reportlab/pdfbase/*.py"),
        # Fonts, forms and words for them, of which our own `draw` makes no use.
        (*(f"reportlab/pdfbase/{name}.py" for name in
           ("_can_cmap_data", "_cidfontdata", "_glyphlist", "acroform", "cidfonts", "pdfform", "pdfpattern",
            "ttfonts")),
         *(f"reportlab/lib/{name}.py" for name in
           ("PyFontify", "arabic", "arciv", "attrmap", "codecharts", "corp", "extformat", "fontfinder", "formatters",
            "normalDate", "pdfencrypt", "pygments2xpre", "rparsexml", "sequencer", "styles", "testutils", "textsplit",
            "todict", "validators", "xmllib", "yaml"))),
    ),
    "uharfbuzz": (("uharfbuzz/*.py", "uharfbuzz/_harfbuzz.abi3.so"), ()),
}  # fmt: skip
"""For each wheel the files to keep, and those among them to leave out."""

_NOT_STANDARD = (
    "__hello__.py", "__phello__/", "_pydatetime.py", "_pyio.py", "_pyrepl/", "antigravity.py", "argparse.py",
    "asyncio/__main__.py", "asyncio/proactor_events.py", "asyncio/tools.py", "asyncio/windows_events.py",
    "asyncio/windows_utils.py", "bdb.py", "cProfile.py", "cmd.py", "code.py", "compileall.py", "configparser.py",
    "ctypes/", "doctest.py", "email/[!_]*.py", "email/_[!_]*.py", "email/mime/", "ensurepip/", "filecmp.py",
    "fileinput.py", "ftplib.py", "html/parser.py", "http/", "idlelib/", "imaplib.py", "mailbox.py",
    "modulefinder.py", "multiprocessing/", "netrc.py", "optparse.py", "pdb.py", "pickletools.py", "plistlib.py",
    "poplib.py", "profile.py", "pstats.py", "pty.py", "pyclbr.py", "pydoc.py", "pydoc_data/", "rlcompleter.py",
    "sched.py", "shelve.py", "smtplib.py", "socketserver.py", "sqlite3/", "statistics.py", "symtable.py",
    "tabnanny.py", "tarfile.py", "this.py", "timeit.py", "trace.py", "tty.py", "turtle.py", "unittest/", "uuid.py",
    "venv/", "wave.py", "webbrowser.py", "wsgiref/", "xml/dom/", "xml/sax/", "xmlrpc/", "zipapp.py",
)  # fmt: skip
"""What nothing in a browser asks for: debuggers, servers and clients of networks, processes, build tools, and what
stands in for modules in C. The patterns leave `email/__init__.py`, which importlib.metadata imports."""


class Bundle(NamedTuple):
    """Two archives (ZIP, stored): the program, to be unpacked, and Python's standard library."""

    program: bytes
    library: bytes


def bundle(parts: Parts, content: Path | None = None) -> Bundle:
    """The archives, the same for the same sources and parts, with an organization's content folder if there is one.

    Raises BadOrder if a part or Node.js is missing, and BadFile for what cannot be read in that folder.
    """
    ours = {**dict(_program()), **dict(_stand_ins()), **dict(_libraries(parts)), **dict(_content_of(content))}
    with zipfile.ZipFile(io.BytesIO(parts.npm("pyodide/python_stdlib.zip"))) as opened:
        library = {each.filename: opened.read(each) for each in opened.infolist() if not each.is_dir()}
    kept = {name: content for name, content in library.items() if not _matches(name, _NOT_STANDARD)}
    compiled = _compiled(
        parts,
        {f"program/{name}": each for name, each in ours.items()}
        | {f"library/{name}": each for name, each in kept.items()},
    )
    return Bundle(*(_archive(_within(compiled, folder)) for folder in ("program/", "library/")))


def _program() -> Iterator[tuple[str, bytes]]:
    """Our package and its content, laid out as a checkout is."""
    left_out = (*_NOT_OURS, *(f"page/{each}.py" for each in _OF_SITES))
    for path in sorted(PACKAGE.rglob("*")):
        name = path.relative_to(PACKAGE).as_posix()
        if path.suffix in (".py", ".toml", ".json") and not name.startswith(left_out):
            yield f"cards/{name}", _text(path)
    yield f"cards/{RECORD}", program_record().encode("utf-8")
    places = bundled()
    yield "fonts/fonts.toml", _text(places.fonts / "fonts.toml")
    for pattern in _CONTENT:
        for path in sorted(places.translations.glob(pattern)):
            text = _text(path)
            content = _NOTE.sub(b"#.\n", text) if path.suffix == ".po" else text
            yield f"translations/{path.relative_to(places.translations).as_posix()}", content


def _content_of(folder: Path | None) -> Iterator[tuple[str, bytes]]:
    """The texts of a content folder."""
    for name, text in public_texts(folder) if folder is not None else ():
        yield f"{CONTENT}/{name}", text


def _stand_ins() -> Iterator[tuple[str, bytes]]:
    for path in sorted(_STAND_INS.rglob("*.py")):
        yield path.relative_to(_STAND_INS).as_posix(), _text(path)


def _text(path: Path) -> bytes:
    """A text with the line ends of the repository, whatever Git made of them."""
    return path.read_bytes().replace(b"\r\n", b"\n")


def _libraries(parts: Parts) -> Iterator[tuple[str, bytes]]:
    for project, (keep, leave) in _LIBRARIES.items():
        for name, content in parts.wheel(project).items():
            is_record = name.endswith((".dist-info/METADATA", ".dist-info/WHEEL")) or ".dist-info/licenses/" in name
            if is_record or (_matches(name, keep) and not _matches(name, leave)):
                yield name, content


def _matches(name: str, patterns: tuple[str, ...]) -> bool:
    """Whether a path matches a shell pattern, in which `*` is a part of a name, or is in a folder (`xml/`)."""
    return any(
        name.startswith(pattern)
        if pattern.endswith("/")
        else name.count("/") == pattern.count("/") and fnmatchcase(name, pattern)
        for pattern in patterns
    )


def _within(files: Mapping[str, bytes], folder: str) -> dict[str, bytes]:
    return {name.removeprefix(folder): content for name, content in files.items() if name.startswith(folder)}


def _compiled(parts: Parts, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files with every `.py` compiled. Raises BadOrder without Node.js."""
    node = shutil.which("node")
    if node is None:
        raise BadOrder("Node.js, which compiles the page's Python, is not installed.", "Install the package nodejs.")
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        for name, content in files.items():
            path = top / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        done = subprocess.run(  # noqa: S603 (our own script, on a folder of our own)
            [node, str(LISTS / "compile.mjs"), str(parts.pyodide), folder], capture_output=True, check=False
        )
        if done.returncode != 0:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["it gives no reason"]
            raise BadOrder(f"Node.js cannot compile the page's Python: {said[-1]}.", "Try Node.js 20 or newer.")
        paths = sorted(path for path in top.rglob("*") if path.is_file())
        return {path.relative_to(top).as_posix(): path.read_bytes() for path in paths}


def _archive(files: Mapping[str, bytes]) -> bytes:
    """A ZIP, stored, without times."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name), files[name])
    return written.getvalue()
