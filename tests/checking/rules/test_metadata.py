"""What a file may say of itself, as values."""

from typing import Any

import pytest

from cards.checking.look.catalog import Information
from cards.checking.report import Mark
from cards.checking.rules.metadata import PRESS_DATE, check_metadata

OURS = {"Title": "A card", "Producer": "rights-cards"}
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>rights-cards</pdf:Producer>'
    "</rdf:Description></rdf:RDF></x:xmpmeta>"
)


def judged(xmp: str = XMP, traces: tuple[str, ...] = (), *, press: bool = False, **entries: str) -> list[str]:
    values = OURS | entries
    return [
        f"{each.mark.value} {each.text}"
        for each in check_metadata(Information(values, values), xmp, traces, for_press=press)
    ]


def test_what_this_program_writes_is_right() -> None:
    assert judged() == ["OK no name of a person, no path, no date"]
    assert judged(xmp="") == ["OK no name of a person, no path, no date"]
    press: Any = {"Creator": "rights-cards", "CreationDate": PRESS_DATE, "Trapped": "/False", "GTS_PDFXVersion": "x"}
    text = "OK no name of a person, no path, only the date that all files for a press share"
    assert judged(press=True, **press) == [text]


@pytest.mark.parametrize(
    ("entries", "text"),
    [
        ({"Author": "Ana"}, "the file says who or what made it (Author 'Ana')"),
        ({"Creator": "rights-cards"}, "the file says who or what made it (Creator 'rights-cards')"),
        ({"Trapped": "/False"}, "the file says who or what made it (Trapped '/False')"),
        ({"Title": "/home/ana/card.pdf"}, "the file names folders of a computer (/home/ana/card.pdf)"),
        ({"Title": r"C:\cards"}, r"the file names folders of a computer (C:\cards)"),
        ({"Title": r"\\server\cards"}, r"the file names folders of a computer (\\server\cards)"),
        ({"xmp": XMP.replace("rights-cards", "/Users/ana/x")}, "the file names folders of a computer (/Users/ana/x)"),
        ({"traces": ("PieceInfo of Page",)}, "another program has left data in it (PieceInfo of Page)"),
        ({"xmp": "<x"}, "the file says who or what made it (XMP 'that nobody can read')"),
        ({"xmp": "<!DOCTYPE a>"}, "the file says who or what made it (XMP 'with a comment or an entity definition')"),
        ({"press": True, "Creator": "Other"}, "the file says who or what made it (Creator 'Other')"),
        (
            {"press": True, "ModDate": "D:2026"},
            "the file says when it was made or saved. Make it again to remove this: D:2026",
        ),
    ],
)
def test_what_tells_of_somebody_is_wrong(entries: dict[str, Any], text: str) -> None:
    remedy = ": do not pass it on, make it again" if text.endswith(")") else ""
    assert judged(**entries) == [f"{Mark.WRONG.value} {text}{remedy}"]


def test_a_date_is_a_warning() -> None:
    assert judged(CreationDate="D:2026") == ["WARNING the file says when it was made or saved"]
    assert judged(ModDate="D:2026") == ["WARNING the file says when it was made or saved"]
    assert judged(ModDate="D:2026", Author="Ana")[1] == "WARNING the file says when it was made or saved"
    assert judged(ModDate="") == judged()
