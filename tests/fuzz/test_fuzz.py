"""A short run of the fuzzer, and its bounds of work and memory. `make fuzz` is the long run."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from cards.errors import BadOrder
from tests.fuzz.mutate import LONGEST, Mutator
from tests.fuzz.run import REFUSALS, attempt, cases, fuzzed, work_of
from tests.fuzz.targets import TARGETS, Target

CASES = 400
MEASURED = 20
SLOW = {"check": 10, "card": 40, "fit": 30, "held": 60, "place": 60}
"""Targets of which fewer cases are tried here."""


@pytest.mark.parametrize("name", TARGETS)
def test_a_seed_of_each_target_is_accepted(name: str) -> None:
    """Otherwise the cases would only show how a file is refused."""

    def accepted(data: bytes) -> bool:
        try:
            return attempt(TARGETS[name], data) == "accepted"
        except REFUSALS:
            return False

    assert any(map(accepted, TARGETS[name].seeds()))


@pytest.mark.full_only
@pytest.mark.parametrize("name", TARGETS)
def test_any_input_is_accepted_or_refused(name: str) -> None:
    outcome = fuzzed(name, 0, SLOW.get(name, CASES))
    assert outcome.defects == {}
    assert outcome.accepted > 0


def test_a_few_inputs_of_some_targets_are_accepted_or_refused(some: Callable[..., list[str]]) -> None:
    few = ("catalog", "hotline", "recipients", "link", "number", "bidi", "markup", "picture")
    for name in some(few, *few):
        assert fuzzed(name, 0, 60).defects == {}


UNCOUNTED = ("check",)
"""Its work is in another process, whose memory and time are limited (tests/checking/test_sandbox.py)."""


@pytest.mark.full_only
@pytest.mark.parametrize("name", [name for name in TARGETS if name not in UNCOUNTED])
def test_the_work_and_memory_of_a_case_are_within_the_bounds_of_its_target(name: str) -> None:
    """Also those of a long case: one in which a piece of a seed is repeated."""
    target = TARGETS[name]
    for data in [*cases(name, 0, MEASURED), *long_cases(target.seeds())]:
        calls, memory = work_of(target, data)
        assert calls <= target.calls[0] + target.calls[1] * len(data), (len(data), data[:80])
        assert memory <= target.memory[0] + target.memory[1] * len(data), (len(data), data[:80])


def long_cases(seeds: Sequence[bytes]) -> list[bytes]:
    seed = min(seeds, key=len)
    place = len(seed) // 2
    return [
        seed[:place] + piece * (10_000 // len(piece)) + seed[place:]
        for piece in (seed[place - 8 : place + 8], b"a", b'"')
    ]


# The fuzzer itself


def test_a_case_is_the_same_each_time_and_differs_from_the_next() -> None:
    seeds = [b'id = "luce"\nnumber = "617-370-5023"\n', b"other = 1\n"]
    found = [Mutator(seeds, (b"[[a]]",)).case(number) for number in range(500)]
    again = Mutator(seeds, (b"[[a]]",))
    assert found == [again.case(number) for number in range(500)]
    assert found[:2] == seeds
    assert len(set(found)) > 400
    assert max(map(len, found)) <= LONGEST


def test_an_exception_that_is_no_refusal_is_a_defect(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: bytes) -> None:
        if data == b"b":
            raise KeyError("b")
        if data == b"c":
            raise BadOrder(" ", "Do this.")
        raise BadOrder("It is wrong.", "Do this.")

    monkeypatch.setitem(TARGETS, "broken", Target(broken, lambda: [b"a", b"b", b"c"]))
    outcome = fuzzed("broken", 0, 3)
    assert (outcome.accepted, outcome.refused) == (0, 1)
    assert sorted(outcome.defects.values()) == [b"b", b"c"]


def test_work_is_counted() -> None:
    def busy(data: bytes) -> None:
        for _ in range(1000):
            len(data)

    def large(data: bytes) -> None:
        bytearray(10_000_000)

    def idle(data: bytes) -> None:
        pass

    calls, memory = zip(*(work_of(Target(run, lambda: [b""]), b"") for run in (busy, large, idle)), strict=True)
    assert calls[0] >= 1000 > calls[2]
    assert memory[1] >= 10_000_000 > memory[2]
