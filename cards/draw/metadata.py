"""What a document says about itself: the standards it follows, its title, languages and output intent."""

from __future__ import annotations

import html
import struct
from collections.abc import Iterable
from functools import lru_cache

from cards.draw.objects import Document, pdf_name, text_string

PRODUCER = "rights-cards"

_PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag>{languages}</rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
"""XMP (ISO 16684-1). PDF/A requires a description of pdfuaid:part (ISO 19005-2, 6.6.2.3), and no date."""

_VERSION = 0x04200000
"""ICC.1:2004-10, the version of ISO 32000-1."""

_MADE = (1999, 10, 18, 0, 0, 0)
"""A profile needs a creation date: that of IEC 61966-2-1, which defines sRGB, the same in every file."""

_D50 = (0xF6D6, 0x10000, 0xD32D)
_PRIMARIES = {
    b"rXYZ": (0x6FA0, 0x38F5, 0x0390),
    b"gXYZ": (0x6297, 0xB787, 0x18D9),
    b"bXYZ": (0x249F, 0x0F84, 0xB6C4),
}
"""The primaries of sRGB seen in D50 light, in 65536ths; their sum is the white."""

_ADAPTED = (0x10C42, 0x5DE, -0xCDB, 0x793, 0xFD90, -0x45F, -0x25E, 0x3DC, 0xC06E)
"""The Bradford matrix from sRGB's own white, D65, to D50."""

_CURVE = (0x26666, 0xF2A7, 0x0D59, 0x13D0, 0x0A5B)
"""2.4, 1/1.055, 0.055/1.055, 1/12.92 and 0.04045: the curve of IEC 61966-2-1 as type 3 of ICC.1, 10.15."""


def add_metadata(document: Document, title: str, languages: Iterable[str]) -> dict[str, object]:
    """The entries of the catalog that make a tagged document PDF/A-2b and PDF/UA-1, without its structure."""
    named = "".join(f"<rdf:li>{language}</rdf:li>" for language in languages)
    packet = _PACKET.format(title=html.escape(title, quote=False), languages=named, producer=PRODUCER)
    profile = document.stream(srgb_profile(), N=3)
    return {
        "Metadata": document.plain_stream(packet.encode(), Type=pdf_name("Metadata"), Subtype=pdf_name("XML")),
        "MarkInfo": "<< /Marked true >>",
        "OutputIntents": f"[ << /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier {_CONDITION} "
        f"/Info {_CONDITION} /DestOutputProfile {document.number_of(profile)} 0 R >> ]",
    }


_CONDITION = text_string("sRGB IEC61966-2.1")


@lru_cache(maxsize=1)
def srgb_profile() -> bytes:
    """An ICC profile of sRGB for displays, of half a kilobyte (ICC.1:2004-10), with what clause 8.4.3 requires."""
    curve = b"para" + struct.pack(">LHH5l", 0, 3, 0, *_CURVE)
    tags = {
        b"desc": _text("sRGB"),
        b"cprt": _text("Public domain"),
        b"wtpt": _xyz(_D50),
        b"chad": b"sf32" + struct.pack(">L9l", 0, *_ADAPTED),
        **{name: _xyz(place) for name, place in _PRIMARIES.items()},
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    bodies = b"".join(dict.fromkeys(tags.values()))
    start = 128 + 4 + 12 * len(tags)
    table = b"".join(struct.pack(">4sLL", name, start + bodies.index(body), len(body)) for name, body in tags.items())
    header = struct.pack(
        ">L4sL4s4s4s6H4s28x3L48x",
        start + len(bodies), b"", _VERSION, b"mntr", b"RGB ", b"XYZ ", *_MADE, b"acsp", *_D50,
    )  # fmt: skip
    return header + struct.pack(">L", len(tags)) + table + bodies


def _text(words: str) -> bytes:
    """Words in English (multiLocalizedUnicodeType), padded so that what follows begins at four bytes."""
    data = words.encode("utf-16-be")
    return b"mluc" + struct.pack(">LLL2s2sLL", 0, 1, 12, b"en", b"US", len(data), 28) + data + bytes(-len(data) % 4)


def _xyz(values: tuple[int, int, int]) -> bytes:
    return b"XYZ " + struct.pack(">L3l", 0, *values)
