"""The foot of the bearer's side: with a number or a line to write one on, with names long and short."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cards.errors import DoesNotFit
from cards.jobs import Job, Order, gather
from cards.locations import shelves
from cards.measures import POINTS_PER_MM, Rect
from cards.merge.contact import Contact
from cards.read.catalogs import translated_tags
from cards.read.hotlines import Hotline
from cards.read.languages import find_language, read_languages
from cards.read.layouts import CARD_LAYOUTS, Layout
from cards.read.links import LEGAL_AID, read_link
from cards.read.names import MAX_NAME
from cards.read.numbers import dialled
from cards.read.records import Record
from cards.typeset.card.write_in import WRITE_IN_HEIGHT
from cards.typeset.designs import WALLET
from cards.typeset.marks import (
    Colour,
    Face,
    GlyphRun,
    OutlineMark,
    PanelMark,
    PictogramMark,
    Role,
    SymbolMark,
    TextMark,
)
from cards.typeset.symbol import QUIET_ZONE
from cards.typeset.themes import THEMES, find_theme
from tests.laid_out import lay_out
from tests.said import edition

SHELVES = shelves(None)
LANGUAGES = read_languages(SHELVES)
LOCALES = ["en", *translated_tags(SHELVES)]
LONG_NAME = "Greater Boston Immigrant Justice and Legal Aid Accompaniment"
FacesOf = Callable[..., tuple[Face, Face]]
InkBoxes = Callable[[GlyphRun], list[Rect]]

VERIFIED = Record(verified_on=date(2026, 3, 2))
ICIRR = Hotline(dialled("855-435-7693"), "ICIRR Family Support", "icirr", record=VERIFIED)
CORRN = Hotline(dialled("844-864-8341"), "Colorado Rapid Response Network", "corrn")
CONSULATE = Hotline(dialled("+52 55 5093 0000"), "Consulado")

NAMES = st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ      ñéö&-'", min_size=1, max_size=MAX_NAME).map(
    lambda name: " ".join(name.split())
)


def foot(face: Face) -> dict[str, TextMark]:
    """The texts of the foot by their ids."""
    marks = [mark for mark in face.marks if isinstance(mark, TextMark)]
    return {mark.id: mark for mark in marks if mark.role in (Role.FOOTER, Role.STATUS)}


def hotlines(face: Face) -> list[dict[str, TextMark]]:
    """The texts of each telephone line on a face by their ids."""
    found: list[dict[str, TextMark]] = []
    for mark in face.marks:
        if isinstance(mark, TextMark) and mark.id == "hotline":
            found.append({})
        if isinstance(mark, TextMark) and mark.id in ("hotline", "hotline-name", "confirmation"):
            found[-1][mark.id] = mark
    return found


def numbers(face: Face) -> list[str]:
    return [line["hotline"].text.strip("\u2066\u2069") for line in hotlines(face)]


def size_of(mark: TextMark) -> float:
    (size,) = {run.size for run in mark.runs}
    return size


def line_boxes(mark: TextMark, ink_boxes: InkBoxes) -> list[Rect]:
    """The ink of each line of a text as one rectangle."""
    found = []
    for y in sorted({run.y for run in mark.runs}):
        boxes = [box for run in mark.runs if run.y == y for box in ink_boxes(run)]
        left, low = min(box.x for box in boxes), min(box.y for box in boxes)
        found.append(Rect(left, low, max(box.right for box in boxes) - left, max(box.top for box in boxes) - low))
    return found


def write_in(face: Face) -> list[Rect]:
    """The lines to write on: red on the white panel."""
    return [mark.rect for mark in face.marks if isinstance(mark, PanelMark) and mark.colour is Colour.RED]


def band(face: Face) -> Rect:
    """The white panel of the foot without its tab."""
    white = [mark.rect for mark in face.marks if isinstance(mark, PanelMark) and mark.colour is Colour.WHITE]
    return max(white, key=lambda rect: rect.width)


def keeps_its_order(face: Face, ink_boxes: InkBoxes) -> None:
    """Nothing of the foot overlaps anything of the face, or leaves it."""
    safe = Rect(0, 0, face.size.width, face.size.height).grown(-3.0 * POINTS_PER_MM)
    symbol = next(mark for mark in face.marks if isinstance(mark, SymbolMark))
    code = symbol.rect.grown(QUIET_ZONE * symbol.rect.width / len(symbol.modules))
    texts = [(mark.id, line_boxes(mark, ink_boxes)) for mark in face.marks if isinstance(mark, TextMark)]
    for (one, boxes), (other, others) in combinations(texts, 2):
        if one in foot(face) or other in foot(face):
            assert not any(box.overlaps(each) for box in boxes for each in others), f"{one} and {other}"
    for name, boxes in texts:
        if name in foot(face):
            assert all(safe.contains(box) and not box.overlaps(code) for box in boxes), name


@pytest.mark.parametrize("locale", LOCALES)
def test_without_a_hotline_there_is_a_line_to_write_on(locale: str, faces_of: FacesOf, ink_boxes: InkBoxes) -> None:
    face, _ = faces_of(locale, number=None)
    (line,) = write_in(face)
    assert band(face).contains(line)
    assert line.y + WRITE_IN_HEIGHT <= band(face).top
    assert line.width >= 25.0 * POINTS_PER_MM  # ten digits in a careful hand
    label = foot(face)["labels/hotline"]
    assert label.colour is Colour.BLACK
    assert not any(box.overlaps(line) for box in line_boxes(label, ink_boxes))
    assert "hotline" not in foot(face)


@pytest.mark.parametrize("locale", LOCALES)
def test_with_a_hotline_there_is_its_number_and_nothing_to_write_on(locale: str, faces_of: FacesOf) -> None:
    face, _ = faces_of(locale)
    assert not write_in(face)
    number = foot(face)["hotline"]
    assert number.text == "\u2066617-370-5023\u2069"
    assert all(WALLET.number[1] <= run.size <= WALLET.number[0] for run in number.runs)
    assert all("Bold" in run.typeface.name for run in number.runs)


@pytest.mark.parametrize("number", ["617-370-5023", None])
def test_what_the_foot_says(number: str | None, faces_of: FacesOf) -> None:
    texts = {name: mark.text for name, mark in foot(faces_of("en", number=number)[0]).items()}
    assert texts.pop("hotline", None) == (number and f"\u2066{number}\u2069")
    assert texts.pop("labels/hotline", None) == (None if number else "Call for help:")
    assert texts == {
        "labels/link": "Find legal help:",
        "link": "\u2066www.immigrationlawhelp.org\u2069",
        "status": "DRAFT",
    }


def test_a_named_hotline_shows_its_name_in_place_of_the_label(faces_of: FacesOf) -> None:
    texts = foot(faces_of("es", hotline_name="LUCE Hotline")[0])
    assert texts["hotline-name"].text == "LUCE Hotline"
    assert "labels/hotline" not in texts


def phone_of(face: Face) -> Rect:
    (phone,) = (mark for mark in face.marks if isinstance(mark, PictogramMark) and mark.name == "phone")
    return phone.rect


def test_the_telephone_stands_where_the_language_begins(faces_of: FacesOf) -> None:
    left, right = (phone_of(faces_of(locale)[0]) for locale in ("en", "ar"))
    assert left.x == pytest.approx(faces_of("ar")[0].size.width - right.right)


@pytest.mark.parametrize("stock", ["avery-5371", "plain-a4"])
@pytest.mark.parametrize("locale", ["en", "ar", "ur", "ja", "my"])
@given(name=NAMES, org=NAMES | st.just(""), has_number=st.booleans())
@settings(max_examples=25)
def test_names_of_any_length_fit_or_are_refused(
    locale: str, stock: str, name: str, org: str, has_number: bool, faces_of: FacesOf, ink_boxes: InkBoxes
) -> None:
    assume(name.strip(" -'&") and (not org or org.strip(" -'&")))
    number = "617-370-5023" if has_number else None
    try:
        face, _ = faces_of(locale, stock, number=number, hotline_name=name, org=org)
    except DoesNotFit as error:
        assert " mm " in error.cause
        assert error.remedy
        return
    keeps_its_order(face, ink_boxes)
    texts = foot(face)
    assert ("hotline-name" in texts) == has_number
    assert ("org" in texts) == bool(org)
    assert "status" in texts


@pytest.mark.parametrize("locale", ["en", "es", "ar", "ru"])
def test_real_long_names_fit(locale: str, faces_of: FacesOf, ink_boxes: InkBoxes) -> None:
    assert len(LONG_NAME) == MAX_NAME
    face, _ = faces_of(locale, hotline_name="Portland Immigrant Rights Coalition", org=LONG_NAME)
    keeps_its_order(face, ink_boxes)
    drawn = "".join(cluster.text for run in foot(face)["org"].runs for cluster in run.clusters)
    assert drawn.replace(" ", "") == LONG_NAME.replace(" ", "")


def test_a_name_without_a_place_to_break_is_refused_by_name_and_millimetres(faces_of: FacesOf) -> None:
    with pytest.raises(DoesNotFit, match=r"organization's name \(W{40}\) is \d+\.\d mm too long") as error:
        faces_of("en", org="W" * MAX_NAME)
    assert "Shorten it" in error.value.remedy
    with pytest.raises(DoesNotFit, match=r"\(W{40}\) is \d+\.\d mm too long"):
        faces_of("en", hotline_name="W" * MAX_NAME)


@pytest.mark.parametrize("number", ["211", "617-370-5023", "+52 55 5093 0000", "617-370-5023 x12345"])
def test_numbers_of_every_length_are_on_one_line(number: str, faces_of: FacesOf, ink_boxes: InkBoxes) -> None:
    for locale in ("en", "ar"):
        face, _ = faces_of(locale, number=number)
        mark = foot(face)["hotline"]
        assert len({run.y for run in mark.runs}) == 1
        keeps_its_order(face, ink_boxes)


def test_a_long_address_is_shown_whole_or_refused(faces_of: FacesOf, ink_boxes: InkBoxes) -> None:
    for repeats in range(4, 26, 3):
        link = "https://www.example.org/" + "help/" * repeats
        try:
            face, _ = faces_of("en", link=link)
        except DoesNotFit as error:
            assert "address" in error.cause
            assert " mm too long" in error.cause
            continue
        keeps_its_order(face, ink_boxes)
        symbol = next(mark for mark in face.marks if isinstance(mark, SymbolMark))
        small = symbol.rect.width / len(symbol.modules) < 0.44 * POINTS_PER_MM - 1e-6
        assert any("modules of the QR code" in warning for warning in face.warnings) == small
        assert foot(face)["link"].text == f"\u2066{link.removeprefix('https://')}\u2069"


def test_the_number_is_the_largest_print_of_the_foot(faces_of: FacesOf) -> None:
    face, _ = faces_of("en")
    sizes = {name: max(run.size for run in mark.runs) for name, mark in foot(face).items()}
    assert sizes.pop("hotline") > 1.6 * max(sizes.values())


def test_the_code_comes_last_so_that_it_is_read_last(faces_of: FacesOf) -> None:
    assert [type(mark) for mark in faces_of("en")[0].marks][-2:] == [PanelMark, SymbolMark]


@pytest.mark.few_scripts
@pytest.mark.parametrize("stock", ["avery-5371", "plain-a4"])
@pytest.mark.parametrize("others", [(ICIRR,), (ICIRR, CORRN), (CORRN, CONSULATE)])
@pytest.mark.parametrize("locale", LOCALES)
def test_several_lines_share_the_foot_or_are_left_out_by_name(
    locale: str, others: tuple[Hotline, ...], stock: str, faces_of: FacesOf, ink_boxes: InkBoxes
) -> None:
    given = ("617-370-5023", *(each.number.shown for each in others))
    for org, says_confirmed in (("", False), ("Vecinos Unidos", True)):
        options = {"hotline_name": "LUCE", "org": org, "says_confirmed": says_confirmed}
        face, _ = faces_of(locale, stock, others=others, **options)
        shown = numbers(face)
        assert tuple(shown) == given[: len(shown)]
        keeps_its_order(face, ink_boxes)
        sizes = [size_of(line["hotline"]) for line in hotlines(face)]
        assert 10.0 <= sizes[0] <= 16.5
        assert all(8.0 <= size <= 9.0 for size in sizes[1:])
        missing = [f"{each.number} of {each.name}" for each in others if each.number.shown not in shown]
        (told,) = [each for each in face.warnings if each.startswith("no room for ")] or [""]
        assert told.partition(":")[0] == ("no room for " + ", ".join(missing) if missing else "")
        if len(shown) > 1:
            assert face.text_size >= 7.0
        else:
            alone, _ = faces_of(locale, stock, **options)
            assert face.text_size == alone.text_size


def test_a_short_card_has_room_for_three_lines_and_a_long_one_for_the_first(faces_of: FacesOf) -> None:
    assert numbers(faces_of("en", others=(ICIRR, CORRN))[0]) == ["617-370-5023", ICIRR.number.shown, CORRN.number.shown]
    face, _ = faces_of("de", others=(ICIRR, CORRN), org="Vecinos Unidos", hotline_name="LUCE Hotline")
    assert numbers(face) == ["617-370-5023"]
    assert face.warnings[0] == (
        "no room for 855-435-7693 of ICIRR Family Support, 844-864-8341 of Colorado Rapid Response Network: shorten "
        "the statements or the names, or use a larger card"
    )


def test_of_several_lines_a_name_stands_on_one_line_when_its_number_can_be_smaller(faces_of: FacesOf) -> None:
    name = "LUCE Immigrant Justice Net"
    alone, several = (hotlines(faces_of("en", hotline_name=name, others=each)[0])[0] for each in ((), (ICIRR,)))
    assert WALLET.number[0] > size_of(alone["hotline"]) > size_of(several["hotline"])
    assert [len({run.y for run in each["hotline-name"].runs}) for each in (alone, several)] == [2, 1]


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_the_names_of_several_lines_begin_alike(locale: str, faces_of: FacesOf, ink_boxes: InkBoxes) -> None:
    face, _ = faces_of(locale, script="school", hotline_name="LUCE Hotline", others=(ICIRR, CONSULATE))
    boxes = [line_boxes(line["hotline-name"], ink_boxes)[0] for line in hotlines(face)]
    assert len(boxes) >= 2
    starts = [box.right if locale == "ar" else box.x for box in boxes]
    assert max(starts) - min(starts) < 1.0  # what letters keep white at their sides


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_a_name_and_its_day_stand_beside_their_own_number(locale: str, faces_of: FacesOf, ink_boxes: InkBoxes) -> None:
    options = {"hotline_name": "LUCE", "others": (ICIRR, CORRN), "says_confirmed": True}
    face, _ = faces_of(locale, "plain-a4", script="school", **options)
    lines = hotlines(face)
    assert len(lines) >= 2
    said = [line["confirmation"].text if "confirmation" in line else "" for line in lines]
    assert said == ["", "confirmed 2026-03-02", "not confirmed"][: len(lines)]
    spans = []
    for line in lines:
        boxes = [box for mark in line.values() for box in line_boxes(mark, ink_boxes)]
        spans.append((min(box.y for box in boxes), max(box.top for box in boxes)))
    assert all(upper[0] > lower[1] for upper, lower in pairwise(spans))
    assert all(size_of(line["confirmation"]) >= 6.0 for line in lines if "confirmation" in line)


def test_the_day_stands_behind_a_short_name_and_under_a_long_one(faces_of: FacesOf) -> None:
    for name, is_behind in (("ICIRR", True), ("ICIRR Family Support", False)):
        other = Hotline(dialled("855-435-7693"), name, "icirr", record=VERIFIED)
        _, line = hotlines(faces_of("en", hotline_name="LUCE", others=(other,), says_confirmed=True)[0])
        name_y, day_y = line["hotline-name"].runs[0].y, line["confirmation"].runs[0].y
        assert (name_y == pytest.approx(day_y)) == is_behind
        assert day_y < name_y + 1e-6


@pytest.mark.parametrize("locale", ["es", "ar"])
def test_numbers_without_names_stand_side_by_side(locale: str, faces_of: FacesOf, ink_boxes: InkBoxes) -> None:
    others = (Hotline(dialled("855-435-7693")), Hotline(dialled("844-864-8341")))
    face, _ = faces_of(locale, script="school", org="Vecinos Unidos", others=others[:1])
    assert len({run.y for line in hotlines(face) for run in line["hotline"].runs}) == 1
    assert numbers(face) == ["617-370-5023", "855-435-7693"]
    keeps_its_order(face, ink_boxes)
    first, second = (line_boxes(line["hotline"], ink_boxes)[0] for line in hotlines(face))
    assert (first.x > second.right) if locale == "ar" else (first.right < second.x)
    face, _ = faces_of(locale, script="school", others=others)
    first_y, second_y, third_y = (line["hotline"].runs[0].y for line in hotlines(face))
    assert first_y == second_y > third_y + 6
    keeps_its_order(face, ink_boxes)


def test_the_handset_stands_beside_the_first_number(faces_of: FacesOf, ink_boxes: InkBoxes) -> None:
    face, _ = faces_of("en", others=(ICIRR, CORRN))
    phone = phone_of(face)
    first, second, _ = (line_boxes(line["hotline"], ink_boxes)[0] for line in hotlines(face))
    assert phone.y < first.y + first.height / 2 < phone.top
    assert phone.y > second.top


def test_a_further_line_with_a_name_that_never_fits_is_left_out(faces_of: FacesOf) -> None:
    endless = Hotline(dialled("844-864-8341"), "W" * MAX_NAME)
    face, _ = faces_of("en", others=(endless,))
    assert numbers(face) == ["617-370-5023"]
    assert face.warnings[0].startswith(f"no room for 844-864-8341 of {'W' * MAX_NAME}: ")
    face, _ = faces_of("en", others=(ICIRR, endless))
    assert numbers(face) == ["617-370-5023", ICIRR.number.shown]


@pytest.mark.parametrize("locale", ["en", "ar", "th"])
@given(names=st.tuples(NAMES, NAMES, NAMES), says_confirmed=st.booleans())
@settings(max_examples=25)
def test_lines_with_names_of_any_length_stay_apart(
    locale: str, names: tuple[str, str, str], says_confirmed: bool, faces_of: FacesOf, ink_boxes: InkBoxes
) -> None:
    assume(all(name.strip(" -'&") for name in names))
    first, *rest = names
    others = tuple(replace(line, name=name) for line, name in zip((ICIRR, CONSULATE), rest, strict=True))
    try:
        face, _ = faces_of(locale, hotline_name=first, others=others, says_confirmed=says_confirmed)
    except DoesNotFit:
        return
    keeps_its_order(face, ink_boxes)
    assert all(("hotline-name" in line) for line in hotlines(face))


@pytest.mark.parametrize("locale", LOCALES)
def test_the_state_of_the_card_is_in_the_corner_and_never_beside_the_number(
    locale: str, faces_of: FacesOf, ink_boxes: InkBoxes
) -> None:
    face, _ = faces_of(locale, hotline_name="LUCE Hotline")
    texts = foot(face)
    (status,) = line_boxes(texts["status"], ink_boxes)
    low = min(box.y for box in line_boxes(texts["hotline"], ink_boxes))
    assert status.top < low
    is_rtl = find_language(LANGUAGES, locale, SHELVES).is_rtl
    from_edge = face.size.width - status.right if is_rtl else status.x
    assert from_edge == pytest.approx(WALLET.margin, abs=1.0)
    assert status.y < WALLET.margin + 4.0  # over the descenders of Arabic script
    assert texts["status"].text in ("DRAFT", f"{locale} · {edition()} · DRAFT") or texts["status"].text.endswith(
        f" · {edition()} · DRAFT"
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_a_front_without_a_back_of_its_own_says_what_it_is(locale: str, job_of: Callable[..., Job]) -> None:
    job = job_of(locale)
    alone = replace(job, frame=replace(job.frame, paired=False))
    assert f" · {edition()} · DRAFT" in foot(lay_out(alone)[1])["status"].text


@pytest.mark.parametrize("layout", CARD_LAYOUTS)
def test_a_card_with_both_sides_is_named_on_its_back(layout: Layout) -> None:
    contact = Contact(read_link(LEGAL_AID), (ICIRR,))
    job = gather(SHELVES, Order("es", "home", "plain-letter", contact, layout=layout))
    assert job.frame.paired == (layout not in (Layout.FRONTS, Layout.BACKS))


@pytest.mark.parametrize("locale", LOCALES)
def test_label_and_address_end_at_the_code_and_point_at_it(locale: str, faces_of: FacesOf, ink_boxes: InkBoxes) -> None:
    face, _ = faces_of(locale)
    pointers = [mark for mark in face.marks if isinstance(mark, OutlineMark)]
    (address,) = line_boxes(foot(face)["link"], ink_boxes)
    symbol = next(mark.rect for mark in face.marks if isinstance(mark, SymbolMark))
    if not pointers:
        label = foot(face)["labels/link"]
        assert label.runs[0].y == foot(face)["link"].runs[0].y  # no second row for the triangle
        assert address.right > symbol.x - 10
        return
    (pointer,) = pointers
    xs = [x for polygon in pointer.polygons for x, _ in polygon]
    ys = [y for polygon in pointer.polygons for _, y in polygon]
    if find_language(LANGUAGES, locale, SHELVES).is_rtl:
        assert symbol.right < min(xs) < max(xs) < address.x
        assert xs.count(max(xs)) == 2  # its side is where the address is
    else:
        assert address.right < min(xs) < max(xs) < symbol.x
        assert xs.count(min(xs)) == 2
    assert address.y - 1 < (min(ys) + max(ys)) / 2 < address.top + 1
    gap = min(abs(symbol.x - max(xs)), abs(min(xs) - symbol.right))
    assert gap < 9.0


def test_the_triangle_is_left_away_before_the_address_takes_a_second_row(faces_of: FacesOf) -> None:
    """Longer and longer addresses: first a triangle on one row, then one row without, then two rows."""
    seen = []
    for length in range(20, 40):
        face, _ = faces_of("en", link="https://www.example.org/".ljust(length + 8, "a"))
        texts = foot(face)
        rows = len({round(texts[name].runs[0].y, 1) for name in ("labels/link", "link")})
        seen.append((rows, any(isinstance(mark, OutlineMark) for mark in face.marks)))
    assert list(dict.fromkeys(seen)) == [(1, True), (1, False), (2, True)]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("locale", ["es", "ar", "ja"])
def test_the_words_of_the_foot_are_black_on_white_or_on_the_paper(
    locale: str, theme: str, job_of: Callable[..., Job], ink_boxes: InkBoxes
) -> None:
    job = job_of(locale, org="Vecinos", hotline_name="LUCE")
    face = lay_out(replace(job, frame=replace(job.frame, theme=find_theme(theme))))[1]
    for mark in foot(face).values():
        assert mark.colour is Colour.BLACK
        if theme == "red":
            assert all(band(face).contains(box) for box in line_boxes(mark, ink_boxes))


@pytest.mark.parametrize("layout", [Layout.DUPLEX, Layout.PRESS, Layout.FOLD])
@pytest.mark.parametrize("locale", ["es", "ar"])
def test_a_cut_that_strays_by_a_millimetre_shows_no_sliver_of_the_panel(locale: str, layout: Layout) -> None:
    contact = Contact(read_link(LEGAL_AID), (ICIRR,))
    face = lay_out(gather(SHELVES, Order(locale, "home", "plain-letter", contact, layout=layout)))[1]
    trim = Rect(0, 0, face.size.width, face.size.height)
    white = [mark.rect for mark in face.marks if isinstance(mark, PanelMark) and mark.colour is Colour.WHITE]
    assert len(white) >= 2
    assert all(trim.grown(-1.0 * POINTS_PER_MM).contains(rect) for rect in white)


def test_small_print_that_is_reversed_is_bold_for_a_press(job_of: Callable[..., Job]) -> None:
    """Black on white it is not: only thin light letters fill in with ink."""
    job = job_of("es", script="school", hotline_name="LUCE Hotline", org="Vecinos Unidos", says_confirmed=True)
    for bold_small in (False, True):
        frame = replace(job.frame, design=replace(job.frame.design, bold_small=bold_small))
        _, bearer, officer = lay_out(replace(job, frame=frame))
        texts = foot(bearer)
        fonts = {run.typeface.name for name in ("hotline-name", "link", "status") for run in texts[name].runs}
        assert fonts == {"NotoSans-Regular"}
        (behind,) = (mark for mark in officer.marks if isinstance(mark, TextMark) and mark.role is Role.STATUS)
        assert {run.typeface.name for run in behind.runs} == {"NotoSans-Bold" if bold_small else "NotoSans-Regular"}
