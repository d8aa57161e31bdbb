"""Static pages in browsers: small screens, screen readers, a voice of the device, and no request to anybody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cards.cli import commands
from cards.locations import bundled
from cards.read.scripts import script_ids
from tests.page.browsers import PROGRAMS, Page, Server

pytestmark = pytest.mark.full_only  # each opens a browser and starts the program in it

LOCALES = ("es", "ar", "km", "am", "zh-Hans", "ur", "my", "ta")
PAGES = (*(f"{locale}/index.html" for locale in LOCALES), "index.html", "404.html", "licenses.html")
PAGES += ("board.html", "contribute.html", "es/contribute.html")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("static") / "site"
    arguments = ["--no-program", "--no-pdfs", "--languages", " ".join(LOCALES), "--as-of", "2026-11-30"]
    own = ["--hotline", "617-555-0100", "--org", "Lynn Neighbors & Friends of the Essex County Rapid Response"]
    result = CliRunner().invoke(commands, ["site", "-o", str(folder), *arguments, *own], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return folder


def headers_of(site: Path) -> dict[str, str]:
    """The headers that a host sends which reads `_headers`."""
    every = (site / "_headers").read_text("utf-8").split("\n/")[0].splitlines()[1:]
    return dict(line.strip().split(": ", 1) for line in every)


@pytest.mark.parametrize("path", PAGES)
def test_nobody_is_shut_out_on_a_small_screen(site: Path, browse: Callable[[str], Page], path: str) -> None:
    """axe-core finds nothing, and nothing has to be scrolled sideways at 320 px (WCAG 2.2, 1.4.10)."""
    page = browse("chromium")
    page.size(320, 640)
    page.open((site / path).as_uri())
    assert page.evaluate("() => document.documentElement.scrollWidth") == 320
    assert page.faults() == []


def test_a_fault_would_be_found(site: Path, browse: Callable[[str], Page]) -> None:
    page = browse("chromium")
    page.open((site / "es/index.html").as_uri())
    page.evaluate("() => { document.querySelector('.number a').textContent = ''; document.documentElement.lang = ''; }")
    assert {each.partition(":")[0] for each in page.faults()} == {"html-has-lang", "link-name"}


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_page_asks_for_nothing_and_its_policy_stops_nothing(
    site: Path, browse: Callable[[str], Page], host: Callable[[Path | None], Server], name: str
) -> None:
    server = host(site)
    server.headers = headers_of(site)
    page = browse(name)
    page.open(f"{server.address}ar/index.html#street")
    asked = {each.partition("?")[0] for each in server.requests}
    assert asked <= {"/ar/index.html", "/icon.svg", "/icon-192.png", "/manifest.webmanifest"}
    assert page.errors == []
    assert not [each for each in page.said if "Content" in each]
    assert page.evaluate("() => getComputedStyle(document.querySelector('h1')).direction") == "rtl"
    color = page.evaluate("() => getComputedStyle(document.querySelector('.number a')).color")
    assert color == "rgb(200, 16, 46)", "the style sheet is allowed"
    assert page.evaluate("() => document.cookie + localStorage.length + sessionStorage.length") == "00"


def test_without_scripts_all_of_it_is_there(site: Path, browse: Callable[[str], Page]) -> None:
    page = browse("chromium")
    page.run("await page.setJavaScriptEnabled(false);")
    page.open((site / "es/index.html").as_uri())
    assert page.run("return (await page.$$('section[id] ol > li')).length;") > 40
    assert page.run("return (await page.$$('button')).length;") == 0


def test_the_keyboard_skips_to_the_words_first(site: Path, browse: Callable[[str], Page]) -> None:
    page = browse("chromium")
    page.open((site / "es/index.html").as_uri())
    page.press("Tab")
    assert page.evaluate("() => document.activeElement.getAttribute('href')") == "#words"
    shown = page.evaluate("() => { const box = document.activeElement.getBoundingClientRect(); return box.top >= 0; }")
    assert shown, "it shows itself when it has the focus"


VOICES = """(voices) => {
  window.spoken = [];
  const made = voices.map(([lang, localService]) => ({ lang, localService, name: lang }));
  Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => made,
    speak: (said) => { window.spoken.push([said.voice.lang, said.voice.localService, said.text]); },
    cancel: () => { window.spoken.push("cancel"); },
    addEventListener: () => undefined,
  } });
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
}"""


def with_voices(page: Page, voices: list[list[Any]]) -> None:
    """Gives the next page of the browser these voices: the language of each, and whether it is on the device."""
    page.run("await page.evaluateOnNewDocument(`(${args[0]})(${JSON.stringify(args[1])})`);", VOICES, voices)


def test_a_voice_of_the_device_reads_both_sides(site: Path, browse: Callable[[str], Page]) -> None:
    page = browse("chromium")
    with_voices(page, [["es-US", True], ["en-US", True]])
    page.open((site / "es/index.html").as_uri())
    buttons = page.evaluate("() => document.querySelectorAll('section[id] > button').length")
    assert buttons == len(script_ids((bundled(),)))
    page.click("#street button")
    assert page.evaluate("() => document.querySelector('#street button').textContent") == "Dejar de leer"
    spoken = [each for each in page.evaluate("() => spoken") if each != "cancel"]
    assert next(text for voice, _, text in spoken if voice == "es-US").startswith("¿")
    assert "To the officer" in [text for voice, _, text in spoken if voice == "en-US"]
    assert not [text for _, _, text in spoken if not text.strip()]
    page.click("#street button")
    assert page.evaluate("() => spoken.at(-1)") == "cancel"
    assert page.evaluate("() => document.querySelector('#street button').textContent") == "Leer en voz alta"


MARK = """() => {
  const words = 'Diga: “<span lang="en">Am <b>I</b> free?</span>” Ya.';
  document.querySelector('#street [data-say] li').lastChild.innerHTML = words;
}"""


@pytest.mark.parametrize(
    ("english", "voice"), [([["en-US", True]], "en-US"), ([["en-US", False]], "es-US"), ([], "es-US")]
)
def test_a_phrase_in_english_has_a_voice_of_its_own(
    site: Path, browse: Callable[[str], Page], english: list[list[Any]], voice: str
) -> None:
    """If the device has one; otherwise that of the page reads it, and nothing is left out."""
    page = browse("chromium")
    with_voices(page, [["es-US", True], *english])
    page.open((site / "es/index.html").as_uri())
    page.evaluate(MARK)
    page.click("#street button")
    spoken = [each for each in page.evaluate("() => spoken") if each != "cancel"]
    whole = "Diga: “Am I free?” Ya."
    expected = [["es-US", True, whole]]
    if voice == "en-US":
        expected = [["es-US", True, "Diga: “"], ["en-US", True, "Am I free?"], ["es-US", True, "” Ya."]]
    first = spoken.index(expected[0])
    assert spoken[first : first + len(expected)] == expected


@pytest.mark.parametrize("voices", [[], [["es-US", False]], [["en-US", True]]], ids=["none", "remote", "another"])
def test_without_a_voice_of_the_device_there_is_no_button(
    site: Path, browse: Callable[[str], Page], voices: list[list[Any]]
) -> None:
    """A voice from elsewhere would learn what is read, and when."""
    page = browse("chromium")
    with_voices(page, voices)
    page.open((site / "es/index.html").as_uri())
    assert page.evaluate("() => document.querySelectorAll('button').length") == 0
