"""SVG logos: drawn as another program draws them, and for what is no logo, a sentence."""

import io
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageFile, ImageStat

from cards.errors import BadFile
from cards.read import drawings
from cards.read.drawings import drawn
from cards.read.pictures import MOST_DRAWN
from cards.read.plain_drawings import MAX_BYTES

LOGO = Path("logo.svg")
DOCTYPE = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"\n  "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
BOX = '<rect width="10" height="10"/>'


def svg(body: str, attributes: str = 'viewBox="0 0 100 100"') -> str:
    """A drawing, by default of 100 by 100 pixels."""
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {names} {attributes}>{body}</svg>"


def picture(text: str | bytes) -> Image.Image:
    """What is drawn, on white."""
    raw = drawn(LOGO, text if isinstance(text, bytes) else text.encode())
    image = Image.open(io.BytesIO(raw)).convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")


def refused(text: str | bytes) -> str:
    """The complaint about a file, which names it."""
    with pytest.raises(BadFile) as caught:
        drawn(LOGO, text if isinstance(text, bytes) else text.encode())
    assert caught.value.file == LOGO
    assert caught.value.remedy
    assert str(caught.value).isprintable()
    return caught.value.cause


# Realistic logos, as programs write them

INKSCAPE = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->
<svg width="60mm" height="40mm" viewBox="0 0 60 40" version="1.1" id="svg5" inkscape:version="1.3 (0e150ed6c4)"
   sodipodi:docname="https://example.org/logo.svg"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns:xlink="http://www.w3.org/1999/xlink" xmlns="http://www.w3.org/2000/svg" xmlns:svg="http://www.w3.org/2000/svg"
   xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <sodipodi:namedview id="namedview7" pagecolor="#ffffff" inkscape:document-units="mm" showgrid="false"/>
  <defs id="defs2">
    <linearGradient id="unused"><stop style="stop-color:#ff0000;stop-opacity:1" offset="0"/></linearGradient>
    <radialGradient xlink:href="#unused" id="alsoUnused" cx="5" cy="5" r="5" gradientUnits="userSpaceOnUse"/>
    <filter id="f"><feGaussianBlur stdDeviation="2"/></filter>
    <clipPath id="none"><circle r="4"/></clipPath>
  </defs>
  <metadata><rdf:RDF><rdf:li rdf:resource="http://creativecommons.org/ns"/></rdf:RDF></metadata>
  <g inkscape:label="Layer 1" inkscape:groupmode="layer" id="layer1" transform="translate(-12.5,-30)">
    <path style="fill:#1b5e20;fill-opacity:1;stroke:#fdd835;stroke-width:1.2;stroke-linejoin:round;
      stroke-dasharray:none;-inkscape-stroke:none;paint-order:fill markers stroke" id="path1" sodipodi:type="star"
      d="m 30,34 4.7,9.6 10.6,1.5 -7.7,7.5 1.8,10.5 -9.4,-5 -9.5,5 1.8,-10.5 -7.6,-7.5 10.6,-1.5 z"/>
    <ellipse style="opacity:0.6;fill:none;stroke:#c62828;stroke-width:1" cx="60" cy="50" rx="7" ry="11"
      transform="rotate(-15,60,50)" id="e1"/>
    <g style="display:none" id="hidden"><text x="3" y="4">Nobody sees this</text></g>
  </g>
</svg>"""

ILLUSTRATOR = f"""<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 24.0.1, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
{DOCTYPE}
<svg version="1.1" id="Layer_1" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" x="0px"
  y="0px" viewBox="0 0 240 120" style="enable-background:new 0 0 240 120;" xml:space="preserve">
<style type="text/css">
 .st0{{fill:#0D47A1;}}
 .st1{{fill:none;stroke:#0D47A1;stroke-width:6;stroke-miterlimit:10;}}
 .st2{{fill:#FFFFFF;}} /* the flame */
 .st3{{fill-rule:evenodd;clip-rule:evenodd;fill:#EF6C00}}
</style>
<rect class="st2" width="240" height="120"/>
<g>
 <path class="st0" d="M20.5,100.2V20h11.8l31.4,52.6V20h11.9v80.2H63.9L32.5,47.4v52.8H20.5z"/>
 <polyline class="st1" points="92.5,24 92.5,97 131,97 "/>
 <circle class="st1" cx="186" cy="60" r="37"/>
</g>
<path class="st3" d="M186,34c9,12,17,19,17,31c0,10-8,17-17,17s-17-7-17-17C169,53,177,46,186,34z M186,56c-4,6-8,9-8,14
 s3.6,8,8,8s8-3,8-8S190,62,186,56z"/>
</svg>"""

FIGMA = """<svg width="200" height="80" viewBox="0 0 200 80" fill="none" xmlns="http://www.w3.org/2000/svg">
<g clip-path="url(#clip0_1_2)">
<rect width="200" height="80" fill="white"/>
<rect x="8" y="8" width="64" height="64" rx="16" fill="#6200EA"/>
<path fill-rule="evenodd" clip-rule="evenodd" d="M40 20a20 20 0 1 0 0 40 20 20 0 0 0 0-40Zm0 8a12 12 0 1 1 0 24 12
12 0 0 1 0-24Z" fill="white"/>
<path d="M96 56V24h6.4l9.6 20.8L121.6 24H128v32h-5.6V34.4L114 52h-4l-8.4-17.6V56H96Z" fill="#212121"/>
<rect x="140" y="30" width="48" height="20" rx="40" stroke="#212121" stroke-width="3"/>
</g>
<defs><clipPath id="clip0_1_2"><rect width="200" height="80" fill="white"/></clipPath></defs>
</svg>"""

POTRACE = """<?xml version="1.0" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 20010904//EN" "http://www.w3.org/TR/2001/REC-SVG-20010904/DTD/svg10.dtd">
<svg version="1.0" xmlns="http://www.w3.org/2000/svg" width="300.000000pt" height="200.000000pt"
 viewBox="0 0 300.000000 200.000000" preserveAspectRatio="xMidYMid meet">
<g transform="translate(0.000000,200.000000) scale(0.100000,-0.100000)" fill="#000000" stroke="none">
<path d="M400 1600 c-110 -40 -190 -150 -190 -270 0 -200 220 -330 400 -240 120 60 180 190 150 320 -40 160 -200 250 -360
190z m150 -90 c90 -40 120 -150 70 -230 -60 -100 -220 -90 -270 20 -60 130 70 270 200 210z"/>
<path d="M1000 700 l0 -500 250 0 250 0 0 500 0 500 -250 0 -250 0 0 -500z m400 0 l0 -400 -150 0 -150 0 0 400 0 400 150 0
150 0 0 -400z"/>
<path d="M1900 1400 q300 -900 600 0 t 300 -500 v-500 h-900z"/>
</g>
</svg>"""

SPRITE = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="-60 -60 120 120"
 width="96">
<title>Sun</title><desc>A sun with rays</desc>
<defs><path id="ray" d="M0-38 5-56H-5Z"/><g id="rays"><use href="#ray"/><use xlink:href="#ray" transform="rotate(90)"/>
<use href="#ray" transform="rotate(180)"/><use href="#ray" transform="rotate(270)"/></g></defs>
<g fill="#F9A825" stroke="#E65100" stroke-width="1.5"><use href="#rays"/>
<use href="#rays" transform="rotate(45) scale(.9)"/>
<circle r="30" stroke-width="4" stroke-dasharray="12 6" stroke-linecap="round"/></g>
<path d="M-12 8C-6 18 6 18 12 8" fill="none" stroke="#4E342E" stroke-width="4" stroke-linecap="round"/>
<g fill="#4E342E"><circle cx="-10" cy="-8" r="4"/><ellipse cx="10" cy="-8" rx="4" ry="5"/></g>
</svg>"""

HANDS = """<svg xmlns='http://www.w3.org/2000/svg' width='5cm' height='3cm' viewBox='0 0 500 300' color='#004d40'>
<g opacity='.4'><rect x='20' y='20' width='220' height='120' fill='currentColor'/>
<rect x='120' y='70' width='220' height='120' fill='hsl(200, 80%, 40%)'/></g>
<g transform='translate(330 200) skewX(-15)' stroke='currentColor' fill='none' stroke-width='12'>
<path d='M-60 60 0-60 60 60' stroke-miterlimit='2'/><path d='M-40 20H40' stroke-linecap='square'/></g>
<line x1='30' y1='270' x2='250' y2='270' stroke='#b71c1c' stroke-width='10'/>
<polygon points='430,30 480,30 480,90,455,110,430,90' style='fill:rgb(183, 28, 28)'/>
</svg>"""

LOGOS = {
    "inkscape": INKSCAPE,
    "illustrator": ILLUSTRATOR,
    "figma": FIGMA,
    "potrace": POTRACE,
    "sprite": SPRITE,
    "hands": HANDS,
}


def by_weasyprint(text: str, width: float, height: float) -> bytes:
    """The PDF of a page of that many points with an SVG all over it."""
    size = f"width: {width}pt; height: {height}pt; display: block"
    style = f"@page {{ size: {width}pt {height}pt; margin: 0 }} body {{ margin: 0 }} svg {{ {size} }}"
    inline = text[text.index("<svg") :]
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    import weasyprint

    ImageFile.LOAD_TRUNCATED_IMAGES = before  # which WeasyPrint changes for the whole process
    file = weasyprint.HTML(string=f"<style>{style}</style><body>{inline}").write_pdf()
    assert isinstance(file, bytes)
    return file


PAGES = {
    "inkscape": (170.0787, 113.3858),
    "illustrator": (180, 90),
    "figma": (150, 60),
    "potrace": (300, 200),
    "sprite": (72, 72),
    "hands": (141.732, 85.0394),
}
"""Width and height of the logos' pages in points, by what their files say."""


@pytest.mark.parametrize("name", LOGOS)
def test_a_logo_looks_as_another_program_paints_it(name: str) -> None:
    """Each pixel of the smaller picture is many of the larger, so that edges between pixels do not count."""
    assert compared(LOGOS[name], PAGES[name]) < 0.006


def test_the_comparison_would_find_what_is_missing() -> None:
    assert compared(ILLUSTRATOR, PAGES["illustrator"], ILLUSTRATOR.replace(".st3{fill-rule", ".st9{fill-rule")) > 0.006


def compared(theirs: str, page: tuple[float, float], ours: str = "") -> float:
    """How far our paint differs from WeasyPrint's of the same file, from 0 to 1, on average over its page."""
    small = (MOST_DRAWN // 4, round(MOST_DRAWN // 4 * page[1] / page[0]))
    document = pypdfium2.PdfDocument(by_weasyprint(theirs, *page))
    wanted = document[0].render(scale=MOST_DRAWN / page[0]).to_pil().convert("RGB").resize(small, Image.Resampling.BOX)
    found = picture(ours or theirs).resize(small, Image.Resampling.BOX)
    return max(ImageStat.Stat(ImageChops.difference(wanted, found)).mean) / 255


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 200 100"', (MOST_DRAWN, MOST_DRAWN // 2)),
        ('viewBox="-5,-5 , 10 20"', (MOST_DRAWN // 2, MOST_DRAWN)),
        ('width="3cm" height="3cm"', (MOST_DRAWN, MOST_DRAWN)),
        ('width="40" height="10px" viewBox="0 0 400 100"', (MOST_DRAWN, MOST_DRAWN // 4)),
    ],
)
def test_the_longer_side_is_as_long_as_it_is_to_be(attributes: str, size: tuple[int, int]) -> None:
    assert picture(svg(BOX, attributes)).size == size


@pytest.mark.parametrize(
    "attributes",
    ["", 'width="100%"', 'viewBox="0 0 nan 1"', 'viewBox="0 0 0 1"', 'viewBox="0 0 -4 1"', 'viewBox="0 0 1e9 1"',
     'width="1" height="1e12" viewBox="0 0 9 9"', 'width="1" viewBox="0 0 1 1e9"'],
)  # fmt: skip
def test_no_size_makes_a_large_picture(attributes: str) -> None:
    try:
        assert max(picture(svg(BOX, attributes)).size) <= MOST_DRAWN
    except BadFile as error:
        assert error.cause == "The logo is a broken SVG drawing."


def test_fonts_of_the_computer_are_not_used() -> None:
    assert refused(svg('<text x="1" y="9">Ours</text>')).startswith("The SVG drawing holds text")


REFUSED = {
    "picture": ('<image href="logo.png" width="9" height="9"/>', "holds a picture of pixels"),
    "embedded": ('<image href="#a"/>', "holds a picture of pixels"),
    "web": ("<foreignObject><p>Hi</p></foreignObject>", "holds parts of a web page"),
    "program": ("<script>alert(1)</script>", "holds a program"),
    "moving": (f"<g>{BOX}<animate/></g>", "moves"),
    "other file": ('<use href="other.svg#a"/>', "refers to another file"),
    "absolute": ('<use xlink:href="file:///etc/passwd#a"/>', "refers to another file"),
    "filled": ('<rect width="9" height="9" fill="url(https://example.org/#a)"/>', "refers to another file"),
    "styled": ("<style>.a { fill: URL( 'x.svg#a' ) }</style>", "refers to another file"),
    "imported": ("<style>@IMPORT 'x.css';</style>", "refers to another file"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_geometry_and_paint_is_refused(name: str) -> None:
    body, cause = REFUSED[name]
    assert refused(svg(body)).startswith(f"The SVG drawing {cause}")


@pytest.mark.parametrize(
    "body",
    [
        '<g display="none"><text>Hidden</text></g>',
        '<g style="fill:red; display : none"><text>Hidden</text></g>',
        '<a href="https://example.org"><path d="M0 0h1"/></a>',
        "<title>Ours</title><desc>url(https://example.org)</desc><metadata/>",
        '<linearGradient id="a"/><rect width="9" height="9" fill="url(#a)"/><use href="#nothing"/>',
    ],
)
def test_what_nobody_sees_is_not_refused(body: str) -> None:
    assert picture(svg(BOX + body)).getpixel((3, 3)) == (0, 0, 0)


@pytest.mark.parametrize(
    ("raw", "cause"),
    [
        (b"", "is broken"),
        (b"hello", "is broken"),
        (b"<svg viewBox='0 0 1 1'>", "is broken"),
        (b"<html/>", "begins with <html>, not with <svg>"),
        (svg(BOX).encode("utf-16"), "is not in UTF-8"),
        (b"\x1f\x8b\x08", "is compressed (SVGZ)"),
        (svg(BOX).encode() + b" " * MAX_BYTES, "has more than 1 MB"),
    ],
)
def test_a_file_that_is_none_is_refused(raw: bytes, cause: str) -> None:
    assert refused(raw).startswith(f"The SVG drawing {cause}")


def _copies(levels: int, each: int) -> str:
    groups = "".join(f'<g id="g{n}">' + f'<use href="#g{n + 1}"/>' * each + "</g>" for n in range(levels))
    return svg(f'<defs>{groups}<g id="g{levels}">{BOX}</g></defs><use href="#g0"/>')


REFUSED_AT_ONCE = {
    "laughs": '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><svg>&b;</svg>',
    "external": '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>',
    "spaced": '<!DOCTYPE\nsvg SYSTEM "x"\n [ <!ELEMENT svg ANY> ]><svg/>',
    "doctypes": "<!DOCTYPE" * 100_000,
    "unclosed": svg("<g>" * 100_000),
    "deep": svg("<g>" * 20_000 + "</g>" * 20_000),
}


@pytest.mark.parametrize("name", REFUSED_AT_ONCE)
def test_what_would_expand_is_refused_before_it_does(name: str) -> None:
    assert refused(REFUSED_AT_ONCE[name])


FILTER = '<filter id="f"><feTurbulence numOctaves="100000"/></filter>'
HOSTILE = {
    "itself": svg('<use id="a" href="#a"/>'),
    "each other": svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
    "copies": _copies(20, 10),
    "panic": svg('<rect width="1e30" height="1e30" stroke-width="1e20" stroke="#000"/>'),
    "blurred": svg(f'<g style="filter:{"blur(9) " * 100}">{BOX}</g>'),
    "noise": svg(f'{FILTER}<rect width="90" height="90" filter="url(#f)"/>'),
    "dashes": svg('<path d="M0 0L100 100" stroke="#000" stroke-dasharray=".0002"/>' * 4000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_drawn_in_time_or_refused(
    name: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A renderer that panics or never ends is no traceback, no word on the screen, and soon over."""
    monkeypatch.setattr(drawings, "SECONDS", 3)
    try:
        picture(HOSTILE[name])
    except BadFile as error:
        broken, endless = "The logo is a broken SVG drawing.", "The SVG drawing takes more than 3 seconds to draw."
        assert error.cause in (broken, endless)
    assert capfd.readouterr() == ("", "")


def test_a_drawing_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawings, "SECONDS", 0.5)
    monkeypatch.setattr(drawings, "_PROGRAM", "while True: pass")
    assert refused(svg(BOX)) == "The SVG drawing takes more than 0.5 seconds to draw."


def test_many_parts_are_drawn() -> None:
    assert picture(svg(BOX * 5000)).getpixel((3, 3)) == (0, 0, 0)


CHANGES = st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 9), st.text("<>/\"'#&;=", max_size=3)))


@given(st.sampled_from(sorted(LOGOS)), CHANGES)
@settings(max_examples=30, deadline=None)
def test_no_text_raises_anything_but_badfile(logo: str, changes: list[tuple[int, int, str]]) -> None:
    text = LOGOS[logo]
    for place, length, new in changes:
        text = text[:place] + new + text[place + length :]
    try:
        drawn(LOGO, text.encode())
    except BadFile as error:
        assert str(error).isprintable()


def test_without_resvg_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert refused(svg(BOX)) == "The logo is an SVG drawing, and the package that draws it (resvg-py) is not installed."


def test_where_no_process_can_be_started_one_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr("cards.read.drawings.subprocess.run", fail)
    assert refused(svg(BOX)) == "The SVG drawing cannot be drawn here: Cannot allocate memory."


def test_resvg_is_never_imported_here() -> None:
    """A panic in it would take the program with it."""
    code = "import sys; from pathlib import Path; from cards.read.drawings import drawn; "
    code += f"drawn(Path('x.svg'), {svg(BOX).encode()!r}); sys.exit('resvg_py' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
