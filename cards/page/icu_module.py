"""Cuts ICU, built as a WebAssembly module, down to the data that line breaking reads.

The package @echogarden/icu-segmentation-wasm (MIT; ICU itself is under Unicode-3.0) holds all 31 MB of ICU's data:
names, calendars, character sets. Line breaking reads a tenth of it. The rest is filled with zeros where it stands,
and long runs of zeros are left out of the module's data segments, because memory begins as zeros. So no address in
the code changes.

The formats: WebAssembly Core Specification 1.0, 5.5 (sections, LEB128 numbers); ICU's common data, `UDataInfo` in
`unicode/udata.h` and `UDataOffsetTOC` in `ucmndata.h`: a header, the number of items, and for each the offsets of its
name and its data.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

KEPT = frozenset(("icuver.res", "nfkc.nrm", "pool.res", "root.res", "uemoji.icu", "ulayout.icu"))
"""Items outside `brkitr/` that breaking lines reads. Without nfkc.nrm Japanese breaks in wrong places, silently."""

_OTHER_BREAKS = ("char", "sent", "title", "word")
"""Parts of the names of rules that break something other than lines."""

_HEADER = b"\0asm\1\0\0\0"
_CUSTOM, _DATA, _DATA_COUNT = 0, 11, 12
_COMMON_DATA = b"CmnD"
_MAGIC = b"\xda\x27"
_FEWEST_ITEMS = 100
"""The common data has thousands of items; the small stub that ICU is linked with has none."""

_GAP = 64
"""Zeros in a row that are worth a data segment of their own, which costs about eight bytes."""


class UnknownModule(ValueError):
    """The module is not laid out as the version is for which this was written."""


@dataclass(frozen=True, slots=True)
class _Segment:
    """Bytes that the module copies to an address of its memory when it starts."""

    address: int
    content: bytes


def cut_to_lines(module: bytes) -> bytes:
    """The module with the data for line breaking alone. Raises UnknownModule."""
    if not module.startswith(_HEADER):
        raise UnknownModule("it is not a WebAssembly module")
    parts = [_HEADER]
    for kind, body in _sections(module):
        if kind == _DATA:
            body = _written(_without_zeros(_cut(_segments(body))))
        if kind not in (_CUSTOM, _DATA_COUNT):  # the count is for instructions that copy passive segments; none is left
            parts.append(bytes((kind,)) + _unsigned(len(body)) + body)
    return b"".join(parts)


def kept_items(module: bytes) -> list[str]:
    """The names of the items of ICU's data that `cut_to_lines` keeps. Raises UnknownModule."""
    _, memory = _memory(next(_segments(body) for kind, body in _sections(module) if kind == _DATA))
    return [name for name, _, _ in _items(memory) if _is_kept(name)]


def _sections(module: bytes) -> Iterator[tuple[int, bytes]]:
    place = len(_HEADER)
    while place < len(module):
        size, start = _read_unsigned(module, place + 1)
        yield module[place], module[start : start + size]
        place = start + size


def _segments(body: bytes) -> list[_Segment]:
    """The data segments, all of them active ones of the first memory at a constant address."""
    count, place = _read_unsigned(body, 0)
    found = []
    for _ in range(count):
        if body[place : place + 2] != b"\0\x41":  # memory 0, i32.const
            raise UnknownModule("a data segment has no fixed address")
        address, place = _read_signed(body, place + 2)
        size, place = _read_unsigned(body, place + 1)  # after the end of the expression
        found.append(_Segment(address & 0xFFFFFFFF, body[place : place + size]))
        place += size
    return found


def _memory(segments: list[_Segment]) -> tuple[int, bytearray]:
    """The lowest address with data, and the memory from 0 to the highest."""
    memory = bytearray(max(each.address + len(each.content) for each in segments))
    for each in segments:
        memory[each.address : each.address + len(each.content)] = each.content
    return min(each.address for each in segments), memory


def _cut(segments: list[_Segment]) -> _Segment:
    """All segments as one, with zeros for the items that line breaking does not read."""
    lowest, memory = _memory(segments)
    for name, start, end in _items(memory):
        if not _is_kept(name):
            memory[start:end] = bytes(end - start)
    return _Segment(lowest, bytes(memory[lowest:]))


def _is_kept(name: str) -> bool:
    return name in KEPT or (name.startswith("brkitr/") and not any(other in name for other in _OTHER_BREAKS))


def _items(memory: bytearray) -> list[tuple[str, int, int]]:
    """The items of ICU's common data but the last, whose end nothing tells: name without the package, start, end."""
    contents, count = _table(memory)
    entries = list(struct.iter_unpack("<II", memory[contents + 4 : contents + 4 + 8 * count]))
    starts = [contents + start for _, start in entries]
    names = [memory[contents + name : memory.index(0, contents + name)].decode("ascii") for name, _ in entries]
    spans = zip(names, starts, starts[1:], strict=False)
    return [(name.partition("/")[2], start, end) for name, start, end in spans]


def _table(memory: bytearray) -> tuple[int, int]:
    """The address of the table of contents, and the number of its items."""
    place = memory.find(_COMMON_DATA)
    while place >= 0:
        start = place - 12
        if memory[start + 2 : start + 4] == _MAGIC:
            (header,) = struct.unpack_from("<H", memory, start)
            (count,) = struct.unpack_from("<I", memory, start + header)
            if count > _FEWEST_ITEMS:
                return start + header, count
        place = memory.find(_COMMON_DATA, place + 1)
    raise UnknownModule("it has no common data of ICU")


def _without_zeros(whole: _Segment) -> list[_Segment]:
    """The same memory in segments between long runs of zeros."""
    gaps = [gap.span() for gap in re.finditer(b"\\0{%d,}" % _GAP, whole.content)]
    starts, ends = [0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(whole.content)]
    spans = zip(starts, ends, strict=True)
    return [_Segment(whole.address + start, whole.content[start:end]) for start, end in spans if end > start]


def _written(segments: list[_Segment]) -> bytes:
    body = bytearray(_unsigned(len(segments)))
    for each in segments:
        address = each.address - (1 << 32) if each.address >= 1 << 31 else each.address
        body += b"\0\x41" + _signed(address) + b"\x0b" + _unsigned(len(each.content)) + each.content
    return bytes(body)


def _read_unsigned(data: bytes, place: int) -> tuple[int, int]:
    """A LEB128 number and the place after it."""
    value = shift = 0
    while True:
        byte = data[place]
        place += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            return value, place


def _read_signed(data: bytes, place: int) -> tuple[int, int]:
    value, after = _read_unsigned(data, place)
    bits = 7 * (after - place)
    return (value - (1 << bits) if value >> (bits - 1) else value), after


def _unsigned(value: int) -> bytes:
    found = bytearray()
    while True:
        value, low = value >> 7, value & 0x7F
        if not value:
            return bytes((*found, low))
        found.append(low | 0x80)


def _signed(value: int) -> bytes:
    found = bytearray()
    while True:
        value, low = value >> 7, value & 0x7F
        if value == (-1 if low & 0x40 else 0):
            return bytes((*found, low))
        found.append(low | 0x80)
