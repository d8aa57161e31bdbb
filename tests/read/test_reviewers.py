"""The list of those who may sign: who is on it, and what is refused in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cards.errors import BadFile, BadOrder
from cards.locations import shelves
from cards.read.reviewers import Reviewer, read_reviewers

KEY = f"ssh-ed25519 {'A' * 68}"
TEXT = f"""\
["Rosa"]
roles = ["community", "second-translator"]
languages = ["es", "zh-Hant"]
key = "{KEY}"

["Ines, attorney"]
roles = ["legal"]
"""


def put(folder: Path, text: str) -> Path:
    path = folder / "translations/reviewers.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_list_of_the_last_folder_that_has_one_counts(tmp_path: Path) -> None:
    assert read_reviewers(shelves(None)) is None, "the program itself lists nobody"
    put(tmp_path, TEXT)
    found = read_reviewers(shelves(tmp_path))
    assert found is not None
    assert found.people["Rosa"] == Reviewer("Rosa", ("community", "second-translator"), ("es", "zh-Hant"), KEY)
    assert (found.key("Rosa"), found.key("Ines, attorney"), found.key("Bo")) == (KEY, "", "")


@pytest.mark.parametrize(
    ("who", "cause"),
    [
        (("Rosa", "community", "es"), ""),
        (("Rosa", "second-translator", "zh-Hant"), ""),
        (("Ines, attorney", "legal", "ar"), ""),
        (("Rosa", "legal", "es"), "signs as community or second-translator, not as legal"),
        (("Rosa", "community", "ar"), "signs es and zh-Hant, not ar"),
        (("rosa", "community", "es"), "rosa is not on the list"),
        (("Ines", "legal", "es"), "Ines is not on the list"),
    ],
)
def test_who_may_sign(tmp_path: Path, who: tuple[str, str, str], cause: str) -> None:
    put(tmp_path, TEXT)
    found = read_reviewers(shelves(tmp_path))
    assert found is not None
    if not cause:
        found.check(*who)
        return
    with pytest.raises(BadOrder, match=cause):
        found.check(*who)


@pytest.mark.parametrize(
    ("part", "replacement", "line"),
    [
        ('roles = ["legal"]', "roles = []", 7),
        ('roles = ["legal"]', 'roles = ["friend"]', 7),
        ('roles = ["legal"]', 'role = ["legal"]', 7),
        ('"zh-Hant"', '"Spanish!"', 3),
        (KEY, f"{KEY} rosa@laptop", 4),
        (KEY, f'{KEY}\\" namespaces=\\"x', 4),
        (KEY, "ssh-dss AAAA", 4),
        ('["Rosa"]', '["42"]', 2),
    ],
)
def test_a_broken_list_is_refused_on_its_line(tmp_path: Path, part: str, replacement: str, line: int) -> None:
    path = put(tmp_path, TEXT.replace(part, replacement))
    with pytest.raises(BadFile) as error:
        read_reviewers(shelves(tmp_path))
    assert (error.value.file, error.value.line) == (path, line)
