"""The click commands. The only package that uses click.

Each command is a module; `main` is the console script. A `CardError` becomes one line on standard error and its exit
code, here and nowhere else.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from cards import __version__
from cards.cli.calibration_command import calibration
from cards.cli.cards_command import cards
from cards.cli.check_command import check
from cards.cli.hotline_command import hotline
from cards.cli.locale_command import locale
from cards.cli.pack_command import STOPPED, pack
from cards.cli.review_commands import preview, proof
from cards.cli.stock_command import stock
from cards.errors import CardError

DEFECT = 70
"""The exit code of a defect in this program (EX_SOFTWARE of sysexits.h)."""

WELCOME = """\
Know-your-rights cards: rights in the bearer's language on one side, in English for the officer on the other.

  Organizers      print cards in Spanish and Vietnamese with a hotline
                  {name} cards es vi --hotline 617-555-0100

  Workshop        print every language, 100 cards each, into one folder
  leaders         {name} cards --all --copies 100 -o saturday

  Translators     see your own catalog on a card while you work on it
                  {name} preview es -o card.png --watch

  {name} cards --help shows every option.
"""


class _Refused(click.ClickException):
    """A CardError on its way to the terminal."""

    def __init__(self, error: CardError) -> None:
        super().__init__(str(error))
        vars(self)["exit_code"] = error.exit_code


class _Commands(click.Group):
    """A group whose commands may raise CardError."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CardError as error:
            raise _Refused(error) from error
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
            ctx.exit(STOPPED)


@click.group(cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="rights-cards")
@click.pass_context
def commands(ctx: click.Context) -> None:
    """Wallet cards that tell people their rights, in their own language.

    Exit codes: 0 done, 2 a wrong option, 3 a broken file, 4 an unknown id, 5 a sentence not translated,
    6 something that does not fit, 7 a file that cannot be written, 8 a hotline that nobody has confirmed for a year,
    9 a PDF in which `check` found something wrong, 130 stopped with Ctrl-C.
    """
    if ctx.invoked_subcommand is None:
        click.echo(WELCOME.format(name=ctx.info_name or "rights-cards"), nl=False)


commands.add_command(calibration)
commands.add_command(cards)
commands.add_command(check)
commands.add_command(hotline)
commands.add_command(locale)
commands.add_command(pack)
commands.add_command(preview)
commands.add_command(proof)
commands.add_command(stock)


def main() -> None:
    """Runs the command line. A defect shows no traceback unless RIGHTS_CARDS_DEBUG is set."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may not be able to show every language's name; a question mark is better than a crash.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    script = Path(sys.argv[0]).name
    name = f"python {script}" if script.endswith(".py") else "rights-cards"
    try:
        commands.main(prog_name=name)
    except Exception as error:
        if os.environ.get("RIGHTS_CARDS_DEBUG"):
            raise
        click.echo(
            f"Error: this is a defect of rights-cards ({type(error).__name__}: {error}). "
            "Please report it with the command that you gave; RIGHTS_CARDS_DEBUG=1 shows more.",
            err=True,
        )
        sys.exit(DEFECT)
