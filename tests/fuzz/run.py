"""Runs cases: the same for the same number, on every machine, and what comes of each."""

from __future__ import annotations

import sys
import traceback
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from cards.errors import CardError
from cards.read.links import BadAddress
from cards.read.numbers import NotDialled
from tests.fuzz.doors import check_refusal
from tests.fuzz.mutate import Mutator
from tests.fuzz.targets import TARGETS, Target

REFUSALS = (CardError, BadAddress, NotDialled)
"""What a reader may raise; the second and third are the documented errors of `read_link` and `dialled`."""


@dataclass(slots=True)
class Outcome:
    """How many cases were accepted and refused, and the first case of each defect by its last frames."""

    accepted: int = 0
    refused: int = 0
    defects: dict[str, bytes] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)


def attempt(target: Target, data: bytes) -> str:
    """ "accepted" or "refused"; an exception that is no refusal, or a refusal that says nothing, escapes."""
    try:
        target.run(data)
    except REFUSALS as error:
        check_refusal(error)
        return "refused"
    return "accepted"


def cases(name: str, first: int, last: int) -> Iterator[bytes]:
    """The cases of a target with those numbers, `last` not among them."""
    target = TARGETS[name]
    mutator = Mutator(target.seeds(), target.words)
    return map(mutator.case, range(first, last))


def fuzzed(name: str, first: int, last: int) -> Outcome:
    """Tries the cases of a target with those numbers."""
    outcome, target = Outcome(), TARGETS[name]
    for data in cases(name, first, last):
        try:
            if attempt(target, data) == "accepted":
                outcome.accepted += 1
            else:
                outcome.refused += 1
        except Exception as error:
            found = frames(error)
            outcome.seen[found] += 1
            outcome.defects.setdefault(found, data)
    return outcome


def frames(error: BaseException) -> str:
    """An exception and where it is from: two cases with the same are one defect."""
    where = [f"{each.filename}:{each.lineno} {each.name}" for each in traceback.extract_tb(error.__traceback__)[-3:]]
    return "\n".join([f"{type(error).__name__}: {str(error)[:2000]}", *where])


def work_of(target: Target, data: bytes) -> tuple[int, int]:
    """The calls that a case makes, and the bytes that it takes at its height; a defect escapes."""
    calls = 0

    def counted(_: object, event: str, __: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    tracemalloc.start()
    sys.setprofile(counted)
    try:
        attempt(target, data)
    finally:
        sys.setprofile(None)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    return calls, peak
