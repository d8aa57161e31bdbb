"""The options of commands: `settings` as click options, and the few that only commands have."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from cards.errors import worded
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


def option(key: str, **changes: Any) -> Callable[[_Command], _Command]:
    """The option for a setting, with `changes` for a command that uses it differently."""
    setting = SETTINGS[key]
    usual = f"  [default: {setting.default}]" if setting.default else ""
    about = f"{worded(setting.about, option_name)}{usual}"
    names = [option_name(key)]
    if setting.kind is Kind.FLAG:
        if setting.default:
            return click.option(f"{names[0]}/--no-{key}", default=None, help=about, **changes)
        return click.option(*names, is_flag=True, help=about, **changes)
    arguments: dict[str, Any] = {
        "type": _Given(setting),
        "metavar": f"[{'|'.join(setting.choices)}]" if setting.choices else setting.what,
        "help": about,
        "multiple": setting.kind is Kind.SEVERAL and key != "script",
    }
    if setting.alone:
        arguments |= {"is_flag": False, "flag_value": setting.alone}
    return click.option(*names, **(arguments | changes))


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

    return click.option(
        "--content",
        type=click.Path(path_type=Path),
        envvar=CONTENT,
        callback=checked,
        metavar="FOLDER",
        help="Your own folder with scripts/, stocks/, hotlines/, links/, translations/ or fonts/.",
    )


content = _content_option(may_be_empty=False)
content_to_write = _content_option(may_be_empty=True)
output = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default="out",
    show_default=True,
    help="A folder; for a single locale also a file ending in .pdf, or - for standard output.",
)
as_of = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    default=lambda: datetime.now().strftime("%Y-%m-%d"),
    show_default="today",
    help="The day from which to count the age of hotlines and reviews of the law, for warnings and refusals.",
)
