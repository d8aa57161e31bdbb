from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cards.errors import BadFile, Notice
from cards.pack.failures import Failure, failure_of
from cards.pack.manifest import (
    Manifest,
    ManifestEntry,
    Origin,
    entry_text,
    is_manifest,
    manifest_lines,
    manifest_name,
    origin_of,
    origin_text,
    parse_entry,
    parse_manifest,
    parse_origin,
    read_manifest,
    recipient_text,
)
from cards.pack.plan import Plan, stock_needed
from cards.pack.program import program_digest

CARDS = ManifestEntry(
    "01 - Ünï/home - Spanish - 10 cards.pdf", "ab" * 32, 15534, "cd" * 32, "cards", pages=2, sheets=1, cards=10,
    locale="es", language="Spanish", script="home", version=1, words="1e49-64c6", stock="avery-5371", layout="fold",
    theme="outline", review="draft",
    warnings=("small",),
)  # fmt: skip
COVER = ManifestEntry("cover sheet.pdf", "ef" * 32, 17604, "12" * 32, "cover")


def text_of(
    plan: Plan, *entries: ManifestEntry, failures: Sequence[Failure] = (), archive: str = "", **more: Any
) -> str:
    made = {entry.file for entry in entries}
    recipients = map(recipient_text, plan.bundles)
    return "".join(
        manifest_lines(plan, stock_needed(plan, made), recipients, map(entry_text, entries), failures, archive, **more)
    )


@pytest.mark.parametrize("entry", [CARDS, COVER])
def test_an_entry_comes_back(entry: ManifestEntry) -> None:
    assert "\n" not in entry_text(entry)
    assert parse_entry(entry_text(entry)) == entry


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        "[]",
        "null",
        '{"file": "a.pdf"}',
        entry_text(CARDS)[:-9],
        entry_text(CARDS).replace("15534", '"15534"'),
        entry_text(CARDS).replace('"pages": 2', '"pages": [2]'),
        entry_text(CARDS).replace('["small"]', '"small"'),
        entry_text(CARDS).replace('["small"]', "[1]"),
        entry_text(CARDS).replace('"locale"', '"tongue"'),
        "[" * 100_000,
    ],
)
def test_no_entry_of_ours(line: str) -> None:
    assert parse_entry(line) is None


def test_a_manifest(pack_file: Callable[..., Path], planned: Callable[..., Plan]) -> None:
    plan = planned(pack_file())
    failure = failure_of(
        BadFile("It is broken.", "Mend it.", file=Path("/home/somebody/x.po")), "home - Thai", plan.pack.file, 7
    )
    text = text_of(plan, CARDS, COVER, failures=[failure], archive="Lynn.zip")
    assert parse_manifest(text) == Manifest((CARDS, COVER), "Lynn.zip", origin_of(plan.pack))
    found = json.loads(text)
    assert (found["pack"], found["source"]) == ("saturday.toml", program_digest())
    assert found["title"] == "Know your rights in Lynn"
    assert found["date"] == "2026-12-05"
    assert found["recipients"][0]["hotlines"] == [{"id": "", "name": "", "number": "617-555-0100"}]
    assert found["failed"] == [{"row": "saturday.toml", "line": 7, "what": "home - Thai", "why": "It is broken."}]
    assert "/home/" not in text
    assert str(plan.pack.file.parent) not in text


@pytest.mark.parametrize("text", ["", "{}", '{"files": []}', '{"program": "other 1", "files": []}', '{"program": 1}'])
def test_no_manifest_of_ours(text: str) -> None:
    assert parse_manifest(text) is None


def test_names_of_manifests(pack_file: Callable[..., Path], planned: Callable[..., Plan]) -> None:
    path = pack_file()
    assert manifest_name(planned(path)) == "manifest.json"
    assert manifest_name(planned(path, (2, 3))) == "manifest 2 of 3.json"
    assert is_manifest("manifest.json")
    assert is_manifest("manifest 2 of 3.json")
    assert not is_manifest("manifest old.json")


def test_the_warnings_of_a_recipient_are_in_the_list(
    pack_file: Callable[..., Path], planned: Callable[..., Plan]
) -> None:
    """What lasts is; what another day would not have is not, so that the list is the same on every day."""
    plan = planned(pack_file('combined = true\nlayout = ["duplex", "press"]\n'))
    (bundle,) = plan.bundles
    assert bundle.warnings
    bundle = replace(bundle, warnings=(*bundle.warnings, "the line is old"), of_the_day=("it was old 3 days ago",))
    text = text_of(replace(plan, bundles=(bundle,)), CARDS)
    assert json.loads(text)["recipients"][0]["warnings"] == list(bundle.warnings)
    assert "3 days ago" not in text


ORIGIN = Origin("saturday.toml", "Lynn", "The library", "2026-12-05")


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (ORIGIN, True),
        (replace(ORIGIN, title="Salem"), True),
        (replace(ORIGIN, place="The church"), True),
        (replace(ORIGIN, title="Salem", place="The church"), True),
        (replace(ORIGIN, file="sunday.toml"), False),
        (Origin("saturday.toml", "Salem"), False),
        (Origin("saturday.toml", "Salem", "The church", "2027-01-09"), False),
    ],
)
def test_a_pack_whose_file_was_changed_is_the_same_and_another_is_not(other: Origin, same: bool) -> None:
    assert ORIGIN.is_of(other) is other.is_of(ORIGIN) is same


def test_what_nobody_said_makes_no_two_packs_one() -> None:
    assert not Origin("x.toml", "Lynn").is_of(Origin("x.toml", "Salem"))


@pytest.mark.parametrize("origin", [ORIGIN, Origin("ü.toml", 'A "b"\\')])
def test_an_origin_comes_back(origin: Origin) -> None:
    assert parse_origin(origin_text(origin)) == origin
    assert parse_entry(origin_text(origin)) is None
    assert parse_origin(entry_text(COVER)) is None


def test_a_notice_stays_one() -> None:
    notice = Notice("no-room", "no room for the logo", "use a larger card", ("the logo",))
    entry = parse_entry(entry_text(replace(CARDS, warnings=(notice,))))
    assert entry is not None
    (read,) = entry.warnings
    assert isinstance(read, Notice)
    assert read.parts == notice.parts
    for wrong in ('"kind": 5', '"kind": null', '"sort": "no-room"'):
        assert parse_entry(entry_text(replace(CARDS, warnings=(notice,))).replace('"kind": "no-room"', wrong)) is None


def test_a_manifest_is_read_line_by_line(pack_file: Callable[..., Path], planned: Callable[..., Plan]) -> None:
    plan = planned(pack_file())
    more = {"earlier": [entry_text(replace(CARDS, file="old.pdf"))], "untold": 7}
    failure = failure_of(BadFile("It is broken.", "Mend it."), "home - Thai", plan.pack.file, 7)
    for failures in ([], [failure]):
        text = text_of(plan, CARDS, COVER, failures=failures, archive="Lynn.zip", **more)
        assert json.loads(text)["failed_also"] == 7
        found = read_manifest(iter(text.splitlines(keepends=True)))
        assert found is not None
        assert replace(found, entries=tuple(found.entries)) == parse_manifest(text)
        assert [entry.file for entry in parse_manifest(text).entries][-1] == "old.pdf"  # type: ignore[union-attr]
    empty = text_of(plan)
    found = read_manifest(iter(empty.splitlines(keepends=True)))
    assert found is not None
    assert (tuple(found.entries), found.origin) == ((), origin_of(plan.pack))


def test_entries_are_read_while_they_are_asked_for(
    pack_file: Callable[..., Path], planned: Callable[..., Plan]
) -> None:
    lines = iter(text_of(planned(pack_file()), CARDS, COVER).splitlines(keepends=True))
    found = read_manifest(lines)
    assert found is not None
    assert next(iter(found.entries)) == CARDS
    assert next(lines).startswith('{"file": "cover sheet.pdf"')


def test_a_manifest_that_an_editor_has_laid_out_otherwise(
    pack_file: Callable[..., Path], planned: Callable[..., Plan]
) -> None:
    text = text_of(planned(pack_file()), CARDS, COVER)
    for other in (json.dumps(json.loads(text)), json.dumps(json.loads(text), indent=2), ""):
        assert read_manifest(iter(other.splitlines(keepends=True))) is None
    broken = text.replace('{"file": "cover', '{"file: "cover')
    found = read_manifest(iter(broken.splitlines(keepends=True)))
    assert found is not None
    assert tuple(found.entries) == (CARDS,)


@pytest.mark.parametrize("program", ["", '"program": "other 1",\n'])
def test_lines_of_another_program(program: str) -> None:
    text = f'{{\n{program}"files": [\n{entry_text(CARDS)}\n]\n}}\n'
    assert read_manifest(iter(text.splitlines(keepends=True))) is None
