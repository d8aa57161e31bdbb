"""Documents other than cards: proofs, previews, cover sheets and the calibration sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cards.draw.pdf import draw_pages, draw_pdf
from cards.errors import CardError, MissingValue, Untranslated, plainly, worded
from cards.impose.sheet import corrected, whole_page_sheets
from cards.jobs import Job
from cards.locations import Shelf
from cards.measures import Size
from cards.merge.cover_text import CoverText
from cards.pipeline import lay_out_faces
from cards.read.languages import Language
from cards.read.printers import Profile
from cards.read.script_types import Script
from cards.read.stocks import Flip
from cards.read.typefaces import Family, families_with, read_families
from cards.typeset.marks import Face
from cards.typeset.text.harfbuzz import COMMON, script_of


def make_proof(job: Job, paper: Size, scripts: Sequence[Script] = ()) -> bytes:
    """The proof of a job's script for a reviewer on paper; of English, for a lawyer.

    `scripts` are those in whose list sentences have their numbers; without any it is that of this script.
    Raises DoesNotFit for a character without a glyph.
    """
    if job.language == job.english:
        return make_law_proof([job], paper)
    from cards.merge.proof_text import proof_text
    from cards.typeset.page.proof import proof_pages

    text = proof_text(job.whole, job.labels, job.wording, job.language, job.english, job.officer_language, scripts)
    faces, problem = _shown(job)
    pages = proof_pages(text, faces, problem, paper, job.styles[0].families)
    return draw_pages(pages, f"Proof of {job.script.id} in {job.language.english}")


def make_locale_proof(jobs: Sequence[Job], paper: Size) -> bytes:
    """The proof of a whole language other than English for a reviewer on paper; the jobs have a script each.

    Raises DoesNotFit for a character without a glyph.
    """
    from cards.merge.locale_proof import ALL_CARDS, locale_proof
    from cards.typeset.page.locale_proof import locale_pages

    first = jobs[0]
    text = locale_proof([job.whole for job in jobs], first.labels, first.wording, first.language, first.english)
    faces = {job.whole.id: next(iter(_shown(job)[0]), None) for job in jobs}
    pages = locale_pages(text, faces, paper, first.styles[0].families)
    return draw_pages(pages, f"Proof of {ALL_CARDS} in {first.language.english}")


def make_law_proof(jobs: Sequence[Job], paper: Size) -> bytes:
    """The proof of the English of one or more scripts for a lawyer on paper; the jobs are in English.

    Raises DoesNotFit for a character without a glyph.
    """
    from cards.merge.law_text import law_text
    from cards.typeset.page.law import law_pages

    first = jobs[0]
    officers = {job.whole.id: job.officer_language for job in jobs}
    text = law_text([job.whole for job in jobs], first.labels, first.wording, first.english, officers)
    shown = {job.whole.id: _shown(_numbered(job)) for job in jobs}
    usual = first.styles[0].families  # with the fallback, which stays the last
    further = dict.fromkeys(each for job in jobs for each in job.officer_style.families if each not in usual)
    pages = law_pages(text, shown, paper, (*further, *usual))
    return draw_pages(pages, f"Proof of {', '.join(shown)} in {first.english.english}")


def _numbered(job: Job) -> Job:
    """The card with a numeral beside each statement, by which its proof names it."""
    return job if job.whole.is_plan else replace(job, frame=replace(job.frame, pictured=False))


def _shown(job: Job) -> tuple[tuple[Face, ...], str]:
    """The faces of a card for its proof, or why there are none."""
    try:
        return lay_out_faces(job)[1], ""
    except CardError as error:
        # Without the file: a path would reveal who printed the proof. Nor does the reviewer need the name of a catalog
        # or options of `cards`.
        problem = error.cause if isinstance(error, Untranslated | MissingValue) else f"{error.cause} {error.remedy}"
        return (), worded(problem, plainly)


def make_single(job: Job) -> bytes:
    """One card on two pages of its own size, without bleed or marks, or a plan. Raises as `lay_out` does."""
    _, faces = lay_out_faces(job, asked=True)
    return draw_pages(
        faces, f"{job.script.title}: a {'plan' if job.script.is_plan else 'card'} in {job.language.english}"
    )


def cover_families(shelves: Sequence[Shelf], cover: CoverText) -> dict[str, tuple[Family, ...]]:
    """The fonts of every language on a cover sheet, by tag; those of English also have the writing systems of the names
    on it, which may be in any. Raises UnknownId or BadFile."""
    languages = dict.fromkeys((cover.english, *(row.language for row in cover.rows)))
    fonts = {language.tag: [*language.fonts] for language in languages}
    loaded = {name for names in fonts.values() for name in names}
    for script in sorted({script_of(character) for text in cover.names for character in text}.difference(COMMON)):
        named = families_with(shelves, script)
        if named and not loaded.intersection(named):
            fonts[cover.english.tag].append(named[0])
            loaded.add(named[0])
    return {tag: read_families(shelves, names) for tag, names in fonts.items()}


def make_cover(cover: CoverText, families: Mapping[str, tuple[Family, ...]]) -> tuple[bytes, tuple[str, ...]]:
    """The cover sheet of a pack, with the fonts of `cover_families`, and what to warn of. Raises DoesNotFit."""
    from cards.typeset.page.cover import cover_pages

    pages = cover_pages(cover, families)
    warnings = tuple(dict.fromkeys(warning for page in pages for warning in page.warnings))
    return draw_pages(pages, f"{cover.title}: what to print"), warnings


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
