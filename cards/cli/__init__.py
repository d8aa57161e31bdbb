"""The click commands. The only package that uses click.

Each command is a module; `main` is the console script. A `CardError` becomes one line on standard error and its exit
code, here and nowhere else.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

from cards import __version__
from cards.cli.options import option_name
from cards.errors import CannotWrite, CardError
from cards.start import STOPPED, begin_command

DEFECT = 70
"""The exit code for a defect in this program (EX_SOFTWARE in sysexits.h)."""

WELCOME = """\
Know-your-rights cards: rights in the bearer's language on one side, in English for the officer on the other.

  Organizers      print cards in Spanish and Vietnamese with a hotline
                  {name} cards es vi --hotline 617-555-0100

  Workshop        make everything for a workshop, with a cover sheet for whoever prints it
  leaders         {name} pack init saturday.toml
                  {name} pack saturday.toml -o saturday

  Translators     see your translation on a card while you work on it
                  {name} preview es -o card.png --watch

  {name} cards --help shows every option.
"""


class _Refused(click.ClickException):
    """A CardError on its way to the terminal."""

    def __init__(self, error: CardError) -> None:
        super().__init__(error.message(option_name))
        vars(self)["exit_code"] = error.exit_code


_MODULES = {
    "calibration": "calibration_command",
    "cards": "cards_command",
    "check": "check_command",
    "hotline": "hotline_command",
    "locale": "locale_command",
    "pack": "pack_command",
    "picture": "picture_command",
    "preview": "review_commands",
    "proof": "review_commands",
    "site": "site_command",
    "stock": "stock_command",
}
"""The module of each command, imported only when called: importing all of them would double the start-up time."""


class _Commands(click.Group):
    """A group whose commands may raise CardError."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _MODULES:
            return None
        found: click.Command = getattr(import_module(f"cards.cli.{_MODULES[cmd_name]}"), cmd_name)
        return found

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CardError as error:
            raise _Refused(error) from error
        except (KeyboardInterrupt, click.Abort) as error:
            # A prompt turns Ctrl-C into Abort, as it does the end of the input.
            if not isinstance(error, KeyboardInterrupt) and not isinstance(error.__context__, KeyboardInterrupt):
                raise
            click.echo("Stopped.", err=True)
            ctx.exit(STOPPED)


@click.group(cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="rights-cards")
@click.pass_context
def commands(ctx: click.Context) -> None:
    """Wallet cards that tell people their rights, in their own language.

    Exit codes: 0 done, 2 a wrong option, 3 a broken file, 4 an unknown id, 5 a sentence not translated,
    6 something that does not fit, 7 a file that cannot be written, 8 a hotline not confirmed in the past year,
    9 a PDF in which `check` found something wrong, 130 stopped with Ctrl-C.
    """
    begin_command()  # click calls this once it has read the module of the command
    if ctx.invoked_subcommand is None:
        click.echo(WELCOME.format(name=ctx.info_name or "rights-cards"), nl=False)


_FULL = {errno.ENOSPC, errno.EFBIG, errno.EIO, errno.EINVAL, errno.EBADF, getattr(errno, "EDQUOT", errno.ENOSPC)}
"""Errors of a stream that is full or gone. A pipe that nobody reads is left to click, which exits silently."""


def _is_of_a_stream(error: Exception) -> bool:
    """Whether standard output or standard error could not be written; an error in writing a file has a file name."""
    return isinstance(error, OSError) and error.filename is None and error.errno in _FULL


def _give_up(error: Exception) -> NoReturn:
    """Ends the program because a standard stream cannot be written."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError:  # it keeps what it could not write, and Python would report that again at exit
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
    refusal = CannotWrite(
        f"Standard output cannot be written: {getattr(error, 'strerror', None) or error}.",
        "Free some space, or redirect the output; every file named so far is complete.",
    )
    with suppress(OSError):
        click.echo(f"Error: {refusal}", err=True)
    sys.exit(refusal.exit_code)


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
        if _is_of_a_stream(error):
            _give_up(error)
        if os.environ.get("RIGHTS_CARDS_DEBUG"):
            raise
        click.echo(
            f"Error: this is a defect in rights-cards ({type(error).__name__}: {error}). "
            "Please report it with the command that you ran; RIGHTS_CARDS_DEBUG=1 shows more.",
            err=True,
        )
        sys.exit(DEFECT)
