"""The page in Chromium: milliseconds from a key to the card that shows it, by the driver of the tests of the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.samples import HOTLINE

_TYPED = "La Comunidad de Lynn"
"""The name of the hotline, which is typed letter by letter: each changes the foot of the card."""

_WATCH = """() => {
  window.strokes = [];
  let begun = 0;
  const card = document.getElementById("card");
  document.addEventListener("input", () => { begun = performance.now(); }, true);
  new MutationObserver(() => {
    if (!begun || card.hasAttribute("aria-busy")) return;
    strokes.push(performance.now() - begun);
    begun = 0;
  }).observe(card, { attributes: true, attributeFilter: ["aria-busy"] });
}"""
"""Notes how long after each input the card is drawn again."""

_DRAWN = "() => document.querySelectorAll('#faces canvas').length === 2 && !document.querySelector('#card[aria-busy]')"


@dataclass(frozen=True, slots=True)
class Keystrokes:
    """Milliseconds of wall time from an input to the card that is drawn: the median and the longest."""

    version: str
    usual: float
    longest: float
    count: int


def time_keystrokes(say: Callable[[str], None]) -> Keystrokes | None:
    """The times in Chromium, or None where the browser, its driver or the parts of the page are not there."""
    try:
        from tests.page import browsers
    except ImportError as error:
        say(f"The page is not timed: {error}.")
        return None
    complaint = browsers.parts_complaint()
    lacking = [f"its parts {complaint} (make page)"] if complaint else []
    lacking += ["Chromium is not installed"] if browsers.program_of("chromium") is None else []
    lacking += [] if (browsers.DRIVER / "node_modules").is_dir() else ["its driver is not installed (CONTRIBUTING.md)"]
    if lacking:
        say(f"The page is not timed: {'; '.join(lacking)}.")
        return None
    with TemporaryDirectory(prefix="rights-cards-bench-") as folder:
        _write_site(Path(folder))
        with browsers.served(Path(folder)) as server, browsers.started("chromium") as browser:
            page = browser.page()
            page.size(1280, 900)
            page.open(server.address)
            page.type("#field-languages", "Spanish")
            page.press("Enter")
            page.wait(_DRAWN, browsers.PATIENCE)
            page.click("#contact-own")
            page.type("#field-hotline", HOTLINE)
            page.wait(_DRAWN, browsers.PATIENCE)
            page.evaluate(_WATCH)
            for count, letter in enumerate(_TYPED, 1):
                page.type("#field-hotline_name", letter)
                page.wait(f"() => strokes.length >= {count}", browsers.PATIENCE)
            spent = [float(each) for each in page.evaluate("() => strokes")]
            return Keystrokes(browser.version, median(spent), max(spent), len(spent))


def _write_site(folder: Path) -> None:
    """A site with the program as it is, compiled as `make page` does."""
    from cards.page.build import program_files
    from cards.page.fetched import Parts
    from tests.page.browsers import PARTS
    from tests.page.whole_site import whole_site

    with TemporaryDirectory(prefix="rights-cards-bench-", dir=folder.parent) as place:
        build = Path(place)
        for name, content in program_files(Parts(PARTS)).items():
            path = build / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        whole_site(folder, build)
