"""What a file says about itself: its information dictionary, its catalog, and what programs have left in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from cards.checking.look.file import (
    Damaged,
    array,
    described,
    entries,
    entry,
    has,
    name_of,
    pikepdf_reads,
    text_of,
    unpacked,
)
from cards.draw.metadata import PRODUCER

_SIGNATURE = slice(36, 40)
"""The bytes of an ICC profile that identify it as one (ICC.1, 7.2)."""

_LEFT_BY_EDITORS = ("/PieceInfo", "/LastModified")
"""Where editors keep their own data in pages and forms (ISO 32000-1, 14.5): often whole documents with their author."""


@dataclass(frozen=True, slots=True)
class Information:
    """The file's information dictionary: every value as text, by key without the slash; `strings` are text strings."""

    values: Mapping[str, str] = field(default_factory=dict)
    strings: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The title; "" when there is none."""
        return self.strings.get("Title", "")

    @property
    def producer(self) -> str:
        """The program that wrote the file; "" when it names none."""
        return self.strings.get("Producer", "")

    @property
    def is_ours(self) -> bool:
        """Whether the file says that this program made it."""
        return self.producer == PRODUCER


@dataclass(frozen=True, slots=True)
class Intent:
    """The output intent of the colors: its kind with the slash, its printing condition, whether it has a profile."""

    kind: str
    condition: str
    has_profile: bool


@dataclass(frozen=True, slots=True)
class Catalog:
    """The entries of catalog and trailer that rules need. Names keep their slash; "" if there is none."""

    language: str = ""
    print_scaling: str = ""
    duplex: str = ""
    shows_title: bool = False
    is_marked: bool = False
    has_tags: bool = False
    has_layers: bool = False
    has_identity: bool = False
    has_packed_metadata: bool = False
    intents: tuple[Intent, ...] = ()


def read_information(pdf: pikepdf.Pdf) -> Information:
    """The information dictionary. Raises Damaged."""
    found = entries(entry(pdf.trailer, "/Info"))
    strings = {key[1:]: text_of(value) for key, value in found if text_of(value)}
    return Information({key[1:]: described(value) for key, value in found}, strings)


def read_catalog(pdf: pikepdf.Pdf) -> Catalog:
    """The document's catalog. Raises Damaged."""
    root = pdf.Root
    return Catalog(
        language=text_of(entry(root, "/Lang")),
        print_scaling=name_of(entry(root, "/ViewerPreferences", "/PrintScaling")),
        duplex=name_of(entry(root, "/ViewerPreferences", "/Duplex")),
        shows_title=entry(root, "/ViewerPreferences", "/DisplayDocTitle") is True,
        is_marked=entry(root, "/MarkInfo", "/Marked") is True,
        has_tags=entry(root, "/StructTreeRoot", "/K") is not None,
        has_layers=has(root, "/OCProperties"),
        has_identity=has(pdf.trailer, "/ID"),
        has_packed_metadata=has(entry(root, "/Metadata"), "/Filter"),
        intents=tuple(map(_intent, array(entry(root, "/OutputIntents")))),
    )


def _intent(value: Any) -> Intent:
    profile = entry(value, "/DestOutputProfile")
    try:
        has_profile = isinstance(profile, pikepdf.Stream) and unpacked(profile)[_SIGNATURE] == b"acsp"
    except Damaged:
        has_profile = False
    return Intent(name_of(entry(value, "/S")), text_of(entry(value, "/OutputConditionIdentifier")), has_profile)


def read_xmp(pdf: pikepdf.Pdf) -> str:
    """The file's XMP packet; "" when it has none. Raises Damaged."""
    stream = entry(pdf.Root, "/Metadata")
    return unpacked(stream).decode("utf-8", "replace") if isinstance(stream, pikepdf.Stream) else ""


def read_traces(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """What programs keep with pages and pictures; this program writes metadata for the whole document only. Raises
    Damaged.
    """
    with pikepdf_reads():
        every = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary | pikepdf.Stream)]
    main = _number(entry(pdf.Root, "/Metadata"))
    return tuple(trace for each in every for trace in _traces(each, main))


def _traces(value: Any, main: tuple[int, int] | None) -> Iterator[str]:
    yield from (f"{key[1:]} of {_kind(value)}" for key in _LEFT_BY_EDITORS if has(value, key))
    if has(value, "/Metadata") and (main is None or _number(entry(value, "/Metadata")) != main):
        yield f"Metadata of {_kind(value)}"


def _number(value: Any) -> tuple[int, int] | None:
    """The number and the generation of an object; None for anything but a dictionary or stream."""
    if not isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        return None
    number, generation = value.objgen
    return number, generation


def _kind(value: Any) -> str:
    kind = entry(value, "/Subtype") or entry(value, "/Type")
    return described(kind).lstrip("/")[:20] if kind is not None else "an object"
