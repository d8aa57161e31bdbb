"""`site`: the website, with a page for each language that needs no script, to put on any web server."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cards.cli import options
from cards.cli.output import STDOUT, checked_folder, echo, say, warn
from cards.errors import BadOrder
from cards.locations import shelves
from cards.read.names import listed
from cards.read.wishes import wishes_from

if TYPE_CHECKING:
    from cards.page.ready_made import Prepared
    from cards.page.site import SitePlan

_SETTINGS = (
    "region",
    "hotline",
    "hotline_name",
    "link",
    "audio_link",
    "allow_stale",
    "allow_tracking",
    "org",
    "require",
)


@click.command(no_args_is_help=True)
@options.given(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FOLDER", required=True,
    help="An empty or new folder, or one with an earlier site.",
)  # fmt: skip
@options.given("--languages", default="", metavar="LIST", help="Only these, such as “es, Haitian Creole”.")
@options.given("--no-pdfs", is_flag=True, help="Leave out the ready-made cards.")
@options.given(
    "--no-program", is_flag=True, help="Leave out the page that makes cards: only the pages of the languages."
)
@options.given(
    "--parts", type=click.Path(path_type=Path), metavar="FOLDER", help="What `make page` has fetched for the page."
)
@options.some(*_SETTINGS)
@options.given(
    "--jobs", type=click.IntRange(1, 256), default=os.cpu_count, show_default="one per core", metavar="N",
    help="Number of processes to run at once.",
)  # fmt: skip
@options.content
@options.as_of
def site(
    output: Path, languages: str, no_pdfs: bool, no_program: bool, parts: Path | None, jobs: int, content: Path | None,
    as_of: datetime, **given: Any,
) -> None:  # fmt: skip
    """Makes a website: a page for each language with the words of every situation, and finished cards to print.

    \b
      site -o site --no-program                        pages and cards with a line for a number
      site -o site --region US-MA --org "Lynn Neighbors" --content my-coalition

    A page needs no script and loads nothing from elsewhere. Put the folder on any web server, as docs/hosting.md says.
    A later run into the same folder replaces what changed, and never touches a file that is not its own.
    """
    from cards.cli.site_folder import SiteFolder
    from cards.page.program import read_program
    from cards.page.site import assemble, plan_site

    if output == STDOUT:
        raise BadOrder("A site is many files, which cannot go to standard output.", "Name a folder with -o.")
    places = shelves(content)
    wishes = wishes_from(options.together(given))
    folder = SiteFolder(checked_folder(output))
    content = content and content.resolve()
    plan = plan_site(places, wishes, languages, as_of.date(), with_pdfs=not no_pdfs, content=content)
    program = None if no_program else read_program(parts, content)
    for warning in plan.warnings:
        warn(warning)
    prepared = _prepared(plan, jobs)
    _refuse_faults(prepared)
    there = [each for each in prepared if each.is_there]
    for warning in dict.fromkeys(told for each in there for told in each.warnings if told not in plan.warnings):
        warn(warning)
    for each in prepared:
        if not each.is_there:
            warn(f"{each.locale} has no page: none of its cards is translated")
    for script in plan.scripts:
        lacking = [each.locale for each in there if script in each.skipped]
        if lacking:
            pages = "page" if len(lacking) == 1 else "pages"
            warn(f"{script} is not on the {pages} for {listed(lacking)}: not translated, or not signed as you require")
    files = assemble(plan, there, program)
    removed = folder.write(files)
    if removed:
        say(f"Removed, because the site no longer has them: {len(removed)} files.")
    size = sum(map(len, files.values())) / 1e6
    echo(f"{output}: {len(files)} files, {size:.1f} MB, pages in {len(there)} languages")
    say("Put the whole folder on a web server. docs/hosting.md says how.")


def _prepared(plan: SitePlan, jobs: int) -> list[Prepared]:
    """The results of the plan's tasks, in its order."""
    from cards.pack.processes import local_workers
    from cards.page.ready_made import prepare

    tasks = plan.tasks
    found: dict[str, Prepared] = {}
    count = max(1, min(jobs, len(tasks) // 4)) if plan.with_pdfs else 1
    with (
        click.progressbar(length=len(tasks), label="Making pages", file=sys.stderr, hidden=len(tasks) < 4) as progress,
        local_workers(count) as workers,
    ):
        for each in workers.done(prepare, tasks):
            found[each.locale] = each
            progress.update(1)
    return [found[task.locale] for task in tasks]


def _refuse_faults(prepared: Sequence[Prepared]) -> None:
    """Ends with the code of the first fault, after naming each once: a site is complete or is not written."""
    faults = {fault.text: fault for each in prepared for fault in each.faults}
    for text in faults:
        say(f"Error: {text}")
    if faults:
        say("Nothing was written.")
        click.get_current_context().exit(next(iter(faults.values())).exit_code)
