"""What a browser keeps of the page: all that it needs without a connection, of one version, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cards.page.offline import farewell, service_worker
from cards.page.program import Program
from tests.page.browsers import PROGRAMS, Page, Server
from tests.page.whole_site import headers_of, whole_site

Browse = Callable[[str], Page]
Host = Callable[[Path | None], Server]

NUMBER = "617-555-0100"
FACES = "() => document.querySelectorAll('#faces canvas').length === 2 && !document.querySelector('#card[aria-busy]')"
READY = "() => document.getElementById('offline').textContent.includes('ready offline')"
OFFERED = "() => !document.getElementById('newer').hidden"
BUILD = "() => document.querySelector('script[src]').getAttribute('src').split('/')[1]"

KEPT = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) {
      const content = await (await caches.match(request, { cacheName: name })).arrayBuffer();
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
      found[`${name} ${new URL(request.url).pathname}`] =
        [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    }
  }
  return found;
}"""
"""The digests of all that is in a cache."""

LEFT = """async () => ({
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  databases: (await indexedDB.databases()).length,
  storage: localStorage.length + sessionStorage.length,
  cookies: document.cookie,
})"""
NOTHING = {"caches": [], "workers": 0, "databases": 0, "storage": 0, "cookies": ""}


def test_a_worker_knows_its_pages_and_another_page_makes_another_worker() -> None:
    pages = {"index.html": b"a", "es/index.html": "ñ".encode(), "icon.svg": b"b", "manifest.webmanifest": b"{}"}
    text = service_worker("0123456789abcdef", pages)
    given = re.search(r"JSON\.parse\((\".*\")\);", text)
    assert given is not None
    site = json.loads(json.loads(given[1]))
    assert site["pages"] == {path: sha256(content).hexdigest() for path, content in pages.items()}
    assert site["start"] == ["icon.svg", "index.html", "manifest.webmanifest"]
    assert service_worker("0123456789abcdef", dict(reversed(pages.items()))) == text
    for other in (service_worker("f" * 16, pages), service_worker("0123456789abcdef", {**pages, "index.html": b"c"})):
        assert site["edition"] not in other


class Sites(NamedTuple):
    """Two versions of a site; the newer one has another style sheet."""

    old: Path
    new: Path
    older: Program
    newer: Program


@pytest.fixture(scope="module")
def sites(build: Path, tmp_path_factory: pytest.TempPathFactory) -> Sites:
    folder = tmp_path_factory.mktemp("sites")
    style = (build / "page.css").read_bytes() + b"\n/* newer */\n"
    older = whole_site(folder / "old", build)
    newer = whole_site(folder / "new", build, {"page.css": style})
    return Sites(folder / "old", folder / "new", older, newer)


def show_a_card(page: Page, address: str, language: str = "Spanish") -> None:
    page.open(address)
    page.type("#field-languages", language)
    page.press("Enter")
    page.wait(FACES)


@pytest.fixture
def visited(sites: Sites, browse: Browse, host: Host) -> Callable[..., tuple[Page, Server]]:
    """The older site after a first visit that showed a card in Spanish."""

    def visit(name: str, clean_urls: bool = False) -> tuple[Page, Server]:
        server = host(sites.old)
        server.clean_urls = clean_urls
        server.headers = headers_of(sites.old)
        page = browse(name)
        page.size(1280, 900)
        show_a_card(page, server.address)
        page.wait(READY)
        page.wait(f"async () => Object.keys(await ({KEPT})()).some((each) => each.endsWith(' /es/index.html'))")
        return page, server

    return visit


@pytest.mark.full_only
@pytest.mark.parametrize("name", PROGRAMS)
def test_the_second_visit_needs_no_connection(
    visited: Callable[[str], tuple[Page, Server]], sites: Sites, name: str
) -> None:
    page, server = visited(name)
    assert len(server.requests) == len(set(server.requests)), "nothing is fetched twice"
    assert "/index.html" not in server.requests, "it came as /"
    assert server.sent < 14_000_000
    assert page.evaluate("() => document.getElementById('offline').innerText").startswith("Languages ready offline: 3")
    assert "Español" in page.evaluate("() => document.getElementById('offline').textContent")
    kept: dict[str, str] = page.evaluate(KEPT)
    assert len(kept) > 30
    for each, digest in kept.items():
        path = each.rsplit(" /", 1)[1]
        if path != "in-use.json":
            assert digest == sha256((sites.old / path).read_bytes()).hexdigest(), path
    server.forget()
    show_a_card(page, server.address)
    assert set(server.requests) <= {"/service-worker.js"}
    server.is_down = True
    page.offline()
    page.click("#contact-own")
    page.type("#field-hotline", NUMBER)
    page.wait(f"() => document.getElementById('spoken').textContent.includes('{NUMBER}')")
    show_a_card(page, f"{server.address}index.html?from=a-message")
    page.open(f"{server.address}es/")
    assert "Español" in page.evaluate("() => document.title")
    assert page.evaluate("() => getComputedStyle(document.querySelector('h1')).display") == "block"
    assert page.errors == []


SEEN = """() => document.getElementById("faces").checkVisibility({ visibilityProperty: true })"""
"""Whether there is a picture of a card."""


@pytest.mark.full_only
@pytest.mark.parametrize("name", PROGRAMS)
def test_no_card_appears_under_the_name_of_a_language_that_is_not_stored(
    visited: Callable[[str], tuple[Page, Server]], name: str
) -> None:
    """The message is where the picture would be, names the language, and the other languages go on."""
    page, server = visited(name)
    server.is_down = True
    page.offline()
    page.evaluate(
        f"""() => {{
          window.wrong = 0; // moments at which a picture is seen under another name
          const look = () => {{
            const isArabic = document.querySelector("#shown input:checked")?.value === "ar";
            if (isArabic && ({SEEN})()) wrong += 1;
            requestAnimationFrame(look);
          }};
          look();
        }}"""
    )
    page.type("#field-languages", "Arabic")
    page.press("Enter")
    said = "() => document.getElementById('status-text').textContent"
    page.wait(f"() => ({said})().includes('is not here: Arabic')")
    assert "one file" not in page.evaluate(said)
    assert page.evaluate("() => document.getElementById('status').checkVisibility()")
    assert page.evaluate("() => [document.querySelectorAll('#faces canvas').length, wrong]") == [0, 0]
    assert page.evaluate("() => document.getElementById('spoken').textContent") == ""
    assert page.evaluate("() => document.getElementById('facts').textContent") == ""
    # Each way to a file says what is missing, and makes the others.
    page.click("#actions [data-act=download]")
    page.wait("() => document.querySelector('#results .problem')?.textContent.includes('Arabic')")
    assert page.evaluate("() => document.querySelectorAll('#results a').length") == 0
    page.click("#actions [data-act=download-all]")
    page.wait("() => document.querySelectorAll('#results a').length === 1")
    assert page.evaluate("() => document.querySelector('#results .problem').textContent.includes('Arabic')")
    assert "-es-" in page.evaluate("() => document.querySelector('#results a').download")
    page.click("#shown input[value=es]")
    page.wait(FACES)
    page.wait(SEEN)
    page.offline(False)
    server.is_down = False
    page.click("#shown input[value=ar]")
    page.wait(f"() => ({FACES})() && ({SEEN})()")
    assert "ar" in page.evaluate("() => [...document.querySelectorAll('#spoken [lang]')].map((each) => each.lang)")
    assert page.errors == []


@pytest.mark.full_only
@pytest.mark.parametrize("name", PROGRAMS)
def test_a_newer_version_is_offered_and_never_mixed(
    visited: Callable[[str], tuple[Page, Server]], sites: Sites, name: str
) -> None:
    page, server = visited(name)
    server.forget()
    server.folder = sites.new
    show_a_card(page, server.address)
    assert page.evaluate(BUILD) == sites.older.build
    page.wait(OFFERED)
    assert page.evaluate("() => document.getElementById('newer').innerText").startswith("A newer version")
    if name == "chromium":
        assert page.faults() == []
    fetched = [each for each in server.requests if each.endswith(".part")]
    assert fetched == [], "what both versions have is copied"
    # Whoever does not choose it keeps the older one, offline as well.
    page.open("about:blank")
    server.is_down = True
    show_a_card(page, server.address)
    assert page.evaluate(BUILD) == sites.older.build
    server.is_down = False
    # Another window keeps its version, and the files of it, until it is closed.
    page.run(
        "seen.other = await context.newPage(); await seen.other.goto(args[0]); await page.bringToFront();",
        server.address,
    )
    page.wait(OFFERED)
    page.click("#newer button")
    page.wait(f"() => ({BUILD})() === '{sites.newer.build}'")
    page.wait(READY)
    assert page.evaluate("() => document.getElementById('newer').hidden")
    builds = "async () => (await caches.keys()).map((each) => each.split(':')[2]).filter((each) => each.length === 16)"
    assert set(page.evaluate(builds)) == {sites.older.build, sites.newer.build}
    page.run("await seen.other.close();")
    server.is_down = True
    show_a_card(page, server.address)
    page.wait(READY)
    assert page.evaluate(BUILD) == sites.newer.build
    assert page.evaluate(builds) == [sites.newer.build]
    assert page.errors == []


@pytest.mark.full_only
def test_a_host_with_clean_addresses_is_no_obstacle(visited: Callable[..., tuple[Page, Server]], sites: Sites) -> None:
    page, server = visited("chromium", clean_urls=True)
    server.folder = sites.new
    show_a_card(page, server.address)
    page.wait(OFFERED)
    page.click("#newer button")
    page.wait(f"() => ({BUILD})() === '{sites.newer.build}'")
    page.wait(READY)
    page.open(f"{server.address}licenses")
    page.wait(f"async () => Object.keys(await ({KEPT})()).some((each) => each.endsWith(' /licenses.html'))")
    server.is_down = True
    show_a_card(page, server.address)
    for path, title in (("es/", "Español"), ("es/index.html", "Español"), ("licenses", "Licenses")):
        page.open(server.address + path)
        assert title in page.evaluate("() => document.title"), path
    assert page.errors == []


@pytest.mark.full_only
def test_a_page_whose_files_are_gone_offers_the_newer_one(
    visited: Callable[[str], tuple[Page, Server]], sites: Sites
) -> None:
    """Who has the page open while a newer version is uploaded cannot fetch what this one still needs."""
    page, server = visited("chromium")
    server.folder = sites.new
    page.type("#field-languages", "Arabic")
    page.press("Enter")
    page.wait(OFFERED)
    page.click("#newer button")
    page.wait(f"() => ({BUILD})() === '{sites.newer.build}'")
    page.type("#field-languages", "Arabic")
    page.press("Enter")
    page.wait(FACES)
    assert page.errors == []


@pytest.mark.full_only
def test_a_file_that_is_missing_from_the_newest_version_promises_nothing(
    visited: Callable[[str], tuple[Page, Server]], sites: Sites, tmp_path: Path
) -> None:
    page, server = visited("chromium")
    (tmp_path / "service-worker.js").write_bytes((sites.old / "service-worker.js").read_bytes())
    server.folder = tmp_path
    page.type("#field-languages", "Arabic")
    page.press("Enter")
    page.wait("() => document.getElementById('status-text').textContent.includes('is not here: Arabic')")
    assert page.evaluate("() => document.getElementById('newer').hidden")


@pytest.mark.full_only
def test_a_site_that_is_uploaded_by_halves_is_not_used(
    visited: Callable[[str], tuple[Page, Server]], sites: Sites, tmp_path: Path
) -> None:
    """The worker is new, and the files are those of before, or the other way round."""
    page, server = visited("chromium")
    new = (sites.new / "service-worker.js").read_bytes()
    mixed = tmp_path / "mixed"
    mixed.mkdir()
    for path in sites.old.iterdir():
        (mixed / path.name).symlink_to(path)
    (mixed / "service-worker.js").unlink()
    (mixed / "service-worker.js").write_bytes(new)
    server.folder = mixed
    show_a_card(page, server.address)
    page.evaluate(
        "async () => { const found = await navigator.serviceWorker.getRegistration();"
        " await found.update().catch(() => 0);"
        " while (found.installing) await new Promise((on) => setTimeout(on, 50)); }"
    )
    assert page.evaluate("() => document.getElementById('newer').hidden")
    server.is_down = True
    show_a_card(page, server.address)
    assert page.evaluate(BUILD) == sites.older.build
    server.is_down = False
    server.folder = sites.new
    page.evaluate("async () => (await navigator.serviceWorker.getRegistration()).update()")
    page.wait(OFFERED)


@pytest.mark.full_only
@pytest.mark.parametrize("name", PROGRAMS)
def test_leave_no_trace_leaves_none(visited: Callable[[str], tuple[Page, Server]], name: str) -> None:
    page, server = visited(name)
    page.run(
        "seen.other = await context.newPage(); await seen.other.goto(args[0]); await page.bringToFront();",
        server.address,
    )
    page.click("#contact-own")
    page.type("#field-hotline", NUMBER)
    assert page.evaluate(LEFT) != NOTHING
    page.click("#trace")
    assert page.evaluate("() => document.activeElement.textContent") == "Close", "a second Enter empties nothing"
    if name == "chromium":
        assert page.faults() == []
    page.click("dialog .button.main")
    page.wait("() => document.getElementById('notice').textContent.includes('no longer stored')")
    assert page.evaluate("() => document.activeElement.id") == "notice", "and it is scrolled to"
    assert page.evaluate(LEFT) == NOTHING
    assert NUMBER not in page.evaluate("() => [...document.querySelectorAll('input')].map((each) => each.value).join()")
    assert page.evaluate("() => document.getElementById('offline').textContent") == "Not available offline yet."
    # Neither this page nor another one that is open keeps anything from now on.
    page.type("#field-languages", "Arabic")
    page.press("Enter")
    page.wait(FACES)
    other = "const { other } = seen; await other.bringToFront(); await other.type('#field-languages', 'Khmer');"
    faces = json.dumps(f"({FACES})()")
    page.run(f"{other} await other.keyboard.press('Enter'); await other.waitForFunction({faces}, {{timeout: 60000}});")
    assert page.evaluate(LEFT) == NOTHING
    assert page.errors == []


WATCHED = """() => {
  window.live = new Set();
  const [make, revoke] = [URL.createObjectURL, URL.revokeObjectURL];
  URL.createObjectURL = (content) => {
    const url = make.call(URL, content);
    if (/pdf|zip|png|toml/.test(content.type)) live.add(url);
    return url;
  };
  URL.revokeObjectURL = (url) => (live.delete(url), revoke.call(URL, url));
  HTMLAnchorElement.prototype.click = () => undefined;
}"""
"""Notes the addresses of files in memory, and saves none of them."""

ALL = """() => [document.documentElement.outerHTML,
  ...[...document.querySelectorAll("input, select")].map((each) => each.value)].join("\\n")"""
"""All that is in the page, seen or not."""


@pytest.mark.full_only
def test_leave_no_trace_empties_every_part_of_the_page(visited: Callable[[str], tuple[Page, Server]]) -> None:
    page, _ = visited("chromium")
    page.evaluate(WATCHED)
    page.click("#contact-directory")
    page.evaluate(
        "() => { const field = document.getElementById('field-region'); field.value = 'US-MA';"
        " field.dispatchEvent(new Event('change')); }"
    )
    page.wait("() => document.querySelector('.lines .line')")
    line = page.evaluate("() => document.querySelector('.lines .line-number').textContent")
    page.click("#contact-own")
    page.type("#field-hotline", NUMBER)
    page.wait(f"() => document.getElementById('spoken').textContent.includes('{NUMBER}')")
    page.click("#part-workshop summary")
    page.type("#field-title", "Secret meeting")
    page.type(".counts input", "77")
    page.click("#pack-combined")
    page.click("#pack-zip")
    page.wait("() => document.querySelector('#part-workshop .said a')", 180)
    page.click("#picture summary")
    page.click("#picture [data-t=picture-save]")
    page.wait("() => document.querySelector('.picture-said canvas')", 180)
    page.click("#actions [data-act=print]")
    page.wait("() => document.getElementById('printed')", 180)
    page.type("#field-languages", "Secre")
    assert page.evaluate("() => live.size") >= 3
    secrets = (NUMBER, "Secre", "77", line)
    assert all(each in page.evaluate(ALL) for each in secrets)
    page.click("#trace")
    page.click("dialog .button.main")
    page.wait("() => document.getElementById('notice').textContent.includes('no longer stored')")
    left = page.evaluate(ALL)
    assert [each for each in secrets if re.search(rf"(?<![\w#-]){each}", left)] == []
    assert page.evaluate("() => live.size") == 0
    assert page.evaluate("() => document.getElementById('printed')") is None
    # What is put together next begins empty.
    page.type("#field-languages", "Spanish")
    page.press("Enter")
    page.wait("() => document.querySelector('.counts input')")
    assert page.evaluate(
        "() => [document.querySelector('.counts input').value, document.getElementById('pack-combined').checked]"
    ) == ["", False]
    assert page.errors == []


@pytest.mark.full_only
def test_a_service_worker_forgets_and_answers_before_it_is_gone(visited: Callable[[str], tuple[Page, Server]]) -> None:
    """The page would wait for its answer in vain."""
    page, _ = visited("chromium")
    said = page.evaluate(
        """async () => {
          const { active } = await navigator.serviceWorker.getRegistration();
          const { port1, port2 } = new MessageChannel();
          active.postMessage({ ask: "forget" }, [port2]);
          return new Promise((end) => (port1.onmessage = ({ data }) => end(data)));
        }"""
    )
    assert said["inUse"] is None
    page.wait(f"async () => JSON.stringify(await ({LEFT})()) === '{json.dumps(NOTHING, separators=(',', ':'))}'")


@pytest.mark.full_only
def test_other_sites_of_the_same_host_keep_what_they_have(sites: Sites, browse: Browse, host: Host) -> None:
    """On many hosts each project has a folder of the same address, and so the same caches."""
    folder = sites.old.parent
    server = host(folder)
    page = browse("chromium")
    show_a_card(page, f"{server.address}old/")
    page.wait(READY)
    show_a_card(page, f"{server.address}new/")
    page.wait(READY)
    page.evaluate("async () => { await (await caches.open('somebody else')).put('/x', new Response('x')); }")
    page.click("#trace")
    page.click("dialog .button.main")
    page.wait("() => document.getElementById('notice').textContent.includes('no longer stored')")
    left: dict[str, Any] = page.evaluate(LEFT)
    assert left["workers"] == 1
    assert {each.split(":")[1] if ":" in each else each for each in left["caches"]} == {"/old/", "somebody else"}


@pytest.mark.full_only
def test_a_site_without_the_program_removes_what_was_kept(
    visited: Callable[[str], tuple[Page, Server]], tmp_path: Path
) -> None:
    page, server = visited("chromium")
    (tmp_path / "service-worker.js").write_text(farewell(), encoding="utf-8")
    (tmp_path / "index.html").write_text("<title>New</title>", encoding="utf-8")
    server.folder = tmp_path
    page.evaluate("async () => (await navigator.serviceWorker.getRegistration()).update()")
    page.wait(f"async () => (await ({LEFT})()).caches.length === 0")
    page.open(server.address)
    assert page.evaluate("() => document.title") == "New"
