"""The grammar of TOML and PO files, as the hook before a commit asks for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cards.errors import BadFile, BadOrder
from cards.locations import PACKAGE, bundled
from cards.upkeep.grammar import check_grammar, main

PO = 'msgid ""\nmsgstr ""\n"Language: es\\n"\n\nmsgctxt "a"\nmsgid "Stop"\nmsgstr "Alto"\n'
GOOD = {"a.toml": 'id = "a"\n', "a.po": PO, "a.pot": PO.replace("Alto", "")}
BAD = {
    "no-quotes.toml": ("# a\nid = home\n", 2),
    "open.toml": ('id = "a\n', 1),
    "twice.toml": ('id = "a"\nid = "b"\n', 2),
    "quote.po": (PO.replace('"Alto"', '"Alto'), 7),
    "quote.pot": (PO.replace('"Stop"', 'Stop"'), 6),
    "twice.po": (PO + '\nmsgctxt "a"\nmsgid "Stop"\nmsgstr ""\n', 9),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_is_well_formed_passes(
    name: str, tmp_path: Path, put: Callable[[Path, str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(put(tmp_path / name, GOOD[name]))]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("name", BAD)
def test_what_is_not_is_refused_with_its_line(name: str, tmp_path: Path, put: Callable[[Path, str], Path]) -> None:
    text, line = BAD[name]
    with pytest.raises(BadFile) as caught:
        check_grammar(put(tmp_path / name, text))
    assert caught.value.line == line


def test_every_bad_file_is_named(
    tmp_path: Path, put: Callable[[Path, str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [
        put(tmp_path / name, text) for name, text in {**GOOD, **{name: text for name, (text, _) in BAD.items()}}.items()
    ]
    assert main([str(path) for path in paths]) == BadFile.exit_code
    told = capsys.readouterr().err.splitlines()
    assert [line.partition(": ")[0] for line in told] == [
        f"{tmp_path / name}:{line}" for name, (_, line) in BAD.items()
    ]


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadOrder):
        check_grammar(tmp_path / "a.yaml")


def test_every_file_of_the_program_is_well_formed() -> None:
    shelf = bundled()
    files = [path for folder in (PACKAGE, shelf.translations, shelf.fonts) for path in folder.rglob("*")]
    found = [path for path in files if path.suffix in (".toml", ".po", ".pot")]
    assert len({path.suffix for path in found}) == 3
    for path in found:
        check_grammar(path)
