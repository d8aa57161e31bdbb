from __future__ import annotations

import importlib
import json
import multiprocessing
import re
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from cards.decoding import decode
from cards.errors import BadFile, BadOrder, CannotWrite, DoesNotFit, Notice, setting
from cards.jobs import Job, Order
from cards.locations import bundled, shelves
from cards.merge.contact import Contact
from cards.pack import inputs
from cards.pack.cluster import cluster_workers
from cards.pack.folder import Folder
from cards.pack.listed import Listed
from cards.pack.manifest import origin_of
from cards.pack.plan import Plan
from cards.pack.planner import Planner, make_plan
from cards.pack.processes import Pool, local_workers
from cards.pack.report import made_lines, next_steps, warning_lines
from cards.pack.run import Run, StoppedEarly
from cards.pack.work import CardsTask, CombinedTask, Item, Made, carry_out
from cards.pipeline import Cards, make
from cards.read.catalogs import catalog_path
from cards.read.layouts import CARD_LAYOUTS, Layout
from cards.read.links import LEGAL_AID, read_link
from cards.read.packs import read_pack
from cards.read.scripts import find_script
from cards.read.sign_offs import LEGAL, string_digest
from cards.readback import Decoder
from tests.pack.conftest import Packed

Tree = Callable[[Path], dict[str, bytes]]

GROUPS = """\
name,hotline,es,vi,km,en
Casa Lynn,617-555-0101,10,10,10,0
Second,617-555-0102,10,0,10,10
Third,617-555-0103,0,30,10,0
"""


@pytest.fixture
def groups(pack_file: Callable[..., Path]) -> Path:
    return pack_file("combined = true\nzip = true\n", cards="", rows=GROUPS)


def pages(path: Path) -> int:
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def test_a_pack(pack_file: Callable[..., Path], packed: Callable[..., Packed], tmp_path: Path, tree: Tree) -> None:
    outcome = packed(pack_file(), tmp_path / "out")
    assert tree(tmp_path / "out").keys() == {
        "home - Spanish - 20 cards.pdf",
        "home - Vietnamese - 10 cards.pdf",
        "home - English - 10 cards.pdf",
        "cover sheet.pdf",
        "manifest.json",
    }
    assert (outcome.kept, outcome.failures) == (0, ())
    assert pages(tmp_path / "out/home - Spanish - 20 cards.pdf") == 4
    text = (tmp_path / "out/manifest.json").read_text(encoding="utf-8")
    assert str(tmp_path) not in text
    manifest = json.loads(text)
    assert manifest["stock"]["avery-5371"]["sheets"] == 4
    spanish = manifest["files"][0]
    assert (spanish["pages"], spanish["sheets"], spanish["cards"], spanish["review"]) == (4, 2, 20, "draft")
    assert (spanish["locale"], spanish["script"], spanish["version"]) == (
        "es",
        "home",
        find_script(shelves(None), "home").version,
    )


def test_a_pack_with_a_plan_and_a_sign(
    pack_file: Callable[..., Path], packed: Callable[..., Packed], tmp_path: Path, tree: Tree
) -> None:
    """Each script in its own layout; the cover sheet says how to print each."""
    scripts = 'scripts = ["home", "family", "private"]\nstock = "plain-letter"\n'
    outcome = packed(pack_file(scripts, cards="[cards]\nen = 10\n", org=""), tmp_path / "out")
    assert outcome.failures == ()
    assert set(tree(tmp_path / "out")) == {
        "home - English - 10 cards.pdf", "family - English - plan.pdf", "private - English - poster.pdf",
        "cover sheet.pdf", "manifest.json",
    }  # fmt: skip
    assert pages(tmp_path / "out/family - English - plan.pdf") == 1
    manifest = json.loads((tmp_path / "out/manifest.json").read_text(encoding="utf-8"))
    assert manifest["stock"]["letter - plan"]["sheets"] == 1


def test_a_pack_of_a_layout_that_no_script_has(
    pack_file: Callable[..., Path], packed: Callable[..., Packed], tmp_path: Path
) -> None:
    asked = 'scripts = ["home"]\nlayout = ["duplex", "plan"]\n'
    (failure,) = packed(pack_file(asked, cards=FEW, org=""), tmp_path / "out").failures
    assert failure.cause == 'No script of the pack can be made with layout = "plan".'


LAYOUTS = [layout.value for layout in CARD_LAYOUTS]
EVERY = f'stock = "plain-letter"\nlayout = {LAYOUTS}\n'
FEW = "[cards]\nes = 12\nro = 2\n"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_layout(
    layout: str, pack_file: Callable[..., Path], packed: Callable[..., Packed], tmp_path: Path, tree: Tree
) -> None:
    """Made, kept by a resumed run, and the same by two processes; the sheets are as many as the list says."""
    path = pack_file(f'stock = "plain-letter"\nlayout = "{layout}"\n', cards=FEW, org="")
    first = packed(path, tmp_path / "out")
    assert first.failures == ()
    entries = [entry for entry in first.entries if entry.kind == "cards"]
    assert [(entry.locale, entry.layout) for entry in entries] == [("es", layout), ("ro", layout)]
    sides = 2 if Layout(layout).traits.turns else 1
    for entry in entries:
        assert (
            pages(tmp_path / "out" / entry.file)
            == entry.pages
            == (2 if layout == "press" else sides * (entry.sheets or 0))
        )
    assert packed(path, tmp_path / "out", resume=True).kept == len(first.entries)
    packed(path, tmp_path / "two", jobs=2)
    assert tree(tmp_path / "two") == tree(tmp_path / "out")


@pytest.mark.full_only
def test_several_layouts_at_once(
    pack_file: Callable[..., Path], packed: Callable[..., Packed], tmp_path: Path, tree: Tree
) -> None:
    path = pack_file(EVERY + "combined = true\nzip = true\n", cards=FEW, org="")
    first = packed(path, tmp_path / "out")
    assert first.failures == ()
    assert [entry.file for entry in first.entries if entry.kind == "combined"] == [
        "all cards.pdf",
        "all cards - fold.pdf",
        "all cards - large.pdf",
    ]
    manifest = json.loads((tmp_path / "out/manifest.json").read_text(encoding="utf-8"))
    assert {name: (each["sheets"], each["cards"]) for name, each in manifest["stock"].items()} == {
        "plain-letter": (6, 60),
        "plain-letter - fold": (4, 20),
        "letter - large": (7, 14),
        "letter - poster": (4, 0),
    }
    assert pages(tmp_path / "out/all cards.pdf") == 6
    assert pages(tmp_path / "out/all cards - fold.pdf") == 4
    assert pages(tmp_path / "out/all cards - large.pdf") == 14
    assert packed(path, tmp_path / "out", resume=True).kept == len(first.entries)
    packed(path, tmp_path / "two", jobs=2)
    assert tree(tmp_path / "two") == tree(tmp_path / "out")
    # A layout that is asked for no more goes, and takes its own file of all cards with it.
    packed(pack_file("combined = true\n", cards=FEW, org=""), tmp_path / "out", resume=True)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "all cards.pdf",
        "cover sheet.pdf",
        "home - Romanian - 10 cards.pdf",
        "home - Spanish - 20 cards.pdf",
        "manifest.json",
    ]


@pytest.mark.parametrize(
    ("head", "before"),
    [
        ('theme = "outline"\n', ""),
        ('theme = "red-stock"\n', ""),
        ('theme = "red-stock"\npaper_colour = "#FF6060"\n', 'theme = "red-stock"\n'),
        ("pictograms = false\n", ""),
        ('audio_link = "https://www.example.org/a"\n', ""),
        ('layout = "press"\nbleed = "5mm"\n', 'layout = "press"\n'),
        ('layout = "poster"\npaper = "tabloid"\n', 'layout = "poster"\n'),
    ],
)
def test_resume_makes_anew_what_an_option_changes(
    head: str, before: str, pack_file: Callable[..., Path], packed: Callable[..., Packed], tmp_path: Path, tree: Tree
) -> None:
    cards = "[cards]\nes = 10\n"
    out = tmp_path / "out"
    old = packed(pack_file(before, cards), out)
    new = packed(pack_file(head, cards), out, resume=True)
    assert new.failures == ()
    assert old.entries[0].file == new.entries[0].file
    assert old.entries[0].inputs != new.entries[0].inputs
    packed(pack_file(head, cards), tmp_path / "fresh")
    assert tree(out) == tree(tmp_path / "fresh")
    assert packed(pack_file(head, cards), out, resume=True).kept == len(new.entries)


def test_what_changes_nothing_is_kept(
    pack_file: Callable[..., Path], packed: Callable[..., Packed], tmp_path: Path
) -> None:
    """A duplex card does not depend on what is for a poster or a print shop only."""
    packed(pack_file(EVERY, FEW, org=""), tmp_path / "out")
    wider = EVERY + 'paper = "tabloid"\nbleed = "5mm"\n'
    changed = packed(pack_file(wider, FEW, org=""), tmp_path / "out", resume=True)
    assert len(changed.entries) - changed.kept == 5  # posters, cards for a print shop, and the cover sheet


@pytest.mark.full_only
def test_rows_of_several_layouts_and_themes_are_made_as_each_alone(
    pack_file: Callable[..., Path], packed: Callable[..., Packed], tmp_path: Path
) -> None:
    kinds = [
        (layout, theme)
        for layout in ("duplex", "fronts", "backs", "poster")
        for theme in ("red", "outline", "red-stock")
    ]
    rows = [f"{number},617-555-0101,{layout},{theme},10\n" for number, (layout, theme) in enumerate(kinds)]
    head = "name,hotline,layout,theme,es\n"
    together = packed(pack_file(cards="", rows=head + "".join(rows)), tmp_path / "together")
    found = [entry for entry in together.entries if entry.kind == "cards"]
    assert len({entry.sha256 for entry in found}) == len(kinds)
    for number, row in enumerate(rows):
        alone = packed(pack_file(cards="", rows=head + row), tmp_path / f"{number}").entries[0]
        assert alone.sha256 == found[number].sha256
        assert (alone.layout, alone.theme) == kinds[number]


def test_a_cover_sheet_tells_how_each_layout_is_printed(
    pack_file: Callable[..., Path], packed: Callable[..., Packed], tmp_path: Path, words: Callable[[Path], str]
) -> None:
    head = 'layout = ["fronts", "backs", "press"]\nbleed = "5mm"\naudio_link = "https://www.example.org/a"\n'
    packed(pack_file(head, "[cards]\nes = 20\n"), tmp_path / "out")
    cover = words(tmp_path / "out/cover sheet.pdf")
    assert "20 cards 2 sheets of paper" in cover
    assert "- backs.pdf Spanish Español At home the same the same avery-5371" in cover
    assert "3.5 × 2 in (88.9 × 50.8 mm), with 0.197 in (5 mm) of bleed" in cover
    assert "leads to a recording: www.example.org/a." in cover
    assert "light enough to read black on" not in cover
    packed(pack_file('theme = "red-stock"\n', "[cards]\nes = 20\n"), tmp_path / "red")
    cover = words(tmp_path / "red/cover sheet.pdf")
    assert "light enough to read black on" in cover
    assert cover.count("no lawyer has reviewed the law behind home") == 1


def test_a_layout_that_cannot_be_made_any_more_stays_as_it_is(
    pack_file: Callable[..., Path],
    packed: Callable[..., Packed],
    tmp_path: Path,
    tree: Tree,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    head = 'stock = "plain-letter"\nlayout = ["duplex", "fold"]\ncombined = true\n'
    packed(pack_file(head, FEW), tmp_path / "out")
    before = tree(tmp_path / "out")

    def made(job: Job, decode: Decoder) -> Cards:
        if job.layout is Layout.FOLD:
            raise DoesNotFit("It is too long.", "Shorten it.")
        return make(job, decode)

    monkeypatch.setattr("cards.pack.work.make", made)
    outcome = packed(
        pack_file(head.replace("combined", 'org = "B"\ncombined'), FEW, org=""), tmp_path / "out", resume=True
    )
    assert [failure.what for failure in outcome.failures] == ["home - Spanish - fold", "home - Romanian - fold"]
    after = tree(tmp_path / "out")
    assert after.keys() == before.keys()
    assert {name for name in after if after[name] == before[name]} == {name for name in after if "fold" in name}


def test_every_code_of_a_card_is_read_back(
    pack_file: Callable[..., Path], packed: Callable[..., Packed], tmp_path: Path
) -> None:
    read: list[str] = []

    def noting(pixels: bytes, width: int, height: int) -> tuple[str, ...]:
        read.extend(decode(pixels, width, height))
        return decode(pixels, width, height)

    head = 'audio_link = "https://www.example.org/a"\nlayout = ["duplex", "poster"]\n'
    outcome = packed(pack_file(head, "[cards]\nes = 1\n", org=""), tmp_path / "out", decode=noting)
    assert outcome.failures == ()
    assert {content.lower() for content in read} == {"https://www.example.org/a", "https://www.immigrationlawhelp.org"}


def test_the_words_code_is_that_of_the_proof(
    pack_file: Callable[..., Path], packed: Callable[..., Packed], tmp_path: Path, job_of: Callable[..., Any]
) -> None:
    from cards.merge.proof_text import proof_text

    job = job_of("es")
    code = proof_text(job.script, job.labels, job.wording, job.language, job.english).code
    assert packed(pack_file(), tmp_path / "out").entries[0].words == code


def test_recipients(groups: Path, packed: Callable[..., Packed], tmp_path: Path, tree: Tree) -> None:
    packed(groups, tmp_path / "out")
    found = tree(tmp_path / "out")
    assert [name for name in sorted(found) if name.startswith("02")] == [
        "02 - Second/all cards.pdf",
        "02 - Second/cover sheet.pdf",
        "02 - Second/home - English - 10 cards.pdf",
        "02 - Second/home - Khmer - 10 cards.pdf",
        "02 - Second/home - Spanish - 10 cards.pdf",
    ]
    assert pages(tmp_path / "out/03 - Third/all cards.pdf") == 8
    with zipfile.ZipFile(tmp_path / "out/Know your rights in Lynn.zip") as archive:
        zipped = {name: archive.read(name) for name in archive.namelist()}
    assert zipped == {name: data for name, data in found.items() if not name.endswith(".zip")}


@pytest.mark.parametrize("jobs", [2, 3])
def test_processes_make_the_same_bytes(
    jobs: int, groups: Path, packed: Callable[..., Packed], tmp_path: Path, tree: Tree
) -> None:
    packed(groups, tmp_path / "one")
    packed(groups, tmp_path / "several", jobs=jobs)
    assert tree(tmp_path / "several") == tree(tmp_path / "one")


@pytest.mark.full_only
def test_so_do_processes_that_begin_from_nothing(
    groups: Path, packed: Callable[..., Packed], tmp_path: Path, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As they do on macOS and Windows."""
    packed(groups, tmp_path / "one")
    monkeypatch.setattr("cards.pack.processes._METHOD", "spawn")
    packed(groups, tmp_path / "several", jobs=2)
    assert tree(tmp_path / "several") == tree(tmp_path / "one")


def test_resume_keeps_what_is_whole(groups: Path, packed: Callable[..., Packed], tmp_path: Path, tree: Tree) -> None:
    out = tmp_path / "out"
    first = packed(groups, out)
    before = tree(out)
    again = packed(groups, out, resume=True)
    assert (again.entries, again.kept, again.failures) == (first.entries, len(first.entries), ())
    broken, gone = out / "01 - Casa Lynn/home - Spanish - 10 cards.pdf", out / "02 - Second/cover sheet.pdf"
    broken.write_bytes(b"%PDF")
    gone.unlink()
    assert packed(groups, out, resume=True).kept == len(first.entries) - 2
    assert tree(out) == before


@pytest.mark.parametrize("combined", [False, True])
def test_a_kept_file_is_held_to_the_guards_again(combined: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other catalogs may have changed, with which its words are compared."""
    order = Order("es", "home", "avery-5371", Contact(read_link(LEGAL_AID)), copies=10, exact=True)

    def done(known: Made | None) -> Made:
        item = Item(1, "cards", Path("groups.csv"), 2, known)
        (made,) = carry_out(CombinedTask(item, (order,)) if combined else CardsTask(((item, order),)), None).made
        return made

    known = replace(done(None), pdf=b"")
    assert done(known).kept

    def refuse(job: Job) -> None:
        raise BadFile(f"The words are not in {job.language.english}.", "Correct it.")

    monkeypatch.setattr("cards.pack.work.refuse_unsound_card", refuse)
    failure = done(known).failure
    assert failure is not None
    assert failure.cause == "The words are not in Spanish."


def test_resume_makes_what_has_changed(
    pack_file: Callable[..., Path], groups: Path, packed: Callable[..., Packed], tmp_path: Path, tree: Tree
) -> None:
    out = tmp_path / "out"
    first = packed(groups, out)
    pack_file("combined = true\nzip = true\n", cards="", rows=GROUPS.replace("0102", "0142"))
    assert packed(groups, out, resume=True).kept == len(first.entries) - 5
    packed(groups, tmp_path / "fresh")
    assert tree(out) == tree(tmp_path / "fresh")


def test_resume_takes_away_a_row_that_is_gone(
    pack_file: Callable[..., Path], groups: Path, packed: Callable[..., Packed], tmp_path: Path, tree: Tree
) -> None:
    out = tmp_path / "out"
    packed(groups, out)
    pack_file(cards="", rows=GROUPS.replace("Third,617-555-0103,0,30,10,0\n", ""))
    packed(groups, out, resume=True)
    assert not (out / "03 - Third").exists()
    packed(groups, tmp_path / "fresh")
    assert tree(out) == tree(tmp_path / "fresh")


@pytest.mark.full_only
def test_another_version_of_the_program_makes_all_anew(
    groups: Path, packed: Callable[..., Packed], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cards.pack import inputs

    packed(groups, tmp_path / "out")
    monkeypatch.setattr(inputs, "_versions", lambda: ("0.0.0",))
    assert packed(groups, tmp_path / "out", resume=True).kept == 0


def test_what_fails_stops_no_other(
    pack_file: Callable[..., Path], packed: Callable[..., Packed], tmp_path: Path
) -> None:
    rows = "name,hotline,org,es,vi\nA,617-555-0101,,10,10\nB,nobody,,10,10\nC,617-555-0103,\U00013000,10,0\nD,,,10,0\n"
    outcome = packed(pack_file(cards="", rows=rows), tmp_path / "out")
    assert [(each.line, each.what, each.exit_code) for each in outcome.failures] == [
        (3, "B", 4),
        (4, "home - Spanish", 6),
    ]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["01 - A", "04 - D", "manifest.json"]
    manifest = json.loads((tmp_path / "out/manifest.json").read_text(encoding="utf-8"))
    assert [each["line"] for each in manifest["failed"]] == [3, 4]
    assert manifest["stock"]["avery-5371"]["sheets"] == 3


def test_remedies_are_in_the_words_of_a_pack(
    pack_file: Callable[..., Path], packed: Callable[..., Packed], tmp_path: Path
) -> None:
    rows = "name,hotline,link,es\nB,,http://example.org,10\nA,sf,,10\nC,sf,,ten\n"
    failures = packed(pack_file(cards="", rows=rows), tmp_path / "out").failures
    assert [(each.line, each.exit_code) for each in failures] == [(2, 2), (3, 8), (4, 3)]
    assert failures[0].cause.startswith("'link' cannot be used: 'http://example.org' does not begin with https://")
    assert failures[0].remedy == "Give the whole address, such as https://www.example.org/help."
    assert "with 'allow_stale'" in failures[1].remedy


def test_a_cover_sheet_tells_what_is_missing(
    pack_file: Callable[..., Path], packed: Callable[..., Packed], tmp_path: Path, words: Callable[[Path], str]
) -> None:
    untranslated = tmp_path / "mine/translations/languages.toml"
    untranslated.parent.mkdir(parents=True)
    untranslated.write_text('[qaa]\nenglish = "Ownish"\nautonym = "Own"\ndirection = "ltr"\nscript = "Latn"\n')
    path = pack_file(cards="[cards]\nes = 10\nqaa = 10\n")
    (failure,) = packed(path, tmp_path / "out", content=tmp_path / "mine").failures
    assert (failure.what, failure.exit_code) == ("home - Ownish", 5)
    assert "could not be made: home - Ownish" in words(tmp_path / "out/cover sheet.pdf")


def test_a_logo_is_on_every_card_and_counts_for_resume(
    pack_file: Callable[..., Path], packed: Callable[..., Packed], tmp_path: Path
) -> None:
    path = pack_file('logo = "logo.png"\n')
    digests: list[set[str]] = []
    for colour in ("green", "blue"):
        Image.new("RGB", (300, 200), colour).save(path.parent / "logo.png")
        outcome = packed(path, tmp_path / "out", resume=True)
        assert outcome.kept == len(digests)  # the cover sheet only, which has no logo
        digests.append({entry.sha256 for entry in outcome.entries if entry.kind == "cards"})
    assert not digests[0] & digests[1]


def test_nothing_is_written_when_nothing_can_be_made(
    pack_file: Callable[..., Path], packed: Callable[..., Packed], tmp_path: Path
) -> None:
    outcome = packed(pack_file(cards="[cards]\nKlingon = 10\n"), tmp_path / "out")
    assert [each.exit_code for each in outcome.failures] == [4]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("row", ["B,nobody,,10", "B,617-555-0102,\U00013000,10"])
def test_strict_stops_at_the_first(
    row: str, pack_file: Callable[..., Path], packed: Callable[..., Packed], tmp_path: Path, tree: Tree
) -> None:
    path = pack_file(cards="", rows=f"name,hotline,org,es\nA,617-555-0101,,10\n{row}\nC,617-555-0103,,10\n")
    with pytest.raises(StoppedEarly) as stopped:
        packed(path, tmp_path / "out", strict=True)
    assert stopped.value.failure.line == 3
    assert "manifest.json" not in (tree(tmp_path / "out") if (tmp_path / "out").exists() else {})


@pytest.mark.parametrize("count", [2, 5])
def test_shares_put_together_are_the_whole(
    count: int, groups: Path, packed: Callable[..., Packed], tmp_path: Path, tree: Tree
) -> None:
    packed(groups, tmp_path / "whole")
    together: dict[str, bytes] = {}
    for number in range(1, count + 1):
        packed(groups, tmp_path / f"{number}", share=(number, count))
        share = tree(tmp_path / f"{number}")
        assert not together.keys() & share.keys()
        together |= share
    for name, data in together.items():
        (tmp_path / "out" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "out" / name).write_bytes(data)
    outcome = packed(groups, tmp_path / "out", resume=True)
    assert outcome.kept == len(outcome.entries)
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


@pytest.mark.full_only
def test_shares_one_after_the_other_in_one_folder(
    groups: Path, packed: Callable[..., Packed], tmp_path: Path, tree: Tree
) -> None:
    whole = packed(groups, tmp_path / "whole")
    for number in range(1, 4):
        packed(groups, tmp_path / "out", share=(number, 3), resume=True)
    assert packed(groups, tmp_path / "out", resume=True).kept == len(whole.entries)
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


def test_everybody_is_told_of_every_file(groups: Path) -> None:
    planner = Planner(shelves(None), read_pack(groups, shelves(None)), date(2026, 11, 1))
    told: list[None] = []
    with local_workers(1) as workers:
        outcome = Run(planner.batches(), shelves(None), workers, told=lambda: told.append(None)).make()
    assert len(told) == planner.files == outcome.summary.files


def _end(number: int) -> int:
    import os

    if number == 3:
        os._exit(9)
    return number


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_worker_that_dies_is_told_of() -> None:
    with local_workers(2) as workers, pytest.raises(CannotWrite, match="has stopped") as caught:
        list(workers.done(_end, range(9)))
    assert isinstance(caught.value.__cause__, BrokenProcessPool)
    assert not multiprocessing.active_children()


def test_no_more_tasks_are_given_out_than_are_wanted() -> None:
    begun: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(50):
            begun.append(number)
            yield number

    with ThreadPoolExecutor(1) as threads:
        for done in Pool(threads, 1).done(lambda number: number, tasks()):
            assert len(begun) <= done + 3


@pytest.mark.full_only
@pytest.mark.reader("distributed")
def test_a_cluster_makes_the_same_bytes(
    groups: Path, packed: Callable[..., Packed], planned: Callable[..., Plan], tmp_path: Path, tree: Tree
) -> None:
    distributed: Any = importlib.import_module("distributed")
    packed(groups, tmp_path / "one")
    options = {"n_workers": 2, "threads_per_worker": 2, "dashboard_address": "127.0.0.1:0"}
    with (
        distributed.LocalCluster(processes=True, **options) as cluster,
        cluster_workers(cluster.scheduler_address, print) as workers,
    ):
        assert workers.count == 4
        plan = planned(groups)
        Run([plan], shelves(None), workers, Folder(tmp_path / "cluster", origin_of(plan.pack), resume=False)).make()
    assert tree(tmp_path / "cluster") == tree(tmp_path / "one")


@pytest.mark.parametrize("combined", ["true", "false"])
def test_a_translation_with_an_error_is_not_packed(
    combined: str, pack_file: Callable[..., Path], packed: Callable[..., Packed], tmp_path: Path
) -> None:
    """What `locale check` calls an error fails the files of its locale, with the place to mend; the others are made."""
    catalog = catalog_path(bundled(), "es").read_text(encoding="utf-8")
    mine = tmp_path / "mine/translations/es/LC_MESSAGES/cards.po"
    mine.parent.mkdir(parents=True)
    mine.write_text(catalog.replace("Tiene derechos.", "Tiene 3 derechos."), encoding="utf-8")
    outcome = packed(pack_file(f"combined = {combined}\n"), tmp_path / "out", content=tmp_path / "mine")
    assert {failure.exit_code for failure in outcome.failures} == {3}
    assert all("home/bearer/heading has the number 3" in failure.cause for failure in outcome.failures)
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert "home - Vietnamese - 10 cards.pdf" in names
    assert not any("Spanish" in name for name in names)


def test_what_cannot_be_made_any_more_stays_as_it_is(
    pack_file: Callable[..., Path], packed: Callable[..., Packed], tmp_path: Path, tree: Tree
) -> None:
    """A piece that fails, a row that is refused in the table, one that is refused in the plan; then all are mended."""
    out = tmp_path / "out"
    packed(pack_file(cards="", rows=GROUPS), out)
    before = tree(out)
    (tmp_path / "mine/translations/es/LC_MESSAGES").mkdir(parents=True)
    broken = catalog_path(bundled(), "es").read_text(encoding="utf-8").replace("Tiene derechos.", "Tiene 3 derechos.")
    (tmp_path / "mine/translations/es/LC_MESSAGES/cards.po").write_text(broken, encoding="utf-8")
    rows = GROUPS.replace("0102,10", "0102,ten").replace("617-555-0103", "nobody")
    outcome = packed(pack_file(cards="", rows=rows), out, resume=True, content=tmp_path / "mine")
    assert {failure.line for failure in outcome.failures} == {2, 3, 4}
    found = tree(out)
    changed = {"manifest.json", "01 - Casa Lynn/cover sheet.pdf"}
    assert {name: data for name, data in found.items() if name not in changed} == {
        name: data for name, data in before.items() if name not in changed
    }
    packed(pack_file(cards="", rows=GROUPS.replace("Third,617-555-0103", "Third,617-555-0143")), out, resume=True)
    packed(pack_file(), tmp_path / "fresh")
    assert json.loads((out / "manifest.json").read_text(encoding="utf-8"))["earlier"] == []
    assert tree(out).keys() == before.keys()


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ('"review": "draft"', '"review": "foo"'),
        ('"review": "draft"', '"review": "approved"'),
        ('"pages": 4, ', ""),
        ('"sheets": 2', '"sheets": 9'),
        ('"warnings": []', '"warnings": ["all is well"]'),
    ],
)
def test_what_somebody_types_into_the_list_is_not_believed(
    said: str, instead: str, pack_file: Callable[..., Path], packed: Callable[..., Packed], tmp_path: Path, tree: Tree
) -> None:
    out = tmp_path / "out"
    packed(pack_file(), out)
    before = tree(out)
    text = (out / "manifest.json").read_text(encoding="utf-8")
    assert said in text
    (out / "manifest.json").write_text(text.replace(said, instead), encoding="utf-8")
    packed(pack_file(), out, resume=True)
    assert tree(out) == before


LINE = """\
id = "{id}"
name = "{name}"
number = "{number}"
regions = ["US-MA"]
languages = ["es", "zh", "qaa"]
source = "our own line"
verified_on = 2026-06-01
"""


def test_files_do_not_depend_on_the_day(
    pack_file: Callable[..., Path], tmp_path: Path, tree: Tree, words: Callable[[Path], str]
) -> None:
    path = pack_file(cards="", rows="name,hotline,es\nA,ours,10\n")
    (tmp_path / "mine/hotlines").mkdir(parents=True)
    line = LINE.format(id="ours", name="Our line", number="617-555-0177")
    (tmp_path / "mine/hotlines/ours.toml").write_text(line, encoding="utf-8")
    places = shelves(tmp_path / "mine")
    for day in (date(2026, 6, 2), date(2026, 11, 1), date(2026, 11, 2)):
        plan = make_plan(places, read_pack(path, places), day)
        assert any("days ago" in each for each in plan.bundles[0].of_the_day) == (day.month == 11)
        with local_workers(1) as workers:
            folder = Folder(tmp_path / str(day), origin_of(plan.pack), resume=False)
            Run([plan], places, workers, folder, tmp_path / "mine").make()
        assert tree(tmp_path / str(day)) == tree(tmp_path / "2026-06-02")
    cover = words(tmp_path / "2026-06-02/01 - A/cover sheet.pdf")
    assert "confirmed 2026-06-01" in cover
    assert "days ago" not in cover


def test_a_cover_sheet_says_which_scripts_have_a_line(
    pack_file: Callable[..., Path], packed: Callable[..., Packed], tmp_path: Path, words: Callable[[Path], str]
) -> None:
    (tmp_path / "mine/hotlines").mkdir(parents=True)
    for number, (name, kind) in enumerate((("helps", "legal-help"), ("watch", "sighting"))):
        line = LINE.format(id=name, name=f"Lynn {name}", number=f"617-555-010{number}") + f'kind = "{kind}"\n'
        (tmp_path / f"mine/hotlines/{name}.toml").write_text(line, encoding="utf-8")
    content, rows = tmp_path / "mine", "name,region,es\nA,US-MA,10\n"
    (content / "hotlines/luce.toml").write_text('id = "luce"\nomit = true\n', encoding="utf-8")
    path = pack_file('scripts = ["home", "witness"]\n', cards="", rows=rows)
    path.write_text(re.sub(r"^hotline.*\n", "", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    packed(path, tmp_path / "out", content=content)
    cover = words(tmp_path / "out/01 - A/cover sheet.pdf")
    assert "Lynn helps (only on At home)" in cover
    assert "Lynn watch (only on As a witness)" in cover
    manifest = json.loads((tmp_path / "out/manifest.json").read_text(encoding="utf-8"))
    assert [each["id"] for each in manifest["recipients"][0]["hotlines"]] == ["helps", "watch"]


@pytest.mark.parametrize(("other", "where"), [("en", "not on every card, no room"), ("vi", "on no card, no room")])
def test_a_cover_sheet_says_which_lines_are_on_the_cards(
    other: str,
    where: str,
    pack_file: Callable[..., Path],
    packed: Callable[..., Packed],
    tmp_path: Path,
    words: Callable[[Path], str],
) -> None:
    (tmp_path / "mine/hotlines").mkdir(parents=True)
    for number, name in enumerate(("first", "second", "third")):
        line = LINE.format(id=name, name=f"The {name} line of our town", number=f"617-555-010{number}")
        if name == "third":
            line += 'interpreters = "more than 200 languages"\n'
        (tmp_path / f"mine/hotlines/{name}.toml").write_text(line, encoding="utf-8")
    rows = f"name,hotline,es,{other}\nA,first; second; third,10,10\n"
    outcome = packed(
        pack_file('stock = "avery-j21013"\nscripts = ["street"]\n', cards="", rows=rows),
        tmp_path / "out",
        content=tmp_path / "mine",
    )
    assert any("617-555-0102 of The third line" in each for entry in outcome.entries for each in entry.warnings)
    cover = words(tmp_path / "out/01 - A/cover sheet.pdf")
    assert "Spanish" in cover
    assert "interpreters for more than 200 languages" in cover
    assert f"The third line of our town ({where})" in cover
    assert "The first line of our town (" not in cover


def test_a_cover_sheet_says_to_print_all_cards_once(
    pack_file: Callable[..., Path], packed: Callable[..., Packed], tmp_path: Path, words: Callable[[Path], str]
) -> None:
    head = 'stock = "plain-letter"\nlayout = ["duplex", "fold"]\n'
    packed(pack_file(f"{head}combined = true\n", FEW), tmp_path / "out")
    cover = words(tmp_path / "out/cover sheet.pdf")
    for name in ("all cards.pdf", "all cards - fold.pdf"):
        assert (tmp_path / "out" / name).is_file()
        assert f"Print EITHER “{name}” OR the single files. Not both" in cover
        assert f"Print EITHER “{name}” OR the 2 files" in cover
    assert "each file once" not in cover
    assert "3 sheets of Plain Letter, 10 cards of 3.5 x 2 in to cut" in cover
    assert "4 sheets of plain Letter paper, 8.5 x 11 in, 5 cards on each" in cover
    packed(pack_file(head, FEW), tmp_path / "single")
    alone = words(tmp_path / "single/cover sheet.pdf")
    assert "all cards" not in alone
    assert alone.count("each file once") == 2


def test_a_cover_sheet_says_why_and_leaves_advice_to_the_leader(
    pack_file: Callable[..., Path],
    packed: Callable[..., Packed],
    tmp_path: Path,
    words: Callable[[Path], str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def made(job: Job, decode: Decoder) -> Cards:
        if job.language.tag == "ro":
            raise DoesNotFit("It is 3 mm too long: العربية. More of that.", "Shorten it.")
        done = make(job, decode)
        small = Notice("small-words", "small", f"shorten them, or remove {setting('write_in')}")
        logo = Notice("small-logo", "the logo is small", "give it in the shape of a horse", ("the logo",))
        return replace(done, warnings=(*done.warnings, small, logo))

    monkeypatch.setattr("cards.pack.work.make", made)
    outcome = packed(pack_file('theme = "red-stock"\n', FEW), tmp_path / "out")
    cover = words(tmp_path / "out/cover sheet.pdf")
    assert "not in this pack because it could not be made: home - Romanian: It is 3 mm too long: …." in cover
    assert "More of that" not in cover
    assert "home - Spanish: small" in cover
    assert "home - Spanish: the logo is small" in cover
    assert "shorten" not in cover
    assert "horse" not in cover, "advice goes by its place in the notice, not by its words"
    assert "paper_colour" not in cover
    assert "the QR code is black on red paper, which a scanner with red light cannot read" in cover
    assert "8371" not in cover
    told = outcome.entries[0].warnings
    assert any("'paper_colour'" in each for each in told)
    assert "small: shorten them, or remove 'write_in'" in told


SIGNED = """\
[["{context}"]]
sha256 = "{sha256}"
locale = "{tag}"
role = "legal"
by = "Somebody"
on = 2026-10-01
"""


def sign_all(folder: Path, job: Job) -> None:
    """Signs every string of both sides of a card in a content folder."""
    messages = job.wording.messages
    bearer = job.bearer_sources
    strings = {
        "es": [(each.context, string_digest(each, messages[each.context].text, "es", LEGAL)) for each in bearer],
        "en": [(each.context, string_digest(each, each.text, "en", LEGAL)) for each in job.script.officer.sources],
    }
    for tag, signed in strings.items():
        path = folder / "translations" / tag / "review.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        tables = (SIGNED.format(context=context, sha256=sha256, tag=tag) for context, sha256 in signed)
        path.write_text("".join(tables), encoding="utf-8")


def test_resume_makes_anew_what_a_sign_off_changes_when_it_comes_and_when_it_goes(
    pack_file: Callable[..., Path],
    packed: Callable[..., Packed],
    tmp_path: Path,
    tree: Tree,
    job_of: Callable[..., Job],
) -> None:
    path, out, mine = pack_file(cards="[cards]\nes = 10\n"), tmp_path / "out", tmp_path / "mine"
    mine.mkdir()
    packed(path, out, content=mine)
    draft = tree(out)
    sign_all(mine, job_of("es"))
    signed = packed(path, out, content=mine, resume=True)
    assert (signed.kept, signed.entries[0].review) == (0, "reviewed")
    for tag in ("en", "es"):  # either side by itself
        withdrawn = mine / "translations" / tag / "review.toml"
        text = withdrawn.read_text(encoding="utf-8")
        withdrawn.unlink()
        assert packed(path, out, content=mine, resume=True).entries[0].review == "draft"
        withdrawn.write_text(text, encoding="utf-8")
        assert packed(path, out, content=mine, resume=True).entries[0].review == "reviewed"
    for tag in ("en", "es"):
        (mine / "translations" / tag / "review.toml").unlink()
    packed(path, out, content=mine, resume=True)
    assert tree(out) == draft


def test_another_program_makes_everything_anew(
    pack_file: Callable[..., Path], packed: Callable[..., Packed], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = packed(pack_file(), tmp_path / "out")
    monkeypatch.setattr(inputs, "program_digest", lambda: "another")
    inputs._versions.cache_clear()
    try:
        assert packed(pack_file(), tmp_path / "out", resume=True).kept == 0
    finally:
        monkeypatch.undo()
        inputs._versions.cache_clear()
    assert packed(pack_file(), tmp_path / "out", resume=True).kept == 0
    assert packed(pack_file(), tmp_path / "out", resume=True).kept == len(first.entries)


@pytest.mark.full_only
@pytest.mark.parametrize("further", ["make_cover", "make_combined"])
def test_there_is_no_zip_without_a_file_that_tells_of_the_others(
    further: str,
    groups: Path,
    packed: Callable[..., Packed],
    tmp_path: Path,
    tree: Tree,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nor an old one, which would pass for that of this run; the next run makes it."""

    def fail(*arguments: object) -> bytes:
        raise DoesNotFit("It is too long.", "Shorten it.")

    out, name = tmp_path / "out", "Know your rights in Lynn.zip"
    packed(groups, out)
    before = tree(out)
    for output, resume in ((out, True), (tmp_path / "fresh", False)):
        monkeypatch.setattr(f"cards.pack.work.{further}", fail)
        (tmp_path / "workshop/groups.csv").write_text(GROUPS.replace("0101", "0141"), encoding="utf-8")
        outcome = packed(groups, output, resume=resume)
        assert outcome.unzipped == name
        assert {failure.cause for failure in outcome.failures} == {"It is too long."}
        assert name not in tree(output)
        assert json.loads((output / "manifest.json").read_text(encoding="utf-8"))["archive"] is None
        monkeypatch.undo()
        (tmp_path / "workshop/groups.csv").write_text(GROUPS, encoding="utf-8")
        assert packed(groups, output, resume=True).unzipped == ""
        assert tree(output) == before


def test_a_card_that_fails_is_told_of_in_the_zip(
    pack_file: Callable[..., Path], packed: Callable[..., Packed], tmp_path: Path
) -> None:
    path = pack_file("zip = true\n", cards="[cards]\nes = 10\nKlingon = 10\n")
    outcome = packed(path, tmp_path / "out")
    assert (outcome.unzipped, len(outcome.failures)) == ("", 1)
    assert (tmp_path / "out/Know your rights in Lynn.zip").is_file()


def test_the_files_of_another_pack_stay(
    pack_file: Callable[..., Path], packed: Callable[..., Packed], tmp_path: Path, tree: Tree
) -> None:
    path, out = pack_file(), tmp_path / "out"
    packed(path, out)
    before = tree(out)
    other = path.with_name("sunday.toml")
    other.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")  # begun as a copy
    for share in (None, (1, 2)):
        with pytest.raises(BadOrder, match=r"out holds another pack, 'Know your rights in Lynn', made from saturday"):
            packed(other, out, resume=True, share=share)
    assert tree(out) == before
    path.write_text(path.read_text(encoding="utf-8").replace('title = "Know', 'title = "All: know'), encoding="utf-8")
    assert packed(path, out, resume=True).kept == 3  # all but the cover sheet


def test_a_pack_made_in_batches_is_the_same(
    groups: Path, packed: Callable[..., Packed], tmp_path: Path, tree: Tree
) -> None:
    whole = packed(groups, tmp_path / "whole")
    batches = packed(groups, tmp_path / "batches", most=1)
    assert sorted(batches.entries, key=lambda each: each.file) == sorted(whole.entries, key=lambda each: each.file)
    made, wanted = tree(tmp_path / "batches"), tree(tmp_path / "whole")
    lists = ("manifest.json", "Know your rights in Lynn.zip")
    assert {path: data for path, data in made.items() if path not in lists} == {
        path: data for path, data in wanted.items() if path not in lists
    }
    one, other = (json.loads(each["manifest.json"]) for each in (made, wanted))
    assert {key: value for key, value in one.items() if key != "files"} == {
        key: value for key, value in other.items() if key != "files"
    }
    for told in (partial(made_lines, "Lynn", output=None), warning_lines, next_steps):
        assert [*told(batches.outcome)] == [*told(whole.outcome)]
    assert packed(groups, tmp_path / "batches", most=3, resume=True).kept == len(whole.entries)


def test_an_entry_list_on_disk_resumes_and_removes_like_one_in_memory(
    groups: Path, packed: Callable[..., Packed], tmp_path: Path, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    first = packed(groups, out)
    monkeypatch.setattr("cards.pack.folder.Listed", partial(Listed, most=1))
    assert packed(groups, out, resume=True).kept == len(first.entries)
    rows = (groups.parent / "groups.csv").read_text(encoding="utf-8").replace("Third,617-555-0103,0,30,10,0\n", "")
    (groups.parent / "groups.csv").write_text(rows, encoding="utf-8")
    packed(groups, out, resume=True)
    assert not [path for path in tree(out) if path.startswith("03 - ")]
    assert not (out / ".unfinished").exists()


def test_a_share_removes_what_is_no_longer_asked_for_and_leaves_the_others(
    groups: Path, packed: Callable[..., Packed], tmp_path: Path, tree: Tree
) -> None:
    out, table = tmp_path / "out", groups.parent / "groups.csv"
    packed(groups, out)
    before = tree(out)
    rows = table.read_text(encoding="utf-8")
    table.write_text(rows.replace("Casa Lynn,617-555-0101,10,10,10,0", "Casa Lynn,617-555-0101,10,20,10,0"), "utf-8")
    packed(groups, out, share=(1, 3), resume=True)
    after = tree(out)
    gone, new = before.keys() - after.keys(), after.keys() - before.keys()
    assert gone == {"01 - Casa Lynn/home - Vietnamese - 10 cards.pdf", "Know your rights in Lynn.zip"}
    assert new == {"01 - Casa Lynn/home - Vietnamese - 20 cards.pdf", "manifest 1 of 3.json"}
    table.write_text(rows.replace("Third,617-555-0103,0,30,10,0\n", ""), encoding="utf-8")
    packed(groups, out, share=(1, 3), resume=True)
    assert not [path for path in tree(out) if path.startswith("03 - ")]
    assert [path for path in tree(out) if path.startswith("02 - ")]


def test_more_failures_than_people_read_are_counted(
    pack_file: Callable[..., Path], packed: Callable[..., Packed], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cards.pack.run.MOST_FAILURES", 2)
    rows = "name,hotline,es\n" + "".join(f"Group {n},nobody,10\n" for n in range(4)) + "Last,617-555-0100,10\n"
    found = packed(pack_file(cards="", rows=rows), tmp_path / "out", most=1)
    assert (len(found.failures), found.outcome.untold) == (2, 2)
    manifest = json.loads((tmp_path / "out/manifest.json").read_text(encoding="utf-8"))
    assert (len(manifest["failed"]), manifest["failed_also"]) == (2, 2)
