"""The options of commands: `settings` as click options, and the few that only commands have."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

import click
from click.core import ParameterSource

from cards.errors import BadOrder, worded
from cards.locations import holds_nothing
from cards.read.printers import find_printer
from cards.read.settings import SETTINGS, Kind, Place, Setting, settings_for

_Command = TypeVar("_Command", bound=Callable[..., Any])

CONTENT = "RIGHTS_CARDS_CONTENT"
"""The environment variable that names a content folder."""

CONFIG = "RIGHTS_CARDS_CONFIG"
"""The environment variable that names another folder for the user's settings."""


def option_name(key: str, value: str = "") -> str:
    """A setting as it is typed on the command line: "--stock plain-a4"."""
    return f"--{key.replace('_', '-')} {value}".rstrip()


def printers_file() -> Path:
    """The file of printer profiles, in the user's settings folder; it need not exist."""
    return Path(os.environ.get(CONFIG) or click.get_app_dir("rights-cards")) / "printers.toml"


class _Given(click.ParamType):  # type: ignore[type-arg] # generic only from click 8.4 on
    """A value that the setting itself parses, so that every front end refuses it in the same words."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.name = setting.key

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The setting's value. Raises BadOrder."""
        if not isinstance(value, str):
            return value
        if self.setting.kind is Kind.FILE:
            return Path(value)
        if self.setting.key == "printer":
            return find_printer(printers_file(), value)
        return self.setting.read(value)


class _Appending:
    """A parser that keeps every value of an option, so that it shows whether there are several."""

    def __init__(self, parser: Any) -> None:
        self._parser = parser

    def add_option(self, *, action: str, **arguments: Any) -> None:
        """Adds an option whose values are appended instead of stored."""
        self._parser.add_option(action=action.replace("store", "append"), **arguments)


class Once(click.Option):
    """An option that counts once. click takes the last of several values silently: the others would be lost.

    A switch may be repeated, because nothing is lost, but not with its opposite.
    """

    def add_to_parser(self, parser: Any, ctx: click.Context) -> None:
        """Has the parser keep every value, unless the option is for several."""
        super().add_to_parser(parser if self.multiple else cast("Any", _Appending(parser)), ctx)

    def handle_parse_result(
        self, ctx: click.Context, opts: Mapping[str, Any], args: list[str]
    ) -> tuple[Any, list[str]]:
        """The only value. Raises BadOrder for several."""
        found = opts.get(self.name or "")
        if self.multiple or not isinstance(found, list):
            return super().handle_parse_result(ctx, opts, args)
        if len(found) > 1 and not (self.is_flag and len(set(found)) == 1) and not ctx.resilient_parsing:
            name = max(self.opts, key=len)
            cause = f"{name} is given {len(found)} times, but only one value counts."
            if self.is_flag:
                name = f"{name} and {max(self.secondary_opts, key=len)}"
                cause = f"{name} contradict each other."
            raise BadOrder(cause, f"Give only one {'of them' if self.is_flag else name}.")
        return super().handle_parse_result(ctx, {**opts, self.name or "": found[-1]}, args)


given = partial(click.option, cls=Once)
"""Declares an option of a command, as `click.option` does."""


def day(name: str, about: str | None = None) -> Callable[[_Command], _Command]:
    """Declares an option for a day such as 2026-12-01, which is today unless somebody gives another."""

    def today() -> str:
        return datetime.now().strftime("%Y-%m-%d")

    return given(name, type=click.DateTime(["%Y-%m-%d"]), default=today, show_default="today", help=about)


def option(key: str, **changes: Any) -> Callable[[_Command], _Command]:
    """The option for a setting, with `changes` for a command that uses it differently."""
    setting = SETTINGS[key]
    usual = f"  [default: {setting.default}]" if setting.default else ""
    about = f"{worded(setting.about, option_name)}{usual}"
    names = [option_name(key)]
    if setting.kind is Kind.FLAG:
        if setting.default:
            return given(f"{names[0]}/--no-{key}", default=None, help=about, **changes)
        return given(*names, is_flag=True, help=about, **changes)
    arguments: dict[str, Any] = {
        "type": _Given(setting),
        "metavar": f"[{'|'.join(setting.choices)}]" if setting.choices else setting.what,
        "help": about,
        "multiple": setting.kind is Kind.SEVERAL and key != "script",
    }
    if setting.alone:
        arguments |= {"is_flag": False, "flag_value": setting.alone}
    return given(*names, **(arguments | changes))


def some(*keys: str) -> Callable[[_Command], _Command]:
    """The options for those settings, in that order."""

    def added(command: _Command) -> _Command:
        for key in reversed(keys):
            command = option(key)(command)
        return command

    return added


def of_cards(command: _Command) -> _Command:
    """All options of `cards`, in the order in which the settings are declared."""
    return some(*(setting.key for setting in settings_for(Place.RUN)))(command)


def together(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the settings that were given."""
    return {key: value for key, value in values.items() if value not in (None, ())}


def _content_option(*, may_be_empty: bool) -> Callable[[_Command], _Command]:
    """The option for a content folder, which a command that writes to it may begin."""

    def checked(ctx: click.Context, param: click.Parameter, given: Path | None) -> Path | None:
        if given is None:
            return None
        if ctx.get_parameter_source(param.name or "") is ParameterSource.ENVIRONMENT:
            click.echo(f"Using the content of the folder {given}, which {CONTENT} names.", err=True)
        if not may_be_empty and holds_nothing(given):
            click.echo(
                f"Warning: the content folder {given} has no scripts/, stocks/, hotlines/, links/, translations/ or "
                "fonts/ in it, so it changes nothing. Name the folder that holds them.",
                err=True,
            )
        return given

    return given(
        "--content",
        type=click.Path(path_type=Path),
        envvar=CONTENT,
        callback=checked,
        metavar="FOLDER",
        help="Your own folder with scripts/, stocks/, hotlines/, links/, translations/ or fonts/.",
    )


content = _content_option(may_be_empty=False)
content_to_write = _content_option(may_be_empty=True)
output = given(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default="out",
    show_default=True,
    help="A folder; for a single locale also a file ending in .pdf, or - for standard output.",
)
as_of = day(
    "--as-of", "The day from which to count the age of hotlines and reviews of the law, for warnings and refusals."
)
