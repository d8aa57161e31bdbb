from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pytest

from cards.errors import BadOrder, CannotWrite
from cards.pack.folder import UNFINISHED, Folder
from cards.pack.manifest import ManifestEntry, Origin, entry_text

LYNN = Origin("saturday.toml", "Know your rights in Lynn")
Tree = Callable[[Path], dict[str, bytes]]


def entry(file: str, data: bytes = b"new") -> ManifestEntry:
    return ManifestEntry(file, hashlib.sha256(data).hexdigest(), len(data), "inputs", "cover")


def listed(*entries: ManifestEntry, archive: str = "null") -> str:
    files = ", ".join(map(entry_text, entries))
    return f'{{"program": "rights-cards 0", "archive": {archive}, "files": [{files}]}}'


def finish(folder: Folder, *kept: str, text: str = "", archive: str = "") -> None:
    folder.keep(kept)
    folder.finish("manifest.json", [text or listed()], archive=archive, archived=kept)


def known(folder: Folder) -> dict[str, ManifestEntry]:
    return {each.file: each for each in folder.known_below("")}


def test_only_whole_files_and_the_journal_before_them(tmp_path: Path, tree: Tree) -> None:
    folder = Folder(tmp_path / "out", LYNN, resume=False)
    folder.put([(entry("01 - A/x.pdf"), b"new"), (entry("y.pdf"), b"new")])
    found = tree(tmp_path / "out")
    assert found.keys() == {"01 - A/x.pdf", "y.pdf", f"{UNFINISHED}/journal"}
    assert found["01 - A/x.pdf"] == b"new"
    again = Folder(tmp_path / "out", LYNN, resume=True)
    assert known(again) == {"01 - A/x.pdf": entry("01 - A/x.pdf"), "y.pdf": entry("y.pdf")}
    finish(again, "01 - A/x.pdf", "y.pdf")
    assert tree(tmp_path / "out").keys() == {"01 - A/x.pdf", "y.pdf", "manifest.json"}


@pytest.mark.parametrize("name", ["x.pdf", "folder/x", UNFINISHED + "/journal"])
def test_a_folder_in_use_is_refused(name: str, tmp_path: Path, tree: Tree) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(b"old")
    with pytest.raises(BadOrder, match=r"already has files in it") as refused:
        Folder(tmp_path, LYNN, resume=False)
    assert tree(tmp_path) == {name: b"old"}
    assert ("--resume" in refused.value.remedy) == (UNFINISHED in name)  # only where a pack is there to go on with


def test_hidden_files_of_the_system_do_not_count(tmp_path: Path) -> None:
    (tmp_path / ".DS_Store").touch()
    Folder(tmp_path, LYNN, resume=False)


def test_a_file_that_is_changed_or_gone_is_not_known(tmp_path: Path) -> None:
    folder = Folder(tmp_path, LYNN, resume=False)
    names = ["same", "other", "longer", "gone"]
    folder.put([(entry(name), b"new") for name in names])
    (tmp_path / "other").write_bytes(b"old")
    (tmp_path / "longer").write_bytes(b"newer")
    (tmp_path / "gone").unlink()
    again = Folder(tmp_path, LYNN, resume=True)
    assert known(again).keys() == {"same"}
    again.put([(entry(name), b"new") for name in names[1:]])
    assert all((tmp_path / name).read_bytes() == b"new" for name in names)


def test_a_line_of_the_journal_that_was_not_finished_is_passed_over(tmp_path: Path) -> None:
    folder = Folder(tmp_path, LYNN, resume=False)
    folder.put([(entry("x"), b"new")])
    with (tmp_path / UNFINISHED / "journal").open("a") as journal:
        journal.write(entry_text(entry("y"))[:30])
    again = Folder(tmp_path, LYNN, resume=True)
    again.put([(entry("z"), b"new")])
    assert known(Folder(tmp_path, LYNN, resume=True)).keys() == {"x", "z"}


def test_somebody_elses_file_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"old")
    (tmp_path / "same.pdf").write_bytes(b"new")
    folder = Folder(tmp_path, LYNN, resume=True)
    folder.put([(entry("same.pdf"), b"new")])
    with pytest.raises(CannotWrite, match=r"x\.pdf already exists and is not part of this pack"):
        folder.put([(entry("z.pdf"), b"new"), (entry("x.pdf"), b"new")])
    with pytest.raises(CannotWrite, match=r"x\.pdf already exists and is not part of this pack"):
        Folder(tmp_path, LYNN, resume=True).put([(entry("z.pdf"), b"new"), (entry("x.pdf"), b"new")])
    assert (tmp_path / "x.pdf").read_bytes() == b"old"
    assert not (tmp_path / "z.pdf").exists()


def test_a_list_of_something_else_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"name": "a web page"}')
    with pytest.raises(BadOrder, match=r"manifest\.json is not the manifest of a pack"):
        Folder(tmp_path, LYNN, resume=True)


def test_what_is_not_asked_for_any_more_goes(tmp_path: Path, tree: Tree) -> None:
    folder = Folder(tmp_path, LYNN, resume=False)
    folder.put([(entry(name), b"new") for name in ("x", "01 - A/y", "01 - A/z", "02 - B/changed")])
    (tmp_path / "02 - B/changed").write_bytes(b"by hand")
    (tmp_path / "theirs").write_bytes(b"old")
    finish(Folder(tmp_path, LYNN, resume=True), "x")
    assert tree(tmp_path).keys() == {"x", "theirs", "02 - B/changed", "manifest.json"}
    assert not (tmp_path / "01 - A").exists()


def test_a_run_that_is_stopped_while_files_go_leaves_a_list_that_names_them(
    tmp_path: Path, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list is replaced after they are gone, so that the next run knows which are ours."""
    folder = Folder(tmp_path, LYNN, resume=False)
    folder.put([(entry(name), b"new") for name in ("x", "y", "z")])
    finish(folder, "x", "y", "z", text=listed(entry("x"), entry("y"), entry("z")))

    def killed(path: Path, missing_ok: bool = False) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "unlink", killed)
    with pytest.raises(KeyboardInterrupt):
        finish(Folder(tmp_path, LYNN, resume=True), "x", text=listed(entry("x")))
    monkeypatch.undo()
    assert known(Folder(tmp_path, LYNN, resume=True)).keys() == {"x", "y", "z"}
    finish(Folder(tmp_path, LYNN, resume=True), "x", text=listed(entry("x")))
    assert tree(tmp_path).keys() == {"x", "manifest.json"}


OTHER = Origin("sunday.toml", "Know your rights in Lynn")


def test_a_folder_of_another_pack_is_refused(tmp_path: Path, tree: Tree) -> None:
    """Also where only the journal of a run that was killed says whose it is, and a part of a line precedes it."""
    (tmp_path / UNFINISHED).mkdir()
    (tmp_path / UNFINISHED / "journal").write_text('\n{"pack": "satur', encoding="utf-8")
    folder = Folder(tmp_path, LYNN, resume=True)
    folder.put([(entry("x"), b"new")])
    before = tree(tmp_path)
    with pytest.raises(BadOrder, match=r"holds another pack, 'Know your rights in Lynn', made from saturday\.toml"):
        Folder(tmp_path, OTHER, resume=True)
    assert tree(tmp_path) == before
    finish(folder, "x", text=listed(entry("x")).replace("{", '{"pack": "saturday.toml", "title": "A\\u001bB", ', 1))
    with pytest.raises(BadOrder, match=r"holds another pack, 'A\?B', made from saturday.toml"):
        Folder(tmp_path, OTHER, resume=True)


@pytest.mark.parametrize("path", ["../outside", "/outside", "a/../../outside", "C:\\outside", "..\\outside", "C:x"])
def test_a_manifest_cannot_name_a_file_outside(path: str, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "outside").write_bytes(b"new")
    named = '"../outside"'
    (tmp_path / "out/manifest.json").write_text(listed(entry(path), archive=named), encoding="utf-8")
    folder = Folder(tmp_path / "out", LYNN, resume=True)
    assert not known(folder)
    finish(folder)
    assert (tmp_path / "outside").read_bytes() == b"new"


def test_the_archive_of_a_pack_is_replaced_and_no_other(tmp_path: Path, tree: Tree) -> None:
    folder = Folder(tmp_path, LYNN, resume=False)
    folder.put([(entry("x"), b"new")])
    finish(folder, "x", text=listed(entry("x"), archive='"a.zip"'), archive="a.zip")
    first = (tmp_path / "a.zip").read_bytes()
    again = Folder(tmp_path, LYNN, resume=True)
    finish(again, "x", text=listed(entry("x"), archive='"b.zip"'), archive="b.zip")
    assert tree(tmp_path).keys() == {"x", "b.zip", "manifest.json"}
    (tmp_path / "a.zip").write_bytes(b"theirs")
    for _ in range(2):
        with pytest.raises(CannotWrite, match=r"a\.zip already exists"):
            finish(
                Folder(tmp_path, LYNN, resume=True), "x", text=listed(entry("x"), archive='"a.zip"'), archive="a.zip"
            )
    assert first != b"theirs" == (tmp_path / "a.zip").read_bytes()


@pytest.mark.parametrize("name", ["notes.txt", "x.zip", "below/x.zip", "01 - A/x.zip"])
def test_no_file_is_removed_because_a_manifest_calls_it_an_archive(name: str, tmp_path: Path, tree: Tree) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    out.mkdir()
    elsewhere.mkdir()
    (out / "below").symlink_to(elsewhere)
    (out / name).parent.mkdir(exist_ok=True)
    (out / name).write_bytes(b"theirs")
    (out / "manifest.json").write_text(listed(archive=f'"{name}"'), encoding="utf-8")
    finish(Folder(out, LYNN, resume=True))
    assert (out / name).read_bytes() == b"theirs"


def test_nothing_is_written_or_removed_through_a_link(tmp_path: Path, tree: Tree) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    out.mkdir()
    elsewhere.mkdir()
    (elsewhere / "x").write_bytes(b"new")
    (out / "01 - A").symlink_to(elsewhere)
    (out / "manifest.json").write_text(listed(entry("01 - A/x")), encoding="utf-8")
    folder = Folder(out, LYNN, resume=True)
    assert not known(folder)
    for name in ("01 - A/x", "01 - A/y"):
        with pytest.raises(CannotWrite, match=r"01 - A leads out of .* through a link"):
            folder.put([(entry(name), b"new")])
    finish(folder)
    assert tree(elsewhere) == {"x": b"new"}


def test_the_journal_is_not_written_through_a_link(tmp_path: Path, tree: Tree) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / UNFINISHED).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CannotWrite, match="leads out of"):
        Folder(tmp_path / "out", LYNN, resume=True).put([(entry("x"), b"new")])
    assert not tree(tmp_path / "elsewhere")


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (errno.ENOSPC, os.strerror(errno.ENOSPC)),
        (errno.EIO, os.strerror(errno.EIO)),
        (errno.EACCES, "you have no permission to write in"),
    ],
)
def test_an_error_leaves_whole_files_only(
    code: int, reason: str, tmp_path: Path, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Folder(tmp_path, LYNN, resume=False)
    folder.put([(entry("x"), b"new")])
    opened = Path.open

    class Full:
        def __init__(self, file: IO[bytes]) -> None:
            self.file = file

        def __enter__(self) -> Full:
            return self

        def __exit__(self, *error: object) -> None:
            self.file.close()

        def write(self, data: bytes) -> None:
            self.file.write(data[:1])
            raise OSError(code, os.strerror(code))

    def fail(path: Path, mode: str = "r", *arguments: Any, **options: Any) -> Any:
        file = opened(path, mode, *arguments, **options)
        return Full(file) if mode == "wb" else file

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(CannotWrite) as caught:
        folder.put([(entry("y"), b"new")])
    monkeypatch.undo()
    assert reason in caught.value.cause
    assert "--resume" in caught.value.remedy
    assert tree(tmp_path).keys() == {"x", f"{UNFINISHED}/journal"}


@pytest.mark.parametrize("name", ["out", "out/below"])
def test_a_file_where_the_folder_should_be(name: str, tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"old")
    with pytest.raises(CannotWrite):
        Folder(tmp_path / name, LYNN, resume=False).put([(entry("x"), b"new")])
    assert (tmp_path / "out").read_bytes() == b"old"


def test_shares_made_at_the_same_time_in_one_folder(tmp_path: Path, tree: Tree) -> None:
    """What one has written is known to those who resume it, even if another has ended meanwhile."""
    one = Folder(tmp_path, LYNN, resume=True, share="1 of 2")
    one.put([(entry("x"), b"new")])
    other = Folder(tmp_path, LYNN, resume=True, share="2 of 2")
    other.put([(entry("y"), b"new")])
    other.keep(["y"])
    other.finish("manifest 2 of 2.json", [listed(entry("y"))], spares=lambda path: path == "x")
    assert tree(tmp_path).keys() == {"x", "y", "manifest 2 of 2.json", f"{UNFINISHED}/journal 1 of 2"}
    assert known(Folder(tmp_path, LYNN, resume=True)).keys() == {"x", "y"}
    one.keep(["x"])
    one.finish("manifest 1 of 2.json", [listed(entry("x"))])
    assert not (tmp_path / UNFINISHED).exists()
