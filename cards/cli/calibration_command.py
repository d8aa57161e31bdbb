"""`calibration`: the sheet to measure a printer with, and the profiles that come of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from cards.cli import options
from cards.cli.output import destination, echo, report, write_whole
from cards.cli.writing import changing
from cards.errors import BadOrder, CannotWrite
from cards.locations import shelves
from cards.measures import POINTS_PER_MM
from cards.read.printers import (
    MOVE,
    ROTATE,
    SCALE,
    Bounds,
    Profile,
    find_printer,
    new_profile,
    printers_text,
    read_printers,
    with_printer,
)
from cards.read.stocks import Flip

_NUMBERS = {
    "--back-x": "What the scale back-x of the sheet says.",
    "--back-y": "What the scale back-y says.",
    "--left": "What the scale left says, together with --right: how far the back is turned.",
    "--right": "What the scale right says.",
    "--top": "What the scale top says, together with --bottom: how much the back is resized.",
    "--bottom": "What the scale bottom says.",
    "--scale": "Percent to scale the back by, instead of --top and --bottom.",
    "--rotate": "Degrees to turn the back by, anticlockwise, instead of --left and --right.",
}

_Numbers = Mapping[str, float | None]


def _number(ctx: click.Context, param: click.Parameter, given: str | None) -> float | None:
    """A number as people write it: with a comma too, or with the minus sign that stands on the sheet."""
    if given is None:
        return None
    try:
        return float(given.replace("−", "-").replace(",", "."))
    except ValueError as error:
        raise click.BadParameter(f"{given!r} is not a number such as 1.5 or -0.5.", ctx, param) from error


def _number_options(command: Callable[..., None]) -> Callable[..., None]:
    for name, told in reversed(_NUMBERS.items()):
        unit = {"--scale": "PERCENT", "--rotate": "DEGREES"}.get(name, "MM")
        command = click.option(name, callback=_number, metavar=unit, help=told)(command)
    return command


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="A folder, a file ending in .pdf, or - for standard output.  [default: out]",
)
@click.option("--paper", type=click.Choice(["letter", "a4"]), help="The paper of the sheet.  [default: letter]")
@options.option("flip")
@options.option("printer")
@click.option("--save", metavar="NAME", help="Save what you read as the profile of a printer of that name.")
@_number_options
@click.option("--list", "every", is_flag=True, help="Show every printer that has been saved.")
@click.option("--show", metavar="NAME", help="Show one.")
@click.option("--json", "as_json", is_flag=True, help="Show them as JSON, for programs.")
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
    """Makes a sheet that shows whether your printer puts the back of a card behind its front, and how to mend it.

    Print the sheet on both sides; it says how to read it and what to type. What you --save is kept on this computer,
    and `cards --printer NAME` then moves the backs, which are all that changes.

    \b
    Examples:
      calibration -o target.pdf
      calibration --save office --back-x 1.5 --back-y -0.5
      calibration -o check.pdf --printer office
      calibration --list

    The numbers say what is done to the back as one looks at it: --back-x moves it to the right, --back-y up.
    """
    given = {_option(name): value for name, value in numbers.items()}
    doing = {"--save": save is not None, "--list": every, "--show": show is not None}
    making = {"-o": output is not None, "--paper": paper is not None, "--printer": printer is not None}
    _check_together(doing, making, given, as_json=as_json)
    if save is not None:
        _save(save, flip or Flip.LONG_EDGE.value, given)
    elif show is not None:
        _show([find_printer(options.printers_file(), show)], as_json)
    elif every:
        _show(sorted(read_printers(options.printers_file()).values(), key=lambda each: each.name), as_json)
    else:
        _make(output or Path("out"), paper or "letter", flip or Flip.LONG_EDGE.value, printer)


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _check_together(doing: Mapping[str, bool], making: Mapping[str, bool], numbers: _Numbers, *, as_json: bool) -> None:
    """Raises BadOrder for options of which one would be passed over in silence."""
    chosen = [option for option, is_given in doing.items() if is_given]
    others = [*chosen[1:], *(option for option, is_given in making.items() if is_given)]
    if chosen and others:
        raise BadOrder(f"{chosen[0]} and {others[0]} are for different things.", "Give one of them, then the other.")
    number = next((option for option, value in numbers.items() if value is not None), None)
    if number is not None and chosen != ["--save"]:
        raise BadOrder(
            f"{number} says what is to be saved, and there is no --save.", f"Add --save and a name, or drop {number}."
        )
    if as_json and chosen not in (["--list"], ["--show"]):
        raise BadOrder("--json is for what --list and --show tell.", "Give it with one of them.")


def _make(output: Path, paper: str, flip: str, printer: Profile | None) -> None:
    from cards.merge.card_text import ENGLISH
    from cards.papers import make_calibration
    from cards.read.languages import read_languages
    from cards.read.stocks import PAPERS
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


def _save(name: str, flip: str, numbers: _Numbers) -> None:
    """Keeps a profile, and says so when it takes the place of an earlier one."""
    from cards.typeset.page.calibration import scale_of, shift_of, turn_of

    for option in ("--back-x", "--back-y"):
        if numbers[option] is None:
            raise BadOrder(
                f"{option} is missing: --save keeps what you have read from the sheet.",
                "Give --back-x and --back-y in millimetres; 0 where the line is at 0.",
            )
    scale = _of_two(numbers, "--top", "--bottom", lambda *two: 100 * scale_of(*two), "--scale", SCALE, 100.0)
    rotate = _of_two(numbers, "--left", "--right", turn_of, "--rotate", ROTATE, 0.0)
    back_x, back_y = numbers["--back-x"] or 0.0, numbers["--back-y"] or 0.0
    if numbers["--left"] is not None:
        back_x, back_y = (
            each / POINTS_PER_MM for each in shift_of(back_x * POINTS_PER_MM, back_y * POINTS_PER_MM, rotate)
        )
    new = new_profile(name, flip, back_x_mm=back_x, back_y_mm=back_y, scale_percent=scale, rotate_degrees=rotate)
    file = options.printers_file()
    try:
        with changing(file) as (printers,):
            before = read_printers(file)
            printers.write(printers_text(with_printer(before, new)))
    except CannotWrite as error:
        raise CannotWrite(
            error.cause, f"Make room there, or give another folder in {options.CONFIG}; what was saved is unchanged."
        ) from error
    old = before.get(new.name)
    echo(f"{new.name}: {_told(new)}")
    if old is not None:
        echo(f"It replaces what was saved under that name: {_told(old)}")


def _of_two(
    numbers: _Numbers,
    one: str,
    other: str,
    made_of: Callable[[float, float], float],
    direct: str,
    bounds: Bounds,
    nothing: float,
) -> float:
    """What is given as `direct`, or follows from two scales that were read; `nothing` when neither is there."""
    first, second, value = numbers[one], numbers[other], numbers[direct]
    if first is None and second is None:
        return nothing if value is None else value
    if first is None or second is None:
        missing = one if first is None else other
        raise BadOrder(f"{missing} is missing: {one} and {other} are compared.", "Read both scales, or give neither.")
    if value is not None:
        raise BadOrder(f"{direct} follows from {one} and {other}.", f"Give {direct} alone, or the two without it.")
    for option, read in ((one, first), (other, second)):
        if MOVE.problem(read):
            raise BadOrder(f"{option} {MOVE.problem(read)}.", MOVE.advice)
    value = made_of(first * POINTS_PER_MM, second * POINTS_PER_MM)
    if bounds.problem(round(value, 3)):
        raise BadOrder(
            f"{direct}, which follows from {one} and {other}, {bounds.problem(round(value, 3))} {bounds.unit}.",
            "Read the two scales again, and mind the minus.",
        )
    return value


def _show(printers: list[Profile], as_json: bool) -> None:
    if as_json:
        rows = [{"name": each.name, "flip": each.flip, **each.measures} for each in printers]
        echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for each in printers:
        echo(f"{each.name:<17} {_told(each)}")
    if not printers:
        echo("No printer has been saved: `calibration -o target.pdf` makes the sheet to measure one with.")


def _told(profile: Profile) -> str:
    x, y, scale, rotate = (f"{value:g}" for value in profile.measures.values())
    return f"back-x {x} mm, back-y {y} mm, scale {scale} %, rotate {rotate} degrees, with --flip {profile.flip}"
