"""The frame of the page and its modules: all words from the catalog, nothing from elsewhere."""

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from cards.locations import Shelf, shelves
from cards.page.index_page import POLICY, WEB, index_page, placed
from cards.page.program import Program, start_of_site
from cards.page.session import Session
from cards.page.strings import english, form_strings
from cards.read.page_texts import page_catalog, page_locales, page_texts
from cards.read.settings import SETTINGS

SHELVES = shelves(None)
MODULES = sorted(WEB.glob("*.mjs"))
SOURCES = {path.name: path.read_text("utf-8") for path in MODULES}
OTHERS = ("static/",)
"""Strings of other pages."""


def asked_form(today: date = date(2026, 11, 30)) -> dict[str, Any]:
    answer, _ = Session(SHELVES, lambda *_: (), today).answer("form", "{}")
    found: dict[str, Any] = json.loads(answer)
    return found


FORM = asked_form()
PAGES = {"es": "es/", "ar": "ar/index.html"}
HTML = index_page(SHELVES, FORM, PAGES)


class Reading(HTMLParser):
    """What a browser finds in the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self.data = ""
        self._inside: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        key = dict(attrs).get("data-t") or ("page-data" if ("id", "page-data") in attrs else "")
        self._inside.append((tag, key))

    def handle_endtag(self, tag: str) -> None:
        while self._inside and self._inside.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        _, key = self._inside[-1] if self._inside else ("", "")
        if key == "page-data":
            self.data += data
        elif key:
            self.texts[key] = self.texts.get(key, "") + data


PAGE = Reading(HTML)
KEYS = [attributes.get("data-t") for _, attributes in PAGE.tags]


def named_keys() -> set[str]:
    """The keys of strings that the frame and the modules name outright."""
    frame = re.findall(r'data-t="([^"]+)"', (WEB / "index.html").read_text("utf-8"))
    code = "\n".join(SOURCES.values())
    called = re.findall(r'\bt\(\s*"([^"`$]+)"', code) + re.findall(r'"data-t": "([^"]+)"', code)
    worded = re.findall(r'\bword\("\w+", "([^"]+)"', code)
    return {*frame, *called, *worded}


def test_every_word_of_the_frame_is_there_in_english() -> None:
    for tag, attributes in PAGE.tags:
        key = attributes.get("data-t")
        if key and tag not in ("title", "h1"):
            assert PAGE.texts[key] == english()[key] * KEYS.count(key)
    assert PAGE.texts["title"] == english()["title"] * 2


def test_modules_name_only_strings_that_exist() -> None:
    assert named_keys() <= set(english())


def test_every_string_is_used() -> None:
    code = "\n".join([*SOURCES.values(), (WEB / "index.html").read_text("utf-8")])
    families = (
        "field/",
        "choice/",
        "script/",
        "section/",
        "side/",
        "contact/",
        "pack/",
        "default/",
        "hint/",
        "stock/",
        "review/verdict/",
        "review/role/",
        "review/asks/",
        *OTHERS,
    )
    idle = [key for key in english() if not key.startswith(families) and f'"{key}"' not in code]
    assert idle == []


def test_the_form_and_all_strings_are_in_the_page_without_its_day() -> None:
    data = json.loads(PAGE.data)
    assert data["form"] == {key: value for key, value in FORM.items() if key != "today"}
    assert data["strings"] == form_strings(SHELVES)
    assert not [key for key in data["strings"]["en"] if key.startswith(OTHERS)]
    assert index_page(SHELVES, asked_form(date(2027, 5, 1)), PAGES) == HTML


@pytest.mark.parametrize(
    ("left_out", "is_offered"),
    [((), True), (("title", "lead"), True), (("field/", "choice/"), False), (("static/",), True)],
    ids=["complete", "two strings short", "without the fields", "without the static pages"],
)
def test_the_form_is_offered_in_languages_that_cover_it(
    left_out: tuple[str, ...], is_offered: bool, tmp_path: Path
) -> None:
    """A catalog with little more than the words of the static pages would leave the form in English."""
    shelf = Shelf(*(tmp_path / name for name in ("scripts", "stocks", "hotlines", "translations", "fonts")))
    path = page_catalog(shelf, "fr")
    path.parent.mkdir(parents=True)
    kept = {key: text for key, text in english().items() if not (left_out and key.startswith(left_out))}
    messages = (f'msgctxt "page/{key}"\nmsgid {_quoted(text)}\nmsgstr {_quoted(text)}\n' for key, text in kept.items())
    path.write_text("\n".join(messages), encoding="utf-8")
    assert ("fr" in form_strings([shelf])) == is_offered
    assert page_texts([shelf], "fr") == kept


def test_a_catalog_of_the_static_pages_alone_offers_no_form() -> None:
    assert "am" in page_locales(SHELVES)
    assert list(form_strings(SHELVES)) == ["en", "es"]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def test_nothing_in_the_data_ends_its_element() -> None:
    evil = "</script><script>alert(1)</script><!--"
    html = index_page(SHELVES, {**FORM, "version": evil}, PAGES)
    read = Reading(html)
    assert json.loads(read.data)["form"]["version"] == evil
    assert [tag for tag, _ in read.tags].count("script") == 2


def test_the_organization_of_a_site_is_where_reviewers_send_their_answers() -> None:
    read = Reading(index_page(SHELVES, FORM, PAGES, 'Lynn & "Neighbors"'))
    assert [each.get("data-org") for _, each in read.tags if each.get("id") == "review"] == ['Lynn & "Neighbors"']
    assert "data-org" not in HTML


def test_without_a_script_it_leads_to_the_static_pages() -> None:
    links = [attributes for tag, attributes in PAGE.tags if tag == "a" and attributes.get("href") in PAGES.values()]
    assert [(each["href"], each["lang"], each["dir"]) for each in links[:2]] == [
        ("ar/index.html", "ar", "rtl"), ("es/", "es", "ltr"),
    ]  # fmt: skip
    assert len(links) == 4, "once in noscript, and once where WebAssembly is missing"
    assert "language-pages" not in index_page(SHELVES, FORM)


def test_the_page_loads_nothing_but_its_own_files() -> None:
    sources = [attributes.get(name) or "" for _, attributes in PAGE.tags for name in ("src", "href")]
    own = {"page.css", "main.mjs", "#main", "#review", "board.html", "contribute.html", *PAGES.values()}
    assert {each for each in sources if each} == own
    css = (WEB / "page.css").read_text("utf-8")
    assert not re.search(r"url\(|@import|https?:", css)
    for source in SOURCES.values():
        assert re.findall(r"https?://(?!www\.w3\.org/|parts\.invalid)[^\s\"'`]*", source) == []


def test_no_markup_is_made_of_texts_and_no_code_of_attributes() -> None:
    for name, source in SOURCES.items():
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", source), (
            name
        )
    assert not [attributes for _, attributes in PAGE.tags if any(key.startswith("on") for key in attributes)]
    assert not [attributes for _, attributes in PAGE.tags if "style" in attributes]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_modules_import_their_neighbors_and_wait_for_nothing(path: Path) -> None:
    source = SOURCES[path.name]
    for neighbor in re.findall(r'^(?:import|export) .*?from "([^"]+)";$', source, re.MULTILINE | re.DOTALL):
        assert neighbor.startswith("./")
    assert not re.search(r"^await ", source, re.MULTILINE)


def test_nothing_is_stored_and_no_address_changes_unasked() -> None:
    stores = (
        r"localStorage|sessionStorage|indexedDB|document\.cookie|pushState|sendBeacon|location\.(?:hash|search|href) ="
    )
    assert [name for name, source in SOURCES.items() if re.search(stores, source)] == ["review-store.mjs"]
    assert [name for name, source in SOURCES.items() if "replaceState" in source] == ["main.mjs"]


def test_no_setting_or_value_of_the_core_is_written_again() -> None:
    """Modules place some settings by their keys; their choices, defaults and bounds come with the form."""
    values = {value for each in SETTINGS.values() for value in each.choices if len(value) > 5}
    code = re.sub(r"/\*.*?\*/", "", "\n".join(SOURCES.values()), flags=re.DOTALL)
    assert not [value for value in values - {"contact"} if f'"{value}"' in code]  # “contact” is a part of the form


def test_on_a_site_it_finds_its_files_in_the_folder_of_its_build() -> None:
    read = Reading(placed(HTML, "p/0123456789abcdef/"))
    sources = {attributes.get("src") or attributes.get("href") or "" for _, attributes in read.tags}
    assert {"p/0123456789abcdef/page.css", "p/0123456789abcdef/main.mjs", "icon.svg", "manifest.webmanifest"} <= sources
    assert not {"page.css", "main.mjs"} & sources
    policies = {each["http-equiv"]: each.get("content") for _, each in read.tags if each.get("http-equiv")}
    assert policies == {"Content-Security-Policy": POLICY, "x-dns-prefetch-control": "off"}
    assert "unsafe-eval" not in POLICY.replace("wasm-unsafe-eval", "") and "unsafe-inline" not in POLICY


def test_the_page_of_a_program_is_that_of_its_build() -> None:
    program = Program("0123456789abcdef", {"fonts/X.ttf": b"", "main.mjs": b""})
    html = start_of_site(SHELVES, date(2027, 5, 1), program, PAGES)
    assert html == placed(HTML, "p/0123456789abcdef/")


def test_nothing_is_promised_that_is_not_beside_the_page() -> None:
    alone, beside = index_page(SHELVES, FORM), HTML
    promise = english()["no-wasm-more"]
    elements = re.sub(r'<script type="application/json".*?</script>', "", alone, flags=re.S)
    assert promise not in elements
    assert promise in beside and 'dir="ltr">Español</a> <bdi lang="en" dir="ltr">Spanish</bdi>' in beside
    assert re.search(r'id="foot-actions" hidden', alone)
