"""Judges the QR codes that were read: number, address, size, contrast and quiet zone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cards.checking.look.codes import COARSE, FINE, ReadCode, is_link, shown, small_letters
from cards.checking.look.document import Document
from cards.checking.look.pages import PageText
from cards.checking.look.tags import NamedCode, Tags
from cards.checking.look.words import times_printed
from cards.checking.report import Finding, abridged, ok, warning, wrong
from cards.measures import Size, millimetres
from cards.read.links import read_link
from cards.typeset.designs import FAR, NEAR, metres_of, module_from
from cards.typeset.scale import Points
from cards.typeset.symbol import MODULE_LEAST, MODULE_WARN, QUIET_ZONE

CONTRAST_WARN, CONTRAST_LEAST = 0.7, 0.4
"""Symbol contrast from which ISO/IEC 15415 gives grade A, and grade C."""

_TOPIC = "QR codes"

_MEASURED = 0.98
"""The error in measuring a module, as a part of its width: one pixel of the picture at either end of a code."""


@dataclass(frozen=True, slots=True)
class PageCodes:
    """The codes of a page as read at `FINE`, those read at `COARSE`, and those that should be there.

    `expected` is the number of codes for legal aid: one for each bearer's side, one on a poster, or none on
    cards without it. `recordings` are the addresses of recordings as cards show them, each of which should be there
    `listened` times: on each officer's side, or on a page of a poster. `drawn` counts the symbols that the page draws
    as this program does, none if another program has redrawn them.
    """

    page: int
    expected: int
    fine: tuple[ReadCode, ...] = ()
    coarse: tuple[str, ...] = ()
    dpi: float = FINE
    recordings: frozenset[str] = frozenset()
    on_poster: bool = False
    drawn: int = 0
    listened: int = 0
    has_officers: bool = False

    @property
    def has_two_on_a_side(self) -> bool:
        """Whether recordings are on the side of legal aid, where older versions of this program put them; not on a
        folded card, whose sides share a page.
        """
        return bool(self.expected) and not self.has_officers

    @property
    def legal_aid(self) -> list[str]:
        """The contents that lead to legal aid: one if all is right, none if there are only officers' sides. A recording
        at the same address counts.
        """
        if not self.expected:
            return []
        contents = list(dict.fromkeys(code.content for code in self.fine))
        return [each for each in contents if shown(each) not in self.recordings] or contents[:1]


def page_codes(document: Document) -> tuple[PageCodes, ...]:
    """The codes of each page that could be read, and those of them that lead to recordings."""
    kinds = [reading.words.kind for _, reading in document.readings]
    tags = document.tags or Tags()
    found = []
    for at, (page, reading) in enumerate(document.readings):
        words, scan = reading.words, reading.scan
        drawn = sum(each.is_symbol for each in page.drawing.placed) if page.drawing else 0
        # A card may do without a code of legal aid. A folded one has both sides on a page, and codes of either.
        linked = words.has_address or (not words.officers and bool(drawn or scan.fine))
        recordings: frozenset[str] = frozenset()
        if words.kind != "other" and (linked or words.officers or words.is_heard):
            contents = [code.content for code in scan.fine]
            languages = {card.named for card in words.cards}
            recordings = recordings_on(contents, drawn, at, kinds, languages, reading.text, tags)
        found.append(
            PageCodes(
                page.number,
                words.feet if linked else 0,
                scan.fine,
                scan.coarse,
                scan.dpi,
                recordings,
                on_poster=words.together and words.kind != "other",
                drawn=drawn,
                listened=words.officers or words.feet or int(words.is_heard),
                has_officers=words.officers > 0,
            )
        )
    return tuple(found)


def recordings_on(
    contents: Sequence[str],
    drawn: int,
    at: int,
    kinds: Sequence[str],
    languages: Collection[str],
    text: PageText,
    tags: Tags,
) -> frozenset[str]:
    """The addresses of the recordings that a page (from 0) leads to: one with cards in those languages, or another.

    `contents` are what its codes hold, of which it draws so many as this program does.
    The tags tell them, on the first sheet of each job: what follows it is the same. A file without tags, such as one
    for a press, has the address of legal aid in letters, and that of a recording nowhere but in its code. `kinds` are
    what the pages are: on an officer's side no code leads anywhere but to a recording.
    """
    found = frozenset(map(shown, contents))
    alike = [code for code in tags.codes if code.page is not None and code.page <= at and kinds[code.page] == kinds[at]]
    first = max((code.page for code in alike if code.page is not None), default=None)
    tagged = frozenset(code.shown for code in alike if code.is_recording and code.page == first)
    if kinds[at] != "bearer":
        return (tagged or found) if found or drawn or first == at else frozenset()
    if not tags.codes:
        printed = {each for each in found if times_printed(each, text)}
        return found - printed if printed else frozenset()
    if first is not None:
        return tagged
    return frozenset(code.shown for code in tags.codes if code.is_recording and code.language in ("", *languages))


def check_codes(read: Sequence[PageCodes], recorded: Mapping[str, str]) -> Iterator[Finding]:
    """Whether the codes of all inspected pages are there, lead where they should, and can be read.

    `recorded` has the languages of recordings by their addresses, if known.
    """
    codes = [code for page in read for code in page.fine]
    expected = sum(map(_expected, read))
    if not codes and not expected:
        yield ok(_TOPIC, "the pages have no codes, and need none")
        return
    yield _check_count(read, len(codes), expected, recorded)
    if not codes:
        return
    yield from _check_contents(read)
    yield _check_print(codes)
    yield from _check_posters(read)
    blurred = [page.page for page in read if page.dpi < FINE]
    if blurred:
        yield warning(
            _TOPIC,
            f"the paper is so large that codes were read at less than {FINE} dpi: test them with a phone, page "
            f"{abridged(blurred)}",
        )


def _wanted(page: PageCodes) -> Counter[str]:
    """How often each address should be on a page: that of legal aid, and those of recordings."""
    wanted = Counter(dict.fromkeys(page.recordings, page.listened))
    for content in page.legal_aid[:1] or [""] * bool(page.expected):
        wanted[shown(content)] += page.expected
    return wanted


def _expected(page: PageCodes) -> int:
    """How many codes there should be on a page: all that it draws, and as many as its cards want."""
    return max(_wanted(page).total(), page.drawn)


def _check_count(read: Sequence[PageCodes], found: int, expected: int, recorded: Mapping[str, str]) -> Finding:
    first = [content for page in read for content in page.legal_aid]
    contents = dict.fromkeys((*first, *(code.content for page in read for code in page.fine)))
    told = abridged(_told(content, read, recorded) for content in contents) or "nothing"
    short = [page.page for page in read if len(page.fine) != _expected(page)]
    coarse = [page.page for page in read if Counter(page.coarse) != Counter(code.content for code in page.fine)]
    if short:
        cards = sum(page.expected for page in read) or sum(page.listened for page in read)
        more = f", which should have {expected}" if expected != cards else ""
        return wrong(
            _TOPIC,
            f"{found} read at {FINE} dpi on {cards} cards{more}, on page {abridged(short)} another number: {told}",
        )
    if coarse:
        return warning(_TOPIC, f"{found} of {expected} read at {FINE} dpi, not all at {COARSE} dpi: {told}")
    if any(content != small_letters(content) for content in contents):
        return warning(
            _TOPIC,
            f"{found} of {expected} read at {COARSE} and {FINE} dpi, but with addresses in capitals, which some phones "
            f"show as text instead of opening them. Make the cards again: {told}",
        )
    return ok(_TOPIC, f"{found} of {expected} read at {COARSE} and {FINE} dpi: {told}")


def _told(content: str, read: Sequence[PageCodes], recorded: Mapping[str, str]) -> str:
    """The exact content of a code, and whether it leads to a recording; only the beginning of content that no card may
    have.
    """
    address = content if is_link(content) else content[:80]
    if not any(shown(content) in page.recordings for page in read):
        return address
    language = recorded.get(shown(content))
    return f"{address} (a recording in {language})" if language else f"{address} (a recording)"


def _check_contents(read: Sequence[PageCodes]) -> Iterator[Finding]:
    unlike = [page.page for page in read if len(page.legal_aid) > 1]
    uneven = [page.page for page in read if page.page not in unlike and _is_uneven(page)]
    if unlike:
        yield wrong(_TOPIC, f"cards on the same sheet lead to different addresses, on page {abridged(unlike)}")
    elif len({content for page in read for content in page.legal_aid}) > 1:
        yield warning(_TOPIC, "the sheets of this file lead to different addresses")
    if uneven:
        yield wrong(_TOPIC, f"not every card has the same codes, on page {abridged(uneven)}")
    crowded = [page.page for page in read if page.recordings and page.has_two_on_a_side]
    if crowded:
        yield warning(
            _TOPIC,
            "two codes are on one side, which stops many phones from reading either. Make the cards again: page "
            f"{abridged(crowded)}",
        )
    for content in dict.fromkeys(code.content for page in read for code in page.fine):
        try:
            read_link(content, tracked=True)
        except ValueError as error:
            yield wrong(_TOPIC, f"no card may have the content of a code: {error}")


def _is_uneven(page: PageCodes) -> bool:
    """Whether the number of codes is right but their addresses are not."""
    found = Counter(shown(code.content) for code in page.fine)
    return found.total() == _expected(page) and found != _wanted(page)


def check_described(named: Sequence[NamedCode], read: Sequence[PageCodes], sizes: Sequence[Size]) -> Iterator[Finding]:
    """Whether a screen reader announces another address than the code has."""
    for code in named:
        if code.page is None or code.box is None or code.page >= min(len(read), len(sizes)):
            continue
        for each in read[code.page].fine:
            x, y = each.centre[0], sizes[code.page].height - each.centre[1]
            inside = code.box.x < x < code.box.right and code.box.y < y < code.box.top
            if inside and shown(each.content) != code.shown:
                yield wrong(
                    "address",
                    f"page {code.page + 1}: a code leads to {shown(each.content)}, but screen readers say {code.shown}",
                )


def _check_print(codes: Sequence[ReadCode]) -> Finding:
    module, contrast, quiet = (
        min(code.module for code in codes),
        min(code.contrast for code in codes),
        min(code.quiet for code in codes),
    )
    text = f"modules {millimetres(module):.2f} mm, contrast {contrast:.0%}, {quiet} modules of white around"
    limits = f"{millimetres(MODULE_WARN):.2f} mm, {CONTRAST_WARN:.0%} and {QUIET_ZONE} modules are needed"
    if module < _MEASURED * float(MODULE_LEAST) or contrast < CONTRAST_LEAST or quiet < QUIET_ZONE:
        return wrong("QR print", f"{text}: many phones cannot read that ({limits})")
    if module < _MEASURED * float(MODULE_WARN) or contrast < CONTRAST_WARN:
        return warning("QR print", f"{text}: some phones will need several tries ({limits})")
    return ok("QR print", text)


def _check_posters(read: Sequence[PageCodes]) -> Iterator[Finding]:
    """Whether the codes of a poster are large enough for a phone at the distance at which people stand."""
    modules = [code.module for page in read if page.on_poster for code in page.fine]
    if not modules:
        return
    text = f"the poster's codes have modules of {millimetres(min(modules)):.2f} mm"
    if min(modules) < _MEASURED * float(module_from(NEAR)):
        metres, wanted = millimetres(NEAR) / 1000, millimetres(module_from(NEAR))
        yield warning("QR size", f"{text}: a phone {metres:g} m away needs {wanted:.2f} mm")
    else:
        far = min(round(20 * metres_of(Points(min(modules)))) / 20, millimetres(FAR) / 1000)
        yield ok("QR size", f"{text}: phones can read them from {far:g} m")
