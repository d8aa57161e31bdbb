"""Documents other than cards: proofs, previews, cover sheets and the calibration sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cards.draw.pdf import draw_pages, draw_pdf
from cards.errors import CardError, MissingValue, Untranslated, plainly, worded
from cards.impose.sheet import corrected, whole_page_sheets
from cards.jobs import Job
from cards.locations import Shelf
from cards.measures import Size
from cards.merge.cover_text import CoverText
from cards.pipeline import lay_out
from cards.read.languages import Language
from cards.read.printers import Profile
from cards.read.stocks import Flip
from cards.read.typefaces import Family, read_families
from cards.typeset.marks import Face


def make_proof(job: Job, paper: Size) -> bytes:
    """The proof of a job's script for a reviewer on paper. Raises DoesNotFit for a character without a glyph."""
    from cards.merge.proof_text import proof_text
    from cards.typeset.page.proof import proof_pages

    text = proof_text(job.script, job.labels, job.wording, job.language, job.english)
    faces: tuple[Face, ...] = ()
    problem = ""
    try:
        faces = lay_out(job)[1:]
    except CardError as error:
        # Without the file: a path would reveal who printed the proof. Nor does the reviewer need the name of a catalog
        # or options of `cards`.
        problem = worded(
            error.cause if isinstance(error, Untranslated | MissingValue) else f"{error.cause} {error.remedy}", plainly
        )
    pages = proof_pages(text, faces, problem, paper, job.styles[0].families)
    return draw_pages(pages, f"Proof of {job.script.id} in {job.language.english}")


def make_single(job: Job) -> bytes:
    """One card on two pages of its own size, without bleed or marks. Raises as `lay_out` does."""
    _, bearer, officer = lay_out(job, asked=True)
    return draw_pages((bearer, officer), f"{job.script.title}: a card in {job.language.english}")


def cover_families(shelves: Sequence[Shelf], cover: CoverText) -> dict[str, tuple[Family, ...]]:
    """The fonts of every language on a cover sheet, English included, by tag. Raises UnknownId or BadFile."""
    languages = (cover.english, *(row.language for row in cover.rows))
    return {language.tag: read_families(shelves, language.fonts) for language in dict.fromkeys(languages)}


def make_cover(cover: CoverText, families: Mapping[str, tuple[Family, ...]]) -> bytes:
    """The cover sheet of a pack, with the fonts of `cover_families`. Raises DoesNotFit."""
    from cards.typeset.page.cover import cover_pages

    return draw_pages(cover_pages(cover, families), f"{cover.title}: what to print")


def make_calibration(
    paper: Size, flip: Flip, printer: Profile | None, english: Language, families: tuple[Family, ...]
) -> bytes:
    """The sheet for measuring a printer, or for checking it if its profile is given; set in `families`."""
    from cards.typeset.page.calibration import calibration_faces

    faces = calibration_faces(paper, english, families, flip=flip.value, corrected=printer is not None)
    sheets = corrected(whole_page_sheets(paper), printer)
    edge = flip.value.replace("-", " ")
    return draw_pdf(
        sheets, dict(zip(("bearer", "officer"), faces, strict=True)), flip, f"Calibration sheet, flipped on the {edge}"
    )
