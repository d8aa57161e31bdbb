"""The options of commands: those of `settings` as click has them, and the few that only commands have."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from cards.errors import worded
from cards.read.printers import find_printer
from cards.read.settings import SETTINGS, Kind, Place, Setting, settings_for

_Command = TypeVar("_Command", bound=Callable[..., Any])

CONFIG = "RIGHTS_CARDS_CONFIG"
"""The environment variable that names another folder for what the user has set."""


def option_name(key: str, value: str = "") -> str:
    """What a setting is called on the command line: "--stock plain-a4"."""
    return f"--{key.replace('_', '-')} {value}".rstrip()


def printers_file() -> Path:
    """The file of printers' profiles, in the user's folder for settings; it need not exist."""
    return Path(os.environ.get(CONFIG) or click.get_app_dir("rights-cards")) / "printers.toml"


class _Given(click.ParamType):  # type: ignore[type-arg] # generic from click 8.4 on only
    """A value that the setting itself reads, so that every front end refuses it in the same words."""

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
    """The option of a setting, changed for a command that has another use for it."""
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
    return click.option(*names, **(arguments | changes))


def some(*keys: str) -> Callable[[_Command], _Command]:
    """The options of those settings, in that order."""

    def added(command: _Command) -> _Command:
        for key in reversed(keys):
            command = option(key)(command)
        return command

    return added


def of_cards(command: _Command) -> _Command:
    """All options of a run of cards, in the order in which the settings stand."""
    return some(*(setting.key for setting in settings_for(Place.RUN)))(command)


def together(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of settings that somebody gave: an option that was not given says nothing."""
    return {key: value for key, value in values.items() if value not in (None, ())}


content = click.option(
    "--content",
    type=click.Path(path_type=Path),
    envvar="RIGHTS_CARDS_CONTENT",
    metavar="FOLDER",
    help="A folder with scripts/, stocks/, hotlines/, links/, translations/ or fonts/ of your own.",
)
output = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default="out",
    show_default=True,
    help="A folder, or for one locale a file ending in .pdf, or - for standard output.",
)
as_of = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    default=lambda: datetime.now().strftime("%Y-%m-%d"),
    show_default="today",
    help="The day to judge a hotline's age by: for warnings and refusals, and for lines of a region that are too old.",
)
