"""The only way to a file of cards, and the table of contents of the program.

`make` refuses unsound text, merges the words, typesets and imposes them, reads every code back, and draws. It is a pure
function, without files, clock, threads or randomness: the same job gives the same bytes on every machine with the same
versions of the libraries. The decoder, which differs between machines, is passed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from cards.draw.pdf import Part, draw_combined, draw_pages, draw_pdf
from cards.draw.press import draw_press
from cards.errors import BadOrder, DoesNotFit, MissingValue, Notice, Untranslated, command, setting
from cards.guards.refusals import refuse_unsound_card
from cards.impose.sheet import Placement, Sheet, corrected, first_seen, layout_sheets, recording_sheets
from cards.jobs import Job
from cards.measures import Size
from cards.merge.card_text import CardText, merge
from cards.merge.cover_text import counted
from cards.merge.review import Review, worst
from cards.merge.stand_ins import stand_ins
from cards.merge.variants import usual_instead
from cards.read.layouts import BOTH_SIDES, CardSide, Layout
from cards.read.names import listed
from cards.read.screens import Screen
from cards.read.stocks import Flip
from cards.readback import Decoder, read_back
from cards.typeset.card.face import bearer_face, officer_face
from cards.typeset.card.large import large_face
from cards.typeset.marks import Face
from cards.typeset.on_face import Words, drawn_symbols, lacks_pictograms, words_on
from cards.typeset.symbol import Symbol
from cards.typeset.themes import theme_warnings


@dataclass(frozen=True, slots=True)
class Side:
    """A side of the first card in a file: its face, and its place on a page, counted from 0, of that size."""

    page: int
    paper: Size
    placement: Placement
    face: Face = field(repr=False)

    @property
    def words(self) -> tuple[Words, ...]:
        """What it says, and where. Most files are made for nobody who asks."""
        return tuple(words_on(self.face))


@dataclass(frozen=True, slots=True)
class Cards:
    """A finished file and what to report about it. The sizes are those of the statements, in points, 0 without any.

    `contrast` is the lowest contrast of any words to their background; `symbols` are its QR codes, all of them read
    back; `sides` are those of the first card. `lacks_pictograms` if the pictograms of the statements were omitted for
    lack of room.
    """

    pdf: bytes
    pages: int
    copies: int
    bearer_size: float
    officer_size: float
    review: Review
    symbols: tuple[Symbol, ...]
    contrast: float
    warnings: tuple[str, ...]
    lacks_pictograms: bool = False
    sides: tuple[Side, ...] = ()


def make(job: Job, decode: Decoder) -> Cards:
    """The file of a job: cards, a poster, or one card for a print shop.

    Raises Untranslated, also for words whose review state is below what the job requires, BadFile for words that no
    card may have, and DoesNotFit, also for a code that `decode` does not read correctly.
    """
    return make_together([job], decode)


def make_together(jobs: Sequence[Job], decode: Decoder) -> Cards:
    """One file with the words of all the jobs, which differ only in their locale. Raises as `make` does.

    Only a layout with room for several languages `together` accepts more than one.
    """
    first = jobs[0]
    laid = _laid_out(jobs, decode)
    pdf = _DRAWERS[first.layout].draw(laid.sheets, laid.used, _flip(first), _title(jobs))
    return Cards(
        pdf=pdf,
        pages=len(laid.sheets),
        copies=first.copies,
        bearer_size=laid.faces["bearer"].text_size,
        officer_size=laid.faces["officer"].text_size if "officer" in laid.faces else 0.0,
        review=worst(text.review for text in laid.texts),
        symbols=laid.symbols,
        contrast=first.frame.theme.contrast(first.paper_colour),
        warnings=laid.warnings,
        lacks_pictograms=first.frame.pictured
        and lacks_pictograms(laid.faces["bearer"], [text.bearer for text in laid.texts]),
        sides=tuple(_sides(laid)),
    )


def _sides(laid: _LaidOut) -> Iterator[Side]:
    for seen in first_seen(laid.sheets):
        yield Side(seen.page, laid.sheets[seen.page].paper, seen.placement, laid.used[seen.placement.side])


def make_combined(jobs: Sequence[Job], decode: Decoder) -> bytes:
    """The sheets of one or more jobs, in order, as one file to print, with a bookmark for each job.

    Raises as `make` does, and BadOrder for jobs that are flipped on different edges.
    """
    flips = {_flip(job) for job in jobs}
    if len(flips) > 1:
        raise BadOrder(
            "A printer flips every sheet of a file on the same edge, but these cards need both edges.",
            f"Give every card the same {setting('flip')}, or print them from separate files.",
        )
    parts = []
    for job in jobs:
        laid = _laid_out([job], decode)
        title = f"{job.language.english} – {job.script.id} – {counted(job.copies, 'card')}"
        parts.append(Part(laid.sheets, laid.used, title))
    names = list(dict.fromkeys(job.language.english for job in jobs))
    title = f"Know-your-rights cards in {names[0] if len(names) == 1 else f'{len(names)} languages'}"
    return draw_combined(parts, flips.pop(), title)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to share as a PDF of one page, whose points are its pixels, and what to report about it.

    `text_size` is that of its words in pixels, `contrast` the lowest of any words, and `words` what it says.
    """

    pdf: bytes
    size: Size
    text_size: float
    review: Review
    contrast: float
    warnings: tuple[str, ...]
    words: tuple[Words, ...]


def make_picture(job: Job, screen: Screen, side: CardSide, decode: Decoder) -> Picture:
    """One side of a job's card for a screen. Raises as `make` does.

    It has no code, because nobody can scan their own screen; one that was drawn would be read back like any other.
    """
    text = words(job)
    theme = job.frame.theme
    told = [*theme_warnings(theme, job.paper_colour), *_of_words(job)]
    face = _fitted([job], [text], lambda jobs, texts: _picture_face(jobs[0], texts[0], screen, side))
    for symbol in drawn_symbols([face], ()):
        read_back(symbol, decode)
    return Picture(
        pdf=draw_pages((face,), f"{job.script.title}: know your rights in {job.language.english}"),
        size=face.size,
        text_size=face.text_size,
        review=text.review,
        contrast=theme.contrast(job.paper_colour),
        warnings=(*told, *face.warnings),
        words=tuple(words_on(face)),
    )


def words(job: Job) -> CardText:
    """The text of a job's card, for front ends that show it as text.

    Raises Untranslated and BadFile for words that `make` would refuse.
    """
    refuse_unsound_card(job)
    text = _merged(job)
    _refuse_unsigned(job, text)
    return text


def lay_out_faces(job: Job, *, asked: bool = False) -> tuple[CardText, tuple[Face, ...]]:
    """The text of a job's card, and its faces: the bearer's, then the officer's unless it is a plan. They are for
    proofs and previews only.

    Raises Untranslated, BadFile or DoesNotFit, which names what takes up the room if the user `asked` for the contact.
    """
    text = _merged(job)
    return text, (_faces if asked else _DRAWERS[job.layout].faces)([job], [text])


@dataclass(frozen=True, slots=True)
class _LaidOut:
    """What to draw: texts, faces and sheets of one or more jobs, and the codes on them, which have been read back.

    `faces` are those of a card, and `used` those on the sheets, by the names of their sides.
    """

    texts: tuple[CardText, ...]
    faces: Mapping[str, Face]
    used: Mapping[str, Face]
    sheets: tuple[Sheet, ...]
    symbols: tuple[Symbol, ...]
    warnings: tuple[str, ...]


def _laid_out(jobs: Sequence[Job], decode: Decoder) -> _LaidOut:
    """All steps except drawing. Raises as `make` does."""
    first = jobs[0]
    texts = tuple(map(words, jobs))
    told = [
        *theme_warnings(first.frame.theme, first.paper_colour),
        *(warning for job in jobs for warning in _of_words(job)),
    ]
    faces: dict[str, Face] = dict(zip(BOTH_SIDES, _faces(jobs, texts), strict=False))
    recordings = _DRAWERS[first.layout].recordings(jobs, texts)
    further = recording_sheets(first.stock.paper, len(recordings))
    sheets = corrected(
        layout_sheets(first.layout, first.stock, first.copies, first.flip, first.start_at), first.printer
    )
    used = _used(sheets, faces) | {sheet.side: face for sheet, face in zip(further, recordings, strict=True)}
    coded = [found for text in texts for found in (text.footer.legal_aid, text.recording) if found]
    links = {each.link for each in coded}
    symbols = drawn_symbols(used.values(), links)
    for symbol in symbols:
        read_back(symbol, decode)
    warnings = (*told, *(warning for face in used.values() for warning in face.warnings))
    return _LaidOut(texts, faces, used, (*sheets, *further), symbols, warnings)


def _faces(jobs: Sequence[Job], texts: Sequence[CardText]) -> tuple[Face, ...]:
    """The faces of a file. Raises DoesNotFit, which names what the user asked for if that takes up the room."""
    return _fitted(jobs, texts, _DRAWERS[jobs[0].layout].faces)


_Drawn = TypeVar("_Drawn")


def _fitted(
    jobs: Sequence[Job], texts: Sequence[CardText], draw: Callable[[Sequence[Job], Sequence[CardText]], _Drawn]
) -> _Drawn:
    """What `draw` makes. Raises DoesNotFit, which names what the user asked for if that takes up the room."""
    try:
        return draw(jobs, texts)
    except DoesNotFit as error:
        guilty = error.over and _in_the_way(jobs, draw)
        if not guilty:
            raise
        told = guilty in error.remedy or guilty == _TEXTS.get(error.string)
        advice = "" if told else f"Remove {guilty}, or shorten it. "
        cause = f"{error.cause} It fits without {guilty}."
        raise type(error)(cause, advice + error.remedy, over=error.over, string=error.string) from error


def _in_the_way(jobs: Sequence[Job], draw: Callable[[Sequence[Job], Sequence[CardText]], object]) -> str:
    """What to remove so that a card fits: an option, or else all that were given; "" if that does not help."""
    given = {what: change for what, change in _OPTIONS.items() if change(jobs[0]) != jobs[0]}
    changes: dict[str, Sequence[Callable[[Job], Job]]] = {what: [change] for what, change in given.items()}
    if len(given) > 1:
        changes[listed(list(given))] = list(given.values())
    for what, several in changes.items():
        fewer = list(jobs)
        for change in several:
            fewer = [change(job) for job in fewer]
        with suppress(DoesNotFit, MissingValue):
            draw(fewer, [_merged(job) for job in fewer])
            return what
    return ""


def _with_contact(job: Job, **changes: Any) -> Job:
    return replace(job, contact=replace(job.contact, **changes))


_OPTIONS: Mapping[str, Callable[[Job], Job]] = {
    setting("org"): lambda job: _with_contact(job, org=""),
    setting("logo"): lambda job: _with_contact(job, logo=None),
    setting("write_in"): lambda job: replace(job, options=replace(job.options, write_in="")),
    setting("interpreter"): lambda job: replace(job, options=replace(job.options, interpreter=False)),
    "the hotlines after the first": lambda job: _with_contact(job, hotlines=job.contact.hotlines[:1]),
    "the hotline's name": lambda job: _with_contact(
        job, hotlines=tuple(replace(each, name="") for each in job.contact.hotlines)
    ),
    "the date of the hotline's confirmation": lambda job: _with_contact(job, says_confirmed=False),
}
"""Options that take up room, and the job without each of them."""

_TEXTS = {"org": setting("org"), "hotline-name": "the hotline's name"}
"""Those of them that are one text on the card, by its id: where that text is too long, the remedy is to shorten it."""


def _of_words(job: Job) -> list[str]:
    """Warnings about the words of a card."""
    said = (_of_two_folders(job), _without_negations(job))
    return [*usual_instead(job.gaps, job.region, job.language), *filter(None, said)]


def _of_two_folders(job: Job) -> str:
    """A warning if only some words of a card are from a content folder; otherwise ""."""
    return stand_ins(job.bearer_sources, job.wording, f"the {job.script.id} card")


def _without_negations(job: Job) -> str:
    """A warning if the words of negation of the language are not listed, so that a lost one is not found; or ""."""
    known = job.wording.negations
    if job.language.tag == job.english.tag or known is None or known.marks is not None:
        return ""
    return Notice(
        "unlisted-negations",
        f"nothing here finds a lost “not” in {job.language.english}: its words of negation are not listed "
        f"(`{command(f'locale check {job.language.tag}')}` says how)",
    )


def _merged(job: Job) -> CardText:
    """The text of a job's card. Raises Untranslated or BadFile."""
    return merge(
        job.script, job.labels, job.wording, job.language, job.english, job.contact, job.english_sign_offs,
        job.options, job.officer_language,
    )  # fmt: skip


def _refuse_unsigned(job: Job, text: CardText) -> None:
    """Raises Untranslated if the review state of a job's words is below what it requires."""
    if job.require is not None and text.review.rank < job.require.rank:
        state = text.review.value if text.review.signed else f"a {text.review.value}"
        raise Untranslated(
            f"The {job.script.id} card in {job.language.english} is {state}, not {job.require.value}.",
            f"`{command(f'locale status {job.language.tag}')}` lists the sign-offs that it needs, "
            f"on the officer's side too. Without {setting('require')}, the card is printed as it is.",
        )


@dataclass(frozen=True, slots=True)
class _Drawer:
    """How a layout is drawn: the faces of its jobs, with a page for each recording if neither face has its code;
    then the file of the sheets with the faces that it has."""

    faces: Callable[[Sequence[Job], Sequence[CardText]], tuple[Face, ...]]
    recordings: Callable[[Sequence[Job], Sequence[CardText]], Sequence[Face]] = lambda jobs, texts: ()
    draw: Callable[[Sequence[Sheet], Mapping[str, Face], Flip | None, str], bytes] = draw_pdf


def _wallet_faces(jobs: Sequence[Job], texts: Sequence[CardText]) -> tuple[Face, ...]:
    (job,), (text,) = jobs, texts
    bearer = bearer_face(text.bearer, text.footer, job.frame, job.styles)
    return bearer, _officer_face(job, text)


def _officer_face(job: Job, text: CardText) -> Face:
    """The officer's side, without the bearer's language where people print it once for cards in all languages."""
    is_shared = "bearer" not in job.layout.traits.sides and not job.options.interpreter
    side = replace(text.officer, small_prints=text.officer.shared_prints) if is_shared else text.officer
    return officer_face(side, job.frame, job.officer_style, text.recording)


# Modules for one kind of file are imported only when it is made: most runs make only wallet cards.


def _large_faces(jobs: Sequence[Job], texts: Sequence[CardText]) -> tuple[Face, ...]:
    (job,), (text,) = jobs, texts
    bearer = large_face(text.bearer, text.footer, job.frame, job.styles)
    return bearer, _officer_face(job, text)


def _plan_faces(jobs: Sequence[Job], texts: Sequence[CardText]) -> tuple[Face, ...]:
    from cards.typeset.plan.sheet import plan_face

    (job,), (text,) = jobs, texts
    return (plan_face(job.script.bearer, text.bearer, text.footer, job.frame, job.styles),)


def _poster_faces(jobs: Sequence[Job], texts: Sequence[CardText]) -> tuple[Face, ...]:
    from cards.typeset.poster.side import PosterSide, officer_poster, poster_face, poster_frame

    first, frame = jobs[0], poster_frame(jobs[0].frame)
    sides = [PosterSide(text.bearer, text.footer, job.styles) for job, text in zip(jobs, texts, strict=True)]
    bearer = poster_face(sides, frame, first.english)
    return bearer, officer_poster(texts[0].officer, frame, first.officer_style)


def _poster_recordings(jobs: Sequence[Job], texts: Sequence[CardText]) -> Sequence[Face]:
    from cards.typeset.poster.recording import recording_posters
    from cards.typeset.poster.side import poster_frame

    heard = [(text.recording, job.styles[0].families) for job, text in zip(jobs, texts, strict=True) if text.recording]
    script = jobs[0].script
    return recording_posters(heard, f"{script.id} {script.version}", poster_frame(jobs[0].frame), jobs[0].english)


def _picture_face(job: Job, text: CardText, screen: Screen, side: CardSide) -> Face:
    from cards.typeset.picture.face import bearer_picture, officer_picture

    if side == "officer":
        return officer_picture(text.officer, screen, job.frame.theme, job.officer_style)
    pictured = job.frame.pictured
    return bearer_picture(text.bearer, text.footer, screen, job.frame.theme, job.styles, pictured=pictured)


def _draw_press(sheets: Sequence[Sheet], faces: Mapping[str, Face], flip: Flip | None, title: str) -> bytes:
    return draw_press(sheets, faces, title)


_WALLET = _Drawer(_wallet_faces)
_DRAWERS = {
    Layout.DUPLEX: _WALLET,
    Layout.FRONTS: _WALLET,
    Layout.BACKS: _WALLET,
    Layout.FOLD: _WALLET,
    Layout.LARGE: _Drawer(_large_faces),
    Layout.POSTER: _Drawer(_poster_faces, _poster_recordings),
    Layout.PLAN: _Drawer(_plan_faces),
    Layout.PRESS: _Drawer(_wallet_faces, draw=_draw_press),
}


def _title(jobs: Sequence[Job]) -> str:
    """The title of a file in PDF readers."""
    first = jobs[0]
    names = listed([job.language.english for job in jobs])
    return f"{first.script.title}: know-your-rights {first.layout.traits.noun} in {names}"


def _flip(job: Job) -> Flip | None:
    """The edge on which the printer should flip the paper, if it prints both sides."""
    return job.flip if job.layout.traits.turns else None


def _used(sheets: Sequence[Sheet], faces: Mapping[str, Face]) -> dict[str, Face]:
    """The faces on those sheets, by side."""
    sides = {placement.side for sheet in sheets for placement in sheet.placements}
    return {side: face for side, face in faces.items() if side in sides}
