"""Printers' profiles: written and read again the same, and every way in which the file can be broken."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.errors import BadFile, BadOrder, UnknownId
from cards.measures import POINTS_PER_MM
from cards.read.printers import (
    MAX_PRINTERS,
    Profile,
    find_printer,
    new_profile,
    printer_name,
    printers_text,
    read_printers,
    with_printer,
)

OFFICE = """\
["office"]
flip = "long-edge"
back_x_mm = -1.5
back_y_mm = 0.5
"""


def profile(name: str = "office", **numbers: float) -> Profile:
    given = {"back_x_mm": 0.0, "back_y_mm": 0.0, "scale_percent": 100.0, "rotate_degrees": 0.0, **numbers}
    return new_profile(name, "long-edge", **given)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "printers.toml"


def broken(file: Path, text: str) -> BadFile:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadFile) as refused:
        read_printers(file)
    assert refused.value.file == file
    return refused.value


def test_a_profile_in_its_units(file: Path) -> None:
    file.write_text(OFFICE, encoding="utf-8")
    found = find_printer(file, "office")
    assert (found.name, found.flip, found.scale, found.rotate) == ("office", "long-edge", 1.0, 0.0)
    assert found.back_x == pytest.approx(-1.5 * POINTS_PER_MM)
    assert found.back_y == pytest.approx(0.5 * POINTS_PER_MM)
    assert found.measures == {"back_x_mm": -1.5, "back_y_mm": 0.5, "scale_percent": 100.0, "rotate_degrees": 0.0}


def test_without_a_file_there_are_no_printers(file: Path) -> None:
    assert read_printers(file) == {}
    with pytest.raises(UnknownId) as refused:
        find_printer(file, "office")
    assert str(refused.value) == (
        "There is no printer 'office'. `calibration -o target.pdf` makes a sheet to measure one with."
    )


NUMBERS = st.fixed_dictionaries(
    {
        "back_x_mm": st.floats(-10, 10),
        "back_y_mm": st.floats(-10, 10),
        "scale_percent": st.floats(97, 103),
        "rotate_degrees": st.floats(-2, 2),
    }
)


@given(st.dictionaries(st.from_regex(r"[\w-]{1,40}", fullmatch=True), NUMBERS, max_size=4))
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, given: dict[str, dict[str, float]]
) -> None:
    every: tuple[Profile, ...] = ()
    for name, numbers in given.items():
        try:
            every = with_printer({each.name: each for each in every}, profile(name, **numbers))
        except BadOrder:
            assert not all(letter.isalpha() or letter.isdigit() or letter in "-_" for letter in name)
    path = tmp_path_factory.mktemp("config") / "printers.toml"
    path.write_text(printers_text(every), encoding="utf-8")
    found = read_printers(path)
    assert list(found) == sorted(each.name for each in every)
    for each in every:
        assert found[each.name].measures == each.measures
        assert found[each.name].flip == "long-edge"
        for value, again in zip(each.measures.values(), found[each.name].measures.values(), strict=True):
            assert value == pytest.approx(again, abs=0.0005)


def test_a_text_has_no_dust_of_conversions() -> None:
    assert printers_text([profile(back_x_mm=1.1, back_y_mm=-0.0, scale_percent=100.3)]).endswith(
        '["office"]\nflip = "long-edge"\nback_x_mm = 1.1\nback_y_mm = 0\nscale_percent = 100.3\nrotate_degrees = 0\n'
    )


def test_a_name_is_one_whichever_way_it_is_composed(file: Path) -> None:
    file.write_text(printers_text([profile("bu\u0308ro")]), encoding="utf-8")
    assert find_printer(file, "bu\u0308ro") == find_printer(file, "b\u00fcro")


@pytest.mark.parametrize(
    "name", ["", " ", "a b", "a.b", '"', "a\\", "a\nb", "a]", "#", "a=b", "\x1b[2J", "x" * 41, "\u202e"]
)
def test_names_that_cannot_be(name: str) -> None:
    with pytest.raises(BadOrder, match="cannot be the name of a printer") as refused:
        printer_name(name)
    assert "office" in refused.value.remedy


@pytest.mark.parametrize("name", ["office", "canon-2", "hp_3", "büro", "打印机", "प्रिंटर", "7"])
def test_names_in_any_script(name: str, file: Path) -> None:
    file.write_text(printers_text([profile(name, back_x_mm=1)]), encoding="utf-8")
    assert find_printer(file, name).back_x == pytest.approx(POINTS_PER_MM)


@pytest.mark.parametrize(
    ("numbers", "cause"),
    [
        ({"back_x_mm": 10.01}, "'back_x' is 10.01, not from -10 to 10."),
        ({"back_y_mm": -11}, "'back_y' is -11, not from -10 to 10."),
        ({"back_x_mm": float("nan")}, "'back_x' is nan, not from -10 to 10."),
        ({"back_y_mm": float("inf")}, "'back_y' is inf, not from -10 to 10."),
        ({"scale_percent": 96.9}, "'scale' is 96.9, not from 97 to 103."),
        ({"scale_percent": 1.0}, "'scale' is 1, not from 97 to 103."),
        ({"rotate_degrees": 2.5}, "'rotate' is 2.5, not from -2 to 2."),
    ],
)
def test_numbers_that_no_printer_has(numbers: dict[str, float], cause: str) -> None:
    with pytest.raises(BadOrder) as refused:
        profile("office", **numbers)
    assert str(refused.value).startswith(cause)
    assert "Give a number of" in refused.value.remedy


@pytest.mark.parametrize(
    ("text", "line", "cause"),
    [
        ('["office"\n', 1, "The file is not valid TOML"),
        (OFFICE.replace("-1.5", "-15"), 3, "'office.back_x_mm' is -15, not from -10 to 10."),
        (OFFICE.replace("0.5", "nan"), 4, "'office.back_y_mm' is too large a number."),
        (OFFICE.replace("-1.5", '"-1.5mm"'), 3, "'office.back_x_mm' is not a number."),
        (OFFICE.replace("-1.5", "true"), 3, "'office.back_x_mm' is not a number."),
        (OFFICE.replace("long-edge", "long"), 2, "'office.flip' is 'long'."),
        (OFFICE.replace('flip = "long-edge"\n', ""), 1, "'office.flip' is missing."),
        (OFFICE.replace("back_y_mm = 0.5\n", ""), 1, "'office.back_y_mm' is missing."),
        (OFFICE + "scale = 101\n", 5, "'office.scale' is not known here."),
        (OFFICE + "scale_percent = 120\n", 5, "'office.scale_percent' is 120, not from 97 to 103."),
        (OFFICE + "rotate_degrees = 90\n", 5, "'office.rotate_degrees' is 90, not from -2 to 2."),
        ("office = 3\n", 1, "'office' is not a table."),
        (OFFICE.replace("office", "home") + '\n["office"]\nflip = 1\n', 7, "'office.flip' is not a text in quotes."),
    ],
)
def test_a_broken_file(text: str, line: int, cause: str, file: Path) -> None:
    error = broken(file, text)
    assert error.cause.startswith(cause)
    assert error.line == line
    assert error.remedy


@pytest.mark.parametrize("name", ['a\\"b', "a b", "a.b", "\\u001b[2J", "a\\\\b", "", "x" * 41])
def test_a_hand_written_name_that_cannot_be(name: str, file: Path) -> None:
    error = broken(file, OFFICE.replace("office", name))
    assert error.cause.endswith(" cannot be the name of a printer.")
    assert error.cause.isprintable()
    assert "office" in error.remedy


def test_a_hand_written_name_with_its_marks_apart(file: Path) -> None:
    error = broken(file, OFFICE.replace("office", "bu\u0308ro"))
    assert error.cause == "'bu\u0308ro' has letters and their marks as separate characters."
    assert error.remedy == "Write 'b\u00fcro'."


def test_a_file_is_whole_whatever_a_profile_is_called(file: Path) -> None:
    text = printers_text([replace(profile(), name='a"]\n\\')])
    assert list(tomllib.loads(text)) == ['a"]\n\\']


def test_a_file_that_is_none(file: Path) -> None:
    file.mkdir()
    with pytest.raises(BadFile, match="not an ordinary file"):
        read_printers(file)


def test_too_many_printers(file: Path) -> None:
    every = {f"p{number}": profile(f"p{number}") for number in range(MAX_PRINTERS)}
    file.write_text(printers_text(every.values()), encoding="utf-8")
    assert len(read_printers(file)) == MAX_PRINTERS
    assert len(with_printer(every, profile("p0", back_x_mm=1))) == MAX_PRINTERS
    with pytest.raises(BadOrder, match="There are already 200 printers"):
        with_printer(every, profile("one-more"))
    assert "more than 200" in broken(file, printers_text([*every.values(), profile("one-more")])).cause


@pytest.mark.parametrize(
    ("wanted", "remedy"),
    [("ofice", "Did you mean office?"), ("Office", "Did you mean office?"), ("xyzzy", "There are: home-hp, office.")],
)
def test_an_unknown_printer(wanted: str, remedy: str, file: Path) -> None:
    file.write_text(printers_text([profile(), profile("home-hp")]), encoding="utf-8")
    with pytest.raises(UnknownId) as refused:
        find_printer(file, wanted)
    assert str(refused.value) == f"There is no printer {wanted!r}. {remedy}"


def test_a_profile_holds_for_one_flip() -> None:
    profile().check_flip("long-edge")
    with pytest.raises(BadOrder) as refused:
        replace(profile(), flip="short-edge").check_flip("long-edge")
    assert str(refused.value) == (
        "The printer 'office' was measured with 'flip' short-edge, not long-edge. Give 'flip' short-edge, or measure "
        "the printer again with 'flip' long-edge and save it under another name."
    )
