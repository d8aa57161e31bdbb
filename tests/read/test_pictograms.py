"""Pictograms: path data that every reader of PDF draws alike, bold enough for a wallet card, each unlike the others."""

import io
import math
import re
import zlib
from functools import lru_cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps, ImageStat

from cards.errors import BadFile, either
from cards.locations import bundled
from cards.read.pictograms import DRAWINGS, GRID, PICTOGRAMS, drawing_for, steps
from cards.read.script_types import Source
from cards.read.scripts import find_script, read_script, script_ids

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

# With an X in a disc in the upper corner where the language begins, and with one cut out of its mass.
WITH_A_DISC = ("no-run", "no-sign")
WITH_A_CUT = {"silence": (12, 9.6), "no-search": (9.6, 9.6)}

THINNEST, NARROWEST = 2.4, 1.6
"""Units of the grid that strokes and holes must be wide, and gaps: 0.35 and 0.23 mm beside statements of 7 pt."""

CORNER = 1.2
"""Units that a corner may reach beyond the last disc that fits in it: less than half of a stroke."""

FREE = 4
"""Units of paper around the grid, so that what is outside a pictogram is one area."""

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
pictogram = "ask"

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


def swept(image: Image.Image, radius: float) -> Image.Image:
    """A picture with all that is at most `radius` units from its ink, as a disc of 32 corners tells."""
    reach = radius * PIXELS
    swept = image.copy()
    for turn in range(32):
        x, y = (round(reach * part(turn * math.tau / 32)) for part in (math.cos, math.sin))
        moved = Image.new("L", image.size)
        moved.paste(image, (x, y))
        swept = ImageChops.lighter(swept, moved)
    # What is inside the ring of moved pictures is their ink too, where it is wider than a few pixels.
    inner = max(3, 2 * round(reach / 2) - 1)
    return ImageChops.lighter(swept, image.filter(ImageFilter.MaxFilter(inner)))


def eroded(image: Image.Image, radius: float) -> Image.Image:
    """What of the ink is farther than `radius` units from all paper."""
    return ImageChops.invert(swept(ImageChops.invert(image), radius))


def narrow(image: Image.Image, width: float) -> bool:
    """Whether ink reaches farther than a corner does from where a disc as wide as `width` fits into it."""
    radius = width / 2 - 0.08  # pixels
    fits = swept(eroded(image, radius), radius)
    spared = swept(fits, CORNER)
    return bool(ImageChops.subtract(image, spared).point(lambda value: 255 * (value > 127)).getbbox())


def with_paper(image: Image.Image) -> Image.Image:
    """A picture with free paper around it, in black and white."""
    wide = Image.new("L", [side + 2 * FREE * PIXELS for side in image.size])
    wide.paste(image, (FREE * PIXELS, FREE * PIXELS))
    return wide.point(lambda value: 255 * (value > 127))


def holes(image: Image.Image) -> Image.Image:
    """The paper that ink surrounds."""
    outside = image.copy()
    ImageDraw.floodfill(outside, (0, 0), 255)
    return ImageChops.invert(outside)


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
    asked = {"door", "silence", "ask", "no-search", "no-sign", "no-run", "card", "papers", "phone", "sound", "scales"}
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
    leaf = (("m", (6.9, 5.3)), ("l", (17.1, 5.3)), ("l", (17.1, 23)), ("l", (6.9, 23)), ("h", ()))
    assert steps("door")[:5] == leaf
    assert {operator for operator, _ in steps("silence")} == {"m", "l", "c", "h"}


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


@pytest.mark.parametrize("name", DRAWINGS)
def test_no_stroke_is_too_thin_to_print(name: str) -> None:
    assert not narrow(with_paper(ink(DRAWINGS[name])), THINNEST)


@pytest.mark.parametrize("name", DRAWINGS)
def test_no_hole_is_too_small_to_stay_open(name: str) -> None:
    assert not narrow(holes(with_paper(ink(DRAWINGS[name]))), THINNEST)


@pytest.mark.parametrize("name", DRAWINGS)
def test_no_gap_is_too_narrow_to_stay_open(name: str) -> None:
    assert not narrow(ImageChops.invert(with_paper(ink(DRAWINGS[name]))), NARROWEST)


SQUARE = "M2 2L20 2L20 18L2 18Z"


@pytest.mark.parametrize(
    ("more", "stroke", "hole", "gap"),
    [
        ("", False, False, False),
        ("M2 20.6L22 20.6L22 23L2 23Z", False, False, False),
        ("M2 20.6L22 20.6L22 22.6L2 22.6Z", True, False, False),
        ("M2 19.2L22 19.2L22 22L2 22Z", False, False, True),
        ("M20 9L23.5 9L23.5 11L20 11Z", True, False, False),
        ("M6 8L16 8L16 10.5L6 10.5Z", False, False, False),
        ("M6 8L16 8L16 10L6 10Z", False, True, False),
        ("M6 3.8L16 3.8L16 7L6 7Z", True, False, False),
    ],
)  # fmt: skip
def test_what_is_too_thin_or_too_narrow_is_noticed(more: str, stroke: bool, hole: bool, gap: bool) -> None:
    picture = with_paper(ink(SQUARE + more))
    found = [narrow(picture, THINNEST), narrow(holes(picture), THINNEST)]
    assert [*found, narrow(ImageChops.invert(picture), NARROWEST)] == [stroke, hole, gap]


@pytest.mark.parametrize("name", PICTOGRAMS)
def test_a_pictogram_is_no_burden_to_a_pdf(name: str) -> None:
    assert len(zlib.compress(PICTOGRAMS[name].encode())) < 600


@pytest.mark.parametrize("name", PICTOGRAMS)
def test_each_looks_unlike_every_other(name: str) -> None:
    others = [data for other, data in PICTOGRAMS.items() if other != name]
    assert min(share(ImageChops.difference(ink(PICTOGRAMS[name]), ink(other))) for other in others) > 0.07


def test_a_door_is_a_leaf_in_a_frame_with_a_knob() -> None:
    door = ink(PICTOGRAMS["door"])
    assert [at(door, x, 14) for x in (2, 4, 6, 10, 13.7, 16.5, 18, 20, 22)] == [
        *(False, True, False, True, False, True, False, True, False)
    ]
    assert not at(door, 12, 4)


def crossed(picture: Image.Image, x: float, y: float) -> bool:
    """Whether ink has an X cut out of it there, and is whole between its arms."""
    arms = [at(picture, x + dx, y + dy) for dx in (-2, 0, 2) for dy in (-2, 0, 2) if abs(dx) == abs(dy)]
    between = [at(picture, x + dx, y + dy) for dx, dy in ((-4, 0), (4, 0), (0, -4), (0, 4))]
    return not any(arms) and all(between)


@pytest.mark.parametrize("name", WITH_A_DISC)
def test_a_no_is_an_x_in_a_disc_and_the_thing_is_whole_beside_it(name: str) -> None:
    picture = ink(PICTOGRAMS[name])
    assert crossed(picture, 7, 7)
    for turn in range(-2, 14):  # the side towards the thing: the gap around the disc is free
        angle = turn * math.tau / 48
        assert not at(picture, 7 + 7.3 * math.cos(angle), 7 + 7.3 * math.sin(angle))


@pytest.mark.parametrize("name", WITH_A_CUT)
def test_a_no_is_cut_out_of_what_has_mass(name: str) -> None:
    assert crossed(ink(PICTOGRAMS[name]), *WITH_A_CUT[name])


def test_nobody_is_told_to_go_out_of_the_door() -> None:
    for statement in STATEMENTS:
        if "Am I free to go?" in statement.text:
            assert statement.pictogram == "ask"


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement.context)
def test_a_statement_has_one_that_there_is_or_none(statement: Source) -> None:
    assert statement.pictogram in ("", *PICTOGRAMS)


def test_most_statements_of_a_card_have_one() -> None:
    for script in SCRIPTS:
        assert sum(bool(statement.pictogram) for statement in script.bearer.statements) >= 3


def test_the_same_sentence_has_the_same_one() -> None:
    named: dict[str, set[str]] = {}
    for statement in STATEMENTS:
        named.setdefault(statement.text, set()).add(statement.pictogram)
    assert len(named) < len(STATEMENTS)
    assert all(len(names) == 1 for names in named.values())


def test_no_card_has_one_twice() -> None:
    for script in SCRIPTS:
        names = [statement.pictogram for statement in script.bearer.statements if statement.pictogram]
        assert len(set(names)) == len(names)


def test_what_reads_from_right_to_left_is_mirrored() -> None:
    for name in PICTOGRAMS:
        assert drawing_for(name, rtl=False, script="Latn") == (name, False)
        assert drawing_for(name, rtl=True, script="Arab") == (
            name,
            name not in ("phone", "scales", "sound", "two-years"),
        )
        assert drawing_for(name, rtl=True, script="Thaa") == drawing_for(name, rtl=True, script="Arab")


def test_a_question_in_hebrew_keeps_its_mark_in_a_bubble_that_is_mirrored() -> None:
    drawing, mirrored = drawing_for("ask", rtl=True, script="Hebr")
    assert not mirrored
    hebrew, usual = with_paper(ink(DRAWINGS[drawing])), with_paper(ink(PICTOGRAMS["ask"]))
    assert share(ImageChops.difference(holes(hebrew), holes(usual))) < 0.001
    bubbles = [ImageChops.lighter(picture, holes(picture)) for picture in (hebrew, ImageOps.mirror(usual))]
    assert share(ImageChops.difference(*bubbles)) < 0.005
    assert drawing_for("silence", rtl=True, script="Hebr") == ("silence", True)


def test_a_script_names_them(tmp_path: Path) -> None:
    path = tmp_path / "street.toml"
    path.write_text(SCRIPT.replace('pictogram = "ask"\n', ""), encoding="utf-8")
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
