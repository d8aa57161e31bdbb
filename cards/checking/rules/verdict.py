"""The verdict on a document: applies all rules, in the order in which people read their findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cards.checking.installed import Installed
from cards.checking.look.codes import is_link, shown
from cards.checking.look.document import Document
from cards.checking.look.file import File, Origin
from cards.checking.look.words import PageWords, SmallPrint
from cards.checking.report import Finding, abridged, ok, warning, wrong
from cards.checking.rules.boxes import check_boxes
from cards.checking.rules.codes import PageCodes, check_codes, check_described, page_codes
from cards.checking.rules.conformance import check_conformance, claims_of
from cards.checking.rules.fonts import check_fonts
from cards.checking.rules.layouts import Kind, check_sides, kind_of
from cards.checking.rules.metadata import check_metadata
from cards.checking.rules.places import cards_placed
from cards.checking.rules.press import Trim, check_inks, check_press, check_trim, press_claim, trims_of
from cards.checking.rules.proofs import check_other, shows_several, shows_small
from cards.checking.rules.safety import check_actions, stray_links
from cards.checking.rules.sizes import check_press_size, check_size
from cards.checking.rules.words import check_address, check_words
from cards.read.layouts import Layout
from cards.read.regions import state_name
from cards.read.stocks import Stock

_LONGEST_REASON = 120


@dataclass(frozen=True, slots=True)
class Verdict:
    """All findings, and what the rules made of the document on the way. Only a sound file for a press has `trims`."""

    findings: tuple[Finding, ...]
    layout: Layout | None
    claims: tuple[str, ...]
    codes: tuple[PageCodes, ...]
    trims: tuple[Trim, ...]


def judge(document: Document, installed: Installed, stocks: Sequence[Stock]) -> Verdict:
    """The findings about a document."""
    kind, codes = kind_of(document, stocks), page_codes(document)
    claims = claims_of(document.xmp or "")
    trims: tuple[Trim, ...] = ()
    if document.is_for_press:
        claims = (press_claim(document), *claims)
        trims = trims_of([page.boxes for page in document.pages if page.boxes], stocks)
    findings = (
        *_of_objects(document, stocks),
        *_of_pages(document, kind, installed),
        *(check_press_size(document, trims) if document.is_for_press else check_size(document, kind, stocks)),
        *_of_codes(document, codes),
    )
    return Verdict(findings, kind.layout, claims, codes, trims)


def _of_objects(document: Document, stocks: Sequence[Stock]) -> Iterator[Finding]:
    """Findings about the file. A part that could not be read is reported where its findings would be."""
    for_press = document.is_for_press
    boxes = [page.boxes for page in document.pages if page.boxes]
    yield from check_file(document.file)
    yield from check_origin(document.origin) if document.origin else ()
    yield from _damage(document, "origin", "pages", "paper")
    if len(boxes) == len(document.pages):
        yield from check_boxes(boxes, stocks, for_press=for_press)
    yield from _damage(document, "fonts")
    yield from check_fonts(document.fonts) if document.fonts is not None else ()
    if for_press:
        yield from check_trim(boxes, stocks)
        yield from _damage(document, "inks")
        yield from check_inks(document.inks) if document.inks else ()
        yield from check_press(document)
    yield from check_conformance(document)
    yield from _damage(document, "tags", "actions")
    yield from check_actions(document.actions) if document.actions is not None else ()
    yield from _damage(document, "metadata")
    if document.xmp is not None and not any(each.topic == "metadata" for each in document.damage):
        yield from check_metadata(document.information, document.xmp, document.traces, for_press=for_press)


def _of_pages(document: Document, kind: Kind, installed: Installed) -> Iterator[Finding]:
    """Findings about the pages."""
    yield from _damage(document, "text")
    if document.file.pages > len(document.pages):
        seen = (
            f"only the first {len(document.pages)} of {document.file.pages} were inspected; add --all-pages for the "
            "others"
        )
        yield warning("pages", seen)
    if kind.has_cards:
        words = [(page.number, reading.words) for page, reading in document.readings]
        differences = list(check_words(document.pages, installed))
        if not differences:
            yield _named([each for _, each in words])
        yield from check_sides(kind.layout, words, document.file.pages)
        yield from check_count(document)
        yield from differences
    else:
        yield check_other(document, installed)
        if not shows_several(document.information.title):
            yield from check_words(document.pages, installed)


def _of_codes(document: Document, codes: Sequence[PageCodes]) -> Iterator[Finding]:
    """Where codes and links lead, and whether the words beside them say the same in print and aloud."""
    named = document.tags.codes if document.tags else ()
    yield from check_addresses(document, codes)
    sizes = [page.boxes.size for page in document.pages if page.boxes]
    yield from check_described(named, codes, sizes)
    if shows_small(document.information.title):
        return
    recorded = {code.shown: code.language for code in named if code.is_recording}
    yield from check_codes(codes, recorded)


def _damage(document: Document, *topics: str) -> Iterator[Finding]:
    """The parts of those topics that could not be read."""
    for topic in topics:
        for each in document.damage:
            if each.topic == topic:
                reason = each.reason[:_LONGEST_REASON]
                yield wrong(topic, f"cannot be checked, because the file is damaged there ({reason}): make it again")


def check_file(file: File) -> Iterator[Finding]:
    """Whether the file is whole."""
    pages = f"{file.pages} page" if file.pages == 1 else f"{file.pages} pages"
    if file.is_repaired:
        yield wrong(
            "file",
            "is damaged or cut off: its table of objects or its end is missing. Get a new copy; the findings below "
            f"cover only what could be recovered, {pages}",
        )
    else:
        yield ok("file", f"opens and is complete: PDF {file.version}, {pages}")
    if file.is_encrypted:
        yield wrong("file", "is encrypted: some printers and screen readers refuse it. Make it again")


def check_origin(origin: Origin) -> Iterator[Finding]:
    """Whether every byte is as this program wrote it."""
    if origin.is_untouched:
        yield ok("origin", "no byte has changed by accident since it was written; this does not prove who wrote it")
    else:
        producer = origin.producer or "nobody"
        yield warning(
            "origin",
            "is not as rights-cards wrote it: somebody changed or saved it again, or another program made it (it "
            f"names {producer[:60]!r})",
        )


def _named(words: Sequence[PageWords]) -> Finding:
    """Names the cards, once their words are known to be right."""
    kinds = dict.fromkeys(card for each in words for card in each.cards)
    if not kinds:
        sides = [each.officers_sides for each in words if each.officers_sides]
        scripts = abridged(f"{side.script} {side.version}" for side in sides)
        return ok("text", f"the officer's side of {scripts}; the words are those of this installation")
    named = abridged(f"{card.named} · {card.script} {card.version}{_where(card)} · {card.state}" for card in kinds)
    numbers = abridged(number for each in words for number in each.numbers) or "no telephone number"
    return ok("text", f"{named}; the words are those of this installation; {numbers}")


def _where(card: SmallPrint) -> str:
    return f" · {state_name(card.region)}" if card.region else ""


def check_count(document: Document) -> Iterator[Finding]:
    """Whether as many cards can be read on each page as it places; one more is drawn for screen readers."""
    for page, reading in document.readings:
        fronts = cards_placed(page.drawing.placed) if page.drawing else 0
        cards = len(reading.words.cards)
        if fronts and cards and cards - fronts not in (0, 1):
            yield wrong("text", f"page {page.number}: {fronts} cards are placed, but {cards} can be read")


def check_addresses(document: Document, codes: Sequence[PageCodes]) -> Iterator[Finding]:
    """Whether the addresses in codes and links are printed on their pages."""
    for (page, reading), each in zip(document.readings, codes, strict=True):
        contents = [code.content for code in each.fine]
        for content in each.legal_aid:
            times = contents.count(content)
            if shown(content) in each.recordings:
                times -= each.listened  # the recording is at the same address, and that is printed once a card
            problem = check_address(shown(content), times, reading.text) if is_link(content) else ""
            if problem:
                yield wrong("address", f"page {page.number}: {problem}")
    for page, reading in document.readings:
        contents = [code.content for code in reading.scan.fine]
        stray = stray_links(page.annotations.links, contents, (reading.text.copied, reading.text.seen))
        if stray:
            yield wrong(
                "address",
                f"links lead where neither the code nor the words do, so do not pass the file on: {abridged(stray)}",
            )
