"""`python -m bench page`: what a first visit to the page costs, in bytes and until the form and the first card show.

Chromium opens a site of this computer with nothing in its caches, and somebody chooses Spanish at once. The wall time
leaves out any network; the bytes are what a host sends.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.clock import is_busy
from tests.page.browsers import Browser, Server, parts_complaint, program_of, served, started

ROOT = Path(__file__).resolve().parents[1]
PARTS = ROOT / ".page"
LANGUAGE = "Spanish"

_WATCH = """() => {
  window.reached = {};
  const note = (name, isThere) => { if (!(name in reached) && isThere()) reached[name] = performance.now(); };
  const look = () => {
    note("form", () => document.getElementById("form")?.hidden === false);
    note("card", () => document.querySelectorAll("#faces canvas").length === 2);
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });
}"""


def main(arguments: Sequence[str]) -> None:
    """Runs the benchmark. Ends with a sentence if the parts of the page or Chromium are missing."""
    parser = argparse.ArgumentParser(prog="python -m bench page", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="first visits, of which the median counts (5)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    wanted = parser.parse_args(arguments)
    if complaint := parts_complaint():
        sys.exit(f"The parts of the page {complaint}: run make page.")
    if program_of("chromium") is None:
        sys.exit("Chromium is not installed.")
    if is_busy():
        sys.stderr.write("The machine is busy, and these are wall times.\n")
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        command = ["site", "--languages", LANGUAGE, "--no-pdfs", "--parts", str(PARTS), "-o", str(site)]
        subprocess.run([sys.executable, str(ROOT / "generate.py"), *command], check=True, capture_output=True)
        with served(site) as server, started("chromium") as browser:
            visits = [_first_visit(browser, server) for _ in range(wanted.rounds)]
    found = {name: round(statistics.median(each[name] for each in visits)) for name in visits[0]}
    print(json.dumps(found, indent=2) if wanted.json else _as_text(found))


def _first_visit(browser: Browser, server: Server) -> dict[str, float]:
    """Bytes sent, and milliseconds from the click on the link, until the form and until the first card."""
    page = browser.page()  # with storage and caches of its own
    server.forget()
    try:
        page.run("await page.evaluateOnNewDocument(args[0]);", f"({_WATCH})()")
        page.run("await page.goto(args[0], {waitUntil: 'domcontentloaded'});", server.address)
        page.wait("() => reached.form", seconds=300)
        page.type("#field-languages", LANGUAGE)
        page.press("Enter")
        page.wait("() => reached.card", seconds=300)
        reached = page.evaluate("() => reached")
    finally:
        page.close()
    return {"bytes": server.sent, "ms until the form": reached["form"], "ms until the first card": reached["card"]}


def _as_text(found: dict[str, int]) -> str:
    size, form, card = found["bytes"] / 1e6, found["ms until the form"], found["ms until the first card"]
    return f"First visit: {size:.1f} MB; the form shows after {form} ms, the first card in {LANGUAGE} after {card} ms."
