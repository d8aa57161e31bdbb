"""The text layer against an independent one: our lines and Pango's, drawn from the same fonts, must cover each other.

Pango itemizes, reorders and shapes with its own code (FriBidi, its own font fallback, the HarfBuzz of the system), and
WeasyPrint writes its glyphs one by one. Our lines take the whole way, through `measure`, `fill`, `set_line` and
`draw_pdf`. PDFium draws both files, and the ink of each line is compared em by em, so that one wrong letter counts
as much in a long line as in a short one.
"""

import html
import struct
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise, product
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pytest
from PIL import Image, ImageChops

from cards.draw.pdf import draw_pdf
from cards.impose.sheet import Placement, Sheet
from cards.locations import bundled
from cards.measures import Rect, Size
from cards.merge.card_text import Block
from cards.merge.markup import FSI, LRI, PDI, Span, isolated, left_to_right, spans
from cards.read.catalogs import read_wording, translated_tags
from cards.read.languages import ENGLISH, Language, read_languages
from cards.read.scripts import find_script, read_labels, script_ids
from cards.read.stocks import Flip
from cards.read.typefaces import Family, Typeface, read_families
from cards.typeset.marks import Cluster, Colour, Face, Role, TextMark
from cards.typeset.text import harfbuzz
from cards.typeset.text.paragraph import Line, Paragraph, fill, measure, set_line
from cards.typeset.text.shaped import shape_run

SHELVES = (bundled(),)
LANGUAGES = read_languages(SHELVES)
ISOLATES = (LRI, "\u2067", FSI)
LRM, RLM, ALM = "\u200e", "\u200f", "\u061c"

PX = 125
"""The size of the type in CSS pixels: then a thousandth of an em is a whole number of Pango's units, 1/1024 pixel."""

SIZE = PX * 0.75
MEASURE = 24.0
"""The width of the lines, in ems."""

MARGIN = 1.0
LEADING = 1.0
"""The room between the ink of one line and the next, in ems: the baselines of Pango's lines are not known before."""

PAGE = 40
"""Lines to a page: PDFium does not draw pages of any height."""

EM = 72
"""Pixels to an em in the pictures that are compared."""

TOLERANCE = 2
"""Ink is matched by ink this many pixels away: WeasyPrint cuts kerning to whole thousandths of an em, which adds up in
a line, and moves marks by a 1000th instead of a 1024th of Pango's units."""

SLACK = 1
"""How many pixels a line may lie off as a whole."""

SHIFTS = sorted(product(range(-SLACK, SLACK + 1), repeat=2), key=lambda shift: abs(shift[0]) + abs(shift[1]))

LEAST_OVERLAP = 0.99
"""Matched ink by all ink in the worst em of a line. Correct lines reach 1; the slightest of DEFECTS 0.985."""

LITTLE_INK = 0.05 * EM * EM
"""An em with less ink than this, such as one with a full stop only, counts as if it had as much."""

MOST_WIDTH = 0.005
"""How much the widths of a line may differ, besides a pixel for the rounding of its edges."""

IN_ALL_STYLES = "home"
"""The script that is also set in compact and narrower fonts; all of them would take twice as long and show no more."""

VALUES = {
    "hotline": left_to_right("(617) 555-0100"),
    "hotline_name": isolated("LUCE Hotline"),
    "link": left_to_right("immigrationadvocates.org/legal-help"),
    "org": isolated("Vecinos Unidos"),
}

# Texts for all that a script or a language asks of a text layer, whether or not a catalog has it. Among right-to-left
# letters a bold stretch must not divide a left-to-right phrase, which WeasyPrint would put in the wrong order.
HARD = {
    "ar": (
        "اتصلوا على {hotline} **الآن،** القاعدة 8 (ب) من I-205 أو I-200، و٥٠٪ منها.",
        "لِلَّهِ مُحَمَّدٌ، الإِقَامَةُ ٱلدَّائِمَة، ﻻ بل لا، لإلآلأ، ٣١/١٢/٢٠٢٦",
        "{hotline_name}: {hotline} — {link} («{org}»)",
        "إذا طرق أحدهم الباب ولم يبرز أمر قاضٍ فاتصلوا بالرقم {hotline} "
        "واطلبوا المساعدة، وقد ينخفض الرسم إلى نسبة 50% أو ٢٥٪.",
    ),
    "fa": ("می‌توانم بروم؟ خانه‌ای، نمی‌شود. **با {hotline}** تماس بگیرید: ۱۲۳ (۴۵۶)", "ۀ گربهٔ من، کتابِ خوب، ۵۰٪"),
    "prs": ("من حق دارم خاموش باشم؛ ۴ و ۵ و ۶ را نمی‌خوانم.",),
    "ps": ("زه د چوپ پاتې کېدو حق لرم. ښځه، ګډ، ځای، ړوند، ۍ، ئ", "**قاضي** لاسلیک کړی؟ {hotline}"),
    "ckb": ("من مافی بێدەنگبوونم هەیە. **ڕۆژ، گوڵ، ڤیان،** ھەموو ٤٥", "پەیوەندی بکە بە {hotline} ئێستا"),
    "ur": (
        "**میں خاموش رہنے کا حق** استعمال کرتا ہوں، ججوں کے دستخط کے بغیر نہیں۔",
        "بیٹھیے، پنچھی، سمجھیے، نستعلیق، محبت، کچھ، تمھیں، کیجیے، ییچ",
        "ابھی {hotline} پر کال کریں: ۱۲ بجے، I-200",
    ),
    "he": (
        "בְּרֵאשִׁית, **שׁוֹפֵט** וְלֹא חֲתִימָה; לְהַסְכִּים כׇּל ײַ",
        "חייגו {hotline} עכשיו (צו I-205) — 50% מ־8:30 עד 17:00, ₪20",
    ),
    "yi": ("איך האָב אַ רעכט צו שװײַגן. **פֿרעגט, צי איר** מעגט גײן.",),
    "dv": ("އަޅުގަނޑުގެ **ޙައްޤަކީ** މަޑުން ހުރުން، ގުޅުއްވާ {hotline}، 50%؟",),
    "hi": ("**श्री** क्षमा ज्ञान स्त्री द्वारा हृदय क्रिया रु रू र्कि ट्ठ ङ्क द्ध्य ड़ ढ़ र्‍य क्‍ष", "वारंट I-200, ३१ मार्च, {hotline} पर"),
    "mr": ("मला **शांत** राहण्याचा हक्क आहे. दऱ्याखोऱ्या, शुल्क, लक्ष, श्लोक",),
    "ne": ("मलाई **झर्को** नमान्नुहोस्, म चुप लाग्छु। ५ र ८ को झण्डा",),
    "bn": ("ক্ষমা স্ত্রী দ্বারা হৃদয় র‍্যাব **কর্তৃপক্ষ** শ্রী ৎ ন্ত্র্য কি কী কৈ কৌ, {hotline}",),
    "pa": ("**ਪ੍ਰੇਮ** ਸ੍ਵਰ ਪੜ੍ਹੋ ਦਫ਼ਾ ਕਿ ਕ੍ਯ ਸ਼ਖ਼ਸ ਜ਼ਿੰਦਗੀ ਉੱਤੇ ਓਅੰਕਾਰ",),
    "gu": ("મને **ચૂપ રહેવાનો** અધિકાર છે, સ્ત્રી, ક્ષમા, શ્રી, દ્વારા, હૃદય, ર્કિ, જી રૂ, {hotline}",),
    "ta": ("**ஸ்ரீ** க்ஷ கொ கோ கௌ ஸ்திரீ கூ டு நீதிபதியின் கையொப்பம் ஃப்",),
    "te": ("నాకు **మౌనంగా** ఉండే హక్కు ఉంది, స్త్రీ, క్షమించండి, న్యాయమూర్తి, ర్‌క, కృష్ణ, జ్ఞ, ఘై",),
    "kn": ("ನನಗೆ **ಮೌನವಾಗಿರುವ** ಹಕ್ಕಿದೆ, ಸ್ತ್ರೀ, ಕ್ಷಮಿಸಿ, ನ್ಯಾಯಾಧೀಶರು, ರ‍್ಯಾ, ಕೃಷ್ಣ, ಕೊ ಕೋ, ಜ್ಞ",),
    "ml": ("എനിക്ക് **നിശ്ശബ്ദമായിരിക്കാൻ** അവകാശമുണ്ട്, സ്ത്രീ, ക്ഷമ, ജഡ്ജി, ന്റെ, ക്രൂ, കൊ കോ, ൺ ൻ ർ ൽ ൾ",),
    "si": ("ශ්‍රී ලංකා **ප්‍රජාතාන්ත්‍රික** නීතිඥවරයා, ක්‍ෂේත්‍ර, කෞ කො කෝ, ර්‍ය, නිශ්ශබ්ද ක්‍රෝ",),
    "bo": ("ང་ལ་**ཁ་རོག་གེར་སྡོད་**པའི་ཐོབ་ཐང་ཡོད། སྒྲུབ་བརྒྱུད་ རྒྱལ་ཁྲིམས་ རྫོགས་ ཧཱུྃ༔ ཨོཾ་ ཀྵྨྲྱཾ",),
    "my": ("အင်္ဂလိပ် ကိန္နရာ သတ္တိ ဥက္ကဋ္ဌ **ကျွန်ုပ်** မြန်မာ ဩဂုတ် ကြွေး ညွှန် ကုံ ပျို့ မျှ", "{hotline} ကို ခေါ်ပါ"),
    "ksw": ("ယအိၣ်ဒီး**ခွဲးယာ်** လၢကအိၣ်ဘူၣ်အိၣ်ဖှီၣ် တၢ်စူၢ်ပှၤ ကညီကျိာ် ၦ လီၤ ကြၢၤ ချ့",),
    "km": ("**ខ្ញុំ** ស្ត្រី កន្ត្រៃ សិទ្ធិ អង្គ្លេស ប៉ុន្តែ ស៊ី ត្រូវ ញ៉ាំ ហ្វេ ម្យ៉ាង កៅអី",),
    "th": ("**น้ำ** ที่ ปั้น ญู ฐู กตัญญู ป้ำ ฝ้าย ฬุ ฎุ ผู้พิพากษา ปิ่น ฟื้น", "โทร {hotline}"),
    "lo": ("**ນ້ຳ** ເຈົ້າ ຫຼື ໝູ່ ບໍ່ເວົ້າ ປີ້ ຝີ່ ຜູ້ພິພາກສາ ຫຼີ້ນ",),
    "am": ("**ዝም የማለት** መብት አለኝ። ፩፪፫፤ ሕጋዊ፣ ቋንቋ፥ «ኧ»፡ {hotline}",),
    "ti": ("**ስቕ** ክብል መሰል ኣለኒ። ቐ ዃ ዀ",),
    "hy": ("**Ինձ՛,** ո՞վ և ինչո՜ւ. ու և ﬓ ﬔ «դատավոր»",),
    "ka": ("**მე მაქვს** დუმილის უფლება, „მოსამართლე“ ᲛᲔ",),
    "el": ("**Έχω το δικαίωμα** να σιωπήσω· ΐ ΰ ἄνθρωπος; «Ώρα»",),
    "ru": ("**Ёлка, судья;** подпись, № 5 — «ордер» ё̀ а́ о́",),
    "sr": ("**Обавезно питај** судију: ђак, ћутање, љубав, њега, џеп, б",),
    "mk": ("**Ѓорѓи, ќе** молчам; ѕвезда, ѝ, б, судија",),
    "uk": ("**Ґанок, їжак, є,** підʼїзд",),
    "mn": ("**Шүүгчийн** зөвшөөрөл, өө үү",),
    "vi": (
        "**Tôi giữ quyền im lặng;** thẩm phán ký: ặ ẫ ỡ ử Ễ Ậ Ỗ đ Đ",
        "quye\u0302\u0300n giu\u031b\u0303 a\u0323\u0302 NFD",
    ),
    "ro": ("**Ştiinţă şi ţară** ca Știință și țară; „lege”",),
    "mh": ("**Kajin M\u0327ajeļ:** aļ ņa o\u0327 n\u0304 ō ļļap Ļ Ņ",),
    "nl": ("**Bíj́na** íj́ IJ ij ﬁjn, afhankelijk",),
    "tr": ("**İfşa,** fikir ıIiİ ğ Ş ç; affı fınfin ﬁ",),
    "ku": ("**Dadger îmze kiriye?** Ez êşê dikişînim, çû",),
    "yo": ("**Ẹ̀tọ́** mi ni láti dákẹ́; ọ̀dọ̀ ṣ́ ǹ ń m̀",),
    "ig": ("**Ikike** ịgba nkịtị; ọ̄ ụ́ ṅ",),
    "ha": ("**Ƙofa,** ɓata ɗaki ƴan",),
    "tw": ("**Mewɔ** hokwan ɛ̃ ɔ́ Ɛ Ɔ",),
    "quc": ("**Kʼicheʼ** tzꞌibꞌ qꞌij chʼäj ẍ",),
    "sm": ("**Faʻamolemole** āēīōū ʻO Sāmoa",),
    "es": ("**¿Soy libre de irme?** «Sí», AVATAR To Ty 1.ª n.º ½ fi ffl {hotline_name} {link}",),
    "ja": ("「令状（I-200）」、ヴァ　々〆・**弁護士**と話す：{hotline}が",),
    "ko": ("**묵비권**을 (I-200) 「영장」 뷁똠각힣 {hotline}",),
    "zh-Hans": ("**“我可以走吗？”**骨直海令（I-200）……——{hotline}",),
    "zh-Hant": ("**「我可以走嗎？」**骨直海令（I-200）……——{hotline}",),
    "yue": ("**喺嘅咗** 𠻺𨋢𠝹 唔該，嗰個「法官」",),
}

UNLISTED = {"mk": "sr", "nl": "de", "yi": "he"}
"""Languages that languages.toml does not have (yet), and those whose fonts they share."""

WORD_BY_WORD = ("Kore",)
"""Scripts whose words are compared one by one, because versions of HarfBuzz space them differently: the Korean font
widens the spaces between syllables by a contextual alternate that HarfBuzz once left out (its pull request 6030)."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A line as we set it, and what Pango is given to set the same: spans, language, fonts."""

    name: str
    line: Line
    language: Language
    spans: tuple[Span, ...]
    families: tuple[Family, ...]
    ascent: float
    descent: float


class Likeness(NamedTuple):
    """How alike two pictures of a line are: matched ink by all ink in the worst em, and by how much its width is off.

    The width is in pixels, less what is allowed for it.
    """

    overlap: float
    too_wide: float

    @property
    def is_good(self) -> bool:
        return self.overlap >= LEAST_OVERLAP and self.too_wide <= 0


class Pango:
    """Draws lines by Pango, through WeasyPrint."""

    def __init__(self, weasyprint: Any, configuration: Any, folder: Path) -> None:
        self.weasyprint = weasyprint
        self.configuration = configuration
        self.folder = folder

    def draw(self, lines: Sequence[Setting]) -> bytes:
        page = self.weasyprint.HTML(string=page_of(lines, self.folder))
        pdf: bytes = page.write_pdf(font_config=self.configuration, finisher=_without_empty_strings)
        return pdf


def page_of(lines: Sequence[Setting], folder: Path) -> str:
    """The lines as HTML, each in its band of the page, with the files of their fonts in a folder."""
    band = band_of(lines)
    width = (MEASURE + 2 * MARGIN) * SIZE
    start = MARGIN * SIZE
    families = {family.name: family for each in lines for family in each.families}
    rules = [
        f"@page {{ size: {width}pt {band * len(lines)}pt; margin: 0 }}",
        f"p {{ position: absolute; margin: 0; white-space: pre; font-size: {PX}px; line-height: {band}pt;",
        "font-kerning: normal; font-variant-ligatures: no-discretionary-ligatures }",
        f"[dir=ltr] {{ left: {start}pt }} [dir=rtl] {{ right: {start}pt }} b {{ font-weight: 700 }}",
    ]
    for family in families.values():
        for face, weight in ((family.regular, 400), (family.bold, 700)):
            file = folder / f"{family.name} {weight}.ttf"
            if not file.exists():
                file.write_bytes(face.data)
            source = f"src: url({file.as_uri()}); font-weight: {weight}"
            rules.append(f"@font-face {{ font-family: '{_alias(family)}'; {source} }}")
    body = []
    for place, line in enumerate(lines):
        fonts = ", ".join(f"'{_alias(family)}'" for family in line.families)
        body.append(
            f'<p dir="{line.language.direction}" lang="{line.language.shaping}" '
            f'style="top: {place * band}pt; font-family: {fonts}">'
        )
        for span in line.spans:
            text = html.escape(span.text)
            body.append(f"<b>{text}</b>" if span.bold else f"<span>{text}</span>")
        body.append("</p>")
    return f"<style>{' '.join(rules)}</style>{''.join(body)}"


def _alias(family: Family) -> str:
    """A name that no font of the system has."""
    return f"{family.name} of the cards"


def _without_empty_strings(_: Any, pdf: Any) -> None:
    """PDFium forgets the last number of a TJ array with an empty string in it, which WeasyPrint writes beside marks."""
    for each in pdf.objects:
        operators = getattr(each, "stream", None)
        if isinstance(operators, list):
            each.stream = [
                operator.replace(b"<>", b" ") if isinstance(operator, bytes) and operator.endswith(b"TJ") else operator
                for operator in operators
            ]


@pytest.fixture(scope="module")
def pango(tmp_path_factory: pytest.TempPathFactory, need_reader: Callable[[str], None]) -> Pango:
    need_reader("weasyprint")
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    return Pango(weasyprint, FontConfiguration(), tmp_path_factory.mktemp("fonts"))


def styles_of(language: Language) -> list[tuple[Family, ...]]:
    """The fonts in which a card may set a language: its own, the compact ones, and the narrower cuts of both."""
    found: list[tuple[Family, ...]] = []
    for fonts in (language.fonts, language.compact_fonts):
        families = read_families(SHELVES, fonts)
        if not families:
            continue
        found.append(with_one_space(families))
        if families[0].tight:
            found.append(with_one_space(tuple(family.tight or family for family in families)))
    return found


@cache
def with_one_space(families: tuple[Family, ...]) -> tuple[Family, ...]:
    """The families, the space in each as wide as in the first.

    Which font's space stands between letters of two fonts is a matter of taste, on which Pango and CSS differ.
    """
    regular, bold = (_space(face) for face in (families[0].regular, families[0].bold))
    others = (
        Family(f"{each.name} {regular} {bold}", _with_space(each.regular, regular), _with_space(each.bold, bold))
        for each in families[1:]
    )
    return (families[0], *others)


def _space(face: Typeface) -> int:
    """The width of the space in a font, in its units; all our fonts have 1000 to the em."""
    glyphs = harfbuzz.shape(face, " ", 0, 1, rtl=False, script="Latn", language="en")
    return sum(glyph.advance for glyph in glyphs)


def _with_space(face: Typeface, width: int) -> Typeface:
    """A font whose space has that width: an entry of `hmtx` overwritten."""
    (glyph,) = harfbuzz.shape(face, " ", 0, 1, rtl=False, script="Latn", language="en")
    tables = dict(struct.iter_unpack(">4s4xL4x", face.data[12 : 12 + 16 * struct.unpack_from(">H", face.data, 4)[0]]))
    data = bytearray(face.data)
    struct.pack_into(">H", data, tables[b"hmtx"] + 4 * glyph.id, width)
    return Typeface(face.name, bytes(data))


def settings(block: Block, families: tuple[Family, ...]) -> list[Setting]:
    """A block set in those fonts, line by line."""
    paragraph = measure(block, families)
    return [setting(paragraph, start, end, families) for start, end in _lines(paragraph)]


def without_repetition(lines: Sequence[Setting]) -> list[Setting]:
    """Each line once: of words, as Korean is compared, there are many twice."""
    return list({(line.spans, line.families): line for line in lines}.values())


def setting(paragraph: Paragraph, start: int, end: int, families: tuple[Family, ...]) -> Setting:
    block = paragraph.block
    return Setting(
        f"{block.id} in {families[0].name}: {paragraph.text[start:end]}",
        set_line(paragraph, start, end, SIZE),
        block.language,
        _sliced(paragraph, start, paragraph.trimmed(start, end)),
        families,
        paragraph.ascent,
        paragraph.descent,
    )


def _lines(paragraph: Paragraph) -> list[tuple[int, int]]:
    if paragraph.block.language.script in WORD_BY_WORD:
        blanks = [place for place, character in enumerate(paragraph.text) if character == " "]
        return [(start + 1, end) for start, end in pairwise((-1, *blanks, len(paragraph.text))) if start + 1 < end]
    lines = fill(paragraph, SIZE, MEASURE * SIZE)
    assert lines is not None, f"{paragraph.text!r} has a word wider than {MEASURE} em"
    return lines


def _sliced(paragraph: Paragraph, start: int, end: int) -> tuple[Span, ...]:
    """The spans of a line. WeasyPrint orders each for itself, so among right-to-left letters each takes its context.

    So does it find scripts: what a span begins with is of the script of the letters before, for us, but of those after
    it, for Pango, and kerned with them. So it is a span of its own.
    """
    block = paragraph.block
    found = []
    place = 0
    for span in block.spans:
        bounds = max(start, place), min(end, place + len(span.text))
        for first, last in _by_script(paragraph, *bounds) if bounds[0] < bounds[1] else ():
            text = block.text[first:last]
            if block.language.is_rtl:
                marks = {"L": LRM, "R": RLM, "AL": ALM if block.language.script == "Arab" else RLM}
                text = _before(block.text[:first], marks) + text + _after(block.text[last:], marks)
            found.append(Span(text, span.bold))
        place += len(span.text)
    return tuple(found)


def _by_script(paragraph: Paragraph, first: int, last: int) -> list[tuple[int, int]]:
    """A stretch of a span: in two parts where it begins with signs of another script than its first letter."""
    letter = next((at for at in range(first, last) if paragraph.text[at].isalpha()), first)
    if letter > first and paragraph.scripts[first] != paragraph.scripts[letter]:
        return [(first, letter), (letter, last)]
    return [(first, last)]


def _before(text: str, marks: dict[str, str]) -> str:
    """What has the effect of a text on the order of what follows it: the open isolates and the last strong letters."""
    depths = [""]
    for character in text:
        if character in ISOLATES:
            depths.append(character)
        elif character == PDI:
            depths.pop()
        elif mark := marks.get(unicodedata.bidirectional(character)):
            depths[-1] = depths[-1][: len(depths) > 1] + mark
    return "".join(depths)


def _after(text: str, marks: dict[str, str]) -> str:
    """What has the effect of a text on the order of what stands before it: the next strong letter."""
    depth = 0
    for character in text:
        depth += (character in ISOLATES) - (character == PDI)
        if depth < 0:
            break
        mark = marks.get(unicodedata.bidirectional(character))
        if depth == 0 and mark:
            return mark
    return ""


def band_of(lines: Sequence[Setting]) -> float:
    """The height of the band of the page that each line has for itself, in points."""
    return (max(each.ascent for each in lines) + max(each.descent for each in lines) + LEADING) * SIZE


def drawn(lines: Sequence[Setting]) -> bytes:
    """The lines drawn by us."""
    band = band_of(lines)
    size = Size((MEASURE + 2 * MARGIN) * SIZE, band * len(lines))
    marks = []
    for place, each in enumerate(lines):
        x = size.width - MARGIN * SIZE - each.line.width if each.language.is_rtl else MARGIN * SIZE
        y = size.height - (place + 0.5) * band - (each.ascent - each.descent) * SIZE / 2
        runs = tuple(replace(run, x=run.x + x, y=y) for run in each.line.runs)
        marks.append(TextMark(Role.STATEMENT, "line", each.language.tag, each.name, Colour.BLACK, runs))
    face = Face(size, Colour.WHITE, "und", tuple(marks), SIZE)
    sheet = Sheet(size, "bearer", (Placement(Rect(0, 0, size.width, size.height)),), (), ())
    return draw_pdf([sheet], {"bearer": face}, Flip.LONG_EDGE, "lines")


def ink_of(pdf: bytes, lines: Sequence[Setting]) -> list[Image.Image]:
    """The band of each line on the only page of a PDF, ink white on black."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        assert len(document) == 1
        page = document[0].render(scale=EM / SIZE, grayscale=True).to_pil().convert("L")
    finally:
        document.close()
    ink = page.point(lambda value: 255 if value < 128 else 0)
    band = band_of(lines) * EM / SIZE
    width = round((MEASURE + 2 * MARGIN) * EM)
    edges = [round(place * band) for place in range(len(lines) + 1)]
    return [ink.crop((0, top, width, bottom)) for top, bottom in pairwise(edges)]


def likeness(ours: Image.Image, pangos: Image.Image) -> Likeness:
    """The likeness of two lines whose ink begins at the same height, shifted by `SLACK` at most."""
    our_box, their_box = ours.getbbox(), pangos.getbbox()
    assert our_box, "our line has no ink"
    assert their_box, "Pango's line has no ink"
    for box, picture in ((our_box, ours), (their_box, pangos)):
        assert box[1] > 0, "a line reaches out of its band"
        assert box[3] < picture.height, "a line reaches out of its band"
    edge = TOLERANCE + SLACK + 1
    left, right = min(our_box[0], their_box[0]) - edge, max(our_box[2], their_box[2]) + edge
    height = max(our_box[3] - our_box[1], their_box[3] - their_box[1]) + 2 * edge
    first, second = (
        picture.crop((left, box[1] - edge, right, box[1] - edge + height))
        for picture, box in ((ours, our_box), (pangos, their_box))
    )
    fat_first, fat_second = _fattened(first), _fattened(second)
    overlap = 0.0
    for x, y in SHIFTS:
        moved, fat_moved = ImageChops.offset(second, x, y), ImageChops.offset(fat_second, x, y)
        matched = ImageChops.lighter(ImageChops.darker(first, fat_moved), ImageChops.darker(moved, fat_first))
        overlap = max(overlap, _in_the_worst_em(matched, ImageChops.lighter(first, moved)))
        if overlap == 1:
            break
    width = their_box[2] - their_box[0]
    return Likeness(overlap, abs(our_box[2] - our_box[0] - width) - MOST_WIDTH * width - 1)


def _fattened(picture: Image.Image) -> Image.Image:
    """The ink with all that is nearer than `TOLERANCE`, which is seven times as fast as Pillow's MaxFilter."""
    for x, y in ((1, 0), (0, 1)):
        for _ in range(TOLERANCE):
            there, back = ImageChops.offset(picture, x, y), ImageChops.offset(picture, -x, -y)
            picture = ImageChops.lighter(picture, ImageChops.lighter(there, back))
    return picture


def _in_the_worst_em(matched: Image.Image, union: Image.Image) -> float:
    """Matched ink by all ink in the worst em of the line, in steps of half an em."""
    halves = zip(_ink_by_half_em(matched), _ink_by_half_em(union), strict=True)
    return min(
        1 - (left[1] - left[0] + right[1] - right[0]) / max(left[1] + right[1], LITTLE_INK)
        for left, right in pairwise(halves)
    )


def _ink_by_half_em(picture: Image.Image) -> list[float]:
    """The number of pixels of ink in each half em of a line."""
    half = EM // 2
    count = max(2, -(-picture.width // half))
    whole = picture.crop((0, 0, count * half, picture.height)).convert("F")
    means = memoryview(whole.resize((count, 1), Image.Resampling.BOX).tobytes()).cast("f")
    return [mean / 255 * half * picture.height for mean in means]


def compared(lines: Sequence[Setting], pango: Pango) -> Iterator[tuple[Setting, Likeness, Image.Image, Image.Image]]:
    """Each line with its likeness, and the pictures of it: ours and Pango's."""
    for first in range(0, len(lines), PAGE):
        page = lines[first : first + PAGE]
        for line, ours, pangos in zip(page, ink_of(drawn(page), page), ink_of(pango.draw(page), page), strict=True):
            yield line, likeness(ours, pangos), ours, pangos


def assert_alike(lines: Sequence[Setting], pango: Pango, folder: Path) -> None:
    """Fails with the lines that differ, and leaves a picture of each in `folder`: yellow where both have ink."""
    complaints: list[str] = []
    for line, found, ours, pangos in compared(lines, pango):
        if not found.is_good:
            file = folder / f"{len(complaints)}.png"
            Image.merge("RGB", (ours, pangos, Image.new("L", ours.size))).save(file)
            complaints.append(f"{line.name}\n    {found}\n    ours red, Pango's green: {file}")
    if complaints:
        pytest.fail("\n".join([f"{len(complaints)} of {len(lines)} lines differ:", *complaints]), pytrace=False)


def blocks_of(tag: str, scripts: Sequence[str]) -> list[Block]:
    """What the cards of a locale say, each text once: the bearer's strings, the labels, in English the officer's."""
    language = LANGUAGES[tag]
    sources = list(read_labels(SHELVES).sources)
    for script in (find_script(SHELVES, each) for each in scripts):
        sources += [*script.bearer.translated, *(script.officer.translated if tag == ENGLISH else ())]
    texts = {source.text: source.context for source in sources}
    if tag != ENGLISH:
        messages = read_wording(SHELVES, tag).messages
        found = [messages[source.context] for source in sources if source.context in messages]
        texts = {message.text: message.context for message in found if message.text}
    return [Block(context, language, spans(text, VALUES)) for text, context in texts.items()]


def language_of(tag: str) -> Language:
    if tag in UNLISTED:
        return replace(LANGUAGES[UNLISTED[tag]], tag=tag, shaping=tag, breaks=tag)
    return LANGUAGES[tag]


def block_of(tag: str, text: str) -> Block:
    return Block(f"{tag}/hard", language_of(tag), spans(text, VALUES))


@pytest.mark.few_scripts
@pytest.mark.parametrize("tag", [ENGLISH, *(tag for tag in translated_tags(SHELVES) if tag != ENGLISH)])
def test_the_lines_of_a_locale_look_as_pango_sets_them(
    tag: str, pango: Pango, tmp_path: Path, some: Callable[..., list[str]]
) -> None:
    own, *others = styles_of(LANGUAGES[tag])
    scripts = some(script_ids(SHELVES), IN_ALL_STYLES)
    lines = [line for block in blocks_of(tag, scripts) for line in settings(block, own)]
    for families in others:
        lines += [line for block in blocks_of(tag, [IN_ALL_STYLES]) for line in settings(block, families)]
    if not lines:
        pytest.skip("nothing is translated yet")
    assert_alike(without_repetition(lines), pango, tmp_path)


@pytest.mark.few_scripts
@pytest.mark.parametrize("tag", HARD)
def test_hard_texts_look_as_pango_sets_them(tag: str, pango: Pango, tmp_path: Path) -> None:
    styles = styles_of(language_of(tag))
    lines = [line for families in styles for text in HARD[tag] for line in settings(block_of(tag, text), families)]
    assert_alike(lines, pango, tmp_path)


def set_whole(tag: str, text: str) -> Setting:
    """A text of one line in the first fonts of its language."""
    (line,) = settings(block_of(tag, text), styles_of(language_of(tag))[0])
    return line


def set_as(right: Setting, tag: str, text: str) -> Setting:
    """Our line of another text or language where Pango has the right one."""
    return replace(right, line=set_whole(tag, text).line)


def with_clusters(line: Setting, change: Callable[[tuple[Cluster, ...]], Sequence[Cluster]]) -> Setting:
    """The line with the clusters of each run changed."""
    runs = tuple(replace(run, clusters=tuple(change(run.clusters))) for run in line.line.runs)
    return replace(line, line=replace(line.line, runs=runs))


def in_the_order_of_letters(right: Setting) -> Setting:
    return with_clusters(right, lambda clusters: clusters[::-1])


def with_marks_unplaced(right: Setting) -> Setting:
    return with_clusters(
        right,
        lambda clusters: [
            each._replace(glyphs=tuple((glyph, 0, 0) for glyph, _, _ in each.glyphs)) for each in clusters
        ],
    )


def with_even_spacing(right: Setting) -> Setting:
    """Every advance a hundredth larger, as without kerning or with rounded widths."""
    return with_clusters(
        right, lambda clusters: [each._replace(advance=round(each.advance * 1.01)) for each in clusters]
    )


def in_the_script_latn(right: Setting) -> Setting:
    families = right.families
    paragraph = measure(Block("x", right.language, right.spans), families)
    end = len(paragraph.text)
    latin = replace(paragraph, scripts=("Latn",) * end)
    latin = replace(latin, runs=tuple(shape_run(latin, run.start, run.end, run.level, (0, end)) for run in latin.runs))
    return replace(right, line=set_line(latin, 0, len(latin.text), SIZE))


# A language, a right text, and what makes our line of it wrong.
DEFECTS: dict[str, tuple[str, str, Callable[[Setting], Setting]]] = {
    "Arabic from left to right": ("ar", "احتفظوا بالصمت حتى تقابلوا محاميا", in_the_order_of_letters),
    "Arabic letters that do not join": (
        "ar",
        "احتفظوا بالصمت حتى تقابلوا محاميا",
        lambda right: set_as(right, "ar", "احتفظوا بال\u200cصمت حتى تقابلوا محاميا"),
    ),
    "Arabic with a dot too few": (
        "ar",
        "احتفظوا بالصمت حتى تقابلوا محاميا",
        lambda right: set_as(right, "ar", "احتفظوا بالصمب حتى تقابلوا محاميا"),
    ),
    "a number without isolates": (
        "ar",
        "اتصلوا على {hotline} الآن",
        lambda right: set_as(right, "ar", "اتصلوا على (617) 555-0100 الآن"),
    ),
    "Nastaliq on one baseline": ("ur", "میں خاموش رہنے کا حق استعمال کرتا ہوں", with_marks_unplaced),
    "Hebrew points unplaced": ("he", "שׁוֹפֵט וְלֹא חֲתִימָה", with_marks_unplaced),
    "Devanagari in the script Latn": ("hi", "न्यायाधीश का हस्ताक्षरित वारंट माँगिए", in_the_script_latn),
    "Devanagari without a conjunct": (
        "hi",
        "न्यायाधीश का हस्ताक्षरित वारंट माँगिए",
        lambda right: set_as(right, "hi", "न्यायाधीश का हस्ताक्\u200cषरित वारंट माँगिए"),
    ),
    "Marathi in the forms of Hindi": (
        "mr",
        "मला शांत राहण्याचा हक्क आहे",
        lambda right: set_as(right, "hi", "मला शांत राहण्याचा हक्क आहे"),
    ),
    "Serbian in the forms of Russian": (
        "sr",
        "Обавезно питајте за судију",
        lambda right: set_as(right, "ru", "Обавезно питајте за судију"),
    ),
    "Romanian with a cedilla": (
        "ro",
        "Refuzaţi percheziţia şi nu vă împotriviţi",
        lambda right: set_as(right, "es", "Refuzaţi percheziţia şi nu vă împotriviţi"),
    ),
    "Burmese with two letters swapped": (
        "my",
        "တိတ်ဆိတ်စွာ နေပါမည်",
        lambda right: set_as(right, "my", "တိတ်ဆိတ်စွာ ပေနါမည်"),
    ),
    "Khmer without a foot": ("km", "ខ្ញុំប្រើសិទ្ធិនៅស្ងៀម", lambda right: set_as(right, "km", "ខ្ញុំប្រើសិទធិនៅស្ងៀម")),
    "Thai with another tone": ("th", "ผู้พิพากษาลงนาม", lambda right: set_as(right, "th", "ผู่พิพากษาลงนาม")),
    "Vietnamese without a tone": (
        "vi",
        "Hãy yêu cầu xem lệnh có chữ ký của thẩm phán",
        lambda right: set_as(right, "vi", "Hãy yêu cầu xem lệnh có chữ ky của thẩm phán"),
    ),
    "English with two letters swapped": (
        "en",
        "Ask for a warrant signed by a judge",
        lambda right: set_as(right, "en", "Ask for a warrant singed by a judge"),
    ),
    "bold set in regular": (
        "en",
        "Ask for a **warrant** signed by a judge",
        lambda right: set_as(right, "en", "Ask for a warrant signed by a judge"),
    ),
    "widths a hundredth too large": ("en", "Ask for a warrant signed by a judge", with_even_spacing),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_is_seen(defect: str, pango: Pango) -> None:
    tag, text, spoiled = DEFECTS[defect]
    right = set_whole(tag, text)
    good, bad = (found.is_good for _, found, _, _ in compared([right, spoiled(right)], pango))
    assert good
    assert not bad
