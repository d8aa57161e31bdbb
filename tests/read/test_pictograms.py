"""Pictograms: path data that every reader of PDF draws alike, bold enough for a wallet card, each unlike the others."""

import io
import math
import re
from functools import lru_cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageFilter, ImageStat

from cards.errors import BadFile, either
from cards.locations import bundled
from cards.read.pictograms import GRID, PICTOGRAMS, steps
from cards.read.scripts import Source, find_script, read_script, script_ids

PIXELS = 10
"""To a unit of the grid."""

NUMBER = r"(?:0|[1-9]\d?)(?:\.[1-9])?"
POINT = f"{NUMBER} {NUMBER}"
PATH = re.compile(f"(?:M{POINT}(?:L{POINT}|C{POINT} {POINT} {POINT})+Z)+")

STEP = re.compile("([A-Z])([^A-Z]*)")

# SVG 1.1, 8.3; ISO 32000-2, 8.5.2.
OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}

SCRIPTS = tuple(find_script((bundled(),), each) for each in script_ids((bundled(),)))
STATEMENTS = [statement for script in SCRIPTS for statement in script.bearer.statements]

# Struck through from corner to corner.
BARRED = ("no-records", "no-run", "no-search", "no-sign")

SCRIPT = """\
id = "street"
version = 1
title = "On the street"
about = "Somebody is stopped."

[bearer.heading]
id = "heading"
text = "Stay calm."

[[bearer.statement]]
id = "leave"
text = "**Ask** to go."
pictogram = "leave"

[[bearer.statement]]
id = "silence"
text = "**Stay silent.**"
pictogram = "silence"

[officer.heading]
id = "heading"
text = "To the officer"

[[officer.statement]]
id = "silence"
text = "**I claim silence.**"
"""


@lru_cache(maxsize=64)
def ink(data: str) -> Image.Image:
    """Path data as PDFium fills it by the even-odd rule: 255 where there is ink."""
    drawing = ["1 0 0 -1 0 24 cm"]
    drawing += [f"{numbers} {OPERATORS[letter]}" for letter, numbers in STEP.findall(data)]
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(GRID, GRID))
        page.Contents = pdf.make_stream(" ".join([*drawing, "f*"]).encode())
        buffer = io.BytesIO()
        pdf.save(buffer)
    with pypdfium2.PdfDocument(buffer.getvalue()) as document:
        image: Image.Image = document[0].render(scale=PIXELS, grayscale=True).to_pil().convert("L")
    return ImageChops.invert(image)


def share(image: Image.Image) -> float:
    """The part of a picture that is ink."""
    return float(ImageStat.Stat(image).mean[0]) / 255


def centre(image: Image.Image) -> tuple[float, float]:
    """The centre of gravity of the ink, in units of the grid."""
    columns = image.resize((image.width, 1), Image.Resampling.BOX).tobytes()
    rows = image.resize((1, image.height), Image.Resampling.BOX).tobytes()
    x, y = (sum((place + 0.5) * value for place, value in enumerate(line)) / sum(line) for line in (columns, rows))
    return x / PIXELS, y / PIXELS


def thin_share(image: Image.Image, side: int) -> float:
    """The part of the ink that no square of that many pixels fits into; odd."""
    thick = image.filter(ImageFilter.MinFilter(side)).filter(ImageFilter.MaxFilter(side))
    return 1 - share(thick) / share(image)


def at(image: Image.Image, x: float, y: float) -> bool:
    """Whether there is ink at a point of the grid."""
    value = image.getpixel((int(x * PIXELS), int(y * PIXELS)))
    assert isinstance(value, int)
    return value > 127


def refused(folder: Path, text: str) -> BadFile:
    """The complaint about a script."""
    path = folder / "street.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadFile) as caught:
        read_script(path)
    assert caught.value.file == path
    return caught.value


def test_what_was_asked_for_is_there() -> None:
    asked = {"door", "silence", "no-search", "no-sign", "lawyer", "card", "phone", "sound", "scales"}
    assert asked <= PICTOGRAMS.keys()


@pytest.mark.parametrize("name", PICTOGRAMS)
def test_path_data_is_closed_lines_and_curves_with_one_decimal(name: str) -> None:
    assert PATH.fullmatch(PICTOGRAMS[name])


@pytest.mark.parametrize(
    "data",
    [
        "M1 1L2 2L3 1",
        "M1 1L2 2L3 1z",
        "M1 1l2 2L3 1Z",
        "M1 1L2 2 3 1Z",
        "M1 1H3Z",
        "M1.25 1L2 2Z",
        "M-1 1L2 2Z",
        "M100 1L2 2Z",
        "M1 1Z",
    ],
)
def test_other_path_data_is_told_from_it(data: str) -> None:
    assert not PATH.fullmatch(data)


@pytest.mark.parametrize("name", PICTOGRAMS)
def test_steps_say_what_the_path_data_says(name: str) -> None:
    said = [(letter, *map(float, numbers.split())) for letter, numbers in STEP.findall(PICTOGRAMS[name])]
    assert [(letter, *numbers) for letter, numbers in steps(name)] == [(OPERATORS[each[0]], *each[1:]) for each in said]


def test_steps_are_operators_of_pdf_with_coordinates() -> None:
    bar = (("m", (1.3, 2.7)), ("l", (2.7, 1.3)), ("l", (22.7, 21.3)), ("l", (21.3, 22.7)), ("h", ()))
    assert steps("no-run")[:5] == bar
    assert ("c", (16.2, 0.2, 21.4, 0.2, 21.4, 3.7)) in steps("no-run")


@given(st.text(max_size=20).filter(lambda name: name not in PICTOGRAMS))
def test_there_are_no_steps_for_another_name(name: str) -> None:
    with pytest.raises(KeyError):
        steps(name)


@pytest.mark.parametrize("name", PICTOGRAMS)
def test_every_point_is_on_the_grid(name: str) -> None:
    assert all(0 <= number <= GRID for _, numbers in steps(name) for number in numbers)


@pytest.mark.parametrize("name", PICTOGRAMS)
def test_a_pictogram_fills_the_grid_but_not_its_edges(name: str) -> None:
    box = ink(PICTOGRAMS[name]).getbbox()
    assert box
    left, top, right, bottom = (side / PIXELS for side in box)
    assert max(right - left, bottom - top) >= 20
    assert min(right - left, bottom - top) >= 14
    assert min(left, top, GRID - right, GRID - bottom) >= 0.5


@pytest.mark.parametrize("name", PICTOGRAMS)
def test_all_are_of_about_one_weight(name: str) -> None:
    assert 0.25 < share(ink(PICTOGRAMS[name])) < 0.6


@pytest.mark.parametrize("name", PICTOGRAMS)
def test_the_ink_is_about_in_the_middle(name: str) -> None:
    assert math.dist(centre(ink(PICTOGRAMS[name])), (GRID / 2, GRID / 2)) < 3.2


def test_the_middle_is_found() -> None:
    assert centre(ink("M2 4L8 4L8 6L2 6Z")) == pytest.approx((5, 5), abs=0.1)


@pytest.mark.parametrize("name", PICTOGRAMS)
def test_nothing_is_too_thin_to_print(name: str) -> None:
    assert thin_share(ink(PICTOGRAMS[name]), 11) < 0.03


@pytest.mark.parametrize("name", PICTOGRAMS)
def test_no_gap_is_too_narrow_to_print(name: str) -> None:
    # The same measure, of what is between the ink. A square of 0.9 units lies across in a gap of 1.3 that is diagonal.
    paper = Image.new("L", (40 * PIXELS, 40 * PIXELS), 255)
    paper.paste(ImageChops.invert(ink(PICTOGRAMS[name])), (8 * PIXELS, 8 * PIXELS))
    assert thin_share(paper, 9) * share(paper) < 0.025 * (1 - share(paper))


def test_what_is_too_thin_is_noticed() -> None:
    square = "M2 2L20 2L20 20L2 20Z"
    assert thin_share(ink(square), 11) < 0.01
    assert thin_share(ink(f"{square}M2 21L22 21L22 22L2 22Z"), 11) > 0.03
    assert thin_share(ink("M2 2L22 21L22 22L2 3Z"), 11) > 0.9


@pytest.mark.parametrize("name", PICTOGRAMS)
def test_a_pictogram_is_no_burden_to_a_pdf(name: str) -> None:
    assert len(PICTOGRAMS[name]) < 700


@pytest.mark.parametrize("name", PICTOGRAMS)
def test_each_looks_unlike_every_other(name: str) -> None:
    others = [data for other, data in PICTOGRAMS.items() if other != name]
    assert min(share(ImageChops.difference(ink(PICTOGRAMS[name]), ink(other))) for other in others) > 0.07


def test_a_door_is_a_leaf_in_a_frame_with_a_knob() -> None:
    door = ink(PICTOGRAMS["door"])
    assert [at(door, x, 14) for x in (2, 4, 6, 10, 14.2, 16.5, 18, 20, 22)] == [
        *(False, True, False, True, False, True, False, True, False)
    ]
    assert not at(door, 12, 4)


@pytest.mark.parametrize("name", BARRED)
def test_a_bar_strikes_through_with_a_gap_on_either_side(name: str) -> None:
    picture = ink(PICTOGRAMS[name])
    for place in range(6, 2 * GRID - 6):
        x = place / 2
        assert at(picture, x, x)
        assert not at(picture, x + 1.2, x - 1.2)
        assert not at(picture, x - 1.2, x + 1.2)


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement.context)
def test_every_statement_of_the_bearers_side_has_one(statement: Source) -> None:
    assert statement.pictogram in PICTOGRAMS


def test_the_same_sentence_has_the_same_one() -> None:
    named: dict[str, set[str]] = {}
    for statement in STATEMENTS:
        named.setdefault(statement.text, set()).add(statement.pictogram)
    assert len(named) < len(STATEMENTS)
    assert all(len(names) == 1 for names in named.values())


def test_no_card_has_one_twice() -> None:
    for script in SCRIPTS:
        names = [statement.pictogram for statement in script.bearer.statements]
        assert len(set(names)) == len(names)


def test_a_script_names_them(tmp_path: Path) -> None:
    path = tmp_path / "street.toml"
    path.write_text(SCRIPT.replace('pictogram = "leave"\n', ""), encoding="utf-8")
    assert [each.pictogram for each in read_script(path).bearer.statements] == ["", "silence"]


@pytest.mark.parametrize("name", ["Silence", "silence ", "shield", "no_sign", "M1 1L2 2L3 1Z"])
def test_another_name_is_refused_with_those_that_there_are(tmp_path: Path, name: str) -> None:
    text = SCRIPT.replace('pictogram = "silence"', f'pictogram = "{name}"')
    complaint = refused(tmp_path, text)
    assert complaint.line == text[: text.index(f'pictogram = "{name}"')].count("\n") + 1
    assert "bearer.statement.2.pictogram" in complaint.cause
    if name == name.strip():
        assert complaint.cause == f"'bearer.statement.2.pictogram' is {name!r}."
        assert complaint.remedy == f"Choose {either(sorted(PICTOGRAMS))}."


def test_what_is_no_name_is_refused(tmp_path: Path) -> None:
    complaint = refused(tmp_path, SCRIPT.replace('pictogram = "silence"', "pictogram = 3"))
    assert complaint.cause == "'bearer.statement.2.pictogram' is not a text in quotes."
