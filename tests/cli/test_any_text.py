"""Any text as the value of an option gives cards or a refusal: no defect, and no file outside the output folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st

DOCUMENTED = {0, 2, 3, 4, 5, 6, 7, 8}
GOOD = {
    "--hotline": ("617-370-5023", "luce", "+52 55 5093 0000"),
    "--region": ("US-MA", "US-CA/San Mateo", "Texas"),
    "--link": ("https://www.example.org/help", "https://example.org", "immi", "https://xn--bcher-kva.example"),
    "--org": ("Lynn Neighbors", "مركز", "日本"),
    "--hotline-name": ("Casa Abc",),
    "LOCALE": ("es", "ar", "zh-Hans", "Spanish"),
}

# What breaks programs: markup of formats and shells, paths, controls, look-alikes, and bytes that are no UTF-8 (which
# reach a program as lone surrogates).
NASTY = st.sampled_from(
    [
        *("{", "}", "{0}", "{}", "%s", "**", "{hotline}", "..", "/", "../", "\\", "~", "$HOME", "*", "<&>", "'", '"'),
        *("\0", "\n", "\r", "\x1b[31m", "\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\ud800", "\udcff"),
        *("911", "x5", "ext. 5", "½", "٣", "９", "№", "é", "e\u0301", "İ", "ß", "а", "𓀀"),
        *(".pdf", "-", "--", "=", "https://", "@", ":", "#", "?", "[", "]"),
    ]
)
ANY = st.text(max_size=40) | st.lists(NASTY, max_size=6).map("".join)


def values(option: str) -> st.SearchStrategy[str]:
    """Any text, or a good value with any text before, after or inside it."""
    good = st.sampled_from(GOOD[option])
    inside = st.builds(lambda text, at, extra: text[:at] + extra + text[at:], good, st.integers(0, 12), ANY)
    return ANY | inside


def shown(result: Result, folder: Path) -> None:
    """What holds of every run, good or bad."""
    assert result.exit_code in DOCUMENTED
    assert "Traceback" not in result.output
    made = [path for path in folder.rglob("*") if path.is_file()]
    assert ("Error: " in result.stderr) == (result.exit_code != 0)
    assert len(made) == (result.exit_code == 0)
    assert all(path.parent == folder / "out" and path.suffix == ".pdf" for path in made)
    assert [path.name for path in folder.iterdir()] == ["out"] * len(made)


@pytest.mark.parametrize("option", GOOD)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_value_of_an_option(
    option: str, run: Callable[..., Result], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    value = data.draw(values(option))
    folder = tmp_path_factory.mktemp("any")
    rest = ["--hotline", "617-370-5023"] if option == "--hotline-name" else []
    order = ["--", value] if option == "LOCALE" else [*rest, f"{option}={value}", "en"]
    shown(run("-o", folder / "out", *order), folder)
    shutil.rmtree(folder)
