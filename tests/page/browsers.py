"""Chromium and Firefox for tests, the build of the page that they open, and servers that count what reaches them.

One program, Puppeteer in Node.js, drives both browsers of the distribution as they are (tests/page/driver). A test asks
for the fixture `browse`, which gives an empty page of a browser, and `host`, which serves a folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import threading
import time
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from typing import Any

import pytest

from cards.locations import PACKAGE, bundled
from cards.page.build import LIST, program_files
from cards.page.fetched import LISTS, Parts

PARTS = Path(__file__).resolve().parents[2] / ".page"
"""Where `make page` puts what it fetches."""

DRIVER = Path(__file__).resolve().parent / "driver"

PROGRAMS = {"chromium": ("chromium", "google-chrome"), "firefox": ("firefox-esr", "firefox")}
"""The programs of the browsers: as Debian names them, then as others do."""

_ARGUMENTS = {
    "chromium": [
        "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ],
    "firefox": [],
}  # fmt: skip
"""`--no-sandbox`, because Chromium has no sandbox for root, as whom containers run the tests."""

PATIENCE = 300
"""Seconds after which a browser counts as hanging."""


def program_of(name: str) -> str | None:
    """The path of a browser's program, if it is installed."""
    return next(filter(None, map(shutil.which, PROGRAMS[name])), None)


class BrowserError(AssertionError):
    """What a page or the browser objects to."""


class Browser:
    """A running browser. Each of its pages has storage of its own."""

    def __init__(self, name: str, profile: Path) -> None:
        self.name = name
        node, program = shutil.which("node"), program_of(name)
        assert node is not None and program is not None, f"{name} or Node.js is not installed"
        self._process = subprocess.Popen(
            [node, str(DRIVER / "driver.mjs"), "chrome" if name == "chromium" else name, program, str(profile),
             *_ARGUMENTS[name]],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        self._last = 0
        self.version = str(self._heard())

    def page(self) -> Page:
        """A new page."""
        self._last += 1
        name = f"page {self._last}"
        self.run("await open(args[0]);", name)
        return Page(self, name)

    def run(self, code: str, *args: Any, page: str = "") -> Any:
        """What the body of an asynchronous JavaScript function of Puppeteer returns. Raises BrowserError."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"id": 1, "page": page, "code": code, "args": args}) + "\n")
        self._process.stdin.flush()
        return self._heard()

    def _heard(self) -> Any:
        assert self._process.stdout is not None and self._process.stderr is not None
        timer = threading.Timer(PATIENCE, self._process.kill)
        timer.start()
        line = self._process.stdout.readline()
        timer.cancel()
        if not line:
            raise BrowserError(f"{self.name} has ended: {self._process.stderr.read().strip()[-2000:]}")
        said = json.loads(line)
        if "error" in said:
            raise BrowserError(said["error"])
        return said["value"]

    def close(self) -> None:
        """Ends the browser."""
        assert self._process.stdin is not None
        with suppress(OSError):
            self._process.stdin.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(30)
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdout, self._process.stderr):
            assert stream is not None
            stream.close()


class Page:
    """A page of a browser."""

    def __init__(self, browser: Browser, name: str) -> None:
        self.browser = browser
        self._name = name

    def run(self, code: str, *args: Any) -> Any:
        """What a JavaScript function body returns that knows Puppeteer's `page`, and `args`."""
        return self.browser.run(code, *args, page=self._name)

    def open(self, address: str) -> None:
        """Goes to an address, and waits until the page has loaded."""
        self.run("await page.goto(args[0], {waitUntil: 'load', timeout: 120000});", address)

    def evaluate(self, function: str, *args: Any) -> Any:
        """What a JavaScript function, such as "(a) => document.title + a", returns in the page, promises awaited."""
        given = ", ".join(json.dumps(each) for each in args)
        return self.run("return page.evaluate(args[0]);", f"({function})({given})")

    def wait(self, function: str, seconds: float = 60) -> None:
        """Waits until a JavaScript function returns something true in the page."""
        # Not at each frame, as usual: Firefox may draw none for a minute where nothing on the page moves.
        code = "await page.waitForFunction(args[0], {timeout: args[1], polling: 50});"
        self.run(code, f"({function})()", 1000 * seconds)

    def click(self, selector: str) -> None:
        """Clicks on the middle of an element, as soon as it can be clicked."""
        self.run("await page.locator(args[0]).click();", selector)

    def type(self, selector: str, text: str) -> None:
        """Types a text into an element, key by key."""
        self.run("await page.locator(args[0]).wait(); await page.type(args[0], args[1]);", selector, text)

    def press(self, *keys: str) -> None:
        """Presses keys of the keyboard one after the other, such as "Tab"."""
        self.run("for (const key of args) await page.keyboard.press(key);", *keys)

    def upload(self, selector: str, *paths: Path) -> None:
        """Chooses files in a field for them."""
        self.run("await (await page.$(args[0])).uploadFile(...args.slice(1));", selector, *map(str, paths))

    def size(self, width: int, height: int) -> None:
        """Gives the window a size in pixels."""
        self.run("await page.setViewport({width: args[0], height: args[1]});", width, height)

    def offline(self, is_offline: bool = True) -> None:
        """Disconnects the browser, or connects it again."""
        self.run("await page.setOfflineMode(args[0]);", is_offline)

    def picture(self, path: Path) -> None:
        """Writes a picture of the window as PNG."""
        self.run("await page.screenshot({path: args[0]});", str(path))

    @property
    def said(self) -> list[str]:
        """The messages on the console, each with its kind in front, such as "error: …"."""
        return list(self.run("return seen.said;"))

    @property
    def errors(self) -> list[str]:
        """The errors that no script of the page has caught."""
        return list(self.run("return seen.errors;"))

    @property
    def requests(self) -> list[str]:
        """The addresses that the page itself has asked for; not those of its workers."""
        return list(self.run("return seen.requests;"))

    def faults(self) -> list[str]:
        """What axe-core finds wrong for people with disabilities (WCAG 2.2 A and AA, and good practice)."""
        axe = (DRIVER / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
        self.run("await page.evaluate(args[0]);", axe)  # as the driver, so that the page's policy does not matter
        found = self.evaluate(
            """async (kinds) => {
              const { violations } = await axe.run(document, { runOnly: kinds });
              const shown = (nodes) => nodes.map((node) => node.html.slice(0, 200)).join(" ");
              return violations.map(({ id, nodes }) => `${id}: ${shown(nodes)}`);
            }""",
            ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        )
        return list(found)

    def close(self) -> None:
        """Closes the page, and forgets what it stored."""
        self.run("await context.close();")


@contextmanager
def started(name: str) -> Iterator[Browser]:
    """A browser with an empty profile."""
    with tempfile.TemporaryDirectory(prefix=f"{name}-", ignore_cleanup_errors=True) as profile:
        browser = Browser(name, Path(profile))
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Server:
    """A web server on this machine that serves a folder, as simple hosts do, and notes what it is asked for.

    What a name says of a file's type and encoding is in the headers: `x.gz` comes with `Content-Encoding: gzip`.
    """

    folder: Path | None
    requests: list[str] = field(default_factory=list)
    """The paths asked for, in order."""
    sent: int = 0
    """Bytes of content sent."""
    headers: dict[str, str] = field(default_factory=dict)
    """Further headers of every response."""
    knows_ranges: bool = True
    cut_off: dict[str, int] = field(default_factory=dict)
    """For the end of a path the bytes after which the next response breaks off, once."""
    damaged: set[str] = field(default_factory=set)
    """Ends of paths whose next response has a wrong byte, once."""
    clean_urls: bool = False
    """Whether `x/index.html` is redirected to `x/`, and `x.html` to `x`, as Cloudflare Pages and others do."""
    is_down: bool = False
    """Whether every request fails, as when the server is overloaded."""
    address: str = ""

    def forget(self) -> None:
        """Begins to count again."""
        self.requests.clear()
        self.sent = 0


@contextmanager
def served(folder: Path | None) -> Iterator[Server]:
    """A server for a folder, or for nothing at all: then every request is noted and answered with an empty text."""
    server = Server(folder)
    http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(server))
    http.daemon_threads = True
    server.address = f"http://127.0.0.1:{http.server_address[1]}/"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.partition("?")[0].lstrip("/")
            server.requests.append(self.path)
            if server.is_down:
                self._answer(503, b"")
            elif server.folder is None:
                self._answer(200, b"", {"Access-Control-Allow-Origin": "*"})
            elif server.clean_urls and path.endswith(".html"):
                to = path.removesuffix(".html")
                self._answer(308, b"", {"Location": "/" + (to[:-5] if ("/" + to).endswith("/index") else to)})
            else:
                file = server.folder / (path + "index.html" if path.endswith("/") or not path else path)
                if server.clean_urls and not file.is_file():
                    file = file.with_name(f"{file.name}.html")
                self._send(path, file) if file.is_file() else self._answer(404, b"")

        def do_POST(self) -> None:
            self.do_GET()

        def _send(self, path: str, file: Path) -> None:
            content = file.read_bytes()
            kind, encoding = guess_type(file.name)
            kind = "text/javascript" if file.suffix == ".mjs" else kind or "application/octet-stream"
            given = {"Content-Type": kind, **({"Content-Encoding": encoding} if encoding else {})}
            asked = self.headers.get("Range", "")
            if server.knows_ranges and asked.startswith("bytes=") and asked.endswith("-"):
                start, length = int(asked[6:-1]), len(content)
                if start >= length:
                    self._answer(416, b"", {"Content-Range": f"bytes */{length}"}, path)
                    return
                where = {"Content-Range": f"bytes {start}-{length - 1}/{length}"}
                self._answer(206, content[start:], {**given, **where}, path)
            else:
                self._answer(200, content, given, path)

        def _answer(self, code: int, content: bytes, headers: dict[str, str] | None = None, path: str = "") -> None:
            self.send_response(code)
            for name, value in {**(headers or {}), **server.headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            hurt = next((end for end in server.damaged if path.endswith(end)), None)
            if hurt is not None:
                server.damaged.remove(hurt)
                content = content[:50] + bytes((content[50] ^ 1,)) + content[51:]
            cut = next((end for end in server.cut_off if path.endswith(end)), None)
            if cut is not None:
                content = content[: server.cut_off.pop(cut)]
                self.close_connection = True
            with suppress(OSError):
                self.wfile.write(content)
                server.sent += len(content)
            if cut is not None:
                self.connection.close()

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


def parts_complaint() -> str:
    """What is wrong with the parts of the page, as the end of a sentence; "" if all are there."""
    for name in ("package-lock.json", "wheels.txt"):
        path = PARTS / name
        if not path.is_file():
            return "are not there"
        if path.read_bytes() != (LISTS / name).read_bytes():
            return "are those of other versions"
    return "" if (PARTS / "parts").is_file() else "are not complete"


def _sources() -> str:
    """A digest of all that a build is made from."""
    found = hashlib.sha256()
    content = bundled()
    folders = {PACKAGE, content.translations, content.fonts}
    for path in sorted(each for folder in folders for each in folder.rglob("*") if each.is_file()):
        if "__pycache__" not in path.parts and path.suffix != ".ttf":  # fonts.toml has the digests of fonts
            found.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return found.hexdigest()[:16]


@pytest.fixture(scope="session")
def build(need_reader: Callable[[str], None], request: pytest.FixtureRequest) -> Path:
    """The folder of the program for a browser, made from the sources as they are, once for all processes and runs.

    The quick suite does not take the time to make it.
    """
    need_reader("page-parts")
    made = PARTS / "builds" / _sources()
    if request.config.option.quick and not (made / LIST).is_file():
        pytest.skip("The page of these sources is not built: run pytest tests/page, which builds it.")
    while not (made / LIST).is_file():
        claim = made.with_suffix(".claim")
        claim.parent.mkdir(exist_ok=True)
        try:
            claim.mkdir()
        except FileExistsError:
            if time.time() - claim.stat().st_mtime > PATIENCE:
                claim.rmdir()  # of a process that was ended
            time.sleep(0.2)
            continue
        try:
            for old in made.parent.iterdir():
                if old != claim and time.time() - old.stat().st_mtime > 3600:
                    shutil.rmtree(old)
            files = program_files(Parts(PARTS))
            for name in (*(each for each in files if each != LIST), LIST):  # the list comes last: then all are there
                path = made / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(files[name])
        finally:
            claim.rmdir()
    os.utime(made)
    return made


class InNode:
    """The program of a build in Node.js, with the very parts and JavaScript that a browser gets."""

    def __init__(self, build: Path, today: str) -> None:
        node = shutil.which("node")
        assert node is not None
        script = Path(__file__).resolve().with_name("program.mjs")
        self._process = subprocess.Popen(
            [node, str(script), str(build), today], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            encoding="utf-8",
        )  # fmt: skip

    def answer(self, ask: str, args: dict[str, Any], files: Sequence[bytes] = ()) -> tuple[dict[str, Any], list[bytes]]:
        """What `Session.answer` gives, or AssertionError with the traceback of a defect."""
        said = self._said({"ask": ask, "args": args, "files": [b64encode(each).decode("ascii") for each in files]})
        return said["answer"], [b64decode(each) for each in said["files"]]

    def line_breaks(self, texts: Sequence[tuple[str, str]]) -> list[list[int]]:
        """For each text with an ICU locale the ends of its segments, in UTF-16 units."""
        return list(self._said({"texts": texts})["breaks"])

    def codes(self, pixels: bytes, width: int, height: int) -> list[str]:
        """The contents of the QR symbols in a picture, as `readback.Decoder` gives them."""
        given = {"pixels": b64encode(pixels).decode("ascii"), "width": width, "height": height}
        return list(self._said(given)["codes"])

    def _said(self, given: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(given) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "Node.js has ended"
        said: dict[str, Any] = json.loads(line)
        assert "failed" not in said, said["failed"]
        return said

    def close(self) -> None:
        """Ends it."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()


TODAY = "2026-11-30"
"""The day on which the tests of the page take place."""


@pytest.fixture(scope="session")
def in_node(build: Path) -> Iterator[InNode]:
    """The program in Node.js, as of TODAY, once for a process of tests."""
    with closing(InNode(build, TODAY)) as program:
        yield program


@pytest.fixture(scope="session")
def _browsers() -> Iterator[Callable[[str], Browser]]:
    with ExitStack() as stack:
        running: dict[str, Browser] = {}

        def browser(name: str) -> Browser:
            if name not in running:
                running[name] = stack.enter_context(started(name))
            return running[name]

        yield browser


@pytest.fixture
def browse(need_reader: Callable[[str], None], _browsers: Callable[[str], Browser]) -> Iterator[Callable[[str], Page]]:
    """Opens an empty page of "chromium" or "firefox", with storage of its own, until the test ends."""
    with ExitStack() as stack:

        def page(name: str) -> Page:
            need_reader(name)
            opened = _browsers(name).page()
            stack.callback(opened.close)
            return opened

        yield page


@pytest.fixture
def host() -> Iterator[Callable[[Path | None], Server]]:
    """Serves a folder, or nothing, on an address of this machine, until the test ends."""
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(served(folder))
