"""What resvg is given: shapes and paint, and never a way to another file or a part that the check took for hidden."""

import contextlib
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cards.errors import BadFile
from cards.read import drawings, plain_drawings
from cards.read.drawing_parts import MAX_DEPTH, NotDrawn, checked
from cards.read.drawings import drawn
from tests.read.test_drawings import BOX, LOGOS, picture, svg

LOUD = (255, 0, 255)
"""The colour of a picture on the disk, which no drawing of these tests has."""

HIDDEN = 'width="100" height="100" href="{file}"'
WAYS_IN = {
    "twice": f'<image style="display:none;display:inline" {HIDDEN}/>',
    "style over attribute": f'<image display="none" style="display:inline" {HIDDEN}/>',
    "rule over attribute": f'<style>image{{display:inline}}</style><image display="none" {HIDDEN}/>',
    "class over attribute": f'<style>.a{{display:inline}}</style><g class="a" display="none"><image {HIDDEN}/></g>',
    "id over attribute": f'<style>#a{{display:inline}}</style><g id="a" display="none"><image {HIDDEN}/></g>',
    "important": f'<style>.a{{display:inline !important}}</style><image class="a" style="display:none" {HIDDEN}/>',
    "important in style": f'<image style="display:inline!important;display:none" {HIDDEN}/>',
    "comment": f'<image style="display:none/**/;/*display:none*/display:inline" {HIDDEN}/>',
    "comment in the value": f'<image style="display:/*none*/inline;x:display:none" {HIDDEN}/>',
    "part of a rule": f'<style>g .a{{display:inline}}</style><g><image class="a" display="none" {HIDDEN}/></g>',
    "used": f'<g display="none"><image id="a" {HIDDEN}/></g><use href="#a"/>',
    "used above": f'<g display="none"><g id="a"><image {HIDDEN}/></g></g><use xlink:href="#a"/>',
    "used, both links": f'<g display="none"><image id="a" {HIDDEN}/></g><use href="#a" xlink:href="#b"/>',
    "mask": f'<mask id="a" display="none"><image {HIDDEN}/></mask><g mask="url(#a)">{BOX}</g>',
    "pattern": f'<g display="none"><pattern id="a"><image {HIDDEN}/></pattern></g><g fill="url(#a)">{BOX}</g>',
    "pattern by a rule": f'<style>g{{fill:url("#a")}}</style><pattern id="a"><image {HIDDEN}/></pattern><g>{BOX}</g>',
    "filter": f'<filter id="a"><feImage {HIDDEN}/></filter><g filter="url(#a)">{BOX}</g>',
    "switch": f'<switch><g requiredExtensions="x"/><image {HIDDEN}/></switch>',
    "language": f'<switch><image systemLanguage="en-US" {HIDDEN}/></switch>',
    "invisible": f'<g visibility="hidden"><image visibility="visible" {HIDDEN}/></g>',
    "xml:base": '<image xml:base="{file}" width="100" height="100" href=""/>',
    "xlink": f'<image xlink:href="{{file}}" {HIDDEN}/>',
    "file:": '<image width="100" height="100" href="file://{file}"/>',
    "in data:": '<image width="100" height="100" href="data:image/svg+xml,&lt;svg/>"/>',
    "another name space": f'<g xmlns:s="http://www.w3.org/2000/svg" display="inline"><s:image {HIDDEN}/></g>',
    "attribute of another": f'<image xmlns:x="x" x:display="none" x:style="display:none" {HIDDEN}/>',
}
"""Ways past a check that takes the picture for hidden: each shows it in some program."""

LINKS_OUT = {
    "use": '<use href="{file}#a"/>',
    "use, second link": '<use href="#a" xlink:href="{file}#a"/>',
    "gradient": '<linearGradient id="a" href="{file}#a"/><rect width="9" height="9" fill="url(#a)"/>',
    "paint": '<rect width="9" height="9" fill="url({file}#a)"/>',
    "paint in quotes": "<rect width='9' height='9' fill='url( \"{file}#a\" )'/>",
    "mask in style": '<rect width="9" height="9" style="mask:url({file}#a)"/>',
    "capitals": '<rect width="9" height="9" style="mask:URL({file}#a)"/>',
    "escape": '<rect width="9" height="9" style="fill:\\75rl({file})"/>',
    "escape in a rule": "<style>rect{{fill:\\75 rl({file})}}</style>" + BOX,
    "import": "<style>@import '{file}';</style>" + BOX,
    "import as url": "<style>a{{}}@IMPORT url({file})</style>" + BOX,
    "image()": '<rect width="9" height="9" style="fill:image({file})"/>',
    "nested data:": "<rect width='9' height='9' fill='url(data:image/svg+xml;base64,PHN2Zy8+)'/>",
    "cut by a comment": '<rect width="9" height="9" style="fill:u/**/rl({file})"/>',
}
"""Links out of the drawing."""

HARMLESS = {
    "style sheet of XML": '<?xml-stylesheet href="{file}"?>' + svg(BOX),
    "document type": '<!DOCTYPE svg SYSTEM "{file}">' + svg(BOX),
    "font": svg("<style>@font-face{{font-family:a;src:url({file})}}</style>" + BOX),
    "medium": svg("<style>@media print{{rect{{fill:url({file})}}}}</style>" + BOX),
    "another kind of sheet": svg('<style type="text/x">rect{{fill:url({file})}}</style>' + BOX),
    "text": svg('<g display="none"><image href="{file}"/></g>' + BOX),
    "cursor": svg('<rect width="10" height="10" style="cursor:url({file})"/>'),
    "base": svg(BOX, 'viewBox="0 0 100 100" xml:base="{file}"'),
}
"""What names a file and is left out: it does not change how the shapes look."""


@pytest.fixture(scope="module")
def loud(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A picture on the disk of whoever prints."""
    path = tmp_path_factory.mktemp("private") / "a.png"
    Image.new("RGB", (100, 100), LOUD).save(path)
    return path


@pytest.mark.parametrize("way", WAYS_IN)
def test_a_picture_that_some_program_shows_is_refused(way: str, loud: Path) -> None:
    body = WAYS_IN[way].replace("{file}", str(loud))
    with pytest.raises(BadFile, match=r"holds a picture of pixels|hides parts by a rule|cannot be checked"):
        drawn(Path("logo.svg"), svg(BOX + body).encode())


@pytest.mark.parametrize("way", LINKS_OUT)
def test_a_link_out_of_the_drawing_is_refused(way: str, loud: Path) -> None:
    with pytest.raises(BadFile, match=r"refers to another file|cannot be checked"):
        drawn(Path("logo.svg"), svg(LINKS_OUT[way].format(file=loud)).encode())


@pytest.mark.parametrize("way", HARMLESS)
def test_what_names_a_file_and_paints_nothing_is_left_out(way: str, loud: Path) -> None:
    text = HARMLESS[way].format(file=loud)
    assert str(loud) not in checked(ElementTree.fromstring(text))
    colours = picture(text).getcolors(maxcolors=9)
    assert colours is not None
    assert {colour for _, colour in colours} == {(0, 0, 0), (255, 255, 255)}


@pytest.mark.reader("strace")
@pytest.mark.parametrize("name", ["inkscape", "sprite"])
def test_no_file_is_opened_while_a_drawing_is_drawn(
    name: str, loud: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Traced: nothing is opened between the library and the picture. Hostile ways end before a process starts."""
    log = tmp_path / "trace"
    run: Callable[..., object] = subprocess.run

    def traced(command: list[str], **options: object) -> object:
        strace = ["strace", "-f", "-e", "trace=open,openat,openat2,read,write", "-o", str(log), *command]
        return run(strace, **options)

    monkeypatch.setattr(drawings.subprocess, "run", traced)  # type: ignore[attr-defined] # the module's own import
    picture(LOGOS[name].replace("</svg>", f'<g display="none"><image href="{loud}"/></g></svg>'))
    lines = log.read_text().splitlines()
    given = next(number for number, line in enumerate(lines) if "read(0," in line)
    painted = next(number for number, line in enumerate(lines) if "write(1," in line)
    assert given < painted
    assert not [line for line in lines[given:painted] if " open" in line]
    assert str(loud) not in log.read_text()


def test_the_process_that_draws_can_open_no_file(loud: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were a picture to come past the check, the system would keep it shut: the limits alone hold too."""
    pytest.importorskip("resource")
    monkeypatch.setattr(plain_drawings, "checked", lambda root: ElementTree.tostring(root, encoding="unicode"))
    text = svg(BOX + f'<image width="100" height="100" href="{loud}"/>')
    assert picture(text).getpixel((800, 800)) == (255, 255, 255)
    monkeypatch.setattr(drawings, "_PROGRAM", re.sub(r".*RLIMIT_NOFILE.*", "", drawings._PROGRAM))
    assert picture(text).getpixel((800, 800)) == LOUD


DISPLAYED = {
    "layer of Inkscape": ('<g style="display:none;opacity:1">{}</g>', False),
    "layer of Illustrator": ('<g display="none">{}</g>', False),
    "class of Illustrator": ('<style>.st0{{display:none;}}.st1{{fill:red}}</style><g class="st1 st0">{}</g>', False),
    "id": ('<style>#Layer_2{{display:none}}</style><g id="Layer_2">{}</g>', False),
    "type and class": ('<style>g.a , .b{{display:none}}</style><g class="a">{}</g>', False),
    "later rule": ("<style>g{{display:none}}g{{display:inline}}</style><g>{}</g>", True),
    "class over type": ('<style>.a{{display:none}}g{{display:inline}}</style><g class="a">{}</g>', False),
    "style over id": ('<style>#a{{display:none}}</style><g id="a" style="display:inline">{}</g>', True),
    "rule over attribute": ('<style>g{{display:inline}}</style><g display="none">{}</g>', True),
    "important": ('<style>*{{display:none!important}}</style><g style="display:inline">{}</g>', False),
    "another class": ('<style>.a{{display:none}}</style><g class="ab">{}</g>', True),
    "sheet of another kind": ('<style type="text/x">g{{display:none}}</style><g>{}</g>', True),
}
"""Groups, and whether what is in them is displayed (CSS Cascade 4)."""


@pytest.mark.parametrize("name", DISPLAYED)
def test_a_hidden_part_is_left_out_and_any_other_shows(name: str) -> None:
    group, shows = DISPLAYED[name]
    body = group.format('<rect width="100" height="100"/>')
    frame = '<rect width="100" height="100" fill="#eee"/>'
    if "*" in group:
        body = body.replace("*", "g")
    assert (picture(svg(frame + body)).getpixel((800, 800)) != (238, 238, 238)) is shows
    text = svg(frame + group.replace("*", "g").format("<text>Ours</text>"))
    if shows:
        with pytest.raises(NotDrawn, match="holds text"):
            checked(ElementTree.fromstring(text))
    else:
        assert "Ours" not in checked(ElementTree.fromstring(text))


def test_a_switch_of_illustrator_shows_its_own_drawing() -> None:
    extension = '<foreignObject requiredExtensions="http://ns.adobe.com/AdobeIllustrator/10.0/"><i/></foreignObject>'
    text = svg(f"<switch>{extension}<g>{BOX}</g><g><text>Other</text></g></switch>")
    assert picture(text).getpixel((3, 3)) == (0, 0, 0)


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        ("<flowRoot/>", "holds text, which looks different on every computer"),
        ('<meshgradient id="a"/>', "holds <meshgradient>, which few programs can draw"),
        ('<rect fill="var(--ours)"/>', "has a value of 'fill' that cannot be checked"),
        ("<style>a{b{}}</style>", "has a style sheet that cannot be checked"),
        ("<style>a > b{display:none}</style>", "hides parts by a rule that cannot be checked"),
    ],
)
def test_what_is_not_known_is_refused(body: str, cause: str) -> None:
    with pytest.raises(NotDrawn, match=re.escape(cause)):
        checked(ElementTree.fromstring(svg(body)))


def test_parts_nest_as_deep_as_drawing_programs_nest_them() -> None:
    deep = svg("<g>" * (MAX_DEPTH - 1) + BOX + "</g>" * (MAX_DEPTH - 1))
    assert picture(deep).getpixel((3, 3)) == (0, 0, 0)
    with pytest.raises(NotDrawn, match="nests its parts more than 200 deep"):
        checked(ElementTree.fromstring(svg("<g>" * (MAX_DEPTH + 1) + "</g>" * (MAX_DEPTH + 1))))


PIECES = st.sampled_from(
    ["display:none", ";", "/*", "*/", "url(", "#a", ")", "'", '"', "{", "}", "@import ", "fill:", "\\", "file:///x.png",
     "!important", ".a", " ", "<!--", "data:,", ",", "g", ":"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join), st.lists(PIECES, max_size=12).map("".join), st.booleans())
@settings(deadline=None)
def test_no_style_brings_a_link_out_into_what_is_drawn(style: str, sheet: str, by_attribute: bool) -> None:
    root = ElementTree.fromstring(svg("<style/><g class='a'><image href='file:///x.png'/><rect/></g>"))
    root[0].text = sheet
    root[1].set("fill" if by_attribute else "style", style)
    try:
        text = checked(root)
    except NotDrawn:
        return
    assert "image" not in text
    assert "x.png" not in text
    assert "data:" not in text
    assert "import " not in text
    assert not re.search(r"url\((?!#)", text)


LONG = {
    "letters": ("a", '<rect fill="{}"/>'),
    "links": ("url(#", '<rect fill="{}"/>'),
    "brackets": ("(", '<rect fill="{}"/>'),
    "rules with @": ("@a{}", "<style>{}</style>"),
    "open rules": ("@a{", "<style>{}</style>"),
    "comments": ("/*", "<style>{}</style>"),
    "displays": ("display:none;", '<rect style="{}"/>'),
    "selectors": ("a,", "<style>{}a{{display:none}}</style>"),
    "classes": ("a ", '<rect class="{}"/>'),
    "importance": ("! ", '<rect style="display:{}"/>'),
}
"""A piece to repeat, and where: work that grew with the square of 900 kB would not end in a day."""


@pytest.mark.parametrize("name", LONG)
def test_a_long_style_is_read_as_fast_as_it_is_long(name: str) -> None:
    piece, body = LONG[name]
    root = ElementTree.fromstring(svg(body.format(piece * (900_000 // len(piece)))))
    with contextlib.suppress(NotDrawn):
        checked(root)
