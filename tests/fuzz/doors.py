"""The doors through which a stranger's file or text comes in, each as a function of bytes.

A function returns nothing. It may end with the refusals that its function documents, and it checks what
holds of whatever is accepted. Any other exception is a defect.
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from cards.decoding import decode
from cards.errors import CardError
from cards.jobs import Job, Order, gather
from cards.locations import Shelf, bundled
from cards.merge.card_text import CardText
from cards.merge.contact import Contact
from cards.merge.markup import Span, is_visible, spans
from cards.page.held import opened_link
from cards.page.naming import Teller
from cards.pipeline import make, words
from cards.read.answers import Answers, answers_text, read_answers
from cards.read.back_translations import read_back_translations
from cards.read.catalogs import read_messages
from cards.read.countries import CODES
from cards.read.hotlines import Hotline, read_hotline
from cards.read.languages import find_language, read_languages
from cards.read.links import LEGAL_AID, read_legal_aid, read_link
from cards.read.names import card_name, plain_name, same_person
from cards.read.negations import read_negations
from cards.read.numbers import dialled
from cards.read.packs import open_pack
from cards.read.picture_files import read_picture
from cards.read.plain_drawings import plain_drawing
from cards.read.po_file import parse_po
from cards.read.printers import read_printers
from cards.read.recipients import Recipient, read_recipients
from cards.read.regions import find_region
from cards.read.reviewers import read_reviewers
from cards.read.scripts import script_of
from cards.read.sign_offs import read_sign_offs
from cards.read.stocks import read_stock
from cards.read.suggestions import read_suggestions, suggestions_in
from cards.read.tables import MAX_TEXT, as_text, table_of
from cards.typeset.card.face import bearer_face
from cards.typeset.marks import TextMark
from cards.typeset.text.bidi import paragraph_levels, visual_runs
from cards.upkeep.obsolete import obsolete_messages
from cards.upkeep.suggestions import left, suggestions_text
from cards.upkeep.template import content_strings
from cards.upkeep.update import updated_catalog

SHELVES = (bundled(),)
_ID = re.compile(rb'^id = "([a-z0-9-]{1,40})"', re.MULTILINE)


def check_refusal(error: Exception) -> None:
    """A refusal says in a sentence what is wrong and in another what to do, neither of them as long as its input."""
    cause, remedy = (error.cause, error.remedy) if isinstance(error, CardError) else (str(error), "-")
    assert cause.strip() and remedy.strip(), error
    assert len(cause) + len(remedy) < 5_000, len(cause) + len(remedy)


def text_of(data: bytes) -> str:
    """A text as it comes from a command line, where bytes that are no UTF-8 become lone surrogates."""
    return data.decode("utf-8", "surrogateescape")


@cache
def folder() -> Path:
    """A folder for the files of this run; the system's own for such things, mostly in memory."""
    kept = tempfile.TemporaryDirectory(prefix="cards-fuzz-")
    _KEPT.append(kept)
    return Path(kept.name)


_KEPT: list[tempfile.TemporaryDirectory[str]] = []


def written(name: str, data: bytes) -> Path:
    path = folder() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


@cache
def own_shelf() -> Shelf:
    root = folder()
    return Shelf(root / "scripts", root / "stocks", root / "hotlines", root / "translations", root / "fonts")


def named(data: bytes) -> str:
    """The name that a definition asks its file to have."""
    found = _ID.search(data)
    return f"{found[1].decode()}.toml" if found else "own.toml"


# Files


@cache
def _strings() -> tuple[object, ...]:
    return content_strings(SHELVES)[:20]


def fuzz_catalog(data: bytes) -> None:
    """Two readers agree on it, and what `locale update` writes is read again with the same translations."""
    path = Path("cards.po")
    file = parse_po(as_text(data, path), path)
    messages = read_messages(file)
    obsolete_messages(file)
    updated = updated_catalog(as_text(data, path), path, _strings())  # type: ignore[arg-type]  # of the cache
    after = read_messages(parse_po(updated.text, path))
    known = {each.context for each in _strings()}  # type: ignore[attr-defined]  # of the cache
    same = known & messages.keys() - set(updated.revived) - set(updated.drafts)
    assert all(after[each].text == messages[each].text for each in same)


def fuzz_script(data: bytes) -> None:
    script = script_of(table_of(as_text(data, Path(named(data))), named(data)))
    assert len({each.context for each in script.bearer.sources}) == len(script.bearer.sources)


def fuzz_pack(data: bytes) -> None:
    open_pack(as_text(data, Path("pack.toml")), "pack.toml", SHELVES)


def fuzz_hotline(data: bytes) -> None:
    line = read_hotline(written(f"hotlines/{named(data)}", data))
    assert line.number.uri.startswith("tel:")


def fuzz_stock(data: bytes) -> None:
    """Every card of an accepted stock is on its paper, and none is on another."""
    stock = read_stock(written(f"stocks/{named(data)}", data))
    assert len(stock.slots) == stock.columns * stock.rows
    for slot in stock.slots:
        assert slot.x >= -0.01 and slot.right <= stock.paper.width + 0.01
        assert slot.y >= -0.01 and slot.top <= stock.paper.height + 0.01


def fuzz_sign_offs(data: bytes) -> None:
    written("translations/es/review.toml", data)
    read_sign_offs((own_shelf(),), "es")


def fuzz_back_translations(data: bytes) -> None:
    written("translations/es/back-translation.toml", data)
    read_back_translations((own_shelf(),), "es")


def fuzz_suggestions(data: bytes) -> None:
    """Whatever is accepted can be decided on, or is refused with nothing lost."""
    path = written("translations/es/suggestions.toml", data)
    found = read_suggestions((own_shelf(),), "es")
    decided = [left(each, "Ana", "No.", each.on) for each in found[:1]]
    text = suggestions_text(as_text(data, path), decided, (), path)
    assert suggestions_in(table_of(text, path.name))[: len(decided)] == tuple(decided)


def fuzz_reviewers(data: bytes) -> None:
    written("translations/reviewers.toml", data)
    read_reviewers((own_shelf(),))


def fuzz_negations(data: bytes) -> None:
    written("translations/es/negations.toml", data)
    read_negations((own_shelf(),), "es")


def fuzz_languages(data: bytes) -> None:
    written("translations/languages.toml", data)
    read_languages((*SHELVES, own_shelf()))


def fuzz_legal_aid(data: bytes) -> None:
    assert read_legal_aid(written(f"links/{named(data)}", data)).link.url.startswith("https://")


def fuzz_printers(data: bytes) -> None:
    read_printers(written("printers.toml", data))


def fuzz_recipients(data: bytes) -> None:
    defaults = Recipient("", folder() / "pack.toml", 1, (("es", 1),))
    languages = read_languages(SHELVES)
    _, refused = read_recipients(written("rows.csv", data), defaults, lambda given: find_language(languages, given).tag)
    for each in refused[:20]:
        check_refusal(each)


def fuzz_answers(data: bytes) -> None:
    """What a reviewer sent is the same when it is written as a text and read again."""
    path = Path("answers.txt")
    for each in read_answers(as_text(data, path), path):
        (again,) = read_answers(answers_text(each), path)
        assert _said(again) == _said(each)


def _said(answers: Answers) -> object:
    """Answers without their places in a file, and without the breaks of lines in their texts."""
    told = [(each.sentence, each.verdict, each.should_be, each.said, each.why) for each in answers.answers]
    return answers.locale, answers.by, answers.role, answers.on, answers.proof, told


def fuzz_picture(data: bytes) -> None:
    """An accepted picture has as many bytes as its size says."""
    found = read_picture(written("logo.png", data), 200, 200)
    assert len(found.rgb) == 3 * found.width * found.height
    assert found.width <= 200 and found.height <= 200


def fuzz_drawing(data: bytes) -> None:
    """What resvg gets has no address of anything outside, whatever the drawing had."""
    plain = plain_drawing(Path("logo.svg"), data)
    assert "<!" not in plain and "<?" not in plain and "<script" not in plain
    assert "http://" not in plain.replace("http://www.w3.org/", "")


# Texts that somebody types or opens


def fuzz_number(data: bytes) -> None:
    """A number that is accepted is accepted again as it is shown, and leads to the same line."""
    country = CODES[(data[0] - ord("0")) % len(CODES)] if data else CODES[0]
    found = dialled(text_of(data[1:]), country)
    assert dialled(found.shown, country) == found
    assert found.uri.isascii() and found.uri.startswith("tel:")


def fuzz_link(data: bytes) -> None:
    """An address that is accepted is printable ASCII, and accepted again as it is."""
    found = read_link(text_of(data))
    assert found.url.isascii() and found.url.isprintable() and " " not in found.url
    assert read_link(found.url) == found


def fuzz_name(data: bytes) -> None:
    text = text_of(data)
    same_person(text, text[::-1])
    plain_name(text, "org")
    card_name(text, "org")


def fuzz_place(data: bytes) -> None:
    text = text_of(data)
    try:
        find_language(read_languages(SHELVES), text)
    except CardError as error:
        check_refusal(error)
    find_region(text)


def fuzz_held(data: bytes) -> None:
    """Nothing in a link to the page is an error."""
    form = opened_link(SHELVES, data.decode("utf-8", "replace"), Teller(SHELVES))
    assert set(form) == {"languages", "wishes", "left"}


def fuzz_markup(data: bytes) -> None:
    """No mark-up is left in an accepted text."""
    try:
        found = spans(
            text_of(data), {"hotline": "617", "link": "a.org"}, ("Am I free to go?",), rtl=bool(len(data) % 2)
        )
    except ValueError as error:
        check_refusal(error)
        return
    assert all("**" not in span.text and "{" not in span.text for span in found)


# Text and cards


def fuzz_bidi(data: bytes) -> None:
    """Every line has each of its characters once, and levels are within the bounds of the standard."""
    text = data.decode("utf-8", "replace").replace("\u2029", "")
    for base in (None, 0, 1):
        found, levels = paragraph_levels(text, base)
        assert len(levels) == len(text) and all(0 <= level <= 126 for level in levels)
        for start, end in ((0, len(text)), (len(text) // 3, len(text) // 2 + 1)):
            runs = visual_runs(text, levels, found, start, min(end, len(text)))
            places = sorted(place for first, last, _ in runs for place in range(first, last))
            assert places == list(range(start, max(start, min(end, len(text)))))


FITTED = ("es", "ar", "my", "ur", "th", "hi", "he")
"""One locale of each kind of writing: plain, from right to left, of clusters, tall, without spaces, of conjuncts."""


@cache
def job_of(tag: str) -> tuple[Job, CardText]:
    contact = Contact(read_link(LEGAL_AID), (Hotline(dialled("617-370-5023")),), "")
    job = gather(SHELVES, Order(tag, "school", "avery-5371", contact))
    return job, words(job)


def _locale(data: bytes) -> str:
    """The locale that the digit before a text stands for."""
    return FITTED[(data[0] - ord("0")) % len(FITTED)] if data else FITTED[0]


def fuzz_fit(data: bytes) -> None:
    """Any text in place of a statement is refused or set, whole and inside its card."""
    job, text = job_of(_locale(data))
    given = data[1:].decode("utf-8", "replace")[:MAX_TEXT]
    if not is_visible(given):
        return  # `merge` refuses it as not translated
    cut = len(given) // 3
    block = replace(text.bearer.statements[0], spans=(Span(given[:cut], bold=True), Span(given[cut:])))
    side = replace(text.bearer, statements=(block, *text.bearer.statements[1:]))
    face = bearer_face(side, text.footer, job.frame, job.styles)
    for mark in face.marks:
        if isinstance(mark, TextMark):
            for run in mark.runs:
                assert -0.01 <= run.y <= face.size.height + 0.01
                assert -0.01 <= run.x <= face.size.width + 0.01


def fuzz_card(data: bytes) -> None:
    """Any translation of a sentence, or name of a group, gives a refusal or a PDF."""
    job, _ = job_of(_locale(data))
    given = data[1:].decode("utf-8", "replace")[:MAX_TEXT]
    source = job.bearer_sources[1]
    messages = dict(job.wording.messages)
    messages[source.context] = replace(messages[source.context], text=given)
    made = make(replace(job, wording=replace(job.wording, messages=messages)), decode)
    assert made.pdf.startswith(b"%PDF-")
