"""`preview` and `proof`: a picture of a card for its translator, and a proof for its reviewers."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cards.cli import options
from cards.cli.output import STDOUT, checked_file, echo, report, warn, write_whole
from cards.errors import BadOrder, CardError
from cards.locations import Shelf, shelves
from cards.read.scripts import find_script, script_ids
from cards.read.settings import Place, settings_for
from cards.read.stocks import PAPERS
from cards.read.wishes import changed, wishes_from

if TYPE_CHECKING:
    from cards.jobs import Job, Order
    from cards.merge.gaps import Gap

POLL = 0.1
"""Seconds between two checks of the files, too short to notice."""


@click.command()
@click.argument("locale", metavar="LOCALE")
@options.given(
    "-o", "--output", type=click.Path(path_type=Path), required=True, metavar="PNG", help="The picture to write."
)
@options.given(
    "--watch",
    is_flag=True,
    help="Redraw whenever the catalog or a definition changes. Stop with Ctrl-C; the exit code is 0.",
)
@options.some(*(setting.key for setting in settings_for(Place.VIEW)))
@options.content
def preview(locale: str, output: Path, watch: bool, content: Path | None, **given: Any) -> None:
    """Draws both sides of a card as a picture, at 300 pixels per inch.

    Strings that are not translated, fuzzy, out of date or wrong (“error”) show that word in brackets; `cards` does not
    print them, and the terminal says what is wrong. With
    --watch it also tells what `locale check` finds in the strings of the card.

    \b
    Example:
      preview es -o card.png --watch
    """
    from cards.desk.orders import order_to_show

    if watch and output == STDOUT:
        raise BadOrder("--watch redraws a file, so it needs one.", "Give a name that ends in .png with -o.")
    checked_file(output, ".png")
    places, wishes = shelves(content), wishes_from(options.together(given))
    draw = partial(_draw, places, lambda: order_to_show(places, wishes, locale, date.today()), output, guard=watch)
    if watch:
        _watch(places, draw)
    else:
        draw()


@click.command()
@click.argument("locale", metavar="LOCALE")
@options.given(
    "-o", "--output", type=click.Path(path_type=Path), required=True, metavar="PDF", help="The proof to write."
)
@options.given("--paper", type=click.Choice(["letter", "a4"]), default="letter", show_default=True)
@options.option("script", help="Only the sentences of this card.")
@options.some("stock")
@options.content
def proof(locale: str, output: Path, paper: str, content: Path | None, **given: Any) -> None:
    """Writes a proof on which a reviewer translates back, corrects and signs a translation.

    Without --script it has every sentence of the language once, on whatever cards it is. Each has a number and a code,
    so the reviewer can also answer in a message.

    The proof of English is for a lawyer: the sentences of all scripts, or of that of --script, each once, with their
    authorities, questions to tick and room for a remedy. `locale sign en` records what the lawyer signed.

    \b
    Examples:
      proof es -o spanish-proof.pdf
      proof en -o for-our-lawyer.pdf
    """
    from cards.desk.orders import order_to_show
    from cards.jobs import gather
    from cards.merge.gaps import refuse_nothing
    from cards.papers import make_law_proof, make_locale_proof, make_proof

    checked_file(output, ".pdf")
    places, wishes = shelves(content), wishes_from(options.together(given))

    def job_of(script: str) -> Job:
        of_script = changed(wishes, {"script": script})
        return gather(places, order_to_show(places, of_script, locale, date.today()))

    named = [wishes.scripts[0]] if given["script"] is not None else script_ids(places)
    jobs = [job_of(each) for each in named]
    job = jobs[0]
    refuse_nothing([each.whole for each in jobs], job.labels, job.wording, job.language)
    if given["script"] is not None:
        write_whole(output, make_proof(job, PAPERS[paper], [find_script(places, each) for each in script_ids(places)]))
        report(output, f"proof of {job.script.id} in {job.language.english}")
    elif job.language == job.english:
        write_whole(output, make_law_proof(jobs, PAPERS[paper]))
        report(output, f"proof of the English of {', '.join(each.script.id for each in jobs)}, for a lawyer")
    else:
        write_whole(output, make_locale_proof(jobs, PAPERS[paper]))
        report(output, f"proof of all cards in {job.language.english}")


def _draw(places: Sequence[Shelf], order: Callable[[], Order], output: Path, *, guard: bool) -> None:
    from cards.jobs import gather

    job = gather(places, order())
    try:
        _draw_job(job, output)
    finally:
        if guard:
            _tell_findings(places, job)


def _tell_findings(places: Sequence[Shelf], job: Job) -> None:
    """What `locale check` finds in the strings of a card, and in files that cannot be read."""
    from cards.cli.findings import count_of, finding_line, findings_of

    shown = {each.context for each in job.bearer_sources}
    try:
        found = findings_of(places, job.language, date.today())
    except CardError as error:  # a file that this card does not need
        echo(f"{job.script.id} is not checked: {error}", err=True)
        return
    findings = [each for each in found if each.context in shown or (not each.context and each.severity == "error")]
    for each in findings:
        echo(finding_line(each), err=True)
    echo(f"{job.script.id} checked: {count_of(findings)}", err=True)


def _draw_job(job: Job, output: Path) -> None:
    from cards.cli.picture import sides_as_png
    from cards.desk.contact import statement_warnings
    from cards.guards.refusals import refuse_unsound_card, unsound_strings
    from cards.merge.gaps import find_gaps, with_gaps_shown
    from cards.merge.variants import usual_instead
    from cards.papers import make_single

    gaps = find_gaps(job.bearer_sources, job.wording)
    wrong = unsound_strings(job.bearer_sources, job.wording, job.language, job.styles[0].families)
    shown = replace(job, wording=with_gaps_shown(job.wording, gaps, wrong))
    write_whole(output, sides_as_png(make_single(shown)))
    report(output, f"{job.script.id} in {job.language.english}")
    if gaps:
        _tell_of(gaps, len(job.bearer_sources), job)
    for each in (*usual_instead(job.gaps, job.region, job.language), *statement_warnings(job.contact, job.script)):
        warn(each)
    try:
        refuse_unsound_card(job)
    except CardError as error:
        warn(f"this card cannot be printed. {error}")


def _tell_of(gaps: Sequence[Gap], total: int, job: Job) -> None:
    """Reports which strings still need translating."""
    from cards.merge.gap_remedies import how_to_fill

    named = "; ".join(f"{gap.source.context} ({gap.state.value})" for gap in gaps)
    echo(
        f"Warning: this card cannot be printed because of {len(gaps)} of its {total} strings: {named}. "
        f"{how_to_fill(job.wording)}",
        err=True,
    )


def _watch(places: Sequence[Shelf], draw: Callable[[], None]) -> None:
    """Draws until Ctrl-C. Errors in a file are reported, and drawing goes on once they are corrected.

    Raises BadOrder, which no edit of a file would correct.
    """
    seen: dict[Path, tuple[int, int]] = {}
    try:
        while True:
            now = _changes(places)
            if now != seen:
                seen = now
                _draw_and_tell(draw)
            time.sleep(POLL)
    except KeyboardInterrupt:
        echo(err=True)  # this puts the prompt on a line of its own, not after ^C


def _draw_and_tell(draw: Callable[[], None]) -> None:
    started = time.perf_counter()
    try:
        draw()
    except BadOrder:
        raise
    except CardError as error:
        echo(f"Error: {error}", err=True)
    else:
        echo(f"drawn in {(time.perf_counter() - started) * 1000:.0f} ms; watching", err=True)


def _changes(places: Sequence[Shelf]) -> dict[Path, tuple[int, int]]:
    """The time of the last change of each catalog and definition, in nanoseconds, and its size in bytes.

    The size counts because some editors write a file in parts, all within one tick of the file system's clock.
    """
    found: dict[Path, tuple[int, int]] = {}
    for shelf in places:
        paths = [shelf.labels, *(path for folder in shelf.folders for path in folder.glob("*.toml"))]
        paths += [*shelf.translations.glob("*/*.toml"), *shelf.translations.glob("*/LC_MESSAGES/cards.po")]
        paths += shelf.fonts.glob("*.ttf")
        for path in paths:
            try:
                state = path.stat()
            except OSError:
                continue
            found[path] = (state.st_mtime_ns, state.st_size)
    return found
