"""ICU in the browser breaks lines where ICU on the desk does, though most of its data is cut away."""

from __future__ import annotations

import re
import struct

import pytest
from icu4py.breakers import LineBreaker

from cards.locations import bundled
from cards.page.fetched import Parts
from cards.page.icu_module import UnknownModule, cut_to_lines, kept_items
from cards.read.catalogs import read_wording, translated_tags
from cards.read.languages import read_languages
from tests.page.browsers import PARTS, InNode

SHELVES = (bundled(),)
MODULE = "@echogarden/icu-segmentation-wasm/wasm/icu-segmentation.wasm"

TRAPS = (
    ("ja@lw=phrase", "裁判官が署名した令状を見せてください。１２３番「弁護士」を呼ぶ…"),
    ("ja", "ｶﾞｷﾞｸﾞ ㌔㍍ 令状なしでは入れません—絶対に！？"),
    ("ko@lw=phrase", "판사가 서명한 영장을 보여 주십시오. 변호사와 이야기하겠습니다(617-555-0100)."),
    ("zh-Hant", "請出示由法官簽署的搜查令。「我要保持沉默」……https://example.org/a-b?c=d"),
    ("km", "សូមកុំបើកទ្វារ។ ខ្ញុំមិនចុះហត្ថលេខាលើអ្វីឡើយ"),
    ("th", "ห้ามเปิดประตู ขอดูหมายค้นที่ลงนามโดยผู้พิพากษา"),
    ("my", "တံခါးမဖွင့်ပါနှင့်။ တရားသူကြီးလက်မှတ်ထိုးထားသောဝရမ်း"),
    ("lo", "ຢ່າເປີດປະຕູ ຂໍເບິ່ງໝາຍຄົ້ນທີ່ຜູ້ພິພາກສາລົງນາມ"),
    ("en", "a\u00adb c\u200bd e\u2060f \u2067617-555-0100\u2069 1,000.50 $5 “x” (y)—z/é\u0301"),
    ("en", "👩‍👩‍👧‍👦🇺🇸 𝒜𝓑 𠮷野家 \U0001f1fa e\u0301\n\r\nend\t"),
    ("en", ""),
    ("en", " "),
    *(
        (f"{tag}@lw={word}", "弁護士と話すまで何も言いません。")
        for tag in ("ja", "zh", "en")
        for word in ("normal", "breakall", "keepall")
    ),
    *(
        (f"{tag}@lb={strict}", "ガイドァー・ー〜々、弁護士")
        for tag in ("ja", "zh")
        for strict in ("loose", "normal", "strict")
    ),
    ("xx-Zzzz", "not a language"),
)


def offsets(text: str, locale: str) -> list[int]:
    """The ends of ICU's segments in UTF-16 units."""
    found, place = [], 0
    for segment in LineBreaker(text, locale):
        place += len(segment.encode("utf-16-le")) // 2
        found.append(place)
    return found


@pytest.mark.full_only
def test_lines_of_every_catalog_break_alike(in_node: InNode) -> None:
    languages = read_languages(SHELVES)
    texts = dict.fromkeys(
        (message.text, languages[tag].breaks)
        for tag in translated_tags(SHELVES)
        for message in read_wording(SHELVES, tag).messages.values()
        if message.text
    )
    assert len(texts) > 2000
    found = in_node.line_breaks(list(texts))
    wrong = [each for each, breaks in zip(texts, found, strict=True) if breaks != offsets(*each)]
    assert wrong == []


@pytest.mark.full_only
def test_hard_texts_break_alike(in_node: InNode) -> None:
    found = in_node.line_breaks([(text, locale) for locale, text in TRAPS])
    for (locale, text), breaks in zip(TRAPS, found, strict=True):
        assert breaks == offsets(text, locale), (locale, text)
    assert all(len(breaks) > 3 for breaks in found[4:8]), "the dictionaries are there"


@pytest.mark.reader("page-parts")
@pytest.mark.full_only
def test_the_cut_keeps_what_breaks_lines_and_a_tenth_of_the_size() -> None:
    module = Parts(PARTS).npm(MODULE)
    kept = kept_items(module)
    assert {"nfkc.nrm", "brkitr/line.brk", "brkitr/line_phrase_cj.brk", "brkitr/khmerdict.dict"} <= set(kept)
    assert not any(re.search("word|sent|char", name) for name in kept)
    cut = cut_to_lines(module)
    assert len(cut) < 5_000_000 < 30_000_000 < len(module)
    assert cut == cut_to_lines(module), "the same each time"
    assert cut_to_lines(cut) == cut, "and nothing is left to cut"


def number(value: int) -> bytes:
    """Unsigned LEB128."""
    found = []
    while value >= 128:
        found.append(value % 128 + 128)
        value //= 128
    return bytes((*found, value))


def section(kind: int, body: bytes) -> bytes:
    return bytes((kind,)) + number(len(body)) + body


def segment(address: int, content: bytes) -> bytes:
    signed = (
        number(address) if number(address)[-1] < 64 else number(address)[:-1] + bytes((number(address)[-1] | 128, 0))
    )
    return b"\0\x41" + signed + b"\x0b" + number(len(content)) + content


def icu_data(contents: dict[str, bytes]) -> bytes:
    """Common data of ICU with those items, after 120 that nobody needs."""
    items = {
        **{f"icudt/lang/{each:03}.res": b"\x55" * 300 for each in range(120)},
        **contents,
        "icudt/zone/z.res": b"z",
    }
    start = 4 + 8 * len(items)
    names, places = b"", []
    for name in items:
        places.append(start + len(names))
        names += name.encode() + b"\0"
    data, entries = b"", b""
    for place, content in zip(places, items.values(), strict=True):
        entries += struct.pack("<II", place, start + len(names) + len(data))
        data += content
    header = struct.pack("<HBB", 32, 0xDA, 0x27) + bytes(8) + b"CmnD" + bytes(16)
    return header + struct.pack("<I", len(items)) + entries + names + data


def test_a_small_module_keeps_its_code_and_the_wanted_items_at_their_addresses() -> None:
    wanted = {"icudt/brkitr/line.brk": b"LINE" * 50, "icudt/nfkc.nrm": b"NFKC" * 50}
    data = icu_data({**wanted, "icudt/brkitr/word.brk": b"WORD" * 50})
    code = section(10, b"\x01\x02\x00\x0b")
    body = number(2) + segment(1000, data) + segment(200_000, b"tail")
    module = b"\0asm\1\0\0\0" + section(0, b"\4name") + code + section(12, b"\2") + section(11, body)
    cut = cut_to_lines(module)
    assert code in cut and b"name" not in cut and b"WORD" not in cut and b"\x55" * 100 not in cut
    assert kept_items(module) == ["brkitr/line.brk", "nfkc.nrm"]
    assert len(cut) < len(module) / 3
    for content in wanted.values():
        place = cut.index(content)
        before = cut.rindex(b"\0\x41", 0, place)
        # The segment says where its first byte goes: three bytes of LEB128 for these addresses.
        address = sum((byte & 127) << 7 * at for at, byte in enumerate(cut[before + 2 : before + 5]))
        length = re.match(rb"\x0b[\x80-\xff]*[\0-\x7f]", cut[before + 2 + len(number(address)) :])
        assert length is not None
        first = before + 2 + len(number(address)) + length.end()
        assert address + (place - first) == 1000 + data.index(content)
    assert cut.endswith(b"tail")


@pytest.mark.parametrize(
    ("module", "said"),
    [
        (b"<!doctype html>", "not a WebAssembly module"),
        (b"\0asm\1\0\0\0" + section(11, number(1) + segment(8, b"CmnD nothing")), "no common data"),
        (b"\0asm\1\0\0\0" + section(11, number(1) + b"\1\4data"), "no fixed address"),
    ],
)
def test_another_module_is_refused(module: bytes, said: str) -> None:
    with pytest.raises(UnknownModule, match=said):
        cut_to_lines(module)
