"""The quick suite: one case of each test, one locale of each script, and few Hypothesis examples.

`pytest --quick` runs it. `pytest --full` runs every case, but of a test with the mark `nightly(n)` one in n, unless
RIGHTS_CARDS_NIGHTLY is set. Without either, pytest runs the quick suite where no file or test is named, and every case
of what is named. A test that goes through many things in a loop asks the fixture `some` which of them to take.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import pytest
from hypothesis import is_hypothesis_test, settings

from cards.jobs import Order
from cards.locations import bundled
from cards.read.languages import Language, read_languages

EXAMPLES = 8
"""How many examples the quick suite tries of each property."""
FEW_SCRIPTS = ("Latn", "Arab", "Khmr")
"""Those that stand for all in a test with the mark `few_scripts`: plain, from right to left, of clusters and high."""
NIGHTLY = "RIGHTS_CARDS_NIGHTLY"
"""The variable of the environment with which the full suite leaves no case to the night."""
LOCALES = ("locale", "tag", "locales", "tags")
"""The names of parameters that are locales."""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("rights-cards")
    group.addoption("--quick", action="store_true", default=None, help="one case of each test")
    group.addoption("--full", action="store_true", help="every case of each test")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "few_scripts: the quick suite needs no locale of each script, only of three")
    config.addinivalue_line("markers", "full_only: the quick suite omits what takes seconds and seldom fails alone")
    config.addinivalue_line("markers", f"nightly(n): without {NIGHTLY}, --full runs one case in n")
    # A worker of pytest-xdist is handed its files by name; what its controller made of the options is handed on too.
    if config.option.full:
        config.option.quick = False
    if config.option.quick is None:
        config.option.quick = config.args_source is not pytest.Config.ArgsSource.ARGS
    settings.register_profile("quick", settings.default, derandomize=True, max_examples=EXAMPLES)
    if config.option.quick:
        settings.load_profile("quick")


def pytest_report_header(config: pytest.Config) -> str:
    return "cases: quick (--full runs all)" if config.option.quick else "cases: all (--quick runs one of each test)"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    kept: list[pytest.Item] = []
    left: list[pytest.Item] = []
    if not config.option.quick:
        if config.option.full and not os.environ.get(NIGHTLY):
            counted: Counter[str] = Counter()
            for item in items:
                (left if _waits_for_the_night(item, counted) else kept).append(item)
            items[:] = kept
            config.hook.pytest_deselected(items=left)
        return
    seen: set[tuple[str, ...]] = set()
    for item in items:
        if item.get_closest_marker("full_only"):
            left.append(item)
            continue
        _limit_examples(item)
        scripts = set(_scripts(item))
        group = (item.nodeid.partition("[")[0], *sorted(scripts))
        passed_over = bool(item.get_closest_marker("few_scripts") and scripts) and scripts.isdisjoint(FEW_SCRIPTS)
        (left if passed_over or group in seen else kept).append(item)
        seen.add(group)
    items[:] = kept
    config.hook.pytest_deselected(items=left)


def _waits_for_the_night(item: pytest.Item, counted: Counter[str]) -> bool:
    """Whether a case is not the first, or one of those after it, of which its test is to run one in n."""
    mark = item.get_closest_marker("nightly")
    if mark is None:
        return False
    test = item.nodeid.partition("[")[0]
    counted[test] += 1
    return bool((counted[test] - 1) % mark.args[0])


def _limit_examples(item: pytest.Item) -> None:
    """Fewer examples, also where a test asks for a number of its own."""
    function: Any = getattr(item, "function", None)
    if function is not None and is_hypothesis_test(function):
        own: Any = function._hypothesis_internal_use_settings or settings.default
        function._hypothesis_internal_use_settings = settings(own, max_examples=min(own.max_examples, EXAMPLES))


def _scripts(item: pytest.Item) -> Iterator[str]:
    """The scripts of the locales among a case's parameters: those so named, and the locale of a whole order."""
    case = getattr(item, "callspec", None)
    languages = _languages() if case else {}
    for name, value in case.params.items() if case else ():
        tag = value.locale if isinstance(value, Order) else value if name in LOCALES else None
        if isinstance(tag, str) and tag in languages:
            yield languages[tag].script


@pytest.fixture(scope="session")
def some(request: pytest.FixtureRequest) -> Callable[..., list[str]]:
    """Of names that a test goes through by itself: all, or in the quick suite those preferred.

    Without a preference these are one locale of each script.
    """

    def chosen(names: Iterable[str], *preferred: str) -> list[str]:
        if not request.config.option.quick:
            return list(names)
        return list(preferred or {_languages()[name].script: name for name in reversed(list(names))}.values())

    return chosen


@cache
def _languages() -> Mapping[str, Language]:
    return read_languages([bundled()])
