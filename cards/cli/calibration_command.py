"""`calibration`: a sheet for measuring a printer, and the profiles made from it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from cards.cli import options
from cards.cli.options import option_name
from cards.cli.output import destination, echo, report, write_whole
from cards.cli.writing import changing
from cards.errors import BadOrder, CannotWrite
from cards.locations import shelves
from cards.read.languages import ENGLISH, read_languages
from cards.read.printers import (
    Profile,
    find_printer,
    printers_text,
    read_printers,
    with_printer,
)
from cards.read.stocks import PAPERS, Flip

_NUMBERS = {
    "--back-x": "The reading of scale back-x on the sheet.",
    "--back-y": "The reading of scale back-y.",
    "--left": "The reading of scale left; with --right, it gives the rotation of the back.",
    "--right": "The reading of scale right.",
    "--top": "The reading of scale top; with --bottom, it gives the scaling of the back.",
    "--bottom": "The reading of scale bottom.",
    "--scale": "Percentage to scale the back to, instead of --top and --bottom.",
    "--rotate": "Degrees to rotate the back counterclockwise, instead of --left and --right.",
}


def _number(ctx: click.Context, param: click.Parameter, given: str | None) -> float | None:
    """A number as people type it: with a decimal comma, or with the minus sign printed on the sheet."""
    if given is None:
        return None
    try:
        return float(given.replace("−", "-").replace(",", "."))
    except ValueError as error:
        raise click.BadParameter(f"{given!r} is not a number such as 1.5 or -0.5.", ctx, param) from error


def _number_options(command: Callable[..., None]) -> Callable[..., None]:
    for name, told in reversed(_NUMBERS.items()):
        unit = {"--scale": "PERCENT", "--rotate": "DEGREES"}.get(name, "MM")
        command = options.given(name, callback=_number, metavar=unit, help=told)(command)
    return command


@click.command()
@options.given(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="A folder, a file ending in .pdf, or - for standard output.  [default: out]",
)
@options.given("--paper", type=click.Choice(["letter", "a4"]), help="The paper of the sheet.  [default: letter]")
@options.option("flip")
@options.option("printer")
@options.given("--save", metavar="NAME", help="Save your readings as the profile of the printer NAME.")
@_number_options
@options.given("--list", "every", is_flag=True, help="Show every saved printer.")
@options.given("--show", metavar="NAME", help="Show one saved printer.")
@options.given("--json", "as_json", is_flag=True, help="Show printers as JSON, for other programs.")
def calibration(
    output: Path | None,
    paper: str | None,
    flip: str | None,
    printer: Profile | None,
    save: str | None,
    every: bool,
    show: str | None,
    as_json: bool,
    **numbers: float | None,
) -> None:
    """Makes a sheet that shows whether your printer aligns the backs of cards with their fronts, and how to correct it.

    Print the sheet on both sides; it explains how to read it and what to type. What you --save stays on this computer.
    `cards --printer NAME` then moves the backs and changes nothing else.

    \b
    Examples:
      calibration -o target.pdf
      calibration --save office --back-x 1.5 --back-y -0.5
      calibration -o check.pdf --printer office
      calibration --list

    The numbers say how the back moves as you look at it: --back-x moves it to the right, --back-y up.
    """
    doing = {"--save": save is not None, "--list": every, "--show": show is not None}
    making = {"-o": output is not None, "--paper": paper is not None, "--printer": printer is not None}
    _check_together(doing, making, numbers, as_json=as_json)
    if save is not None:
        _save(save, flip or Flip.LONG_EDGE.value, numbers)
    elif show is not None:
        _show([find_printer(options.printers_file(), show)], as_json)
    elif every:
        _show(sorted(read_printers(options.printers_file()).values(), key=lambda each: each.name), as_json)
    else:
        _make(output or Path("out"), paper or "letter", flip or Flip.LONG_EDGE.value, printer)


def _check_together(
    doing: Mapping[str, bool], making: Mapping[str, bool], numbers: Mapping[str, float | None], *, as_json: bool
) -> None:
    """Raises BadOrder for options of which one would be ignored silently."""
    chosen = [option for option, is_given in doing.items() if is_given]
    others = [*chosen[1:], *(option for option, is_given in making.items() if is_given)]
    if chosen and others:
        raise BadOrder(f"{chosen[0]} and {others[0]} cannot be used together.", "Run the command once with each.")
    number = next((option_name(key) for key, value in numbers.items() if value is not None), None)
    if number is not None and chosen != ["--save"]:
        raise BadOrder(
            f"{number} is a value to save, but --save is missing.", f"Add --save and a name, or remove {number}."
        )
    if as_json and chosen not in (["--list"], ["--show"]):
        raise BadOrder("--json works only with --list or --show.", "Add one of them, or remove --json.")


def _make(output: Path, paper: str, flip: str, printer: Profile | None) -> None:
    from cards.papers import make_calibration
    from cards.read.typefaces import read_families

    if printer is not None:
        printer.check_flip(flip)
    places = shelves(None)
    english = read_languages(places)[ENGLISH]
    (target,) = destination(output, [f"calibration-{paper}-{flip}.pdf"])
    write_whole(
        target, make_calibration(PAPERS[paper], Flip(flip), printer, english, read_families(places, english.fonts))
    )
    what = f"to check the printer {printer.name}" if printer is not None else "to measure a printer"
    report(target, f"sheet {what}, 2 pages; print it on both sides at actual size (100 %)")


def _save(name: str, flip: str, numbers: Mapping[str, float | None]) -> None:
    """Saves a profile, and reports when it replaces an earlier one."""
    from cards.typeset.page.readings import Readings

    new = Readings(**numbers).profile(name, flip)
    file = options.printers_file()
    try:
        with changing(file) as (printers,):
            before = read_printers(file)
            printers.write(printers_text(with_printer(before, new)))
    except CannotWrite as error:
        raise CannotWrite(
            error.cause,
            f"Free some space there, or name another folder in {options.CONFIG}; saved profiles are unchanged.",
        ) from error
    old = before.get(new.name)
    echo(f"{new.name}: {_told(new)}")
    if old is not None:
        echo(f"It replaces the profile saved under that name: {_told(old)}")


def _show(printers: list[Profile], as_json: bool) -> None:
    if as_json:
        rows = [{"name": each.name, "flip": each.flip, **each.measures} for each in printers]
        echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for each in printers:
        echo(f"{each.name:<17} {_told(each)}")
    if not printers:
        echo("No printer is saved. To measure one, make the sheet: `calibration -o target.pdf`.")


def _told(profile: Profile) -> str:
    x, y, scale, rotate = (f"{value:g}" for value in profile.measures.values())
    return f"back-x {x} mm, back-y {y} mm, scale {scale} %, rotate {rotate} degrees, with --flip {profile.flip}"
