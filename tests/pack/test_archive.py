from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

from cards.pack.archive import write_archive


def archived(root: Path, names: list[str]) -> bytes:
    file = io.BytesIO()
    write_archive(file, root, names)
    return file.getvalue()


def test_the_same_bytes_whatever_the_order_and_the_day(tmp_path: Path) -> None:
    names = ["b.pdf", "01 - Ünï/a.pdf", "manifest.json"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    first = archived(tmp_path, names)
    for name in names:
        os.utime(tmp_path / name, (1e9, 1e9))
        (tmp_path / name).chmod(0o600)
    assert archived(tmp_path, names[::-1]) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.namelist() == sorted(names)
        assert archive.testzip() is None
        assert archive.read("01 - Ünï/a.pdf") == "01 - Ünï/a.pdf".encode()
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {each.external_attr >> 16 for each in archive.infolist()} == {0o100644}
