"""Changed copies of real inputs, the same for the same number on every machine.

A change knows no format. It works on pieces (words, numbers, single signs), because a parser refuses most files whose
bytes are merely changed before it gets to what follows.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

LONGEST = 200_000
"""Bytes: a case is cut to this length. The limits of length themselves have tests of their own."""

MOST_CHANGES = 8

_PIECE = re.compile(rb"[A-Za-z_]+|\d+|[^\W\d_]+|\s+|.", re.DOTALL)
_REPEATS = (2, 3, 17, 400)

WORDS: tuple[bytes, ...] = (
    *(b"", b"0", b"-1", b"1", b"9" * 25, b"1e999", b"nan", b"0.1", b"2026-02-30", b"1979-05-27T07:32:00Z", b"true"),
    *(b'"', b"'", b'"""', b"'''", b"\\", b"\\n", b"\\u0000", b"\\ud800", b"\n", b"\r\n", b"\r", b"\t", b"\0", b"\x85"),
    *(b"#", b"=", b"[", b"]", b"[[", b"]]", b"{", b"}", b"{}", b"{hotline}", b"**", b",", b";", b".", b"..", b"/"),
    *(
        b"<",
        b">",
        b"<<",
        b">>",
        b"(",
        b")",
        b"&",
        b"%",
        b"%00",
        b"%e2%80%ae",
        b"?",
        b"@",
        b":",
        b"//",
        b"~",
        b"|",
        b"-",
    ),
    *(b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3\x28", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x1b[31m"),
    *(
        each.encode()
        for each in "\u202e\u2066\u2069\u200b\u200d\u200e\u061c\ufeff\u2028\ue0f0\ue0f1\ue0f2\U000e0001\u0301"
    ),
    *(each.encode() for each in "é٣९½№İß𓀀日اא。「\u1000\u1039\u17d2\u0e33\u0f0b\u3164"),
)
"""What breaks readers: ends of ranges, signs with a meaning, bytes that are not UTF-8, hidden characters."""


class Mutator:
    """Makes cases of seeds. `words` are pieces of the format itself, which are put in beside those of `WORDS`."""

    def __init__(self, seeds: Sequence[bytes], words: Sequence[bytes] = ()) -> None:
        self.seeds = list(seeds)
        self.words = (*WORDS, *words, *words)
        self._cuts: dict[bytes, list[int]] = {}

    def case(self, number: int) -> bytes:
        """The case of that number; the first ones are the seeds themselves."""
        if number < len(self.seeds):
            return self.seeds[number]
        chance = random.Random(number)  # the generator's sequence is part of Python's documented promise
        data = chance.choice(self.seeds)
        cuts = self._pieces(data)
        changes = [self._change(chance, data, cuts) for _ in range(1 + int(chance.expovariate(0.6)) % MOST_CHANGES)]
        for start, end, new in sorted(changes, reverse=True):
            data = data[:start] + new + data[end:]
        return data[:LONGEST]

    def _pieces(self, data: bytes) -> list[int]:
        if data not in self._cuts:
            self._cuts[data] = [found.start() for found in _PIECE.finditer(data)] + [len(data)]
        return self._cuts[data]

    def _change(self, chance: random.Random, data: bytes, cuts: Sequence[int]) -> tuple[int, int, bytes]:
        """A place, and what is there instead."""
        at = chance.randrange(len(cuts))
        start, end = cuts[at], cuts[min(at + 1, len(cuts) - 1)]
        far = cuts[min(at + chance.randrange(1, 40), len(cuts) - 1)]
        kind = chance.randrange(10)
        if kind < 2:
            return start, end, chance.choice(self.words)
        if kind < 4:
            return start, start, chance.choice(self.words)
        if kind == 4:
            return start, end, b""
        if kind == 5:
            return start, far, b""
        if kind == 6:
            return start, start, data[start:far] * chance.choice(_REPEATS)
        if kind == 7:
            other = chance.choice(self.seeds)
            places = self._pieces(other)
            begin = chance.randrange(len(places))
            return start, end, other[places[begin] : places[min(begin + chance.randrange(1, 40), len(places) - 1)]]
        if kind == 8 and start < len(data):
            place = chance.randrange(start, max(end, start + 1))
            return place, place + 1, bytes([data[place] ^ 1 << chance.randrange(8)])
        return (start, len(data), b"") if chance.random() < 0.2 else (start, end, chance.choice(self.words) * 3)
