"""Digests of everything that a file is made from, so that only files that would change are made again."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cards.errors import Notice
from cards.jobs import Job
from cards.locations import PACKAGE
from cards.pack.program import program_digest, recorded
from cards.read.catalogs import Wording
from cards.read.names import same_person
from cards.read.script_types import Source
from cards.read.sign_offs import SignOff, sign_offs_for
from cards.read.typefaces import Typeface

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

_LIBRARIES = (
    "babel", "icu4py", "phonenumberslite", "phonenumbers", "pillow", "qrcode", "reportlab", "uharfbuzz",
)  # fmt: skip
"""Libraries that affect the bytes of a file. An older installation may have phonenumbers, with the same code."""


def digest_of_cards(job: Job) -> str:
    """The digest of a job: what the card says and how it is set.

    It covers neither the locations of the files nor the words of scripts that the job does not print.
    """
    return digest_of(of_script(job))


def digest_of(*values: Any) -> str:
    """The SHA-256 of frozen values, of the program's source and of the libraries' versions, in hexadecimal.

    It depends on the contents of the values alone, not on where or when they were made.
    """
    found = hashlib.sha256()
    _add(found, (_versions(), values))
    return found.hexdigest()


def of_script(job: Job) -> Job:
    """The job with the words and sign-offs of its script alone, and with the rules that check them.

    A file is kept without another check, so it must not outlive the rules that it was checked with. What other
    languages' catalogs have in common with it is left out: otherwise an edit in one language would remake the cards of
    others. So is the translator's name, which decides only which sign-offs count (`merge.review`), and the review of
    the law, which no file of cards shows.
    """
    bearer = [source.context for source in job.bearer_sources]
    messages = job.wording.messages
    wording = replace(
        job.wording,
        messages={context: replace(messages[context], translator="") for context in bearer if context in messages},
        sign_offs={each.context: _of_others(job.wording, each) for each in job.bearer_sources},
        files=(),
        own=None,
        content=None,
        elsewhere={},
    )
    script = replace(job.script, law_review=None)
    return replace(
        job,
        script=script,
        whole=script,
        wording=wording,
        english_sign_offs={
            each.context: _for_it(sign_offs_for(job.english_sign_offs, each.context), each, each.text)
            for each in (*job.officer_sources, *job.left_out)
        },
    )


def _of_others(wording: Wording, source: Source) -> tuple[SignOff, ...]:
    """The sign-offs of a string by anybody but its translator, and everybody's objections."""
    message = wording.messages.get(source.context)
    translator, text = (message.translator, message.text) if message is not None else ("", source.text)
    signed = (
        each
        for each in wording.signed(source.context)
        if each.objection is not None or not (translator and same_person(each.by, translator))
    )
    return _for_it(signed, source, text)


def _for_it(signed: Iterable[SignOff], source: Source, text: str) -> tuple[SignOff, ...]:
    """The sign-offs that were given for a string, and those of the same sentence elsewhere: what else was signed must
    not make a card again."""
    return tuple(each for each in signed if each.context == source.context or each.covers(source, text))


def _add(found: Hash, value: Any) -> None:
    """Adds a value, each part with its kind and length, so that no two values give the same bytes."""
    if isinstance(value, Notice):
        _add(found, value.parts)
    elif value is None or isinstance(value, str | int | float | date):
        _add_sized(found, type(value).__name__, str(value).encode("utf-8", "surrogatepass"))
    elif isinstance(value, Typeface):
        found.update(_digest_of_font(value))
    elif is_dataclass(value):
        _add_fields(found, value)
    elif isinstance(value, Mapping | frozenset | tuple | list):
        _add_items(found, value)
    elif isinstance(value, Enum):
        _add(found, value.value)
    else:
        assert isinstance(value, bytes)
        _add_sized(found, "bytes", _digest_of_picture(value))


def _add_fields(found: Hash, value: Any) -> None:
    """Adds a dataclass, without paths, which say where it was read and not what."""
    kind: Any = type(value)
    names = _fields(kind)
    _add_sized(found, kind.__name__, b"%d" % len(names))
    for name in names:
        each = getattr(value, name)
        if not isinstance(each, Path):
            _add_sized(found, "field", name.encode("ascii"))
            _add(found, each)


def _add_items(found: Hash, value: Mapping[Any, Any] | frozenset[Any] | tuple[Any, ...] | list[Any]) -> None:
    """Adds a mapping by its keys, a set in order, and a sequence."""
    if isinstance(value, Mapping):
        _add_sized(found, "mapping", b"%d" % len(value))
        for key in sorted(value):
            _add(found, key)
            _add(found, value[key])
        return
    items = sorted(value) if isinstance(value, frozenset) else value
    _add_sized(found, "sequence", b"%d" % len(items))
    for each in items:
        _add(found, each)


def _add_sized(found: Hash, kind: str, content: bytes) -> None:
    found.update(b"%s %d:%s" % (kind.encode("ascii"), len(content), content))


@lru_cache(maxsize=64)
def _fields(kind: type) -> tuple[str, ...]:
    """The names of a dataclass's fields that hold its value, without `line`, which says where it was read."""
    return tuple(field.name for field in fields(kind) if field.name != "line")


@lru_cache(maxsize=256)
def _digest_of_font(typeface: Typeface) -> bytes:
    return hashlib.sha256(typeface.data).digest()


@lru_cache(maxsize=16)
def _digest_of_picture(pixels: bytes) -> bytes:
    return hashlib.sha256(pixels).digest()


def versions() -> dict[str, str]:
    """The version of each library that affects the bytes of a file, "" for one that is not installed.

    Compiled for a browser, some are stood in for; then these are the versions whose bytes the bundle gives.
    """
    record = recorded(PACKAGE)
    if record is not None:
        return {str(name): str(number) for name, number in record["versions"].items()}
    return {"Unicode": unicodedata.unidata_version, **{name: _version(name) for name in _LIBRARIES}}


def program_record() -> str:
    """The text of `program.RECORD` for a bundle that is compiled from this program and gives the same bytes."""
    return json.dumps({"source": program_digest(), "versions": versions()}, indent=2) + "\n"


@lru_cache(maxsize=1)
def _versions() -> tuple[str, ...]:
    return (program_digest(), *(f"{name} {number}" for name, number in versions().items()))


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
