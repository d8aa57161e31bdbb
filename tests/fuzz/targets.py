"""What the fuzzer gives its cases to, with their seeds, the words of their formats and the bounds of their work."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cards.read.answers import Answer, Answers, Verdict, answers_text
from tests.fuzz import pdfs
from tests.fuzz.doors import (
    FITTED,
    fuzz_answers,
    fuzz_back_translations,
    fuzz_bidi,
    fuzz_card,
    fuzz_catalog,
    fuzz_drawing,
    fuzz_fit,
    fuzz_held,
    fuzz_hotline,
    fuzz_languages,
    fuzz_legal_aid,
    fuzz_link,
    fuzz_markup,
    fuzz_name,
    fuzz_negations,
    fuzz_number,
    fuzz_pack,
    fuzz_picture,
    fuzz_place,
    fuzz_printers,
    fuzz_recipients,
    fuzz_reviewers,
    fuzz_script,
    fuzz_sign_offs,
    fuzz_stock,
    fuzz_suggestions,
    job_of,
)
from tests.fuzz.pdfs import fuzz_check

MOST_SEED = 4_000
"""Bytes of a catalog or definition that are kept as a seed: a case of a whole catalog takes ten times as long."""


@dataclass(frozen=True, slots=True)
class Target:
    """A function that takes arbitrary bytes, and the seeds and words of its format that its cases are made from.

    `weight` is its part of the cases of a run. A case of n bytes makes at most `calls[0] + calls[1] * n` calls, and
    takes at most `memory[0] + memory[1] * n` bytes beside what is kept from one case to the next.
    """

    run: Callable[[bytes], None]
    seeds: Callable[[], Sequence[bytes]]
    words: tuple[bytes, ...] = ()
    weight: float = 1.0
    calls: tuple[int, int] = (60_000, 60)
    memory: tuple[int, int] = (1_200_000, 250)


TARGETS: dict[str, Target] = {}


def texts(*values: str) -> Callable[[], Sequence[bytes]]:
    return lambda: [value.encode("utf-8") for value in values]


def files(pattern: str, end: bytes = b"") -> Callable[[], Sequence[bytes]]:
    """Files of this repository; of long ones what is before the last `end` within `MOST_SEED`, if there is an `end`."""

    def found() -> list[bytes]:
        read = [path.read_bytes() for path in sorted(Path(__file__).parents[2].glob(pattern))]
        assert read, pattern
        return [each[: each.rindex(end, 0, MOST_SEED) + 1] if end and len(each) > MOST_SEED else each for each in read]

    return found


def _pictures() -> Sequence[bytes]:
    from PIL import Image

    found = []
    for mode, kind in (("RGB", "PNG"), ("RGBA", "PNG"), ("P", "PNG"), ("I;16", "PNG"), ("L", "JPEG"), ("CMYK", "JPEG")):
        for options in ({}, {"progressive": True}) if kind == "JPEG" else ({},):
            raw = io.BytesIO()
            Image.linear_gradient("L").resize((24, 16)).convert(mode).save(raw, kind, **options)
            found.append(raw.getvalue())
    return found


_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><defs><linearGradient id="a"><stop offset="0" '
    'stop-color="red"/></linearGradient></defs><style>.b{fill:#00f}</style><g transform="rotate(20)"><path class="b" '
    'd="M3 3h9v9z" stroke="url(#a)"/></g><use href="#a"/><circle cx="4" cy="4" r="2" opacity=".5"/></svg>',
    '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg width="2cm" height="1in"><rect width="9" height="9" '
    'fill="currentColor" clip-path="url(#c)"/><text>A</text><image href="data:image/png;base64,iVBORw0KGgo="/></svg>',
)
_ROWS = (
    "name,es,ar,hotline,link,stock\nLynn,50,20,617-370-5023,https://example.org,avery-5371\nIglesia,5,,,,\n",
    'sep=;\nName;Spanish;Haitian Creole;org\n"Casa ""Abc""";10;2;"a\nb"\n',
    "name\tes\tcontent\nA\t1\tx\n",
)
_ANSWERS = (
    answers_text(
        Answers(
            "es",
            "Rosa",
            "community",
            date(2026, 12, 1),
            "3f9a-07c2-11ab-9e01",
            (
                Answer("1a2b3c4d5e6f7a8b", Verdict.RIGHT, said="Keep the door closed."),
                Answer(
                    "9f00aabbccddeeff",
                    Verdict.WRONG,
                    "**Mantenga la puerta “cerrada”.**",
                    "Maintain the door.",
                    "Stiff.",
                ),
            ),
        )
    ),
    "Hello:\nes 3f9a-07c2-11ab-9e01 Rosa, community: 1-6 ok, 7 change to “**Mantenga** la puerta”, 8 unsure\n",
    "> es 3f9a-07c2-11ab-9e01 Rosa Díaz, second reader: 1, 2 and 4 ok; 3 wrong: it says “open”\n> thank you!\n",
)
_SUGGESTED = f"""\
# What reviewers would change.

[["home/bearer/door"]]
verdict = "wrong"
text = "**Mantenga la puerta cerrada.**"
why = "It is “short”."
by = "Luis"
role = "community"
on = 2026-01-29
sentence = "{"0" * 64}"
sha256 = "{"1" * 64}"
"""
_LISTED = f"""\
["Rosa"]
roles = ["community", "second-translator"]
languages = ["es", "zh-Hant"]
key = "ssh-ed25519 {"A" * 68}"
"""
_SIGNED = (
    f'[["home/bearer/door"]]\nsha256 = "{"0" * 64}"\nsentence = "{"1" * 64}"\nlocale = "es"\n'
    'role = "second-translator"\nby = "Rosa"\non = 2026-11-01\n\n'
    f'[["home/officer/heading"]]\nsha256 = "{"2" * 64}"\nrole = "legal"\nby = "Ana Ruiz, attorney"\non = 2026-11-02\n'
)
_PRINTERS = (
    '[office]\nflip = "long-edge"\nback_x_mm = 1.5\nback_y_mm = -0.5\nrotate_degrees = 0.1\n\n'
    "['canon-2']\nflip = 'short-edge'\nback_x_mm = 2\nback_y_mm = 0.0\nscale_percent = 99.5\n"
)
_NUMBERS = (
    *(
        "0617-370-5023",
        "0(617) 370-5023 ext. 12",
        "0+52 55 5093 0000",
        "1514-555-0199",
        "2020 7946 0018",
        "2+44 20 7946 0018",
    ),
    *(
        "0tel:+1-617-370-5023;ext=5",
        "0٦١٧-٣٧٠-٥٠٢٣",
        "01-800-354-0365",
        "0211",
        "0911",
        "0call 617.370.5023",
        "0866-DHS-2-ICE",
    ),
)
_LINKS = (
    *("https://www.immigrationlawhelp.org", "https://example.org/ayuda?lang=es#a", "https://example.org/%C3%A9"),
    *("https://xn--bcher-kva.example/é", "https://bit.ly/x?utm_source=a", "https://a.org:443/", "HTTPS://ICE.GOV"),
)
_PLACES = (
    "US-MA/Essex",
    "US-MA",
    "MA",
    "Massachusetts",
    "CA-QC/Montreal",
    "GB-SCT",
    "Boston",
    "Haitian Creole",
    "zh-Hant",
)
_HELD = (
    "languages=es&languages=ar&hotline=617-370-5023&region=US-MA&stock=avery-5371&layout=duplex&theme=outline",
    "link=https%3A%2F%2Fexample.org&org=Lynn&audio_link=es=https://a.org/es.mp3&script=home&copies=5&interpreter=true",
)
_SENTENCES = (
    *(
        "0**Mantenga la puerta cerrada.** Pida ver una orden firmada por un juez.",
        "1**لا تفتحوا الباب.** اطلبوا {hotline} (50%)",
    ),
    *(
        "2**တံခါးကို မဖွင့်ပါနှင့်။** အမိန့်စာ",
        "3**دروازہ نہ کھولیں۔** I-200",
        "4**อย่าเปิดประตู** ขอดูหมาย",
        "5**दरवाज़ा न खोलें।** क्ष्म्य",
    ),
    *(
        "6**אל תפתחו את הדלת.** 617-370-5023",
        "0Say: “Am I free to go?” a\u0301\u0301\u0301 ffi \u2066x\u2069",
        "1\u202eabc",
    ),
)


def _translations() -> Sequence[bytes]:
    """The translations of the sentence that is replaced, each after the digit of its locale."""
    found = []
    for place, tag in enumerate(FITTED):
        job, _ = job_of(tag)
        found.append(f"{place}{job.wording.messages[job.bearer_sources[1].context].text}".encode())
    return found


_TOML = (
    b"id",
    b"true",
    b"[[bearer.statement]]",
    b"text",
    b"= ",
    b'"x"',
    b"1979-05-27",
    b"[a.b]",
    b"\n[a]\n",
    b"{a = 1}",
)
_PO = (
    b"msgctxt",
    b"msgid",
    b"msgstr",
    b"#, fuzzy\n",
    b"#~ ",
    b"#| msgid",
    b'""\n',
    b"msgstr[0]",
    b"#: ",
    b"#. ",
    b"domain",
)
_XML = (b"<svg", b"</svg>", b"href", b"url(#a)", b"<!ENTITY", b"<!--", b"]]>", b"&a;", b"style", b"d=", b"M0 0", b"1e9")

_OF_A_CARD, _ROOM_OF_A_CARD = (500_000, 60), (40_000_000, 250)
"""The bounds of setting and drawing one card, with its fonts."""

TARGETS.update(
    catalog=Target(fuzz_catalog, files("translations/[aef]*/LC_MESSAGES/cards.po", b"\n\n"), _PO, 2),
    script=Target(fuzz_script, files("cards/definitions/scripts/*.toml"), _TOML, 0.5),
    pack=Target(fuzz_pack, files("docs/lynn.toml"), _TOML),
    hotline=Target(fuzz_hotline, files("cards/definitions/hotlines/*.toml"), _TOML),
    stock=Target(fuzz_stock, files("cards/definitions/stocks/*.toml"), _TOML),
    review=Target(fuzz_sign_offs, texts(_SIGNED), _TOML),
    suggestions=Target(fuzz_suggestions, texts(_SUGGESTED), _TOML, 0.5),
    reviewers=Target(fuzz_reviewers, texts(_LISTED), _TOML, 0.5),
    back_translation=Target(
        fuzz_back_translations, files("translations/[ae]*/back-translation.toml", b"\n["), _TOML, 0.5
    ),
    negations=Target(fuzz_negations, files("translations/[ae]*/negations.toml", b"\n["), _TOML, 0.3),
    languages=Target(fuzz_languages, files("translations/languages.toml", b"\n["), _TOML, 0.3),
    legal_aid=Target(fuzz_legal_aid, files("cards/definitions/links/*.toml"), _TOML, 0.5),
    printers=Target(fuzz_printers, texts(_PRINTERS), _TOML, 0.5),
    answers=Target(fuzz_answers, texts(*_ANSWERS), (b"right", b"wrong", b"ok", b"change to", b"1-6", "“x”".encode())),
    recipients=Target(fuzz_recipients, texts(*_ROWS), memory=(10_200_000, 250)),
    picture=Target(fuzz_picture, _pictures, memory=(5_300_000, 250)),
    drawing=Target(fuzz_drawing, texts(*_SVG), _XML),
    number=Target(fuzz_number, texts(*_NUMBERS)),
    link=Target(fuzz_link, texts(*_LINKS), weight=2),
    name=Target(fuzz_name, texts("Lynn Neighbors", "مركز المهاجرين", "日本語の会", "Casa Abc <a@b.org>")),
    place=Target(fuzz_place, texts(*_PLACES), weight=0.3, calls=(300_000, 60)),
    held=Target(fuzz_held, texts(*_HELD), weight=0.2, calls=(150_000, 60)),
    markup=Target(fuzz_markup, texts(*_SENTENCES), (b"**", b"{hotline}", "“Am I free to go?”".encode())),
    bidi=Target(fuzz_bidi, texts(*_SENTENCES), weight=2),
    fit=Target(fuzz_fit, texts(*_SENTENCES), weight=0.05, calls=_OF_A_CARD, memory=_ROOM_OF_A_CARD),
    card=Target(fuzz_card, _translations, weight=0.05, calls=_OF_A_CARD, memory=_ROOM_OF_A_CARD),
)
if hasattr(os, "fork"):
    TARGETS["check"] = Target(fuzz_check, pdfs.seeds, pdfs.WORDS, weight=0.02)
