"""constraints.txt pins everything that an install brings, in versions that setup.cfg allows."""

import configparser
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
LINES = [line for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if line[:1] not in ("", "#")]
SYSTEMS = {"linux": ("Linux", "posix"), "darwin": ("Darwin", "posix"), "win32": ("Windows", "nt")}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def pinned() -> dict[str, Version]:
    """The version of each package by its canonical name."""
    found: dict[str, Version] = {}
    for line in LINES:
        name, _, version = line.partition("==")
        found[canonicalize_name(name)] = Version(version)
    return found


def declared() -> list[Requirement]:
    """What setup.cfg requires, extras included, and what pyproject.toml builds with."""
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    texts = [setup["options"]["install_requires"], *setup["options.extras_require"].values()]
    build = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
    return [Requirement(line) for line in [*build, *"\n".join(texts).split("\n")] if line.strip()]


def everything() -> Iterator[str]:
    """The canonical names of all packages that they bring on any system, as far as these are installed here."""
    left = [(canonicalize_name(each.name), frozenset(each.extras)) for each in declared()]
    seen = set(left)
    while left:
        name, extras = left.pop()
        yield name
        try:
            needed = [Requirement(line) for line in requires(name) or ()]
        except PackageNotFoundError:
            continue
        for each in needed:
            key = (canonicalize_name(each.name), frozenset(each.extras))
            if key not in seen and any(applies(each, extra) for extra in extras or {""}):
                seen.add(key)
                left.append(key)


def applies(requirement: Requirement, extra: str) -> bool:
    """Whether a requirement counts on one of the systems, in one of the Pythons."""
    if requirement.marker is None:
        return True
    for python, (platform, (system, os_name)) in product(PYTHONS, SYSTEMS.items()):
        given = {"sys_platform": platform, "platform_system": system, "os_name": os_name, "extra": extra}
        here: Any = {**default_environment(), "python_version": python, "python_full_version": f"{python}.0", **given}
        if requirement.marker.evaluate(here):
            return True
    return False


def test_every_line_is_one_exact_version() -> None:
    assert all(line.count("==") == 1 and " " not in line for line in LINES)
    assert [line.lower() for line in LINES] == sorted(line.lower() for line in LINES)
    assert len(pinned()) == len(LINES)


@pytest.mark.parametrize("requirement", declared(), ids=str)
def test_the_version_of_what_is_required_is_allowed(requirement: Requirement) -> None:
    assert requirement.specifier.contains(pinned()[canonicalize_name(requirement.name)])


def test_everything_that_an_install_brings_is_pinned() -> None:
    assert sorted(set(everything()) - set(pinned())) == []
