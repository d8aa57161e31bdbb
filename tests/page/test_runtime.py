"""The program in a browser: in its worker, with parts that a server sends."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from cards.decoding import decode
from cards.locations import bundled
from cards.page.session import Session
from tests.page.browsers import PROGRAMS, TODAY, Page, Server

pytestmark = pytest.mark.full_only

POLICY = (
    "default-src 'none'; img-src data:; script-src 'self' 'wasm-unsafe-eval' blob:; worker-src blob:; "
    "connect-src 'self'"
)
HTML = f"""<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">
<link rel="icon" href="data:,"><title>The program alone</title><script type="module" src="alone.mjs"></script>"""
SCRIPT = """import { openParts, Program, startProgram } from "./p/BUILD/runtime.mjs";
window.news = [];
window.workers = [];
window.Worker = class extends Worker {
  constructor(...given) {
    super(...given);
    window.workers.push(this);
    this.needs = new Set();
    this.addEventListener("message", ({ data }) => this.needs.add(data.need));
  }
};
window.day = "2026-11-30";
window.program = startProgram({ today: () => window.day, tell: (each) => window.news.push(each) });
window.ask = async (ask, args) => {
  try {
    const { answer, files } = await window.program.ask(ask, args);
    const digests = [];
    for (const file of files) {
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", file));
      digests.push([...digest].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
    }
    return { answer, digests };
  } catch (error) {
    return { failed: error.constructor.name, text: error.message };
  }
};
"""
SCRIPT += """// Another program, which waits for one of its parts until `go` is called.
window.slow = (part) => {
  program.stop();
  const parts = openParts((each) => window.news.push(each));
  const { source } = parts;
  const mayCome = new Promise((go) => (window.go = go));
  const read = source.reader.bind(source);
  source.reader = (name, ...given) => {
    const come = read(name, ...given);
    return async () => (name.startsWith(part) && (await mayCome), come());
  };
  window.program = new Program(parts, () => window.day, (each) => window.news.push(each));
};
// Starts the program, and waits until its worker asks for a part.
window.needed = async (part) => {
  const before = workers.length;
  program.start();
  while (workers.length === before) await new Promise((on) => setTimeout(on, 20));
  while (!workers.at(-1).needs.has(part)) await new Promise((on) => setTimeout(on, 20));
};
"""
SPANISH = {"language": "es", "wishes": {"hotline": ["617-555-0100"]}}


@pytest.fixture
def alone(build: Path, host: Callable[[Path | None], Server], tmp_path: Path) -> Server:
    """A site with nothing but the program."""
    name = json.loads((build / "files.json").read_text("utf-8"))["build"]
    shutil.copytree(build, tmp_path / "p" / name)
    (tmp_path / "index.html").write_text(HTML, encoding="utf-8")
    (tmp_path / "alone.mjs").write_text(SCRIPT.replace("BUILD", name), encoding="utf-8")
    return host(tmp_path)


def digests_of(ask: str, args: dict[str, Any]) -> list[str]:
    """The digests of the files with which CPython answers."""
    session = Session((bundled(),), decode, date.fromisoformat(TODAY))
    return [sha256(each).hexdigest() for each in session.answer(ask, json.dumps(args))[1]]


def asked(page: Page, ask: str, args: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("(ask, args) => window.ask(ask, args)", ask, args)
    return found


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_program_answers_in_a_worker(alone: Server, browse: Callable[[str], Page], name: str) -> None:
    page = browse(name)
    page.open(alone.address)
    first = asked(page, "preview", SPANISH)
    assert first.get("digests") == digests_of("preview", SPANISH), first
    assert page.errors == []
    assert len(alone.requests) == len(set(alone.requests)), "nothing is fetched twice"
    assert alone.sent < 13_000_000
    assert news(page) == [["ready"]]
    progress = page.evaluate("() => news.filter((each) => each.progress).at(-1).progress")
    assert progress["got"] == progress["of"] <= alone.sent
    for tag in ("ar", "km", "ja"):
        args = {"languages": [tag], "wishes": {"layout": ["large"], "region": "US-MA"}}
        assert asked(page, "make", args).get("digests") == digests_of("make", args)
    # A defect is told, and the program goes on.
    defect = asked(page, "nonsense", {})
    assert (defect["failed"], defect["text"]) == ("Defect", "ValueError: no such question, or no arguments: 'nonsense'")
    # Everything is in the cache of this build; only its list is asked for again.
    alone.forget()
    page.open(alone.address)
    assert asked(page, "preview", SPANISH)["digests"] == first["digests"]
    assert alone.sent < 200_000, alone.requests


def news(page: Page) -> list[list[str]]:
    """What the page heard of the program, without progress."""
    found: list[list[str]] = page.evaluate(
        "() => news.filter((each) => !each.progress).map((each) => Object.keys(each))"
    )
    return found


@pytest.mark.parametrize("knows_ranges", [True, False])
def test_a_download_that_breaks_off_goes_on_where_it_was(
    alone: Server, browse: Callable[[str], Page], knows_ranges: bool
) -> None:
    alone.knows_ranges = knows_ranges
    alone.cut_off = {"program.zip.part": 1_000_000, "NotoSans-Bold.ttf.part": 10}
    alone.damaged = {"library.zip.part"}
    page = browse("chromium")
    page.open(alone.address)
    found = asked(page, "preview", SPANISH)
    assert found.get("digests") == digests_of("preview", SPANISH), found
    again = [path for path in alone.requests if alone.requests.count(path) > 1]
    assert {path.rsplit("/", 1)[1] for path in again} == {
        "program.zip.part",
        "library.zip.part",
        "NotoSans-Bold.ttf.part",
    }
    troubles = page.evaluate("() => news.filter((each) => each.trouble).map((each) => each.trouble.what)")
    assert sorted(troubles) == ["fonts/NotoSans-Bold.ttf", "library.zip", "program.zip"]
    progress = page.evaluate("() => news.filter((each) => each.progress).at(-1).progress")
    assert progress["got"] == progress["of"]
    assert alone.sent < (16_500_000 if knows_ranges else 18_000_000)


def test_a_font_that_cannot_be_fetched_fails_one_question_and_not_the_next(
    alone: Server, browse: Callable[[str], Page]
) -> None:
    page = browse("chromium")
    page.open(alone.address)
    assert asked(page, "preview", SPANISH).get("digests")
    alone.is_down = True
    assert asked(page, "preview", {**SPANISH, "language": "ar"})["failed"] == "NotFetched"
    assert asked(page, "preview", SPANISH).get("digests"), "what is there still works"
    alone.is_down = False
    assert asked(page, "preview", {**SPANISH, "language": "ar"}).get("digests")


def test_a_newer_preview_overtakes_those_that_wait(alone: Server, browse: Callable[[str], Page]) -> None:
    page = browse("chromium")
    page.open(alone.address)
    found = page.evaluate(
        "async (args) => Promise.all([...Array(6)].map((_, each) => ask('preview', { ...args, wishes: {"
        " hotline: [`617-555-010${each}`] } })))",
        SPANISH,
    )
    kinds = ["made" if each.get("digests") else each["failed"] for each in found]
    assert kinds[-1] == "made" and kinds.count("Overtaken") >= 4, kinds


def test_a_worker_that_dies_is_told_and_started_again(alone: Server, browse: Callable[[str], Page]) -> None:
    page = browse("chromium")
    page.open(alone.address)
    assert asked(page, "preview", SPANISH).get("digests")
    found = page.evaluate(
        "async (args) => { const open = ask('preview', args);"
        " workers.at(-1).dispatchEvent(new ErrorEvent('error', { message: 'out of memory' })); return open; }",
        SPANISH,
    )
    assert found == {"failed": "Defect", "text": "out of memory"}
    assert news(page)[-1] == ["died"]
    assert asked(page, "preview", SPANISH).get("digests") == digests_of("preview", SPANISH)
    # An error that is not one of Python's, as when memory has run out, ends the worker from within.
    found = page.evaluate("(args) => ask('preview', { ...args, impossible: 1n })", SPANISH)
    assert found["failed"] == "Defect" and "BigInt" in found["text"], found
    page.wait("() => news.filter((each) => each.died).length === 2")
    assert asked(page, "preview", SPANISH).get("digests")
    assert page.evaluate("() => workers.length") == 3


def test_a_part_on_its_way_to_a_worker_that_dies_is_left_for_the_next_one(
    alone: Server, browse: Callable[[str], Page]
) -> None:
    page = browse("chromium")
    page.open(alone.address)
    assert asked(page, "preview", SPANISH).get("digests")
    page.evaluate("() => slow('library.zip')")
    page.evaluate("() => needed('library.zip')")
    page.evaluate("() => { workers.at(-1).dispatchEvent(new ErrorEvent('error', { message: 'out of memory' })); }")
    page.evaluate("() => needed('library.zip')")
    page.evaluate("() => { go(); }")
    assert asked(page, "preview", SPANISH).get("digests") == digests_of("preview", SPANISH)
    assert news(page)[-2:] == [["died"], ["ready"]]
    assert page.errors == []


def test_a_start_that_is_stopped_goes_no_further(alone: Server, browse: Callable[[str], Page]) -> None:
    page = browse("chromium")
    page.open(alone.address)
    assert asked(page, "preview", SPANISH).get("digests")
    page.evaluate(
        "async () => { slow('worker.js'); program.start(); program.stop(); program.start(); program.stop();"
        " program.start(); await new Promise((on) => setTimeout(on, 200)); go(); }"
    )
    assert asked(page, "preview", SPANISH).get("digests")
    assert page.evaluate("() => workers.length") == 2, "the first program had one"
    # So is one that is stopped while its worker loads.
    page.evaluate("async () => { slow('library.zip'); await needed('library.zip'); program.stop(); go(); }")
    before = news(page)
    assert asked(page, "preview", SPANISH).get("digests")
    assert news(page) == [*before, ["ready"]]


def test_the_age_of_hotlines_is_counted_from_the_day_of_the_question(
    alone: Server, browse: Callable[[str], Page]
) -> None:
    page = browse("chromium")
    page.open(alone.address)
    assert asked(page, "form", {})["answer"]["today"] == TODAY
    page.evaluate("() => { day = '2027-12-01'; }")
    assert asked(page, "form", {})["answer"]["today"] == "2027-12-01"
    args = {"region": "US-MA", "language": "es"}
    later = Session((bundled(),), decode, date(2027, 12, 1))
    assert asked(page, "directory", args)["answer"] == json.loads(later.answer("directory", json.dumps(args))[0])
