"""An option of any command that takes one value is refused if it has two: click itself takes the last one silently."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from cards.cli import commands
from cards.cli.options import Once
from cards.cli.pack_command import init, schema


def every_command(group: click.Group, *path: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from every_command(command, *path, name)
        else:
            yield (*path, name), command


def every_option() -> Iterator[tuple[tuple[str, ...], click.Option]]:
    found = [*every_command(commands), (("pack", "init"), init), (("pack", "schema"), schema)]
    for path, command in found:
        for each in command.params:
            if isinstance(each, click.Option):
                yield path, each


OPTIONS = [*every_option()]


def test_every_option_is_known() -> None:
    """So that none escapes the tests below."""
    paths = {path for path, _ in OPTIONS}
    assert len(paths) > 15
    assert {("cards",), ("locale", "sign"), ("pack",), ("hotline", "verify"), ("calibration",)} <= paths


@pytest.mark.parametrize(("path", "option"), OPTIONS, ids=lambda each: str(getattr(each, "name", None) or each))
def test_no_option_takes_the_last_of_several_values(path: tuple[str, ...], option: click.Option) -> None:
    assert isinstance(option, Once), f"declare it with `options.given`: {' '.join(path)} {option.opts}"


def refusal(path: tuple[str, ...], *arguments: str) -> str:
    result = CliRunner().invoke(commands, [*path, *arguments])
    return result.output if result.exit_code == 2 else f"exit code {result.exit_code}"


@pytest.mark.parametrize(
    ("path", "option"),
    [each for each in OPTIONS if not each[1].multiple and not each[1].is_flag],
    ids=lambda each: str(getattr(each, "name", None) or each),
)
def test_a_value_given_twice_is_refused(path: tuple[str, ...], option: click.Option) -> None:
    """Whatever the values are, by each of its names, and also if they are the same."""
    longest = max(option.opts, key=len)
    expected = f"Error: {longest} is given 2 times, but only one value counts. Give only one {longest}.\n"
    for name in option.opts:
        assert refusal(path, name, "one", longest, "two").endswith(expected)
    assert refusal(path, longest, "one", longest, "one").endswith(expected)


@pytest.mark.parametrize(
    ("path", "option"),
    [each for each in OPTIONS if each[1].secondary_opts],
    ids=lambda each: str(getattr(each, "name", None) or each),
)
def test_a_switch_and_its_opposite_are_refused(path: tuple[str, ...], option: click.Option) -> None:
    on, off = option.opts[0], option.secondary_opts[0]
    for both in ((on, off), (off, on)):
        assert f"Error: {on} and {off} contradict each other. Give only one of them." in refusal(path, *both)


def test_what_may_be_repeated_still_may() -> None:
    found = CliRunner().invoke(commands, ["stock", "list", "--json", "--json"])
    assert found.exit_code == 0, found.output
    several = {option.name for _, option in OPTIONS if option.multiple}
    assert {"hotline", "strings"} <= several
