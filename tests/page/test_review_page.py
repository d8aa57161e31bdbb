"""The review of a translation in browsers, on a telephone's screen: read, answered, left, taken up again, and sent."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cards.decoding import decode
from cards.locations import shelves
from cards.page.build import LIST
from cards.page.program import Program, single_file
from cards.page.session import Session
from cards.read.answers import Answers, Verdict, read_answers
from cards.read.page_texts import page_texts
from tests.page.browsers import PROGRAMS, Page, Server
from tests.page.conftest import TODAY
from tests.page.test_offline import LEFT, READY
from tests.page.test_page import SMALL_TARGETS, STICKING_OUT, trouble
from tests.page.whole_site import whole_site

Browse = Callable[[str], Page]
Host = Callable[[Path | None], Server]

pytestmark = pytest.mark.full_only  # each opens a browser and starts the program in it

NAME = "Rosa Gil"
SAID = "Do not open the door."
SCREEN = (360, 640)

SPANISH = page_texts(shelves(None), "es")
STARTED = "() => document.getElementById('review-by')"
AT = "() => document.getElementById('review-title').textContent"
TEXT = "() => document.getElementById('review-text')?.value"


@pytest.fixture(scope="module")
def site(build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of few languages, whose program has them all."""
    folder = tmp_path_factory.mktemp("review")
    whole_site(folder, build)
    return folder


@pytest.fixture
def opened(site: Path, browse: Browse, host: Host) -> Callable[..., tuple[Page, Server]]:
    """Opens the review of a language on the screen of a telephone."""

    def open_page(name: str = "chromium", path: str = "#review/es") -> tuple[Page, Server]:
        page, server = browse(name), host(site)
        page.size(*SCREEN)
        page.open(server.address + path)
        return page, server

    return open_page


def begin(page: Page, role: str = "community", *, keep: bool = False) -> None:
    """Fills in the first screen, and goes to the first sentence."""
    page.wait(STARTED)
    page.type("#review-by", NAME)
    page.click(f"[name=review-role][value={role}] + span")
    if keep:
        page.click("#review-keep")
    press(page, "Start")
    page.wait("() => document.querySelector('.review-sentence')")


def press(page: Page, name: str) -> None:
    """Clicks on the button with that name."""
    page.run('await page.locator(`.review ::-p-aria([name=${JSON.stringify(args[0])}][role="button"])`).click();', name)


def place(page: Page, number: int) -> None:
    page.wait(f"() => document.getElementById('review-title').textContent.startsWith('Sentence {number} ')")


def all_is_well(page: Page, what: str) -> None:
    """Nothing sticks out, everything is large enough for a thumb, and nobody is shut out."""
    assert page.evaluate(STICKING_OUT) == [], what
    assert page.evaluate(SMALL_TARGETS) == [], what
    assert page.evaluate("() => document.documentElement.scrollWidth") <= SCREEN[0], what
    assert page.faults() == [], what


def core(found: Answers) -> Session:
    """The core in CPython, on the day of those answers."""
    assert found.on is not None
    return Session(shelves(None), decode, found.on)


@pytest.mark.parametrize(("name", "tag"), [("chromium", "es"), ("chromium", "ar"), ("firefox", "km")])
def test_a_language_is_read_left_and_taken_up_again(
    opened: Callable[..., tuple[Page, Server]], name: str, tag: str
) -> None:
    page, server = opened(name, f"#review/{tag}")
    page.wait(STARTED)
    is_checked = name == "chromium"
    if is_checked:
        all_is_well(page, "the first screen")
    begin(page, keep=True)
    answer = json.loads(core_of_today(page).answer("review", json.dumps({"language": tag}))[0])
    one, two, three = answer["sentences"][:3]
    shown = (
        "() => [document.querySelector('.review-sentence')].map((each) => [each.textContent, each.lang, each.dir])[0]"
    )
    assert page.evaluate(shown) == ["".join(part["text"] for part in one["text"]), tag, "rtl" if tag == "ar" else "ltr"]
    page.wait("() => [...document.fonts].some((font) => font.family.includes('card Noto') && font.status === 'loaded')")
    family = page.evaluate("() => getComputedStyle(document.querySelector('.review-sentence')).fontFamily")
    assert family.startswith(f'"card {answer["fonts"][0]["family"]}"')
    assert not page.evaluate("() => document.querySelector('.review-english')"), "the English is behind a tap"
    if is_checked:
        all_is_well(page, "a sentence")
    page.type("#review-said", SAID)
    press(page, "Show the English")
    assert page.evaluate("() => document.activeElement.className") == "review-english"
    assert "".join(part["text"] for part in one["english"]) in page.evaluate("() => document.activeElement.textContent")
    press(page, "Right")
    place(page, 2)
    assert page.evaluate("() => document.activeElement.id") == "review-title"
    press(page, "Show the English")
    press(page, "Wrong, it should be …")
    field = "() => [document.activeElement].map(({ id, value, lang, dir }) => [id, value, lang, dir])[0]"
    assert page.evaluate(field) == ["review-should_be", two["raw"], tag, two["dir"]]
    guards = """() => ["spellcheck", "autocorrect", "autocapitalize"].map((each) =>
      document.activeElement.closest(`[${each}]`).getAttribute(each))"""
    assert page.evaluate(guards) == ["false", "off", "off"], "no keyboard corrects the words"
    last = page.evaluate("() => document.activeElement.setSelectionRange(1e6, 1e6)") or two["raw"][-1]
    page.run("await page.keyboard.type(args[0]);", f" {last}")
    if is_checked:
        all_is_well(page, "a correction")
    press(page, "Next")
    place(page, 3)
    press(page, "Show the English")
    press(page, "Not sure")
    page.run("await page.keyboard.type(args[0]);", "A word is old.")
    press(page, "Next")
    place(page, 4)
    if (name, tag) == ("chromium", "es"):  # it has everything by now, and needs no connection
        page.wait(READY)
        page.offline()
    page.run("await page.reload();")
    page.wait(STARTED)
    assert page.evaluate("() => document.getElementById('review-by').value") == NAME
    assert f"Answered so far: 3 of {len(answer['sentences'])}." in page.evaluate(
        "() => document.querySelector('.review').innerText"
    )
    press(page, "Go on")
    place(page, 4)
    press(page, "Back")
    place(page, 3)
    assert page.evaluate("() => document.querySelector('[aria-pressed=true]').dataset.verdict") == "unsure"
    press(page, "Finish or pause")
    page.wait(TEXT)
    if is_checked:
        all_is_well(page, "the last screen")
    text = page.evaluate(TEXT)
    (found,) = read_answers(text, Path("answers.txt"))
    assert (found.locale, found.by, found.role, len(found.answers)) == (tag, NAME, "community", 3)
    given = [
        {"code": one["code"], "role": "community", "verdict": "right", "said": SAID},
        {"code": two["code"], "role": "community", "verdict": "wrong", "should_be": f"{two['raw']} {last}"},
        {"code": three["code"], "role": "community", "verdict": "unsure", "why": "A word is old."},
    ]
    wanted = json.dumps({"language": tag, "by": NAME, "role": "community", "answers": given})
    assert text == json.loads(core(found).answer("answers", wanted)[0])["text"]
    assert not any(
        part in each for each in server.requests for part in ("Rosa", "Gil", "door", found.answers[0].sentence)
    )
    told = page.evaluate(
        "async () => [location.href, document.cookie, document.referrer, ...(await caches.keys())].join()"
    )
    assert "Rosa" not in told and found.answers[0].sentence not in told
    assert trouble(page) == []


def core_of_today(page: Page) -> Session:
    day = page.evaluate(
        "() => [new Date()].map((now) => new Date(now - 60000 * now.getTimezoneOffset()).toISOString().slice(0, 10))[0]"
    )
    return Session(shelves(None), decode, date.fromisoformat(day))


def test_the_sentence_is_lit_on_the_card_and_nobody_waits_for_that(opened: Callable[..., tuple[Page, Server]]) -> None:
    page, _ = opened()
    begin(page)
    press(page, "Skip")
    page.wait("() => document.querySelector('.review-faces canvas')")
    brightness = """() => {
      const canvas = document.querySelector(".review-faces canvas");
      const [lit] = JSON.parse(canvas.dataset.lit);
      const white = ([x, y, width, height]) => {
        const { data } = canvas.getContext("2d").getImageData(x, y, width, height);
        let most = 0;
        for (let at = 0; at < data.length; at += 4) most = Math.max(most, Math.min(...data.slice(at, at + 3)));
        return most;
      };
      const [left, top, width, height] = lit;
      const below = top + height + 8;
      const inside = white([left + 4, top + 4, width - 8, height - 8]);
      return [inside, white([0, below, canvas.width, canvas.height - below])];
    }"""
    lit, other = page.evaluate(brightness)
    assert lit > 240 and other < 150, "its letters are white, and all below is in the shade"
    assert page.evaluate("() => document.querySelector('.review-faces canvas').getAttribute('aria-label')")
    page.evaluate("() => { window.asked = performance.now(); }")
    for _ in range(5):  # faster than cards are drawn
        press(page, "Skip")
    place(page, 7)
    assert trouble(page) == []


def test_whoever_translates_back_writes_before_they_see_the_english(opened: Callable[..., tuple[Page, Server]]) -> None:
    page, _ = opened()
    begin(page, "back-translation")
    press(page, "Show the English")
    assert not page.evaluate("() => document.querySelector('.review-english')")
    assert page.evaluate("() => [document.activeElement.id, document.activeElement.getAttribute('aria-invalid')]") == [
        "review-said",
        "true",
    ]
    page.run("await page.keyboard.type(args[0]);", SAID)
    press(page, "Show the English")
    assert SAID in page.evaluate("() => document.querySelector('.review-judged').innerText")
    assert not page.evaluate("() => document.getElementById('review-said')"), "and they do not change it afterwards"


def test_a_lawyer_reads_the_english_with_its_authorities(opened: Callable[..., tuple[Page, Server]]) -> None:
    page, _ = opened(path="#review/en")
    page.wait(STARTED)
    assert page.evaluate(
        "() => [...document.querySelectorAll('[name=review-role]')].map((each) => [each.value, each.checked])"
    ) == [["legal", True]]
    page.type("#review-by", NAME)
    press(page, "Start")
    place(page, 1)
    assert "U.S. Const. amends. IV and V" in page.evaluate("() => document.querySelector('.review').innerText")
    press(page, "Right")
    place(page, 2)
    press(page, "Finish or pause")
    page.wait(TEXT)
    (found,) = read_answers(page.evaluate(TEXT), Path("answers.txt"))
    assert (found.locale, found.role, found.answers[0].verdict) == ("en", "legal", Verdict.RIGHT)
    assert page.faults() == []


def test_who_reads_is_asked_at_their_fields_in_the_sentences_of_the_core(
    opened: Callable[..., tuple[Page, Server]],
) -> None:
    page, _ = opened()
    page.wait(STARTED)
    press(page, "Start")
    page.wait("() => document.querySelectorAll('.review .field.wrong').length === 2")
    assert page.evaluate("() => document.activeElement.id") == "review-by"
    assert "is empty" in page.evaluate("() => document.getElementById('review-by-problem').innerText")
    assert page.evaluate("() => document.getElementById('review-by').getAttribute('aria-describedby')").endswith(
        "review-by-problem"
    )
    all_is_well(page, "with problems")


def test_a_page_in_spanish_names_its_fields_in_spanish_and_calls_no_spanish_english(
    opened: Callable[..., tuple[Page, Server]],
) -> None:
    page, _ = opened()
    page.wait(STARTED)
    page.run("await page.select('#page-language', 'es');")
    page.wait("() => document.querySelector('label[for=review-by]').innerText === 'Su nombre o un seudónimo'")
    press(page, SPANISH["review/start"])
    page.wait("() => document.querySelectorAll('.review .field.wrong').length === 2")
    said = page.evaluate("() => document.getElementById('review-by-problem').innerText")
    assert said.startswith("En inglés: “Su nombre o un seudónimo” is empty.")
    languages = "() => [...document.querySelectorAll('#review-by-problem bdi')].map((each) => each.lang)"
    assert page.evaluate(languages) == ["es"]
    page.wait("() => document.getElementById('announce').textContent.includes('“Su nombre o un seudónimo” is empty')")
    page.type("#review-by", NAME)
    page.click("[name=review-role][value=community] + span")
    press(page, SPANISH["review/start"])
    page.wait("() => document.querySelector('.review-sentence')")
    press(page, SPANISH["review/show"])
    press(page, SPANISH["review/verdict/wrong"])
    press(page, SPANISH["review/next"])
    page.wait("() => document.querySelector('.review .field.wrong')")
    said = page.evaluate("() => document.getElementById('review-should_be-problem').innerText")
    assert said == SPANISH["review/needed"]
    language = "() => document.querySelector('#review-should_be-problem strong').closest('[lang]').lang"
    assert page.evaluate(language) == "es"
    assert page.faults() == []


def test_nothing_is_kept_unasked_and_everything_can_be_forgotten(opened: Callable[..., tuple[Page, Server]]) -> None:
    page, _ = opened()
    begin(page)
    press(page, "Show the English")
    press(page, "Right")
    place(page, 2)
    assert page.evaluate("() => localStorage.length + sessionStorage.length") == 0
    page.evaluate("() => { location.hash = '#main'; }")
    page.wait("() => document.getElementById('review').hidden && document.getElementById('form').checkVisibility()")
    page.evaluate("() => { location.hash = '#review/es'; }")
    place(page, 2)
    press(page, "Finish or pause")
    page.wait(TEXT)
    press(page, "Forget my name and answers")
    page.wait(STARTED)
    assert page.evaluate("() => document.getElementById('review-by').value") == ""
    begin(page, keep=True)
    press(page, "Show the English")
    press(page, "Right")
    place(page, 2)
    assert page.evaluate("() => localStorage.length") == 1
    press(page, "Finish or pause")
    page.wait(TEXT)
    press(page, "Forget my name and answers")
    page.wait(STARTED)
    assert page.evaluate("() => localStorage.length") == 0


def test_whoever_becomes_a_lawyer_sees_the_law_before_their_answers_count(
    opened: Callable[..., tuple[Page, Server]],
) -> None:
    page, _ = opened()
    shown = "() => document.querySelector('.review').innerText"
    begin(page, keep=True)
    press(page, "Show the English")
    press(page, "Right")
    place(page, 2)
    page.run("await page.reload();")
    page.wait(STARTED)
    page.click("[name=review-role][value=legal] + span")
    assert "Asked again, because you answered in another role: 1." in page.evaluate(shown)
    press(page, "Start")
    place(page, 1)
    press(page, "Finish or pause")
    page.wait("() => document.querySelector('.review').innerText.includes('0')")
    assert not page.evaluate(TEXT), "the answer of a community reader is in no text of a lawyer"
    press(page, "Go on")
    place(page, 1)
    assert not page.evaluate("() => document.querySelector('.review-english')"), "it is covered again"
    press(page, "Show the English")
    assert "U.S. Const. amends. IV and V" in page.evaluate(shown)
    press(page, "Right")
    place(page, 2)
    press(page, "Finish or pause")
    page.wait(TEXT)
    (found,) = read_answers(page.evaluate(TEXT), Path("answers.txt"))
    assert (found.role, len(found.answers)) == ("legal", 1)


FULL = "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"
LEAVING = """() => {
  const event = new Event("beforeunload", { cancelable: true });
  dispatchEvent(event);
  return event.defaultPrevented;
}"""
NOT_KEPT = "() => Boolean(document.querySelector('.review-not-kept')?.checkVisibility())"


def test_a_reader_is_told_when_the_browser_keeps_no_more_and_what_closing_would_lose(
    opened: Callable[..., tuple[Page, Server]],
) -> None:
    page, _ = opened()
    begin(page, keep=True)
    assert page.evaluate(LEAVING) is False
    page.type("#review-said", "Do")
    assert page.evaluate(LEAVING) is True, "typed words are not an answer yet"
    press(page, "Show the English")
    press(page, "Right")
    place(page, 2)
    assert (page.evaluate(LEAVING), page.evaluate(NOT_KEPT)) == (False, False)
    page.evaluate(FULL)
    press(page, "Show the English")
    press(page, "Right")
    place(page, 3)
    assert (page.evaluate(LEAVING), page.evaluate(NOT_KEPT)) == (True, True)
    page.wait("() => document.getElementById('announce').textContent.startsWith('This device no longer keeps')")
    all_is_well(page, "a sentence")
    press(page, "Finish or pause")
    page.wait(TEXT)
    assert page.evaluate(NOT_KEPT) is True
    page.evaluate(SHARING)
    press(page, "Copy")
    page.wait("() => sent.length")
    assert page.evaluate(LEAVING) is False, "everything is in the text"


def test_leave_no_trace_removes_what_a_reviewer_let_the_browser_keep(
    opened: Callable[..., tuple[Page, Server]],
) -> None:
    page, _ = opened()
    begin(page, keep=True)
    press(page, "Show the English")
    press(page, "Right")
    place(page, 2)
    page.evaluate("() => document.getElementById('trace').click()")
    page.click("dialog .button.main")
    page.wait("() => document.getElementById('notice').textContent.includes('no longer stored')")
    assert page.evaluate(LEFT)["storage"] == 0
    assert page.evaluate(
        "() => [document.getElementById('review').hidden, document.getElementById('review').textContent, location.hash]"
    ) == [True, "", ""]


def test_the_page_for_cards_loads_nothing_of_it_until_somebody_opens_it(
    opened: Callable[..., tuple[Page, Server]],
) -> None:
    page, server = opened(path="")
    page.wait("() => !document.getElementById('foot-actions').hidden")
    later = [each for each in server.requests if "/review" in each]
    assert {each.rsplit("/", 1)[1] for each in later} == {"review-link.mjs", "review-store.mjs"}
    page.type("#field-languages", "Arabic")
    page.press("Enter")
    page.wait("() => document.querySelector('#state').textContent")
    assert page.evaluate("() => document.getElementById('review-this').getAttribute('href')") == "#review/ar"
    page.click("#review-this")
    page.wait(STARTED)
    assert page.evaluate("() => document.getElementById('review-language').value") == "ar"
    assert page.evaluate("() => document.title") == "Check a translation"
    page.run("await page.goBack();")
    page.wait("() => document.getElementById('review').hidden")
    assert page.evaluate("() => document.title") != "Check a translation"
    assert trouble(page) == []


def test_the_keyboard_alone_is_enough(opened: Callable[..., tuple[Page, Server]]) -> None:
    page, _ = opened(path="#review")
    page.wait("() => document.getElementById('review-language')")

    def focused(selector: str) -> None:
        """Goes on with Tab until an element has the focus."""
        for _ in range(25):
            page.press("Tab")
            if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(selector)

    focused("#review-language")
    page.run("await page.keyboard.type('Espa');")
    page.wait(STARTED)
    focused("#review-by")
    page.run("await page.keyboard.type(args[0]);", NAME)
    focused("[name=review-role]")
    page.press("Space")
    focused(".review .button.main")
    page.press("Enter")
    place(page, 1)
    focused("#review-said")
    focused(".review .button.main")
    page.press("Enter")
    focused("[data-verdict=wrong]")
    page.press("Space")
    page.run("await page.keyboard.type('¡');")
    focused(".review .button.main")
    page.press("Enter")
    place(page, 2)
    for _ in range(25):
        page.press("Tab")
        if page.evaluate("() => document.activeElement.textContent") == "Finish or pause":
            break
    page.press("Enter")
    page.wait(TEXT)
    assert "wrong " in page.evaluate(TEXT)


def test_twice_as_large_and_in_the_dark_nothing_sticks_out(opened: Callable[..., tuple[Page, Server]]) -> None:
    page, _ = opened(path="#review/ar")
    page.wait(STARTED)
    page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    media = "const c = await page.createCDPSession(); await c.send('Emulation.setEmulatedMedia', {features: args});"
    page.run(media, {"name": "prefers-color-scheme", "value": "dark"})
    all_is_well(page, "the first screen")
    begin(page)
    all_is_well(page, "a sentence")
    press(page, "Show the English")
    press(page, "Wrong, it should be …")
    all_is_well(page, "a correction")
    page.run("await page.keyboard.type(args[0]);", " ابجد")
    press(page, "Next")
    place(page, 2)
    press(page, "Finish or pause")
    page.wait(TEXT)
    all_is_well(page, "the last screen")


SHARING = """() => {
  window.sent = [];
  navigator.share = async (given) => { sent.push(given); };
  Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { sent.push(text); } } });
  URL.createObjectURL = (blob) => (sent.push(blob), "blob:null/x");
  HTMLAnchorElement.prototype.click = function () { sent.push(this.download); };
}"""


def test_the_text_is_copied_shared_and_saved_as_it_is_shown(opened: Callable[..., tuple[Page, Server]]) -> None:
    page, _ = opened()
    begin(page)
    press(page, "Show the English")
    press(page, "Right")
    place(page, 2)
    page.evaluate(SHARING)
    press(page, "Finish or pause")
    page.wait(TEXT)
    for name in ("Copy", "Share", "Save as a file"):
        press(page, name)
    page.wait("() => sent.length >= 5")
    copied, shared, content, *names = page.evaluate(
        "() => Promise.all(sent.map((each) => each.text instanceof Function ? each.text() : each.text ?? each))"
    )
    text = page.evaluate(TEXT)
    assert copied == shared == content == text
    assert "answers-es-Rosa-Gil.txt" in names


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_one_file_has_it_without_a_connection(
    build: Path, browse: Browse, host: Host, tmp_path: Path, name: str
) -> None:
    files = {path.relative_to(build).as_posix(): path.read_bytes() for path in build.rglob("*") if path.is_file()}
    program = Program(json.loads(files[LIST])["build"], files)
    path = tmp_path / "rights-cards.html"
    path.write_bytes(single_file(shelves(None), TODAY, program, ["en", "es"]))
    page = browse(name)
    page.size(*SCREEN)
    page.open(f"{path.as_uri()}#review/es")
    begin(page)
    press(page, "Show the English")
    press(page, "Right")
    place(page, 2)
    page.wait("() => document.querySelector('.review-faces canvas')", seconds=120)
    press(page, "Finish or pause")
    page.wait(TEXT)
    assert len(read_answers(page.evaluate(TEXT), Path("answers.txt"))[0].answers) == 1
    assert page.errors == []


def test_where_the_browser_keeps_nothing_the_page_says_so(site: Path, browse: Browse, host: Host) -> None:
    page, server = browse("chromium"), host(site)
    page.run(
        "await page.evaluateOnNewDocument(args[0]);",
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });",
    )
    page.open(f"{server.address}#review/es")
    page.wait(STARTED)
    assert "This browser keeps nothing from this page." in page.evaluate(
        "() => document.querySelector('.review').innerText"
    )
    assert not page.evaluate("() => document.getElementById('review-keep')")
    page.open("about:blank")
    assert trouble(page) == []


def test_a_whole_language_takes_two_taps_for_a_sentence(opened: Callable[..., tuple[Page, Server]]) -> None:
    """Counts the taps and the words that somebody reads, as CONTRIBUTING tells them."""
    page, _ = opened()
    begin(page)
    counted = """async () => {
      let [taps, words] = [0, 0];
      const count = (selector) => {
        words += document.querySelector(selector)?.innerText.trim().split(/\\s+/u).length ?? 0;
      };
      const tap = (selector) => ((taps += 1), document.querySelector(selector).click());
      while (document.querySelector(".review-sentence")) {
        count(".review-sentence");
        tap(".review-judged > .button.main");
        for (const each of [".review-english p", ".review-note p"]) count(each);
        tap("[data-verdict=right]");
      }
      return [taps, words];
    }"""
    taps, words = page.evaluate(counted)
    page.wait(TEXT)
    (found,) = read_answers(page.evaluate(TEXT), Path("answers.txt"))
    answer: Any = json.loads(core(found).answer("review", json.dumps({"language": "es"}))[0])
    assert len(found.answers) == len(answer["sentences"]) == taps / 2
    print(f"es: {len(found.answers)} sentences, {taps} taps, {words:,} words to read")
    assert 3_000 < words < 6_000
