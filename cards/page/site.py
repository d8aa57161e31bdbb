"""Puts the site together: every file of it by its path, as bytes. Nothing is written here.

The bytes depend on the program, the content, the wishes and the day for which the age of hotlines is counted, and on
nothing else: no clock, host or path.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from cards import __version__
from cards.desk.contact import Choice, choose_contact, find_directory_region, language_warnings
from cards.errors import BadOrder, setting
from cards.locations import PACKAGE, Shelf, bundled
from cards.page.board_page import board_page
from cards.page.contribute_page import CONTRIBUTE, contribute_page
from cards.page.host_files import (
    headers_file,
    htaccess_file,
    licenses_page,
    manifest_file,
    missing_page,
    robots_file,
    site_policy,
)
from cards.page.icons import SIZES, png_icon, svg_icon
from cards.page.language_pages import LanguagePage, language_page, start_page
from cards.page.offline import NAME as SERVICE_WORKER
from cards.page.offline import farewell, service_worker
from cards.page.one_file import NAME as ONE_FILE
from cards.page.part_licenses import NAME as OF_PARTS
from cards.page.program import Program, single_file, start_of_site
from cards.page.ready_made import Prepared, Task
from cards.page.words import read_words
from cards.read.catalogs import translated_tags
from cards.read.countries import HOME
from cards.read.files import open_ordinary
from cards.read.languages import ENGLISH, Language, find_listed, read_languages
from cards.read.law_reviews import law_notices
from cards.read.line_kinds import LineKind
from cards.read.scripts import find_script, script_ids
from cards.read.wishes import Wishes
from cards.upkeep.board import read_board

FIRST = ("home", "street", "car", "work", "school", "papers", "witness")
"""The order of the situations on a page, the most frequent first; those of a content folder follow by id."""

NAME = "Know your rights"

RECORD = "rights-cards-site.json"
"""The file by which a folder is known as a site of this program: its languages, situations and their state."""

SUMS = "SHA256SUMS"
"""The digest of every other file, as `sha256sum --check` reads it."""


@dataclass(frozen=True, slots=True)
class SitePlan:
    """What a site is to have: its languages in order, its situations, and the contact of its cards and pages."""

    shelves: Sequence[Shelf]
    languages: tuple[Language, ...]
    scripts: tuple[str, ...]
    wishes: Wishes
    choice: Choice
    today: date
    with_pdfs: bool
    content: Path | None
    named: bool

    @property
    def tasks(self) -> list[Task]:
        """What to prepare, by language."""
        return [
            Task(language.tag, self.scripts, self.wishes, self.today, self.with_pdfs, self.content)
            for language in self.languages
        ]

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to tell whoever makes the site, once for all languages. Raises BadFile as `law_notices` does."""
        return (
            *self.choice.warnings,
            *language_warnings(self.choice.entries, [language.tag for language in self.languages]),
            *law_notices([find_script(self.shelves, each) for each in self.scripts], self.today),
        )


def plan_site(
    shelves: Sequence[Shelf], wishes: Wishes, listed: str, today: date, *, with_pdfs: bool, content: Path | None
) -> SitePlan:
    """The plan for the languages of a list, or for English and all that have a catalog if the list is empty.

    Raises CardError for whatever is known to be wrong before a card is made.
    """
    known = read_languages(shelves)
    if listed.strip():
        found = find_listed(known, listed, shelves)
    else:
        found = [known[tag] for tag in (ENGLISH, *translated_tags(shelves)) if tag in known]
    country = _country(shelves, wishes)
    ids = [each for each in script_ids(shelves) if find_script(shelves, each).country == country]
    scripts = (*(each for each in FIRST if each in ids), *(each for each in ids if each not in FIRST))
    return SitePlan(
        shelves,
        tuple(dict.fromkeys(found)),
        scripts,
        wishes,
        _contact(shelves, wishes, today, country),
        today,
        with_pdfs,
        content,
        named=bool(listed.strip()),
    )


def _country(shelves: Sequence[Shelf], wishes: Wishes) -> str:
    """The country of a site, whose law all of its situations are about: that of the region or, without one, that of the
    content folder's scripts if they agree. Raises CardError."""
    if wishes.region:
        return find_directory_region(shelves, wishes.region).country
    own = {find_script(shelves, each).country for each in script_ids(shelves[1:])}
    return own.pop() if len(own) == 1 else HOME


def _contact(shelves: Sequence[Shelf], wishes: Wishes, today: date, country: str) -> Choice:
    """The contact of the pages, which have it under the label for help. Raises BadOrder for a line of another kind."""
    choice = choose_contact(shelves, wishes, today, country=country)
    for line in choice.contact.hotlines:
        if not line.kind.is_help:
            raise BadOrder(
                f"{line.number} takes {line.kind.words}, but the pages of a site tell people to call for help.",
                f"Give a line of {LineKind.LEGAL_HELP.words} with {setting('hotline')}, or remove it.",
            )
    return choice


def assemble(plan: SitePlan, prepared: Sequence[Prepared], program: Program | None) -> dict[str, bytes]:
    """All files of the site by path, sorted, with `SUMS` the last; without a `program` those that need no script.

    `prepared` has the results of the plan's tasks, of languages that have any situation.
    """
    by_tag = {language.tag: language for language in plan.languages}
    languages = [by_tag[each.locale] for each in prepared]
    english = read_languages(plan.shelves)[ENGLISH]
    files = {f"{program.folder}{name}": content for name, content in program.files.items()} if program else {}
    pages = {language.tag: f"{language.tag}/index.html" for language in languages}
    org = plan.choice.contact.org or ""
    tags = [each.tag for each in plan.languages]
    asked = tags if plan.named else None  # otherwise all, also those that have no static page yet
    start = (
        start_of_site(plan.shelves, plan.today, program, pages, org, asked)
        if program
        else start_page(english, languages)
    )
    files["index.html"] = start.encode("utf-8")
    for each in prepared:
        files |= _of_language(plan, by_tag[each.locale], each, languages, has_program=program is not None)
    files["board.html"] = board_page(read_board(plan.shelves, plan.today)).encode("utf-8")
    files["contribute.html"] = contribute_page(read_words(plan.shelves, ENGLISH), english).encode("utf-8")
    files["404.html"] = missing_page(english).encode("utf-8")
    files["licenses.html"] = _licenses(english, program).encode("utf-8")
    files["icon.svg"] = svg_icon().encode("utf-8")
    files |= {f"icon-{size}.png": png_icon(size) for size in SIZES}
    files["manifest.webmanifest"] = manifest_file(NAME).encode("utf-8")
    files["robots.txt"] = robots_file().encode("utf-8")
    if program:
        files[ONE_FILE] = single_file(plan.shelves, plan.today, program, tags, org)
    policy = site_policy(data for path, data in sorted(files.items()) if path.endswith(".html"))
    files["_headers"] = headers_file(policy).encode("utf-8")
    files[".htaccess"] = htaccess_file(policy).encode("utf-8")
    files[".nojekyll"] = b""
    files[SERVICE_WORKER] = _service_worker(files, program).encode("utf-8")
    files[RECORD] = _record(prepared, by_tag, program).encode("utf-8")
    return {**dict(sorted(files.items())), SUMS: sums_text(files).encode("utf-8")}


_NEVER_KEPT = (ONE_FILE, "404.html")
_KEPT = (".html", ".webmanifest", ".svg", ".png")


def _service_worker(files: Mapping[str, bytes], program: Program | None) -> str:
    """The service worker, which may keep all pages of a site but the one file, whose place is on a disk."""
    if program is None:
        return farewell()
    pages = {path: content for path, content in files.items() if path.endswith(_KEPT) and path not in _NEVER_KEPT}
    return service_worker(program.build, pages)


def sums_text(files: Mapping[str, bytes]) -> str:
    """A line with the digest for each file, sorted by path."""
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in sorted(files.items()))


def _of_language(
    plan: SitePlan, language: Language, prepared: Prepared, languages: Sequence[Language], *, has_program: bool
) -> dict[str, bytes]:
    words = read_words(plan.shelves, language.tag)
    page = LanguagePage(language, words, prepared.situations, plan.choice, languages, has_program)
    own = contribute_page(words, language, up="../") if words.has(CONTRIBUTE) and language.tag != ENGLISH else ""
    more = {f"{language.tag}/contribute.html": own.encode("utf-8")} if own else {}
    files = {f"{language.tag}/{file.name}": file.pdf for each in prepared.situations for file in each.files}
    return {f"{language.tag}/index.html": language_page(page).encode("utf-8"), **more, **files}


def _record(prepared: Sequence[Prepared], languages: Mapping[str, Language], program: Program | None) -> str:
    """The languages of the site, each with its situations, the state of their words, and the files to print.

    And the build of the program, if the site has it.
    """
    rows = [
        {
            "tag": each.locale,
            "english": languages[each.locale].english,
            "autonym": languages[each.locale].autonym,
            "direction": languages[each.locale].direction,
            "page": f"{each.locale}/index.html",
            "situations": [
                {
                    "id": situation.script.id,
                    "version": situation.script.version,
                    "review": situation.text.review.value,
                    "files": [f"{each.locale}/{file.name}" for file in situation.files],
                }
                for situation in each.situations
                if situation.text is not None
            ],
        }
        for each in prepared
    ]
    content: dict[str, Any] = {"program": "rights-cards", "version": __version__, "languages": rows}
    if program is not None:
        content["build"] = program.build
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _licenses(english: Language, program: Program | None) -> str:
    shelf = bundled()
    fonts = {path.stem.removeprefix("OFL-"): _text(path) for path in sorted(shelf.fonts.glob("OFL-*.txt"))}
    parts = program.files[OF_PARTS].decode("utf-8") if program else ""
    return licenses_page(english, _own_license(), fonts, _text(shelf.translations / "LICENSE-UNICODE.txt"), parts)


def _own_license() -> str:
    """The license of this program: beside the package in a checkout, in the metadata of an installed wheel."""
    beside = PACKAGE.parent / "LICENSE"
    if not (PACKAGE / "translations").is_dir() and beside.is_file():
        return _text(beside)
    try:
        return distribution("rights-cards").read_text("licenses/LICENSE") or ""
    except PackageNotFoundError:
        return ""


def _text(path: Path) -> str:
    with open_ordinary(path, "license") as file:
        return file.read().decode("utf-8")
