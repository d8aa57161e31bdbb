"""The page in browsers: cards made, changed, saved and opened again, as people do it."""

from __future__ import annotations

import base64
import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
from PIL import Image, ImageChops

from cards.cli.picture import shared_png
from tests.page.browsers import PROGRAMS, Page, Server
from tests.page.conftest import Answers
from tests.page.whole_site import whole_site

pytestmark = pytest.mark.full_only  # each opens a browser and starts the program in it

Browse = Callable[[str], Page]
Host = Callable[[Path | None], Server]

NUMBER = "617-555-0100"
ICE = "866-347-2423"
"""A tip line of the government, which no card may have."""

FACES = "() => document.querySelectorAll('#faces canvas').length === 2 && !document.querySelector('#card[aria-busy]')"

WATCH = """() => {
  window.made = [];
  const address = URL.createObjectURL;
  URL.createObjectURL = (blob) => (blob.type.startsWith("application/") && made.push(blob), address.call(URL, blob));
  window.saved = [];
  HTMLAnchorElement.prototype.click = function () { saved.push(this.download); };
}"""
"""Notes files that the page saves instead of saving them."""

DIGESTS = """async () => {
  const digests = [];
  for (const blob of made) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
    digests.push([...digest].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
  }
  return digests;
}"""

STICKING_OUT = """() => [...document.querySelectorAll("main *, header *, footer *")].filter((each) => {
  if (each.closest(".unseen, .skip, svg, option, dialog") || !each.checkVisibility()) return false;
  const { left, right, width } = each.getBoundingClientRect();
  return width > 0 && (left < -1 || right > innerWidth + 1);
}).map((each) => each.outerHTML.slice(0, 120))"""

SMALL_TARGETS = """() => [...document.querySelectorAll("button, input, select, summary, .pill, a")].filter((each) => {
  if (each.closest(".unseen, .skip, li, p > a") || !each.checkVisibility()) return false;
  const { width, height } = (each.closest("label") ?? each).getBoundingClientRect();
  return width < 24 || height < 24;
}).map((each) => each.outerHTML.slice(0, 120))"""

OPEN_ALL = "() => { for (const each of document.querySelectorAll('details')) each.open = true; }"


def in_arabic_letters(html: str) -> str:
    """The page with a language from right to left, whose words are nonsense, one of them missing."""
    start = html.index('id="page-data">') + len('id="page-data">')
    end = html.index("</script>", start)
    data = json.loads(html[start:end])
    english = data["strings"]["en"]
    data["strings"]["ar"] = {key: f"ابجد هوز {text}" for key, text in english.items() if key != "lead"}
    return html[:start] + json.dumps(data).replace("<", "\\u003c") + html[end:]


@pytest.fixture(scope="module")
def site(build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of few languages, and its page written from right to left."""
    folder = tmp_path_factory.mktemp("page")
    whole_site(folder, build)
    html = (folder / "index.html").read_text("utf-8")
    (folder / "rtl.html").write_text(in_arabic_letters(html), encoding="utf-8")
    return folder


@pytest.fixture
def opened(site: Path, browse: Browse, host: Host) -> Callable[..., Page]:
    """Opens the page in a browser, with a language chosen if one is named."""

    def open_page(name: str = "chromium", path: str = "", language: str = "Spanish", before: str = "") -> Page:
        page = browse(name)
        page.size(1280, 900)
        if before:
            page.run("await page.evaluateOnNewDocument(args[0]);", before)
        page.open(host(site).address + path)
        page.evaluate(WATCH)
        if language:
            choose(page, language)
            page.wait(FACES)
        return page

    return open_page


PIXELS = """() => [...document.querySelectorAll("#faces canvas")].map(
  (each) => each.getContext("2d").getImageData(0, 0, each.width, each.height).data)"""


def choose(page: Page, language: str) -> None:
    page.type("#field-languages", language)
    page.press("Enter")


def words(page: Page) -> str:
    return str(page.evaluate("() => document.getElementById('spoken').textContent"))


def remember(page: Page) -> None:
    """Keeps the pictures, to compare later ones with them."""
    page.evaluate(f"() => {{ window.pixels = {PIXELS}; window.before = pixels(); }}")


CHANGED = """(side) => {
  const [now, then] = [pixels()[side], before[side]];
  let found = 0;
  for (let each = 0; each < now.length; each += 4) found += Math.abs(now[each + 1] - then[each + 1]) > 64;
  return now.length === then.length ? found : Infinity;
}"""
"""How many pixels of a picture are another color than before; the edges of letters are never drawn quite alike."""


def text(page: Page, selector: str) -> str:
    return str(page.evaluate("(selector) => document.querySelector(selector)?.innerText ?? ''", selector))


def fill(page: Page, selector: str, value: str) -> None:
    """Types a text instead of the one that is there."""
    page.evaluate("(selector) => document.querySelector(selector).select()", selector)
    if value:
        page.type(selector, value)
    else:
        page.press("Delete")


def wait_for_words(page: Page, part: str) -> None:
    page.wait(f"() => document.getElementById('spoken').textContent.includes({json.dumps(part)})")


def trouble(page: Page) -> list[str]:
    """What no page should say on the console."""
    return page.errors + [each for each in page.said if each.startswith(("error", "warn"))]


NOTE_PICTURES = """() => {
  window.pictures = [];
  const address = URL.createObjectURL;
  URL.createObjectURL = (blob) => (blob.type === "image/png" && pictures.push(blob), address.call(URL, blob));
}"""

LAST_PICTURE = """async () => {
  const bytes = new Uint8Array(await pictures.at(-1).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_picture_is_drawn_from_the_commands_pdf_and_saved(
    opened: Callable[..., Page], ask: Answers, name: str
) -> None:
    page = opened(name)
    page.evaluate(NOTE_PICTURES)
    page.click("#contact-own")
    page.type("#field-hotline", NUMBER)
    wait_for_words(page, NUMBER)
    page.click(".picture summary")
    for screen, side in (("square", "bearer"), ("lock-screen", "officer")):
        choices = (("for", screen), ("side", side))
        for key, value in choices:
            page.evaluate("([id, value]) => { document.getElementById(id).value = value; }", [f"picture-{key}", value])
        before = page.evaluate("() => saved.length")
        page.click(".picture [data-t=picture-save]")
        page.wait(f"() => saved.length > {before}")
        answer, (pdf,) = ask("picture", wishes={"hotline": [NUMBER], **dict(choices)}, languages=["es"])
        (made,) = answer["pictures"]
        assert page.evaluate("() => saved.at(-1)") == f"{made['name']}.png"
        data = base64.b64decode(page.evaluate(LAST_PICTURE))
        shown = Image.open(io.BytesIO(data))
        assert (shown.format, list(shown.size)) == ("PNG", made["size"])
        if shown.mode == "RGBA":  # as Firefox writes every canvas
            assert shown.getchannel("A").getextrema() == (255, 255)
        command = Image.open(io.BytesIO(shared_png(pdf))).convert("RGB")
        off = ImageChops.difference(shown.convert("RGB"), command).convert("L").histogram()
        assert sum(off[100:]) < 0.002 * sum(off), "the same picture, but for the edges of letters"
        words_of_it = page.evaluate("() => document.querySelector('.picture canvas').getAttribute('aria-label')")
        assert ("Diga solamente:" in words_of_it) == (side == "bearer")
        assert len(data) < 600_000
    assert trouble(page) == []


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_card_is_made_and_changed_and_saved(opened: Callable[..., Page], ask: Answers, name: str) -> None:
    page = opened(name)
    assert "Mantenga la puerta cerrada" in words(page) and "I choose to remain silent" in words(page)
    assert "text" in text(page, "#facts") and text(page, "#state").casefold() == "draft"
    remember(page)
    page.click("#contact-own")
    page.type("#field-hotline", NUMBER)
    wait_for_words(page, NUMBER)
    page.wait(FACES)
    page.wait(f"() => ({CHANGED})(0) > 200")
    assert page.evaluate(CHANGED, 1) < 20, "the officer's side is as it was"
    page.click("#actions [data-act=download]")
    page.wait("() => made.length > 0")
    answer, (pdf, *_) = ask("make", wishes={"hotline": [NUMBER]}, languages=["es"])
    assert page.evaluate("() => saved") == [answer["files"][0]["name"]]
    assert page.evaluate(DIGESTS)[0] == hashlib.sha256(pdf).hexdigest()
    assert trouble(page) == []


def test_what_is_drawn_is_the_first_card_of_the_sheet(opened: Callable[..., Page]) -> None:
    page = opened()
    sizes = "() => [...document.querySelectorAll('#faces canvas')].map((each) => each.width / each.height)"
    assert page.evaluate(sizes) == pytest.approx([3.5 / 2] * 2, rel=0.01)
    red = """() => [...document.querySelectorAll('#faces canvas')].map((each) => {
      const { width, height } = each;
      const pixels = each.getContext("2d").getImageData(0, 0, width, height).data;
      return [[3, 3], [width - 4, 3], [3, height - 4], [width - 4, height - 4]]
        .map(([x, y]) => [...pixels.slice(4 * (y * width + x), 4 * (y * width + x) + 3)].join());
    }).flat()"""
    assert set(page.evaluate(red)) == {"200,16,46"}, "no corner shows the sheet"


def test_the_keyboard_alone_is_enough(opened: Callable[..., Page]) -> None:
    page = opened(language="")

    def focused(selector: str, *keys: str, most: int = 40) -> None:
        """Goes on with a key until an element has the focus, which must be seen there."""
        for _ in range(most):
            page.press(*(keys or ("Tab",)))
            if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                break
        ring = """() => [document.activeElement, document.activeElement.nextElementSibling].some((each) => {
          const { outlineStyle, outlineWidth } = each ? getComputedStyle(each) : {};
          return each && outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
        })"""
        assert page.evaluate("(selector) => document.activeElement.matches(selector)", selector), selector
        assert page.evaluate(ring), selector

    focused("#field-languages")
    page.run("await page.keyboard.type('vietna');")
    page.press("Enter")
    page.wait(FACES)
    focused("#script input:checked")
    page.press("ArrowRight")
    page.wait("() => document.querySelector('#script input:checked').value === 'street'")
    focused("#faces button")
    page.press("Enter")
    page.wait("() => document.querySelector('dialog.zoom canvas')")
    page.press("Escape")
    page.wait("() => !document.querySelector('dialog')")
    assert page.evaluate("() => document.activeElement.matches('#faces button')"), "the focus comes back"
    focused("#contact-blank")
    page.press("ArrowDown")
    focused("#field-hotline")
    page.run("await page.keyboard.type('617-555-0100');")
    wait_for_words(page, NUMBER)
    page.run("await page.keyboard.down('Shift');")
    focused("#actions [data-act=download]")
    page.run("await page.keyboard.up('Shift');")
    page.press("Enter")
    page.wait("() => saved.length === 1")
    assert page.evaluate("() => saved[0]").startswith("street-vi-")


def test_problems_are_at_their_fields_and_in_a_list(opened: Callable[..., Page], ask: Answers) -> None:
    page = opened()
    remember(page)
    page.click("#contact-own")
    page.type("#field-hotline", ICE)
    page.press("Tab")
    page.wait("() => document.getElementById('problem-hotline').textContent")
    (problem,) = ask("preview", wishes={"hotline": [ICE]}, language="es")[0]["problems"]
    assert text(page, "#problem-hotline") == f"{problem['cause']} {problem['remedy']}"
    read = "(name) => document.getElementById('field-hotline').getAttribute(name)"
    assert page.evaluate(read, "aria-invalid") == "true"
    assert "problem-hotline" in page.evaluate(read, "aria-describedby")
    assert page.evaluate(CHANGED, 0) < 20 and page.evaluate("() => !document.getElementById('old').hidden")

    page.click("#part-link summary")
    page.type("#field-link", "http://www.example.org")
    page.click("#actions [data-act=download]")
    page.wait("() => document.activeElement.id === 'summary'")
    links = page.evaluate("() => [...document.querySelectorAll('#summary a')].map((each) => each.innerText)")
    assert [each.partition(":")[0] for each in links] == ["Phone number", "Legal aid"]
    page.evaluate("() => { document.getElementById('part-link').open = false; }")
    page.click("#summary li:nth-child(2) a")
    assert page.evaluate("() => document.activeElement.id") == "field-link"
    assert page.evaluate("() => document.getElementById('part-link').open && location.hash === ''")

    fill(page, "#field-link", "")
    fill(page, "#field-hotline", NUMBER)
    wait_for_words(page, NUMBER)
    page.wait("() => document.getElementById('summary').hidden && document.getElementById('old').hidden")
    assert page.evaluate("() => made.length") == 0, "nothing was saved"
    assert page.evaluate("() => document.querySelectorAll('[aria-invalid]').length") == 0


TOP = "() => document.getElementById('field-hotline').getBoundingClientRect().top"


@pytest.mark.parametrize(("width", "height"), [(390, 844), (360, 640)])
def test_the_field_in_which_somebody_types_stays_where_it_is(
    opened: Callable[..., Page], width: int, height: int
) -> None:
    """A first preview, a mistake, the list of mistakes and its end move everything but the field."""
    page = opened(language="")
    page.size(width, height)
    choose(page, "Spanish")
    page.click("#contact-own")
    page.click("#field-hotline")
    top = page.evaluate(TOP)
    page.wait(FACES)
    page.wait(f"() => Math.abs(({TOP})() - {top}) <= 1.5")  # what moved is put right before it is drawn
    page.run("await page.keyboard.type(args[0]);", ICE)
    page.wait("() => !document.getElementById('old').hidden")
    assert text(page, "#problem-hotline") == "", "somebody is still typing"
    page.wait(f"() => Math.abs(({TOP})() - {top}) <= 1.5")
    page.press("Tab")
    page.wait("() => document.getElementById('announce').textContent.includes('tip line')")
    below = "() => document.getElementById('problem-hotline').getBoundingClientRect().top"
    assert page.evaluate(below) > page.evaluate(TOP)
    assert text(page, "#problem-hotline strong").endswith("is the tip line of ICE.")
    page.click("#bar [data-act=download]")
    page.wait("() => document.activeElement.id === 'summary'")
    page.click("#summary a")
    top = page.evaluate(TOP)
    fill(page, "#field-hotline", "866-347-2424")
    page.wait("() => document.getElementById('summary').hidden && document.getElementById('old').hidden")
    page.wait(f"() => Math.abs(({TOP})() - {top}) <= 1.5")  # what moved is put right before it is drawn
    # What was wrong already says at once that it is wrong again.
    fill(page, "#field-hotline", ICE)
    page.press("Tab")
    page.wait("() => document.getElementById('problem-hotline').textContent")
    page.click("#field-hotline")
    page.press("End")
    page.run("await page.keyboard.type('9');")
    page.wait("() => !document.getElementById('problem-hotline').textContent.includes('tip line')")
    assert page.errors == []


SAID = """() => {
  window.heard = [];
  const region = document.getElementById("announce");
  const hear = () => region.textContent && heard.push(region.textContent);
  new MutationObserver(hear).observe(region, { childList: true });
}"""
"""Notes what screen readers say."""


def test_what_happens_out_of_sight_is_said_and_shown(opened: Callable[..., Page], tmp_path: Path) -> None:
    page = opened()
    page.size(390, 844)
    page.evaluate(SAID)

    def heard(part: str) -> None:
        page.wait(f"() => heard.some((each) => each.includes({json.dumps(part)}))")

    page.click("#field-script-street + span")
    heard("On the street")
    described = "() => document.getElementById('field-script-street').getAttribute('aria-describedby').split(' ')[0]"
    assert page.evaluate(f"() => document.getElementById(({described})()).textContent").startswith("Officers")
    choose(page, "Klingon")
    heard("No language has this name.")
    drawing = tmp_path / "logo.svg"
    drawing.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9"/></svg>', "utf-8"
    )
    page.click("#part-own summary")
    page.upload("#field-logo", drawing)
    heard("Reading the logo…")
    page.wait("() => document.getElementById('logo-about').textContent === 'logo.svg'")
    page.click("#logo-about + button")
    page.click("#part-workshop summary")
    page.click("#pack-save")
    heard("The pack file is ready.")
    seen = """(selector) => {
      const { top, bottom } = document.querySelector(selector).getBoundingClientRect();
      return top >= 0 && bottom <= document.getElementById("bar").getBoundingClientRect().top + 1;
    }"""
    assert page.evaluate(seen, "#part-workshop .said a")
    wrong = tmp_path / "wrong.toml"
    wrong.write_text("x = [1\n", encoding="utf-8")
    page.upload("#open-pack", wrong)
    heard("wrong.toml:1: ")
    assert page.evaluate("() => heard.includes('The PDF is ready.')") is False
    page.click("#trace")
    page.click("dialog .button.main")
    page.wait("() => document.getElementById('notice').textContent.includes('no longer stored')")
    inside = "() => document.getElementById('notice').getBoundingClientRect().top"
    assert 0 <= page.evaluate(inside) < 844
    assert page.errors == []


def test_fields_without_effect_are_put_away(opened: Callable[..., Page]) -> None:
    page = opened()
    hidden = "() => document.querySelector('[data-key=paper_colour]').hidden"
    assert page.evaluate(hidden)
    page.evaluate("() => document.getElementById('field-theme-red-stock').click()")
    page.wait(f"() => !({hidden})()")
    choose(page, "Arabic")
    page.wait("() => document.querySelectorAll('#shown input').length === 2")
    # The buttons under the card cover none of it.
    page.size(1280, 800)
    page.wait(FACES)
    covered = """() => {
      const row = document.getElementById("actions").getBoundingClientRect();
      const ends = [...document.querySelectorAll("#faces canvas")].map((each) => each.getBoundingClientRect().bottom);
      return ends.some((each) => each > row.top);
    }"""
    assert not page.evaluate(covered)
    page.click("#part-print summary")
    page.run("await page.select('#field-layout', 'poster');")
    page.evaluate("() => document.getElementById('field-together').click()")
    page.wait("() => document.querySelectorAll('#shown input').length === 0")


def test_nobody_is_shut_out_and_nothing_sticks_out(opened: Callable[..., Page]) -> None:
    """axe-core finds nothing at 320 px (WCAG 2.2, 1.4.10) in any language, with everything open, and with problems."""
    page = opened(path="rtl.html")
    page.size(320, 640)
    page.click("#contact-directory")
    page.run("await page.select('#field-region', 'US-CA');")
    page.wait("() => document.querySelectorAll('.line').length > 1")
    for language, direction in (("en", "ltr"), ("es", "ltr"), ("ar", "rtl")):
        page.run("await page.select('#page-language', args[0]);", language)
        page.evaluate(OPEN_ALL)
        assert page.evaluate("() => [document.documentElement.lang, document.dir]") == [language, direction]
        assert page.evaluate("() => document.documentElement.scrollWidth") == 320
        assert page.evaluate(STICKING_OUT) == []
        assert page.evaluate(SMALL_TARGETS) == []
        assert page.faults() == [], language
    assert page.evaluate("() => document.querySelector('.lead').lang") == "en", "what is missing is marked as English"
    brand, select = page.evaluate(
        "() => ['.brand svg', '.private svg'].map((each) => document.querySelector(each).getBoundingClientRect().right)"
    )
    assert min(brand, select) > 280, "it begins at the right"
    page.click("#contact-own")
    page.type("#field-hotline", ICE)
    page.click("#bar [data-act=download]")
    page.wait("() => document.activeElement.id === 'summary'")
    assert page.faults() == []
    assert page.evaluate(STICKING_OUT) == []


def test_a_page_in_spanish_says_which_messages_are_in_english(opened: Callable[..., Page]) -> None:
    """Before each of them, in Spanish; the message itself is marked as English, also where it is read aloud."""
    page = opened()
    assert page.evaluate("() => document.querySelectorAll('.in-english').length") == 0
    assert text(page, "figure:last-child figcaption") == "The side for the officer, in English"
    page.run("await page.select('#page-language', 'es');")
    assert text(page, "figure:last-child figcaption") == "El lado para el agente, en inglés"
    assert text(page, "#words-officer h3") in ("", "El lado para el agente, en inglés")  # "" while it is closed
    assert text(page, ".note-list.steps h3") == "Qué hacer ahora En inglés:"
    page.click("#contact-own")
    page.type("#field-hotline", ICE)
    page.press("Tab")
    page.wait("() => document.getElementById('announce').textContent.includes('tip line')")
    assert page.evaluate("() => document.getElementById('announce').lang") == "en"
    page.click("#actions [data-act=download]")
    page.wait("() => document.activeElement.id === 'summary'")
    for place in ("#problem-hotline", "#summary-list"):
        assert text(page, place).count("En inglés: ") == 1
        languages = """(place) => [...document.querySelectorAll(`${place} span`)].filter((each) => !each.children.length
          || each.querySelector("strong")).map((each) => each.closest("[lang]").lang)"""
        assert page.evaluate(languages, place) == ["es", "en"]
    assert page.faults() == []
    # What is shown already says so when the language of the page changes.
    page.run("await page.select('#page-language', 'en');")
    assert not text(page, "#problem-hotline").startswith("In English")
    page.run("await page.select('#page-language', 'es');")
    assert text(page, "#problem-hotline").startswith("En inglés: ")
    fill(page, "#field-hotline", NUMBER)
    page.press("Tab")
    page.wait("() => !document.querySelector('.problem .in-english')")


def test_the_readers_own_colors_and_quiet_are_respected(opened: Callable[..., Page]) -> None:
    """axe-core finds nothing in the dark or with forced colors at twice the size, and nothing moves unasked."""
    page = opened()
    page.size(640, 450)  # 1280 at 200 %
    media = "const c = await page.createCDPSession(); await c.send('Emulation.setEmulatedMedia', {features: args});"
    moving = """() => [...document.querySelectorAll("*")].filter((each) => {
      const { transitionDuration, animationName, animationDuration } = getComputedStyle(each);
      return parseFloat(transitionDuration) > 0 || (animationName !== "none" && parseFloat(animationDuration) > 0);
    }).length"""
    page.run(media, {"name": "prefers-reduced-motion", "value": "no-preference"})
    assert page.evaluate(moving) > 0
    for name, scheme, forced in (("dark", "dark", "none"), ("forced colors", "light", "active")):
        page.run(
            media,
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "forced-colors", "value": forced},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        )
        assert page.evaluate(moving) == 0
        assert page.faults() == [], name
        assert page.evaluate(STICKING_OUT) == []
        assert page.evaluate(SMALL_TARGETS) == []


def test_a_layout_puts_away_what_it_ignores_and_says_why(opened: Callable[..., Page], ask: Answers) -> None:
    page = opened()
    page.click("#part-print summary")
    page.type("#field-copies", "30")
    page.run("await page.select('#field-layout', 'poster');")
    page.wait("() => document.querySelector('[data-key=copies]').hidden")
    why = ask("form")[0]["layouts"]["poster"]["ignores"]["copies"]
    assert f"How many cards: {why}" in text(page, "#away-print")
    page.wait("() => document.querySelector('#faces canvas').height > document.querySelector('#faces canvas').width")
    assert page.evaluate("() => document.getElementById('old').hidden"), "30 copies are not asked for"


def test_a_situation_has_the_layouts_of_its_own(opened: Callable[..., Page]) -> None:
    """A plan is made without being asked for, and the usual layout comes back with a card."""
    layout = "() => document.querySelector('#field-layout').value"
    offered = "() => [...document.querySelectorAll('#field-layout option:not([disabled])')].map((each) => each.value)"
    page = opened(language="English")
    page.click("#part-print summary")
    page.click("#field-script-family + span")
    page.wait("() => document.querySelector('#field-layout').value === 'plan'")
    assert page.evaluate(offered) == ["plan"]
    page.wait("() => document.querySelector('#faces canvas').height > document.querySelector('#faces canvas').width")
    page.click("#field-script-home + span")
    page.wait("() => document.querySelector('#field-layout').value === 'duplex'")
    assert "plan" not in page.evaluate(offered)
    assert page.evaluate(layout) == "duplex"
    assert page.faults() == []


def test_without_webassembly_it_leads_to_the_static_pages(opened: Callable[..., Page]) -> None:
    page = opened(language="", before="delete window.WebAssembly;")
    assert "WebAssembly is missing" in text(page, "#no-wasm")
    assert page.evaluate(
        "() => [...document.querySelectorAll('#no-wasm a')].map((each) => each.getAttribute('href'))"
    ) == ["ar/index.html", "es/index.html"]
    assert page.evaluate("() => document.getElementById('form').hidden")
    assert page.faults() == []


def test_a_download_that_fails_is_tried_again(opened: Callable[..., Page]) -> None:
    down = """const real = window.fetch; window.isDown = true;
      window.fetch = (...given) => (isDown ? Promise.reject(new TypeError("no connection")) : real(...given));"""
    page = opened(language="", before=down)
    choose(page, "Spanish")
    page.wait("() => document.getElementById('status-text').textContent.startsWith('The program does not load.')")
    page.evaluate("() => { isDown = false; }")
    page.click("#status-button")
    page.wait(FACES)
    assert page.evaluate("() => document.getElementById('status').hidden")


def test_a_language_whose_fonts_do_not_come_says_so(opened: Callable[..., Page]) -> None:
    down = """const real = window.fetch; window.isDown = true;
      window.fetch = (address, ...more) =>
        isDown && String(address).includes("Khmer") ? Promise.reject(new TypeError("no")) : real(address, ...more);"""
    page = opened(language="", before=down)
    choose(page, "Khmer")
    page.wait("() => document.getElementById('status-text').textContent.includes('is not here: Khmer.')")
    page.evaluate("() => { isDown = false; }")
    page.click("#status-button")
    page.wait(FACES)
    assert page.evaluate("() => document.getElementById('status').hidden")


def test_the_code_leads_where_somebody_chooses(opened: Callable[..., Page], ask: Answers) -> None:
    page = opened()
    before = words(page)
    aid = next(each for each in ask("directory", region="", language="")[0]["links"] if each["id"] == "immi")
    assert aid["address"] not in before
    page.click("#part-link summary")
    page.click("#field-link")
    page.wait("() => document.querySelectorAll('#field-link-list li').length > 1 || document.activeElement.click()")
    page.type("#field-link", aid["name"][:6])
    page.press("Enter")
    wait_for_words(page, aid["address"])
    fill(page, "#field-link", "No code")
    page.press("Enter")
    page.wait(f"() => !document.getElementById('spoken').textContent.includes({json.dumps(aid['address'])})")
    assert "www." not in words(page)


def test_a_link_with_a_mistake_leads_to_it(opened: Callable[..., Page]) -> None:
    page = opened(language="", path=f"#languages=es&hotline={ICE}")
    page.wait("() => !document.getElementById('status-button').hidden")
    assert text(page, "#status-text") == "The cards cannot be made yet"
    page.click("#status-button")
    assert page.evaluate("() => document.activeElement.id") == "field-hotline"
    assert "tip line" in text(page, "#problem-hotline")


def test_several_languages_are_one_poster_or_a_file_each(opened: Callable[..., Page], ask: Answers) -> None:
    page = opened()
    choose(page, "Arabic")
    page.click("#actions [data-act=download-all]")
    page.wait("() => document.querySelectorAll('#results a').length === 2")
    page.click("#part-print summary")
    page.run("await page.select('#field-layout', 'poster');")
    page.click("#part-more summary")
    page.click("#field-together")
    page.wait("() => document.querySelectorAll('#results a').length === 0")
    page.wait(FACES)
    page.click("#actions [data-act=download]")
    page.wait("() => saved.length === 1")
    answer, (pdf, *_) = ask("make", wishes={"layout": ["poster"], "together": True}, languages=["es", "ar"])
    assert page.evaluate("() => saved") == [answer["files"][0]["name"]]
    assert page.evaluate(DIGESTS)[-1] == hashlib.sha256(pdf).hexdigest()


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_that_dies_is_started_again_with_what_was_typed(opened: Callable[..., Page], name: str) -> None:
    """A worker that is ended from outside says nothing. One that ends again soon may do so for what it was asked."""
    watch = """const post = Worker.prototype.postMessage;
      Worker.prototype.postMessage = function (message, ...more) {
        if (message.start) window.program = this; // the worker of the program, not that of pdf.js
        return post.call(this, message, ...more);
      };"""
    page = opened(name, before=watch)
    page.click("#contact-own")
    page.type("#field-hotline", NUMBER)
    wait_for_words(page, NUMBER)
    page.evaluate("() => { window.ended = program; program.terminate(); }")
    page.wait("() => document.getElementById('status-text').textContent.includes('is starting again')")
    page.wait("() => program !== ended && document.getElementById('status').hidden")
    fill(page, "#field-hotline", "617-555-0199")
    wait_for_words(page, "617-555-0199")
    page.evaluate("() => program.terminate()")
    page.wait("() => !document.getElementById('status-button').hidden")
    assert text(page, "#status-text") == "The program stopped. What you typed is still here."
    page.click("#status-button")
    page.wait("() => document.getElementById('status').hidden")
    fill(page, "#field-hotline", NUMBER)
    wait_for_words(page, NUMBER)
    assert page.errors == []


def test_the_preview_goes_on_when_the_thread_that_reads_it_ends(opened: Callable[..., Page]) -> None:
    before = """window.workers = [];
      const post = Worker.prototype.postMessage;
      Worker.prototype.postMessage = function (message, ...more) {
        if (!workers.includes(this)) workers.push(this);
        if (message.start) window.program = this;
        return post.call(this, message, ...more);
      };"""
    page = opened(before=before)
    page.evaluate("() => { for (const each of workers) if (each !== program) each.terminate(); }")
    page.click("#contact-own")
    remember(page)
    page.type("#field-hotline", NUMBER)
    wait_for_words(page, NUMBER)
    page.wait(f"() => ({CHANGED})(0) > 200")
    assert page.errors == []


def test_a_telephone_gets_its_memory_back_while_nobody_looks(opened: Callable[..., Page]) -> None:
    before = """Object.defineProperty(Navigator.prototype, "deviceMemory", { value: 2 });
      window.hiding = false;
      Object.defineProperty(Document.prototype, "hidden", { get: () => hiding });
      const later = window.setTimeout;
      window.setTimeout = (act, wait, ...more) => later(act, wait === 300000 ? 50 : wait, ...more);
      window.ended = 0;
      const end = Worker.prototype.terminate;
      Worker.prototype.terminate = function () { ended += 1; return end.call(this); };"""
    page = opened(before=before)
    page.click("#contact-own")
    page.type("#field-hotline", NUMBER)
    wait_for_words(page, NUMBER)
    page.wait(FACES)
    look = "(away) => { hiding = away; document.dispatchEvent(new Event('visibilitychange')); }"
    page.evaluate(look, True)
    page.wait("() => ended === 1")
    page.evaluate(look, False)
    page.wait("() => document.getElementById('status').hidden")
    fill(page, "#field-hotline", "617-555-0199")
    wait_for_words(page, "617-555-0199")
    assert page.errors == []


def test_packs_are_those_of_the_core_and_are_opened_again(
    opened: Callable[..., Page], ask: Answers, tmp_path: Path
) -> None:
    page = opened()
    choose(page, "Khmer")
    page.wait("() => document.querySelectorAll('#shown input').length === 2")
    page.click("#contact-own")
    page.type("#field-hotline", NUMBER)
    page.click("#part-workshop summary")
    page.type("#field-title", "Saturday in Lynn")
    page.click("#pack-zip")
    page.wait("() => saved.length === 1")
    args: dict[str, Any] = {"wishes": {"hotline": [NUMBER]}, "languages": ["es", "km"], "title": "Saturday in Lynn"}
    answer, (archive,) = ask("pack", **args)
    assert page.evaluate("() => saved") == [answer["name"]]
    assert page.evaluate(DIGESTS)[0] == hashlib.sha256(archive).hexdigest()

    pack = tmp_path / "saturday.toml"
    pack.write_text(ask("pack_file", **args)[0]["text"], encoding="utf-8")
    again = opened(language="")
    again.click("#part-workshop summary")
    again.upload("#open-pack", pack)
    again.wait(FACES)
    wait_for_words(again, NUMBER)
    chips = again.evaluate("() => [...document.querySelectorAll('.chip .also')].map((each) => each.innerText)")
    assert chips == ["Spanish", "Khmer"]
    assert again.evaluate("() => document.getElementById('field-title').value") == "Saturday in Lynn"
    pack.write_text('title = "x"\nhotline = 5\n', encoding="utf-8")
    again.upload("#open-pack", pack)
    again.wait("() => document.querySelector('.said .problem')")
    assert "saturday.toml:2" in text(again, ".said .problem")
    assert NUMBER in words(again), "the form is as it was"


def test_a_link_holds_the_settings_only_when_asked(opened: Callable[..., Page]) -> None:
    page = opened()
    page.click("#contact-own")
    page.type("#field-hotline", NUMBER)
    wait_for_words(page, NUMBER)
    address = page.evaluate("() => location.href")
    assert "#" not in address
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    page.click("#part-workshop summary")
    page.click("#link-copy")
    page.wait("() => document.getElementById('link-field')")
    link = page.evaluate("() => document.getElementById('link-field').value")
    assert link.startswith(f"{address}#") and "617-555-0100" in link
    assert page.evaluate("() => location.href") == address
    again = opened(language="", path=f"#{link.partition('#')[2]}&shoe=44")
    again.wait(FACES)
    wait_for_words(again, NUMBER)
    notice = text(again, "#notice")
    assert "Check the number" in notice and "leaves out" in notice and "'shoe'" in notice


EVERY: dict[str, Any] = {
    "script": ["street"], "stock": "plain-a4", "layout": ["large"], "theme": "red", "copies": "12", "paper": "a4",
    "link": "https://www.example.org/help?utm_source=x", "audio_link": "https://www.example.org/es", "org": "Ömer & Co",
    "allow_tracking": True, "pictograms": False, "write_in": "a-number", "interpreter": True, "flip": "short-edge",
    "exact": True, "start_at": "2", "require": "reviewed", "bleed": "3mm", "paper_colour": "#F04E45", "together": True,
    "region": "US-CA/San Mateo", "hotline": ["617-555-0100", "luce"], "hotline_name": "Ann", "allow_stale": True,
}  # fmt: skip
"""A value of every setting that a link can have, as the form gives it back."""

APART: list[dict[str, Any]] = [
    {key: value for key, value in EVERY.items() if key not in ("region", "hotline", "bleed", "together", "stock")}
    | {"hotline": ["617-555-0100"]},
    {"region": "US-CA", "stock": EVERY["stock"]},
    {"region": EVERY["region"], "allow_stale": True},
    {"region": "US-MA", "hotline": ["luce"], "paper_colour": "#F04E45", "theme": "red-stock"},
    {"hotline": EVERY["hotline"], "allow_stale": True},
    {"layout": ["press"], "bleed": "3mm", "theme": "outline"},
    {"layout": ["poster"], "together": True, "paper": "tabloid", "link": "none"},
]
"""All of them in forms that can have them at once: a region or numbers, one layout."""


def address_of(languages: list[str], wishes: dict[str, Any]) -> str:
    """What is behind the # of a link with those settings."""
    pairs = [("languages", tag) for tag in languages]
    for key, value in wishes.items():
        values = value if isinstance(value, list) else [str(value).lower() if isinstance(value, bool) else value]
        pairs += [(key, each) for each in values]
    return urlencode(pairs)


def test_the_form_gives_back_every_setting_of_a_link(opened: Callable[..., Page], ask: Answers) -> None:
    form, _ = ask("form")
    assert {each["key"] for each in form["settings"]} - {"logo"} == {key for each in APART for key in each}
    page = opened(language="", path=f"#{address_of(['es'], {'org': 'first'})}")
    page.wait("() => document.getElementById('field-org')?.value === 'first'")
    page.click("#part-workshop summary")
    page.evaluate(
        "() => { navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); } }"
    )
    for wishes in APART:
        address = address_of(["es", "ar"], wishes)
        assert ask("open_link", text=address)[0] == {"languages": ["es", "ar"], "wishes": wishes, "left": []}
        page.evaluate(
            "(text) => { document.getElementById('notice').textContent = ''; location.hash = text; }", address
        )
        page.wait("() => document.querySelector('#notice p')")
        assert page.evaluate("() => document.querySelectorAll('#notice li').length") == 0, text(page, "#notice")
        page.evaluate("() => { window.copied = ''; document.getElementById('link-copy').click(); }")
        page.wait("() => window.copied")
        copied = parse_qs(str(page.evaluate("() => copied")).partition("#")[2])
        assert copied == parse_qs(address)


def test_what_the_form_cannot_hold_is_named(opened: Callable[..., Page], tmp_path: Path) -> None:
    page = opened(
        language="", path=f"#languages=es&region=California&hotline={NUMBER}&layout=large&layout=press&hotline_name="
    )
    wait_for_words(page, NUMBER)
    assert page.evaluate("() => document.querySelector('#field-hotline').value") == NUMBER
    notice = text(page, "#notice")
    assert "US-CA" in notice and "press" in notice
    pack = tmp_path / "pack.toml"
    pack.write_text(
        'title = "x"\nwrite_in = true\nregion = "California"\nscript = "Street"\n'
        'audio_link = { es = "https://www.example.org/es", ar = "https://www.example.org/ar" }\n'
        "[cards]\nes = 10\nar = 10\n",
        encoding="utf-8",
    )
    page.click("#part-workshop summary")
    page.upload("#open-pack", pack)
    page.wait("() => document.querySelector('#field-region').value === 'US-CA'")
    assert page.evaluate("() => document.querySelector('#field-write_in').value") == "lawyer"
    said = text(page, ".said")
    assert "'Street'" in said and "https://www.example.org/ar" in said and "California" not in said


def test_a_logo_is_printed_and_a_hostile_one_is_refused(opened: Callable[..., Page], tmp_path: Path) -> None:
    page = opened()
    page.click("#part-own summary")
    remember(page)
    Image.new("RGB", (900, 300), (0, 80, 160)).save(tmp_path / "logo.png")
    Image.new("1", (6000, 4000)).save(tmp_path / "large.png")
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nno")
    box = '<path d="M2 2h6v6h-6z" fill="#08f"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{box}</svg>'
    (tmp_path / "logo.svg").write_text(svg, encoding="utf-8")
    (tmp_path / "hostile.svg").write_text(svg.replace(box, '<image href="https://a.example/x.png"/>'), encoding="utf-8")
    blue = """() => { const { width, height } = document.querySelector('#faces canvas');
      const { data } = document.querySelector('#faces canvas').getContext('2d').getImageData(0, 0, width, height);
      let found = 0;
      for (let i = 0; i < data.length; i += 4) found += data[i] < 60 && data[i + 2] > 120;
      return found > 50; }"""
    for name, problem in (
        ("logo.png", ""), ("large.png", "20 million pixels"), ("logo.svg", ""), ("broken.png", "cannot open"),
        ("hostile.svg", "picture of pixels"),
    ):  # fmt: skip
        page.upload("#field-logo", tmp_path / name)
        if problem:
            page.wait(f"() => document.getElementById('problem-logo').textContent.includes({json.dumps(problem)})")
            page.wait(f"() => ({CHANGED})(0) < 20")
        else:
            page.wait(blue)
            assert text(page, ".logo-about") == name
    assert page.errors == []
