"""Workers that are not as the parent is: what they make is not taken, and they are named with the difference."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cards.errors import BadOrder, CannotWrite, CardError
from cards.jobs import Job
from cards.locations import bundled, shelves
from cards.pack.folder import Folder
from cards.pack.manifest import MANIFEST, origin_of
from cards.pack.plan import Plan
from cards.pack.processes import Pool
from cards.pack.provenance import differences, parts_of_cards, parts_of_program, unlike, unreadable
from cards.pack.run import Run
from cards.pack.work import Done, carry_out
from cards.read.catalogs import catalog_path
from cards.read.sign_offs import SignOff
from tests.pack.conftest import Packed, listed

HERE = {"the program": "a", "the library reportlab": "5.0", "translations/es": "b", "labels.toml": "c"}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, []),
        ({"labels.toml": "x"}, ["labels.toml"]),
        ({"the program": "x", "labels.toml": "x"}, ["the program"]),
        ({"the library reportlab": "4.9"}, ["the library reportlab (4.9 there, 5.0 here)"]),
        ({"the library reportlab": ""}, ["the library reportlab (none there, 5.0 here)"]),
        ({"translations/es of the content folder": "x"}, ["translations/es of the content folder"]),
        (
            {"translations/es of the content folder": "x", "translations/es": "x", "what cards are made from": "x"},
            ["translations/es of the content folder"],
        ),
        ({"what cards are made from": "x"}, ["what cards are made from"]),
    ],
)
def test_the_cause_of_a_difference_is_told(changes: dict[str, str], told: list[str]) -> None:
    here = {"translations/es of the content folder": "d", "what cards are made from": "e", **HERE}
    assert differences({**here, **changes}, here) == told


def test_a_part_that_is_not_there_is_a_difference() -> None:
    assert differences({}, HERE) == ["the program", "the library reportlab (none there, 5.0 here)"]


SIGNED = (SignOff("home/bearer/heading", "ab" * 32, "legal", "Somebody", date(2026, 10, 1)),)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda job: replace(job, wording=text_changed(job)), "translations/es"),
        (
            lambda job: replace(job, wording=replace(job.wording, sign_offs={SIGNED[0].context: SIGNED})),
            "the sign-offs of es",
        ),
        (
            lambda job: replace(
                job,
                english_sign_offs={
                    (heading := job.script.officer.heading.context): (replace(SIGNED[0], context=heading),)
                },
            ),
            "the sign-offs of en",
        ),
        (
            lambda job: replace(job, wording=replace(job.wording, negations=None)),
            "the checks of translations/es",
        ),
        (
            lambda job: replace(job, wording=replace(job.wording, elsewhere={"x": frozenset("ab")})),
            "the checks of translations/es",
        ),
        (lambda job: replace(job, language=replace(job.language, leading=1.5)), "[es] of languages.toml"),
        (lambda job: replace(job, english=replace(job.english, leading=1.5)), "[en] of languages.toml"),
        (lambda job: replace(job, styles=()), "the fonts of cards in es"),
        (lambda job: replace(job, officer_style=replace(job.officer_style, leading=1.5)), "the fonts of cards in es"),
        (lambda job: replace(job, script=replace(job.script, version=99)), "scripts/home.toml"),
        (lambda job: replace(job, stock=replace(job.stock, left=job.stock.left + 1)), "the stock avery-5371"),
        (lambda job: replace(job, paper_colour=(0.0, 0.0, 0.0)), "what cards in es are made from"),
    ],
)
def test_each_part_of_a_card_has_its_name(change: Callable[[Job], Job], told: str, job_of: Callable[..., Job]) -> None:
    job = job_of("es")
    places = shelves(None)
    ours, theirs = parts_of_cards(places, job), parts_of_cards(places, change(job))
    found = differences(theirs, ours)
    assert found == [told]


def text_changed(job: Job) -> Any:
    messages = dict(job.wording.messages)
    context = job.script.bearer.heading.context
    messages[context] = replace(messages[context], text="Otra cosa")
    return replace(job.wording, messages=messages)


class Elsewhere(Executor):
    """A worker on another computer, where `seen` is what lies at the path of the content folder."""

    def __init__(self, seen: Path | None, change: Callable[[Done], Done]) -> None:
        self.seen = seen
        self.change = change

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        done = carry_out(args[0], self.seen)
        future.set_result(self.change(replace(done, worker="tcp://10.0.0.9:40000")))
        return future


def correct(folder: Path, old: str, new: str, tag: str = "es") -> Path:
    """A content folder with the program's catalog of a locale, in which somebody corrected something."""
    path = folder / "translations" / tag / "LC_MESSAGES/cards.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(catalog_path(bundled(), tag).read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return folder


def cards(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if name.startswith("home")}


@pytest.fixture
def made_elsewhere(
    pack_file: Callable[..., Path],
    planned: Callable[..., Plan],
    tmp_path: Path,
    tree: Callable[[Path], dict[str, bytes]],
) -> Callable[..., Packed]:
    """A pack made by a worker that sees other content than the parent."""

    def run(here: Path | None, there: Path | None, change: Callable[[Done], Done] = lambda done: done) -> Packed:
        plan = planned(pack_file(cards="[cards]\nes = 10\n"), content=here)
        output = tmp_path / "out"
        folder = Folder(output, origin_of(plan.pack), resume=True)
        before = tree(output)
        try:
            outcome = Run([plan], shelves(here), Pool(Elsewhere(there, change), 1), folder, here).make()
            return Packed(listed(output / MANIFEST), outcome)
        except CardError:
            assert cards(tree(output)) == cards(before)
            raise

    return run


def test_a_worker_that_sees_the_same_is_taken(made_elsewhere: Callable[..., Packed], tmp_path: Path) -> None:
    mine = correct(tmp_path / "mine", "Tiene derechos.", "Usted tiene derechos.")
    theirs = Path(shutil.copytree(mine, tmp_path / "theirs"))
    assert len(made_elsewhere(mine, theirs).entries) == 2
    assert made_elsewhere(mine, theirs).kept == 2


def test_a_worker_with_an_empty_or_older_content_folder_is_refused(
    made_elsewhere: Callable[..., Packed], tmp_path: Path
) -> None:
    mine = correct(tmp_path / "mine", "Tiene derechos.", "Usted tiene derechos.")
    (tmp_path / "empty").mkdir()
    older = correct(tmp_path / "older", "Tiene derechos.", "Tienes derechos.")
    for there in (tmp_path / "empty", older, None):
        with pytest.raises(BadOrder) as caught:
            made_elsewhere(mine, there)
        assert str(caught.value) == (
            "The worker tcp://10.0.0.9:40000 differs from this computer in translations/es of the content folder. Copy "
            "the content folder there, to the same path, restart the worker, and give the same command with --resume."
        )


def test_nor_is_a_file_taken_that_such_a_worker_would_keep(
    made_elsewhere: Callable[..., Packed], tmp_path: Path
) -> None:
    """The files that are there are as the worker would make them, and not as the parent would."""
    older = correct(tmp_path / "older", "Tiene derechos.", "Tienes derechos.")
    made_elsewhere(older, older)
    with pytest.raises(BadOrder, match="translations/es of the content folder"):
        made_elsewhere(correct(tmp_path / "mine", "Tiene derechos.", "Usted tiene derechos."), older)


def test_a_worker_without_the_folder_or_with_a_broken_catalog_is_refused(
    made_elsewhere: Callable[..., Packed], tmp_path: Path
) -> None:
    mine = correct(tmp_path / "mine", "Tiene derechos.", "Usted tiene derechos.")
    broken = correct(tmp_path / "broken", 'msgstr "', "msgstr ")
    for there, cause in ((tmp_path / "none", r"The content folder .*none does not exist"), (broken, "")):
        with pytest.raises(BadOrder, match=rf"^The worker tcp://\S+ cannot read what this computer reads: {cause}"):
            made_elsewhere(mine, there)


def test_a_worker_that_reads_what_is_broken_here_is_refused(
    made_elsewhere: Callable[..., Packed], tmp_path: Path
) -> None:
    broken = correct(tmp_path / "broken", 'msgstr "', "msgstr ")
    with pytest.raises(BadOrder, match=r"^The worker tcp://10\.0\.0\.9:40000 "):
        made_elsewhere(broken, correct(tmp_path / "whole", "x", "x"))
    (failure,) = made_elsewhere(broken, broken).failures  # broken on both: told as on one computer
    assert failure.exit_code == 3


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("the program", r"in the program\. Install the same program and libraries there"),
        ("the library reportlab", r"in the library reportlab \(0\.1 there, \S+ here\)\. Install"),
        ("the fonts of cards in es", r"in the fonts of cards in es\. Copy this computer's files there"),
    ],
)
def test_a_worker_with_another_program_library_or_font_is_refused(
    part: str, told: str, made_elsewhere: Callable[..., Packed]
) -> None:
    def change(done: Done) -> Done:
        return replace(done, parts={**done.parts, part: "0.1"}) if part in done.parts else done

    with pytest.raises(BadOrder, match=rf"^The worker tcp://10\.0\.0\.9:40000 differs from this computer {told}"):
        made_elsewhere(None, None, change)


def test_a_worker_of_another_program_that_cannot_read_is_told_of_its_program(
    made_elsewhere: Callable[..., Packed], tmp_path: Path
) -> None:
    mine = correct(tmp_path / "mine", "x", "x")
    with pytest.raises(BadOrder, match="differs from this computer in the program"):
        made_elsewhere(mine, tmp_path / "none", lambda done: replace(done, parts={**done.parts, "the program": "x"}))


def test_the_fonts_of_a_cover_sheet_count_too(made_elsewhere: Callable[..., Packed]) -> None:
    def change(done: Done) -> Done:
        return replace(done, parts={**done.parts, "the fonts of es": "x"}) if "the fonts of es" in done.parts else done

    made_elsewhere(None, None)
    with pytest.raises(BadOrder, match=r"differs from this computer in the fonts of es\."):
        made_elsewhere(None, None, change)


def test_many_differences_are_counted() -> None:
    assert "in a, b, c, d and 2 more." in unlike("tcp://x", list("abcdef")).cause
    assert "in a, b, c and d." in unlike("tcp://x", list("abcd")).cause


def test_what_changes_during_a_run_on_this_computer_is_no_fault_of_a_worker() -> None:
    for error in (unlike("", ["translations/es"]), unreadable("", "The file is broken.")):
        assert isinstance(error, CannotWrite)
        assert "changed during the run" in error.cause
        assert error.remedy == "Give the same command with --resume."


def test_the_program_is_among_its_parts() -> None:
    parts = parts_of_program()
    assert len(parts["the program"]) == 64
    assert {"the library reportlab", "the library uharfbuzz", "the library Unicode"} < parts.keys()


def test_a_file_that_changes_during_a_run_ends_it(
    pack_file: Callable[..., Path], planned: Callable[..., Plan], tmp_path: Path
) -> None:
    """A translator saves while processes beside this one work: no pack holds old and new words."""
    mine = correct(tmp_path / "mine", "x", "x")
    plan = planned(pack_file(cards="[cards]\nes = 10\n"), content=mine)

    class Saving(Elsewhere):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            future = super().submit(fn, *args, **kwargs)
            correct(mine, "Tiene derechos.", "Usted tiene derechos.")
            return future

    workers = Pool(Saving(mine, lambda done: replace(done, worker="")), 1)
    with pytest.raises(CannotWrite, match=r"changed during the run: translations/es of the content folder\."):
        Run([plan], shelves(mine), workers, Folder(tmp_path / "out", origin_of(plan.pack), resume=False), mine).make()


def test_a_share_made_with_other_words_is_made_again_when_shares_are_put_together(
    pack_file: Callable[..., Path],
    packed: Callable[..., Packed],
    tmp_path: Path,
    tree: Callable[..., dict[str, bytes]],
) -> None:
    path, out = pack_file(cards="[cards]\nvi = 10\nes = 10\n"), tmp_path / "out"
    mine = correct(tmp_path / "mine", "Tiene derechos.", "Usted tiene derechos.")
    older = correct(tmp_path / "older", "Tiene derechos.", "Tienes derechos.")
    whole = packed(path, tmp_path / "whole", content=mine)
    for number, content in ((1, mine), (2, older)):
        packed(path, out, content=content, share=(number, 2), resume=True)
    assert packed(path, out, content=mine, resume=True).kept == len(whole.entries) - 1
    assert tree(out) == tree(tmp_path / "whole")
