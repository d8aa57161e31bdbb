# /// script
# requires-python = ">=3.11"
# dependencies = ["fonttools==4.68.0", "uharfbuzz==0.57.0", "brotli"]
# ///
"""Rebuild the fonts of this folder from the packages that carry their sources.

    python fonts/rebuild.py                     every family, fonts.toml and the licences
    python fonts/rebuild.py --only NotoSansKhmer

For maintainers; nothing else in the program calls it. It needs pip, npm and, for Tibetan and the narrow
families, a Debian system's apt-get and dpkg-deb. Each package is pinned by version and by SHA-256, nothing
depends on the clock or on the machine, and so two runs with the versions named above write the same bytes.

What happens to each font:

- A variable font is instanced at wght 400 and 700.
- Hints and every table that only screens, vertical text or other shapers read are dropped.
- The four CJK families are cut to the characters that people write. All others keep every glyph and every
  layout feature, so that they shape text exactly as their source does.
- The name table is written anew, with the copyright line, the trademark notice and the licence as they were.

The Open Font License forbids modified fonts to use a Reserved Font Name. Only the four CJK families declare
one, 'Source', and no name of theirs uses it; the script refuses to write a font that would.

The file is long because most of it is the list of packages, families and characters.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables.otBase import USE_HARFBUZZ_REPACKER
from fontTools.varLib.instancer import instantiateVariableFont

FOLDER = Path(__file__).resolve().parent
BUDGET = 30_000_000  # bytes of all .ttf files together

WEIGHTS = {"Regular": 400, "Bold": 700}

# What a glyf font needs to be shaped, subset and embedded.
TABLES = (
    "head", "hhea", "maxp", "OS/2", "hmtx", "cmap", "loca", "glyf", "name", "post", "GDEF", "GPOS", "GSUB",
)  # fmt: skip

# The features that horizontal CJK text uses: those that shapers turn on by themselves, and the two that set
# punctuation more tightly. Left out are vertical text, forms for other regions, and variants chosen by hand.
CJK_FEATURES = ("calt", "ccmp", "halt", "kern", "liga", "mark", "mkmk", "palt", "rlig")

COPYRIGHT, FAMILY, STYLE, UNIQUE_ID, FULL_NAME, VERSION, POSTSCRIPT_NAME, TRADEMARK, LICENCE, LICENCE_URL = (
    0, 1, 2, 3, 4, 5, 6, 7, 13, 14,
)  # fmt: skip
ENGLISH = (3, 1, 0x409)  # platform, encoding and language of a name


@dataclass(frozen=True, slots=True)
class Package:
    """An archive on a public registry, by exact version and content."""

    registry: Literal["PyPI", "npm", "Debian"]
    name: str
    version: str
    sha256: str

    def __str__(self) -> str:
        return f"{self.registry} {self.name} {self.version}"

    @property
    def download(self) -> list[str]:
        """The command that leaves the archive in the current folder."""
        match self.registry:
            case "PyPI":
                pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
                return [*pip, f"{self.name}=={self.version}"]
            case "npm":
                return ["npm", "pack", "--silent", f"{self.name}@{self.version}"]
            case "Debian":
                return ["apt-get", "download", "--quiet=2", f"{self.name}={self.version}"]


@dataclass(frozen=True, slots=True)
class Family:
    """One entry of fonts.toml. The file of the source has {} for its style."""

    name: str
    scripts: tuple[str, ...]  # ISO 15924
    package: Package
    file: str
    styles: tuple[str, str] = ("Regular", "Bold")  # as the file of the source spells them
    cjk: bool = False
    tight_for: str = ""  # the family that this one is a narrower cut of, for texts that are too long

    @property
    def title(self) -> str:
        return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", self.name)

    @property
    def licence(self) -> str:
        return f"OFL-{self.name}.txt"

    def source(self, style: str) -> str:
        return self.file.format(self.styles[list(WEIGHTS).index(style)])

    def output(self, style: str) -> Path:
        return FOLDER / f"{self.name}-{style}.ttf"


MANIMGX = Package(
    "PyPI",
    "manimgx-fonts",
    "2026.9.26.post1",
    "e5e21178263ddec3eef9414d2b52a1c90ac01062d3e9067460f3359f854c3e17",
)
NASTALIQ = Package(
    "npm",
    "@fontsource/noto-nastaliq-urdu",
    "5.3.0",
    "80690ba85bdfbd96769337da894e1485a0b4aa597cb28a04f1b26e14487847e2",
)
THAANA = Package(
    "npm",
    "@fontsource/noto-sans-thaana",
    "5.3.0",
    "0933b5df5720ea5277f9bc17c3c237fb03f4edea224c66243e68298566b7ff20",
)
TIBETAN = Package(
    "Debian",
    "fonts-noto-core",
    "20201225-1",
    "58f4f0bb6720f919f92096b3508e1412a0f1544424ade6c5b5bf1eb694dd64ba",
)
NARROW = Package(
    "Debian",
    "fonts-noto-extra",
    "20201225-1",
    "a44b0c7b9e3c72caf4237ab46846652d6d6eea296abfe675f6f604b6562ffd40",
)
SIMPLIFIED_CHINESE = Package(
    "npm",
    "@expo-google-fonts/noto-sans-sc",
    "0.4.3",
    "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59",
)
TRADITIONAL_CHINESE = Package(
    "npm",
    "@expo-google-fonts/noto-sans-tc",
    "0.4.3",
    "e7532a3a43a6c660ee0351a167b99fe0da52f20b4940fb3fc067ed7c5bd594bf",
)
JAPANESE = Package(
    "npm",
    "@expo-google-fonts/noto-sans-jp",
    "0.4.3",
    "563ee80509692e2b2f42ceae6a0b82afecb90daa1b3d025bcebdf3d9120f43a3",
)
KOREAN = Package(
    "npm",
    "@expo-google-fonts/noto-sans-kr",
    "0.4.3",
    "7614af529705ea48e8b76cb3b056b92db66b7625ef3fc97ce76366063df94d3f",
)


def _variable(name: str, *scripts: str) -> Family:
    return Family(name, scripts, MANIMGX, f"manimgx_fonts/{name}[wght].ttf")


def _narrow(name: str, cut: str, *scripts: str) -> Family:
    file = f"usr/share/fonts/truetype/noto/{name}-{{}}.ttf"
    return Family(f"{name}{cut}", scripts, NARROW, file, (cut, f"{cut}Bold"), tight_for=name)


def _cjk(region: str, package: Package, *scripts: str) -> Family:
    file = f"package/{{0}}/NotoSans{region}_{{0}}.ttf"
    return Family(f"NotoSans{region}", scripts, package, file, ("400Regular", "700Bold"), cjk=True)


FAMILIES = (
    _variable("NotoSans", "Latn", "Cyrl", "Grek"),
    _variable("NotoSansArabic", "Arab"),
    Family(
        "NotoNastaliqUrdu",
        ("Arab", "Aran"),
        NASTALIQ,
        "package/files/noto-nastaliq-urdu-arabic-{}-normal.woff2",
        ("400", "700"),
    ),
    _variable("NotoSansHebrew", "Hebr"),
    _variable("NotoSansArmenian", "Armn"),
    _variable("NotoSansGeorgian", "Geor"),
    _variable("NotoSansDevanagari", "Deva"),
    _variable("NotoSansBengali", "Beng"),
    _variable("NotoSansGujarati", "Gujr"),
    _variable("NotoSansGurmukhi", "Guru"),
    _variable("NotoSansTamil", "Taml"),
    _variable("NotoSansTelugu", "Telu"),
    _variable("NotoSansKannada", "Knda"),
    _variable("NotoSansMalayalam", "Mlym"),
    _variable("NotoSansSinhala", "Sinh"),
    _variable("NotoSansEthiopic", "Ethi"),
    _variable("NotoSansKhmer", "Khmr"),
    _variable("NotoSansLao", "Laoo"),
    _variable("NotoSansThai", "Thai"),
    _variable("NotoSansMyanmar", "Mymr"),
    Family(
        "NotoSansThaana",
        ("Thaa",),
        THAANA,
        "package/files/noto-sans-thaana-thaana-{}-normal.woff2",
        ("400", "700"),
    ),
    Family("NotoSerifTibetan", ("Tibt",), TIBETAN, "usr/share/fonts/truetype/noto/NotoSerifTibetan-{}.ttf"),
    _cjk("SC", SIMPLIFIED_CHINESE, "Hani", "Hans"),
    _cjk("TC", TRADITIONAL_CHINESE, "Hani", "Hant", "Bopo"),
    _cjk("JP", JAPANESE, "Hani", "Hira", "Kana", "Jpan"),
    _cjk("KR", KOREAN, "Hang", "Kore"),
    _narrow("NotoSans", "SemiCondensed", "Latn", "Cyrl", "Grek"),
    _narrow("NotoSansArmenian", "SemiCondensed", "Armn"),
    _narrow("NotoSansGeorgian", "SemiCondensed", "Geor"),
    _narrow("NotoSansDevanagari", "SemiCondensed", "Deva"),
    _narrow("NotoSansGujarati", "SemiCondensed", "Gujr"),
    _narrow("NotoSansGurmukhi", "SemiCondensed", "Guru"),
    _narrow("NotoSansTamil", "Condensed", "Taml"),
    _narrow("NotoSansTelugu", "SemiCondensed", "Telu"),
    _narrow("NotoSansKannada", "SemiCondensed", "Knda"),
    _narrow("NotoSansMalayalam", "SemiCondensed", "Mlym"),
    _narrow("NotoSansSinhala", "SemiCondensed", "Sinh"),
    _narrow("NotoSansKhmer", "SemiCondensed", "Khmr"),
    _narrow("NotoSansLao", "SemiCondensed", "Laoo"),
    _narrow("NotoSansThai", "SemiCondensed", "Thai"),
    _narrow("NotoSansMyanmar", "SemiCondensed", "Mymr"),
)

# What the published lists of hong-kong.toml lack: more of Cantonese, letter forms in use, and names of places.
# The characters under the mouth radical, of which Cantonese coins most, are taken as a block below.
CANTONESE = (
    "冇佢係乜嘢嘅喺咗啲哋嗰嚟咁噉咩唔孖孭屙嬲奀嫲姣孱惗諗睇睩睺瞓瞌瞄攞攰揾搵搣搲掟揸揼捹揈揗揇揞摷摙摱撳擝擰擸攝攬攣"
    "拃抌抰抆拎掹掅搉曱甴杰枱椗樖檯氹湴溦涌滘潷焗焫煀煠熗爛牀煲靚餸餼餲饇冚冧罨罌罅羓脷膶膥膇腍臊舦艔芫芡菢蔃蚊蚧蜑蟧"
    "蠄蠔裇褸褲詏誐讕賒趷跣踎踭躀躝軚輋逳邨鎅鎚鏟閂閪雞鞋韞餅騎騮鬙鯪鰂鰦鱲鵪鷯黐黚齙咭啱嘥噃嚿囉"
    "𠻺𠝹𨋢𡃁𠱁𥄫𢫏𠺘𠺝𠱸𠹌𠸎𠵱𠾴𡁻𡁵𠼮𠵼𠹺𨳒𨳊𨶙𦉘𨂽𢯎𢲡𢳂𢵄𢱕𢶍𢭃𢴈𢺳𩩍𥅈𥋇𤓓𧕴𨅝𨀤𦧲𤷪"
    "着裏衞羣峯綫麪粧啓眞癮竪艷豔説税脱悦閲鋭兑温藴媪户搜嶋恒滙匯污汙鷄葱糉糭吃喫秘祕舖鋪"
    "埗埔磡埞墈塱壆埕垌峒嶼嵨厔榕棗滉澳芝荃葵茘荔蔴蘇裕輞邦醫銅鑼魷鴨龍鳳粦杧"
)


def fetch(package: Package, folder: Path) -> Path:
    """Download a package with its registry's own client, check it, and return where it was unpacked."""
    downloads, contents = folder / package.name / "download", folder / package.name / "contents"
    downloads.mkdir(parents=True)
    subprocess.run(package.download, cwd=downloads, check=True, stdout=subprocess.DEVNULL)
    (archive,) = downloads.iterdir()
    if sha256(archive) != package.sha256:
        raise SystemExit(f"{package} is not the archive that this script was written for: {sha256(archive)}")
    match package.registry:
        case "PyPI":
            zipfile.ZipFile(archive).extractall(contents)
        case "npm":
            with tarfile.open(archive) as tar:
                tar.extractall(contents, filter="data")
        case "Debian":
            subprocess.run(["dpkg-deb", "-x", archive, contents], check=True)
    return contents


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def encoded(codec: str, leads: Iterable[int] = range(0x81, 0xFF)) -> set[int]:
    """The characters that a double-byte codec holds under the given lead bytes (and some ASCII)."""
    pairs = (bytes((lead, trail)) for lead in leads for trail in range(0x40, 0xFF))
    decoded = (pair.decode(codec, errors="ignore") for pair in pairs)
    return {ord(text) for text in decoded if len(text) == 1}


def typographic() -> set[int]:
    """Western letters, punctuation, arrows, the empty box, the tick, kana and full-width forms."""
    blocks = (
        range(0x20, 0x7F),  # ASCII
        range(0xA0, 0x180),  # Latin-1 and Latin Extended-A, with the middle dot
        range(0x2000, 0x2070),  # general punctuation, with the bullet
        range(0x20A0, 0x20C0),  # currencies
        range(0x2100, 0x2200),  # letterlike symbols, number forms, arrows
        range(0x2460, 0x2500),  # circled numbers
        range(0x25A0, 0x2600),  # geometric shapes, with the empty box
        (0x2713,),  # the tick
        range(0x3000, 0x3100),  # CJK punctuation and kana
        range(0xFF00, 0xFFF0),  # half-width and full-width forms
    )
    return {character for block in blocks for character in block}


def simplified() -> set[int]:
    return encoded("gb2312")


def hong_kong() -> set[int]:
    """The characters of the published lists in hong-kong.toml."""
    lists = tomllib.loads((FOLDER / "hong-kong.toml").read_text("utf-8"))
    return {ord(character) for characters in lists.values() for character in characters}


def traditional() -> set[int]:
    """Big5 level 1; of level 2 what two of the neighbours use as well; and what Hong Kong writes."""
    level_1 = encoded("big5", leads=range(0xA1, 0xC7))
    neighbours = (encoded("gb2312"), encoded("euc_jp"), encoded("euc_kr"))
    shared = {each for each in encoded("big5") if sum(each in other for other in neighbours) >= 2}
    mouth = {*range(0x53E3, 0x56D7), *range(0x20B99, 0x21187)}
    return level_1 | shared | (encoded("big5hkscs") & mouth) | hong_kong() | set(map(ord, CANTONESE))


def japanese() -> set[int]:
    return encoded("euc_jp")  # two bytes reach JIS X 0208 and the half-width kana


def korean() -> set[int]:
    """All hangul, as syllables and as the letters they are made of; no hanja."""
    hanja = {*range(0x4E00, 0xA000), *range(0xF900, 0xFB00)}
    jamo = {*range(0x1100, 0x1113), *range(0x1161, 0x1176), *range(0x11A8, 0x11C3), *range(0x3130, 0x3190)}
    return encoded("euc_kr") - hanja | jamo | set(range(0xAC00, 0xD7A4))


CHARACTERS = {
    "NotoSansSC": simplified,
    "NotoSansTC": traditional,
    "NotoSansJP": japanese,
    "NotoSansKR": korean,
}


def build(style: str, family: Family, package: Path) -> None:
    """Write one font file of this folder from the file of its package."""
    font = TTFont(package / family.source(style), recalcTimestamp=False)
    font.cfg[USE_HARFBUZZ_REPACKER] = True  # without it Nastaliq would be twice as large
    font.flavor = None
    if "fvar" in font:
        location = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
        instantiateVariableFont(font, location | {"wght": WEIGHTS[style]}, inplace=True)
    if "glyf" not in font:
        raise SystemExit(f"{family.source(style)} has no TrueType outlines.")
    for table in set(font.keys()) - {"GlyphOrder", *TABLES}:
        del font[table]
    name(font, family, style)
    cut(font, family)
    font.save(family.output(style))


def name(font: TTFont, family: Family, style: str) -> None:
    """Name the font for its family and style, keep its notices, and take the clock out of it."""
    old = font["name"]
    version = old.getDebugName(VERSION).split(";")[0]
    postscript_name = f"{family.name}-{style}"
    chosen = {
        FAMILY: family.title,
        STYLE: style,
        UNIQUE_ID: f"{version.removeprefix('Version ')};{postscript_name}",
        FULL_NAME: f"{family.title} {style}",
        VERSION: version,
        POSTSCRIPT_NAME: postscript_name,
    }
    for reserved in reserved_names(old.getDebugName(COPYRIGHT)):
        if any(reserved.casefold() in each.casefold() for each in chosen.values()):
            raise SystemExit(f"{postscript_name} would use the Reserved Font Name {reserved}.")
    notices = {each: old.getDebugName(each) for each in (COPYRIGHT, TRADEMARK, LICENCE, LICENCE_URL)}

    font["name"] = newTable("name")
    font["name"].names = []
    for name_id, text in sorted((chosen | notices).items()):
        if text:
            font["name"].setName(text, name_id, *ENGLISH)

    bold = style == "Bold"
    font["OS/2"].usWeightClass = WEIGHTS[style]
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0b1100001 | (1 << 5 if bold else 1 << 6)
    font["head"].macStyle = 1 if bold else 0
    font["head"].modified = font["head"].created


def reserved_names(copyright_line: str) -> list[str]:
    return re.findall(r"Reserved Font Names? ['\"]([^'\"]+)['\"]", copyright_line)


def cut(font: TTFont, family: Family) -> None:
    """Drop hints from every font, and rare characters from the CJK ones."""
    characters = set(font.getBestCmap())
    options = Options(
        hinting=False,
        glyph_names=False,
        notdef_outline=True,
        harfbuzz_repacker=True,
        name_IDs=["*"],
        layout_features=list(CJK_FEATURES) if family.cjk else ["*"],
    )
    subsetter = Subsetter(options)
    if family.cjk:
        subsetter.populate(unicodes=characters & (CHARACTERS[family.name]() | typographic()))
    else:
        subsetter.populate(unicodes=characters, glyphs=font.getGlyphOrder())
    subsetter.subset(font)


def write_licence(family: Family, thaana: Path) -> None:
    """The licence as every Noto package carries it, under the copyright line of this family."""
    _, terms = (thaana / "package/LICENSE").read_text("utf-8").split("\n", maxsplit=1)
    copyright_line = TTFont(family.output("Regular"))["name"].getDebugName(COPYRIGHT)
    (FOLDER / family.licence).write_text(f"{copyright_line}\n{terms}", "utf-8")


def write_index() -> None:
    """Write fonts.toml for the fonts that are here."""
    lines = [
        "#:schema ../cards/definitions/schemas/fonts.json",
        "# Written by fonts/rebuild.py: change that, not this.",
        "# A Reserved Font Name, where a licence declares one, is used by no name in these files.",
    ]
    for family in FAMILIES:
        regular, bold = map(family.output, WEIGHTS)
        if not (regular.exists() and bold.exists()):
            continue
        names = TTFont(regular)["name"]
        lines += [
            "",
            *(f"# Reserved Font Name: '{each}'" for each in reserved_names(names.getDebugName(COPYRIGHT))),
            f"[{family.name}]",
            f'regular = "{regular.name}"',
            f'bold = "{bold.name}"',
            *([f'tight_for = "{family.tight_for}"'] if family.tight_for else []),
            f"scripts = {json.dumps(family.scripts)}",
            'licence = "OFL-1.1"',
            f'licence_file = "{family.licence}"',
            f'source = "{family.package}"',
            f'version = "{names.getDebugName(VERSION).removeprefix("Version ")}"',
            f'regular_sha256 = "{sha256(regular)}"',
            f'bold_sha256 = "{sha256(bold)}"',
        ]
    (FOLDER / "fonts.toml").write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Rebuild the fonts from the packages that carry their sources.")
    names = [each.name for each in FAMILIES]
    parser.add_argument("--only", metavar="NAME", nargs="+", choices=names, help="these families")
    only = parser.parse_args().only
    families = [family for family in FAMILIES if only is None or family.name in only]

    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(max_workers=2) as pool:
        packages = {THAANA, *(family.package for family in families)}  # Thaana's holds the licence
        unpacked = {package: fetch(package, Path(folder)) for package in packages}
        for style in WEIGHTS:
            sources = [unpacked[family.package] for family in families]
            for family, _ in zip(families, pool.map(partial(build, style), families, sources), strict=True):
                print(f"{family.output(style).stat().st_size:>9,}  {family.output(style).name}", flush=True)
        for family in families:
            write_licence(family, unpacked[THAANA])
    write_index()

    total = sum(file.stat().st_size for file in FOLDER.glob("*.ttf"))
    print(f"{total:>9,}  together")
    if total > BUDGET:
        raise SystemExit(f"The fonts may take {BUDGET:,} bytes together. Cut the CJK families further.")


if __name__ == "__main__":
    main()
