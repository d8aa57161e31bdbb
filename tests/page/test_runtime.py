"""The program in a browser: in its worker, with parts that a server sends."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.page.browsers import PROGRAMS, Page, Server

POLICY = (
    "default-src 'none'; img-src data:; script-src 'self' 'wasm-unsafe-eval' blob:; worker-src blob:; "
    "connect-src 'self'"
)
HTML = f"""<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">
<link rel="icon" href="data:,"><title>The program alone</title><script type="module" src="alone.mjs"></script>"""
SCRIPT = """import { startProgram } from "./p/BUILD/runtime.mjs";
window.news = [];
window.program = startProgram({ today: "2026-11-30", tell: (each) => window.news.push(each) });
window.ask = async (ask, args) => {
  try {
    const { answer, files } = await program.ask(ask, args);
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
SPANISH = {"language": "es", "wishes": {"hotline": ["617-555-0100"]}}


@pytest.fixture
def alone(build: Path, host: Callable[[Path | None], Server], tmp_path: Path) -> Server:
    """A site with nothing but the program."""
    name = json.loads((build / "files.json").read_text("utf-8"))["build"]
    shutil.copytree(build, tmp_path / "p" / name)
    (tmp_path / "index.html").write_text(HTML, encoding="utf-8")
    (tmp_path / "alone.mjs").write_text(SCRIPT.replace("BUILD", name), encoding="utf-8")
    return host(tmp_path)


@pytest.mark.full_only
@pytest.mark.parametrize("name", PROGRAMS)
def test_the_program_answers_in_a_worker(alone: Server, browse: Callable[[str], Page], name: str) -> None:
    page = browse(name)
    page.open(alone.address)
    found = page.evaluate("(args) => ask('preview', args)", SPANISH)
    assert found.get("failed") is None, found
    assert found["answer"]["lang"] == "es" and len(found["digests"]) == 1
    assert page.errors == []
    assert len(alone.requests) == len(set(alone.requests)), "nothing is fetched twice"
    assert alone.sent < 14_000_000
    news = page.evaluate("() => news.filter((each) => !each.progress)")
    assert [list(each) for each in news] == [["ready"]]
    progress = page.evaluate("() => news.filter((each) => each.progress).at(-1).progress")
    assert progress["got"] == progress["of"]
