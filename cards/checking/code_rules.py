"""Judging the QR codes that were read: how many, where they lead, how large, how black, and with how much room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from cards.checking.codes import COARSE, FINE, PageCodes, ReadCode, shown
from cards.checking.findings import Findings, listed
from cards.checking.pages import PageText
from cards.checking.tags import NamedCode, Tags
from cards.checking.words import times_printed
from cards.measures import Size, millimetres
from cards.read.links import read_link
from cards.typeset.designs import FAR, NEAR, module_from
from cards.typeset.symbol import MODULE_LEAST, MODULE_WARN, QUIET_ZONE

CONTRAST_WARN, CONTRAST_LEAST = 0.7, 0.4
"""Symbol contrast: grade A of ISO/IEC 15415 begins at the one, and grade C at the other."""

_TOPIC = "QR codes"
_ROUNDING = 0.005

_MEASURED = 0.98
"""The part of a module's width that may be lost in measuring it: a pixel of a picture at either end of a code."""


def recordings_on(codes: PageCodes, at: int, languages: Collection[str], text: PageText, tags: Tags) -> frozenset[str]:
    """The addresses of the recordings that the cards of a page (from 0), in those languages, lead to.

    The tags tell them, on the first sheet of each job: what follows it is the same. A file without tags, such as one
    for a press, has the address of legal aid in letters, and that of a recording nowhere but in its code.
    """
    if not tags.codes:
        found = {shown(code.content) for code in codes.fine}
        printed = {each for each in found if times_printed(each, text)}
        return frozenset(found - printed) if printed else frozenset()
    first = max((code.page for code in tags.codes if code.page is not None and code.page <= at), default=None)
    return frozenset(
        code.shown
        for code in tags.codes
        if code.is_recording and (code.page == first if first is not None else code.language in ("", *languages))
    )


def check_codes(read: Sequence[PageCodes], recorded: Mapping[str, str], findings: Findings) -> None:
    """Judges the codes of all pages that were looked at.

    `recorded` has the languages of recordings, as far as somebody knows them, by their addresses.
    """
    codes = [code for page in read for code in page.fine]
    expected = sum(map(_expected, read))
    if not codes and not expected:
        findings.ok(_TOPIC, "none, and none expected")
        return
    _check_count(read, len(codes), expected, recorded, findings)
    if not codes:
        return
    _check_contents(read, findings)
    _check_print(codes, findings)
    _check_posters(read, findings)
    blurred = [page.page for page in read if page.dpi < FINE]
    if blurred:
        findings.warn(
            _TOPIC, f"looked at with fewer than {FINE} dpi, because the paper is so large: page {listed(blurred)}"
        )


def _wanted(page: PageCodes) -> Counter[str]:
    """How often each address should be on a page: that of legal aid, and those of recordings."""
    wanted = Counter(dict.fromkeys(page.recordings, page.expected))
    for content in page.legal_aid[:1] or [""]:
        wanted[shown(content)] += page.expected
    return wanted


def _expected(page: PageCodes) -> int:
    """How many codes there should be on a page: all that it draws, and as many as its cards want."""
    return max(_wanted(page).total(), page.drawn)


def _check_count(
    read: Sequence[PageCodes], found: int, expected: int, recorded: Mapping[str, str], findings: Findings
) -> None:
    first = [content for page in read for content in page.legal_aid]
    contents = dict.fromkeys((*first, *(code.content for page in read for code in page.fine)))
    told = listed(_told(content, read, recorded) for content in contents) or "nothing"
    short = [page.page for page in read if len(page.fine) != _expected(page)]
    coarse = [page.page for page in read if Counter(page.coarse) != Counter(code.content for code in page.fine)]
    if short:
        cards = sum(page.expected for page in read)
        more = f", which should have {expected}" if expected != cards else ""
        findings.wrong(
            _TOPIC, f"{found} read at {FINE} dpi on {cards} cards{more}, on page {listed(short)} another number: {told}"
        )
    elif coarse:
        findings.warn(_TOPIC, f"{found} of {expected} read at {FINE} dpi, not all at {COARSE} dpi: {told}")
    else:
        findings.ok(_TOPIC, f"{found} of {expected} read at {COARSE} and {FINE} dpi: {told}")


def _told(content: str, read: Sequence[PageCodes], recorded: Mapping[str, str]) -> str:
    """What a code says, as a browser shows it, and whether a recording is there."""
    try:
        address = read_link(content, tracked=True).url
    except ValueError:
        address = content[:80]
    if not any(shown(content) in page.recordings for page in read):
        return address
    language = recorded.get(shown(content))
    return f"{address} (a recording in {language})" if language else f"{address} (a recording)"


def _check_contents(read: Sequence[PageCodes], findings: Findings) -> None:
    unlike = [page.page for page in read if len(page.legal_aid) > 1]
    uneven = [page.page for page in read if page.page not in unlike and _is_uneven(page)]
    if unlike:
        findings.wrong(_TOPIC, f"cards of one sheet lead to different addresses, on page {listed(unlike)}")
    elif len({content for page in read for content in page.legal_aid}) > 1:
        findings.warn(_TOPIC, "the sheets of this file lead to different addresses")
    if uneven:
        findings.wrong(_TOPIC, f"not every card has the same codes, on page {listed(uneven)}")
    for content in dict.fromkeys(code.content for page in read for code in page.fine):
        try:
            read_link(content, tracked=True)
        except ValueError as error:
            findings.wrong(_TOPIC, f"a code holds what no card may: {error}")


def _is_uneven(page: PageCodes) -> bool:
    """Whether as many codes as there should be are not those that there should be."""
    found = Counter(shown(code.content) for code in page.fine)
    return found.total() == _expected(page) and found != _wanted(page)


def check_described(named: Sequence[NamedCode], read: Sequence[PageCodes], sizes: Sequence[Size]) -> Iterator[str]:
    """What is wrong with what a screen reader says of a code: another address than the code has that is there."""
    for code in named:
        if code.page is None or code.box is None or code.page >= min(len(read), len(sizes)):
            continue
        for each in read[code.page].fine:
            x, y = each.centre[0], sizes[code.page].height - each.centre[1]
            inside = code.box.x < x < code.box.right and code.box.y < y < code.box.top
            if inside and shown(each.content) != code.shown:
                yield f"page {code.page + 1}: a code leads to {shown(each.content)}, and is read aloud as {code.shown}"


def _check_print(codes: Sequence[ReadCode], findings: Findings) -> None:
    module, contrast, quiet = (
        min(code.module for code in codes),
        min(code.contrast for code in codes),
        min(code.quiet for code in codes),
    )
    text = f"modules {millimetres(module):.2f} mm, contrast {contrast:.0%}, {quiet} modules free around"
    limits = f"{millimetres(MODULE_WARN):.2f} mm, {CONTRAST_WARN:.0%} and {QUIET_ZONE} modules are wanted"
    if module < MODULE_LEAST - _ROUNDING or contrast < CONTRAST_LEAST or quiet < QUIET_ZONE:
        findings.wrong("QR print", f"{text}: too little for many phones ({limits})")
    elif module < MODULE_WARN - _ROUNDING or contrast < CONTRAST_WARN:
        findings.warn("QR print", f"{text}: some phones will need a second try ({limits})")
    else:
        findings.ok("QR print", text)


def _check_posters(read: Sequence[PageCodes], findings: Findings) -> None:
    """The codes of a poster are as large as a phone needs that is as far away as people stand."""
    of_posters = [(code, page) for page in read if page.on_poster for code in page.fine]
    for distance, is_recording in ((FAR, False), (NEAR, True)):
        modules = [code.module for code, page in of_posters if (shown(code.content) in page.recordings) == is_recording]
        if not modules:
            continue
        what = "of a recording" if is_recording else "of legal aid"
        least, metres = module_from(distance), millimetres(distance) / 1000
        text = f"the code {what} has modules of {millimetres(min(modules)):.2f} mm"
        if min(modules) < _MEASURED * least:
            findings.warn(
                "QR size", f"{text}: to be read from {metres:g} m a poster's need {millimetres(least):.2f} mm"
            )
        else:
            findings.ok("QR size", f"{text}: it can be read from {metres:g} m")
