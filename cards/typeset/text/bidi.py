"""The Unicode Bidirectional Algorithm (UAX #9): from text in logical order to runs in visual order.

`paragraph_levels` resolves a whole paragraph (rules P2 to I2). Once its lines are broken, `visual_runs`
orders each line (L1 and L2). P1, splitting paragraphs, is the caller's; L3 and L4 are the shaper's.

Bidi classes come from `unicodedata`; a code point that it does not know counts as L. Every step is linear
in the length of the text, times at most a constant of the standard (125 levels, 63 open brackets).
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from sys import intern
from typing import Final, NamedTuple, TypeAlias
from unicodedata import bidirectional, normalize

Run: TypeAlias = tuple[int, int, int]  # start, end, embedding level

MAX_DEPTH: Final = 125  # BD2
MAX_OPEN_BRACKETS: Final = 63  # BD16

# Every opening bracket with its closing bracket, from BidiBrackets.txt of Unicode 15.0.0.
_BRACKETS_15_0: Final = """
    0028-0029 005B-005D 007B-007D 0F3A-0F3B 0F3C-0F3D 169B-169C 2045-2046 207D-207E 208D-208E 2308-2309
    230A-230B 2329-232A 2768-2769 276A-276B 276C-276D 276E-276F 2770-2771 2772-2773 2774-2775 27C5-27C6
    27E6-27E7 27E8-27E9 27EA-27EB 27EC-27ED 27EE-27EF 2983-2984 2985-2986 2987-2988 2989-298A 298B-298C
    298D-2990 298F-298E 2991-2992 2993-2994 2995-2996 2997-2998 29D8-29D9 29DA-29DB 29FC-29FD 2E22-2E23
    2E24-2E25 2E26-2E27 2E28-2E29 2E55-2E56 2E57-2E58 2E59-2E5A 2E5B-2E5C 3008-3009 300A-300B 300C-300D
    300E-300F 3010-3011 3014-3015 3016-3017 3018-3019 301A-301B FE59-FE5A FE5B-FE5C FE5D-FE5E FF08-FF09
    FF3B-FF3D FF5B-FF5D FF5F-FF60 FF62-FF63
"""
BRACKET_PAIRS: Final = {
    chr(int(opening, 16)): chr(int(closing, 16))
    for opening, closing in (pair.split("-") for pair in _BRACKETS_15_0.split())
}
# What closes each bracket's pair. U+232A and U+3009, canonical equivalents, match each other: hence NFC.
_CLOSER: Final = {char: normalize("NFC", pair[1]) for pair in BRACKET_PAIRS.items() for char in pair}

_EMBEDDINGS: Final = frozenset(("LRE", "RLE", "LRO", "RLO"))
_ISOLATES: Final = frozenset(("LRI", "RLI", "FSI"))
_EXPLICIT: Final = _EMBEDDINGS | _ISOLATES
_REMOVED: Final = _EMBEDDINGS | {"PDF", "BN"}
_SEPARATORS: Final = frozenset(("B", "S"))
_JOINABLE: Final = frozenset((("EN", "ES"), ("EN", "CS"), ("AN", "CS")))
_SPACES: Final = _ISOLATES | _REMOVED | {"WS", "PDI"}
_NEUTRALS: Final = _ISOLATES | _SEPARATORS | {"WS", "ON", "PDI"}
# Without one of these a left-to-right paragraph stays at level 0: rule W7 turns its numbers into L.
_RAISING: Final = _EXPLICIT | {"R", "AL", "AN"}

# Rules P2 and P3: what ends the search for the first strong character, and the level it gives.
_FIRST_STRONG: Final = {"L": 0, "R": 1, "AL": 1, "B": None}
# How rules N0 to N2 see a resolved type: numbers count as R, anything absent is neutral.
_AS_STRONG: Final = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
# Rules I1 (even level) and I2 (odd level): what each resolved type adds to the level.
_RISE: Final = ({"L": 0, "R": 1, "AN": 2, "EN": 2}, {"L": 1, "R": 0, "AN": 1, "EN": 1})


def paragraph_levels(text: str, base: int | None = None) -> tuple[int, list[int]]:
    """Resolve one paragraph: its base level, and one embedding level per character (rules P2 to I2).

    `base` is 0 (left to right), 1 (right to left) or None (the first strong character decides, else 0).
    A character removed by rule X9 takes the level of the character before it, or the base level.
    At a paragraph separator the searches for a strong character and for the PDI of an isolate end.
    """
    if base not in (None, 0, 1):
        raise ValueError(f"base must be 0, 1 or None, not {base!r}")
    if base != 1 and (text.isascii() or _RAISING.isdisjoint(map(_bidi_class, text))):
        return 0, [0] * len(text)
    classes = [_bidi_class(char) for char in text]
    pdis = _matching_pdis(classes)
    if base is None:
        base = _first_strong(classes, 0, len(classes), pdis) or 0
    types, levels = _explicit_levels(classes, base, pdis)
    for sequence in _run_sequences(classes, levels, base, pdis):
        resolved = [types[i] for i in sequence.indices]
        _resolve_weak(resolved, sequence.sos)
        _resolve_brackets(resolved, sequence, text, classes)
        _resolve_neutrals(resolved, sequence)
        _resolve_implicit(resolved, sequence, levels)
    for i, cls in enumerate(classes):
        if cls in _REMOVED:
            levels[i] = levels[i - 1] if i else base
    return base, levels


def visual_runs(text: str, levels: Sequence[int], base: int, start: int, end: int) -> list[Run]:
    """Order the line text[start:end]: (start, end, level) runs in visual order, left to right (L1, L2).

    `levels` and `base` are those of the whole paragraph. Inside a run of odd level the characters themselves
    run from right to left.
    """
    if start >= end:
        return []
    line = list(levels[start:end])
    if min(line) == max(line) == base:
        return [(start, end, base)]
    _reset_whitespace(line, text[start:end], base)
    runs: list[Run] = []
    for level, group in groupby(line):
        stop = start + len(list(group))
        runs.append((start, stop, level))
        start = stop
    _reorder(runs)
    return runs


def is_removed(char: str) -> bool:
    """Rule X9: whether the algorithm ignores this character (embeddings, overrides, PDF and BN)."""
    return _bidi_class(char) in _REMOVED


@lru_cache(maxsize=4096)
def _bidi_class(char: str) -> str:
    """Look up the Bidi_Class; interned, because the rules compare it over and over."""
    return intern(bidirectional(char) or "L")


def _matching_pdis(classes: list[str]) -> dict[int, int]:
    """BD9: the index of the matching PDI for each isolate initiator that has one."""
    pdis: dict[int, int] = {}
    waiting: list[int] = []
    for i, cls in enumerate(classes):
        if cls in _ISOLATES:
            waiting.append(i)
        elif cls == "PDI" and waiting:
            pdis[waiting.pop()] = i
        elif cls == "B":
            waiting.clear()
    return pdis


def _first_strong(classes: list[str], start: int, end: int, pdis: dict[int, int]) -> int | None:
    """P2 and P3: the level that the first strong character asks for, skipping what is inside isolates."""
    i = start
    while i < end:
        cls = classes[i]
        if cls in _FIRST_STRONG:
            return _FIRST_STRONG[cls]
        i = pdis.get(i, end) + 1 if cls in _ISOLATES else i + 1
    return None


class _Status(NamedTuple):
    """An entry of the directional status stack (X1); `override` is "L", "R" or "" for neutral."""

    level: int
    override: str
    isolate: bool


class _StatusStack:
    """X1: the directional status stack, whose first entry is the paragraph's own, and its three counters."""

    def __init__(self, base: int) -> None:
        self.entries = [_Status(base, "", False)]
        self.overflow_isolates = 0
        self.overflow_embeddings = 0
        self.valid_isolates = 0

    def _push(self, rtl: bool, override: str, isolate: bool) -> bool:
        """Enter the next odd (right-to-left) or even level, if there is one below the limit."""
        current = self.entries[-1].level
        level = (current + 1) | 1 if rtl else (current + 2) & ~1
        if level > MAX_DEPTH or self.overflow_isolates or self.overflow_embeddings:
            return False
        self.entries.append(_Status(level, override, isolate))
        return True

    def embed(self, cls: str) -> None:
        """X2 to X5: RLE, LRE, RLO and LRO."""
        override = cls[0] if cls[2] == "O" else ""
        if not self._push(cls[0] == "R", override, False) and not self.overflow_isolates:
            self.overflow_embeddings += 1

    def isolate(self, rtl: bool) -> None:
        """X5a to X5c: RLI, LRI and FSI."""
        if self._push(rtl, "", True):
            self.valid_isolates += 1
        else:
            self.overflow_isolates += 1

    def close_isolate(self) -> None:
        """X6a: PDI, which also closes every embedding opened inside the isolate."""
        if self.overflow_isolates:
            self.overflow_isolates -= 1
        elif self.valid_isolates:
            self.overflow_embeddings = 0
            while not self.entries.pop().isolate:
                pass
            self.valid_isolates -= 1

    def close_embedding(self) -> None:
        """X7: PDF, which never closes an isolate."""
        if self.overflow_isolates:
            return
        if self.overflow_embeddings:
            self.overflow_embeddings -= 1
        elif len(self.entries) > 1 and not self.entries[-1].isolate:
            self.entries.pop()


def _explicit_levels(classes: list[str], base: int, pdis: dict[int, int]) -> tuple[list[str], list[int]]:
    """X1 to X8: the types after overrides, and the explicit level of each character."""
    types, levels = classes.copy(), [base] * len(classes)
    if _EXPLICIT.isdisjoint(classes):
        return types, levels
    stack = _StatusStack(base)
    for i, cls in enumerate(classes):
        if cls == "B":  # X8: the base level
            continue
        if cls == "PDI":
            stack.close_isolate()
        status = stack.entries[-1]
        levels[i] = status.level
        if status.override:
            types[i] = status.override
        if cls in _ISOLATES:
            end = pdis.get(i, len(classes))
            rtl = cls == "RLI" or (cls == "FSI" and _first_strong(classes, i + 1, end, pdis) == 1)
            stack.isolate(rtl)
        elif cls in _EMBEDDINGS:
            stack.embed(cls)
        elif cls == "PDF":
            stack.close_embedding()
    return types, levels


class _Sequence(NamedTuple):
    """An isolating run sequence (BD13): its characters, level and direction, and the types at its ends."""

    indices: list[int]
    level: int
    direction: str
    sos: str
    eos: str


def _direction(level: int) -> str:
    """Give the strong type of a level's direction: L for even, R for odd."""
    return "R" if level & 1 else "L"


def _run_sequences(classes: list[str], levels: list[int], base: int, pdis: dict[int, int]) -> list[_Sequence]:
    """X9 and X10: drop the removed characters, join level runs across isolates, find sos and eos."""
    kept = [i for i, cls in enumerate(classes) if cls not in _REMOVED]
    runs = [list(group) for _, group in groupby(kept, key=levels.__getitem__)]
    run_levels = [base, *(levels[run[0]] for run in runs), base]  # one before and one after
    run_starting_at = {run[0]: number for number, run in enumerate(runs)}
    continuing = set(pdis.values())  # their runs belong to the sequence that the isolate initiator ended
    sequences: list[_Sequence] = []
    for first, run in enumerate(runs):
        if run[0] in continuing:
            continue
        indices, last = run.copy(), first
        while (pdi := pdis.get(indices[-1])) is not None:
            last = run_starting_at[pdi]
            indices += runs[last]
        level = levels[run[0]]
        sos = _direction(max(level, run_levels[first]))
        unclosed = classes[indices[-1]] in _ISOLATES
        eos = _direction(max(level, base if unclosed else run_levels[last + 2]))
        sequences.append(_Sequence(indices, level, _direction(level), sos, eos))
    return sequences


def _resolve_weak(types: list[str], sos: str) -> None:
    """W1 to W7, in place on the types of one sequence, leaving out the rules that have nothing to change."""
    present = set(types)
    if "NSM" in present:
        _w1_nonspacing_marks(types, sos)
    if "AL" in present:
        _w2_w7_numbers(types, sos, "AL", "AN")
        types[:] = ["R" if kind == "AL" else kind for kind in types]  # W3
    if "EN" in present or "AN" in present:
        _w4_separators(types)
        _w5_terminators(types)
    types[:] = ["ON" if kind in ("ES", "ET", "CS") else kind for kind in types]  # W6
    if "EN" in present:
        _w2_w7_numbers(types, sos, "L", "L")


def _w1_nonspacing_marks(types: list[str], sos: str) -> None:
    """W1: a nonspacing mark takes the type before it, or ON after an isolate initiator or a PDI."""
    previous = sos
    for k, kind in enumerate(types):
        if kind == "NSM":
            types[k] = previous
        else:
            previous = "ON" if kind == "PDI" or kind in _ISOLATES else kind


def _w2_w7_numbers(types: list[str], sos: str, strong: str, number: str) -> None:
    """W2 (AL, AN) and W7 (L, L): a European number becomes `number` if the last strong type is `strong`."""
    last = sos
    for k, kind in enumerate(types):
        if kind in ("L", "R", "AL"):
            last = kind
        elif kind == "EN" and last == strong:
            types[k] = number


def _w4_separators(types: list[str]) -> None:
    """W4: a single separator between two numbers of one type joins them (ES only European ones)."""
    for k in range(1, len(types) - 1):
        before = types[k - 1]
        if before == types[k + 1] and (before, types[k]) in _JOINABLE:
            types[k] = before


def _w5_terminators(types: list[str]) -> None:
    """W5: a row of European terminators next to a European number joins it."""
    for start, end in _stretches(kind == "ET" for kind in types):
        if "EN" in (types[start - 1] if start else "", types[end] if end < len(types) else ""):
            types[start:end] = ["EN"] * (end - start)


def _stretches(flags: Iterable[bool]) -> list[tuple[int, int]]:
    """Find the (start, end) of each row of true flags."""
    found: list[tuple[int, int]] = []
    end = 0
    for flag, row in groupby(flags):
        start, end = end, end + len(list(row))
        if flag:
            found.append((start, end))
    return found


def _bracket_pairs(types: list[str], chars: list[str]) -> list[tuple[int, int]]:
    """BD16: the bracket pairs of a sequence, by the position of the opening bracket."""
    pairs: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for k, char in enumerate(chars):
        if char not in _CLOSER or types[k] != "ON":
            continue
        if char in BRACKET_PAIRS:
            if len(waiting) == MAX_OPEN_BRACKETS:
                break
            waiting.append((_CLOSER[char], k))
            continue
        for depth in reversed(range(len(waiting))):
            if waiting[depth][0] == _CLOSER[char]:
                pairs.append((waiting[depth][1], k))
                del waiting[depth:]
                break
    return sorted(pairs)


def _resolve_brackets(types: list[str], sequence: _Sequence, text: str, classes: list[str]) -> None:
    """N0: give both brackets of a pair the direction that its content, or else its context, calls for."""
    for opening, closing in _bracket_pairs(types, [text[i] for i in sequence.indices]):
        inside = {_AS_STRONG.get(kind) for kind in types[opening + 1 : closing]}
        if inside <= {None}:  # N0 d: nothing strong inside, so N1 and N2 decide
            continue
        if sequence.direction in inside:  # N0 b
            direction = sequence.direction
        else:  # N0 c: only the opposite direction is inside, so what comes before decides
            before = (_AS_STRONG[types[k]] for k in reversed(range(opening)) if types[k] in _AS_STRONG)
            direction = next(before, sequence.sos)
        for bracket in (opening, closing):
            types[bracket] = direction
            for k in range(bracket + 1, len(types)):  # the marks on the bracket follow it
                if classes[sequence.indices[k]] != "NSM":
                    break
                types[k] = direction


def _resolve_neutrals(types: list[str], sequence: _Sequence) -> None:
    """N1 and N2: neutrals between two equal directions take it, all others the embedding direction."""
    for start, end in _stretches(kind in _NEUTRALS for kind in types):
        before = _AS_STRONG[types[start - 1]] if start else sequence.sos
        after = _AS_STRONG[types[end]] if end < len(types) else sequence.eos
        types[start:end] = [before if before == after else sequence.direction] * (end - start)


def _resolve_implicit(types: list[str], sequence: _Sequence, levels: list[int]) -> None:
    """I1 and I2: raise each character's level to fit its resolved type."""
    rise = _RISE[sequence.level & 1]
    for i, kind in zip(sequence.indices, types, strict=True):
        levels[i] = sequence.level + rise[kind]


def _reset_whitespace(levels: list[int], line: str, base: int) -> None:
    """L1: separators, and the whitespace before them or at the end of the line, return to the base level."""
    trailing = True
    for k in reversed(range(len(line))):
        cls = _bidi_class(line[k])
        trailing = cls in _SEPARATORS or (trailing and cls in _SPACES)
        if trailing:
            levels[k] = base


def _reorder(runs: list[Run]) -> None:
    """L2: from the highest level down to the lowest odd one, reverse each row of runs at or above it."""
    levels = {level for _, _, level in runs}
    lowest_odd = min((level for level in levels if level & 1), default=MAX_DEPTH + 2)
    for floor in range(max(levels), lowest_odd - 1, -1):
        for first, last in _stretches([level >= floor for _, _, level in runs]):
            runs[first:last] = runs[first:last][::-1]
