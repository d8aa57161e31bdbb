"""The committed fonts are what fonts.toml says, and hold the letters of the languages that we print."""

import hashlib
import re
import tomllib
import unicodedata
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
import uharfbuzz
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[1] / "fonts"
FAMILIES: dict[str, dict[str, str]] = tomllib.loads((FONTS / "fonts.toml").read_text("utf-8"))
HONG_KONG: dict[str, str] = tomllib.loads((FONTS / "hong-kong.toml").read_text("utf-8"))
TRANSLATIONS = FONTS.parent / "translations"
LANGUAGES: dict[str, dict[str, object]] = tomllib.loads((TRANSLATIONS / "languages.toml").read_text("utf-8"))
BUDGET = 30_000_000

each_family = pytest.mark.parametrize("family", FAMILIES)
each_file = pytest.mark.parametrize(
    ("family", "weight"), [(family, weight) for family in FAMILIES for weight in ("regular", "bold")]
)

COPYRIGHT, NAMES_OF_THE_FONT, POSTSCRIPT_NAME = 0, (1, 2, 3, 4, 5, 6), 6

# Letters, marks and punctuation that cards in these languages need; every one from the family itself.
EXEMPLARS = {
    "Vietnamese": ("NotoSans", "àáảãạ ằắẳẵặ ầấẩẫậ đ ềếểễệ ịỉĩ ốồổỗộ ớờởỡợ ứừửữự ỳỷỹỵ ÔƠƯĐ ₫"),
    "Spanish, Portuguese, French": ("NotoSans", "ñáéíóúü¿¡ ãõâêôç œæëïÿ «» ª º"),
    "Polish, Romanian, Croatian, Albanian": ("NotoSans", "ąćęłńóśźż ășțâî čćđšž ëç"),
    "Turkish, Kurmanji, Azerbaijani": ("NotoSans", "ğışçöüİ êîû ə"),
    "Haitian, Somali, Swahili, Tagalog": ("NotoSans", "èòà ’ ng̃"),
    "Yoruba, Igbo": ("NotoSans", "ẹọṣ ǹńḿ ị ụ ṅ \u0300\u0301\u0304\u0323"),
    "Hausa, Twi, Wolof": ("NotoSans", "ɓɗƙƴ ɛɔ ŋ"),
    "Marshallese, Samoan, Tongan, Chuukese": ("NotoSans", "ļņm̧n̄o̧ āēīōū ʻ ’ ó ú"),
    "Mam, K’iche’, Tzotzil, Nahuatl, Quechua": ("NotoSans", "ä ë ï ö ü ꞌ Ꞌ ʼ ’ ñ ā ẍ"),
    "Russian, Ukrainian, Serbian": ("NotoSans", "абвгдежзийклмнопрстуфхцчшщъыьэюя ёґєії ђјљњћџ"),
    "Mongolian, Kazakh": ("NotoSans", "өүәғқңұһі"),
    "Greek": ("NotoSans", "αβγδεζηθικλμνξοπρσςτυφχψω άέήίόύώϊϋΐΰ"),
    "print": (
        "NotoSans",
        "0123456789 ()[]/@#+-–—‘’“”„…•·§©×\u00a0\u2066\u2067\u2068\u2069\u200e\u200f",
    ),
    "Arabic": ("NotoSansArabic", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي ءآأؤإئىة ًٌٍَُِّْ ٠١٢٣٤٥٦٧٨٩ ،؛؟"),
    "Persian, Dari": ("NotoSansArabic", "پچژگکی ۀ ۰۱۲۳۴۵۶۷۸۹ ٪ « »\u200c"),
    "Pashto": ("NotoSansArabic", "ټ ځ څ ډ ړ ږ ښ ګ ڼ ې ۍ ی ئ"),
    "Sorani": ("NotoSansArabic", "ڕ ڵ ۆ ێ ە ڤ ھ"),
    "Urdu in Naskh": ("NotoSansArabic", "ٹ ڈ ڑ ں ھ ہ ۂ ۃ ے ۓ ۔"),
    "Urdu": (
        "NotoNastaliqUrdu",
        "ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیے آأؤئۂۃۓ ۔،؛؟ ۰۱۲۳۴۵۶۷۸۹ ًٌٍَُِّٰ",
    ),
    "Punjabi in Shahmukhi": ("NotoNastaliqUrdu", "ݨ ࣇ ٻ ڄ ڳ ڱ"),
    "Hebrew, Yiddish": ("NotoSansHebrew", "אבגדהוזחטיכךלמםנןסעפףצץקרשת ְֱֲֳִֵֶַָֹֻּׁׂ ־ ״ ׳ ײַ ₪"),
    "Armenian": ("NotoSansArmenian", "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև ՛ ՜ ՞ ։ Ա"),
    "Georgian": ("NotoSansGeorgian", "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"),
    "Hindi, Marathi, Nepali": (
        "NotoSansDevanagari",
        "अआइईउऊऋएऐओऔ कखगघङ चछजझञ टठडढण ळ ड़ढ़ ािीुूृेैोौ ंःँ़् । ॥ ०१२३४५६७८९",
    ),
    "Bengali": ("NotoSansBengali", "অআইঈউঊঋএঐওঔ কখগঘঙ ৎ ড়ঢ়য় ািীুূৃেৈোৌ ংঃঁ্ । ০১২৩৪৫৬৭৮৯"),
    "Gujarati": ("NotoSansGujarati", "અઆઇઈઉઊએઐઓઔ કખગઘ ળ ાિીુૂૃેૈોૌ ંઃ્ ૦૧૨૩૪૫૬૭૮૯"),
    "Punjabi": ("NotoSansGurmukhi", "ਅਆਇਈਉਊਏਐਓਔ ਕਖਗਘਙ ਸ਼ਖ਼ਗ਼ਜ਼ਫ਼ ਾਿੀੁੂੇੈੋੌ ਂੰੱ੍ । ੦੧੨੩੪੫੬੭੮੯"),
    "Tamil": ("NotoSansTamil", "அஆஇஈஉஊஎஏஐஒஓஔ கஙசஞடணதநபமயரலவழளறன ஜஷஸஹ ாிீுூெேைொோௌ ஃ்"),
    "Telugu": ("NotoSansTelugu", "అఆఇఈఉఊఎఏఐఒఓఔ కఖగఘ ళఱ ాిీుూృెేైొోౌ ంః్"),
    "Kannada": ("NotoSansKannada", "ಅಆಇಈಉಊಎಏಐಒಓಔ ಕಖಗಘ ಳ ಾಿೀುೂೃೆೇೈೊೋೌ ಂಃ್"),
    "Malayalam": ("NotoSansMalayalam", "അആഇഈഉഊഎഏഐഒഓഔ കഖഗഘ ളഴറ ാിീുൂൃെേൈൊോൌ ംഃ് ൺൻർൽൾ"),
    "Sinhala": ("NotoSansSinhala", "අආඇඈඉඊඋඌඑඒඔඕ කඛගඝඟ ළෆ ාැෑිීුූෙේෛොෝෞ ංඃ්\u200d"),
    "Amharic, Tigrinya, Oromo in Fidel": (
        "NotoSansEthiopic",
        "ሀሁሂሃሄህሆ ለሐመሠረሰሸቀቐበቨተቸኀነኘአከኸወዐዘዠየደጀገጠጨጰጸፀፈፐ ፡።፣፤፧ ፩፪",
    ),
    "Khmer": (
        "NotoSansKhmer",
        "កខគឃង ចឆជឈញ ដឋឌឍណ តថទធន បផពភម យរលវ សហឡអ ឥឧឯឱ ាិីឹឺុូួើឿៀេែៃោៅ ំះៈ ៉៊់៌៍៎៏័្ ។៕ៗ ០១២៣៤៥៦៧៨៩\u200b",
    ),
    "Lao": ("NotoSansLao", "ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮ ໜໝ ະັາຳິີຶືຸູົຼຽເແໂໃໄ ່້໊໋໌ໍ ໆ ໐໑໒໓໔໕໖໗໘໙"),
    "Thai": (
        "NotoSansThai",
        "กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลวศษสหฬอฮ ะัาำิีึืฺุูเแโใไ ็่้๊๋์ํ ๆฯ ๐๑๒๓๔๕๖๗๘๙",
    ),
    "Burmese": (
        "NotoSansMyanmar",
        "ကခဂဃငစဆဇဈဉညဋဌဍဎဏတထဒဓနပဖဗဘမယရလဝသဟဠအ ဣဤဥဦဧဩဪ ာါိီုူေဲံ့း္်ျြွှဿ ၊။ ၌၍၎၏ ၀၁၂၃၄၅၆၇၈၉",
    ),
    "S’gaw Karen": ("NotoSansMyanmar", "ၡ ၢ ၣ ၤ ၥ ၦ ၧ ၨ ၰ ဒ န ရ ၠ ့ ၢ် ိ ံ"),
    "Mon, Shan": ("NotoSansMyanmar", "ၚ ၛ ၜ ၝ ၞ ၟ ၵ ၶ ၷ ၸ ၹ ၺ ၻ ၼ ၽ ၾ ၿ ႀ ႁ ႂ ႃ ႄ ႅ ႆ ႇ ႈ ႉ"),
    "Dhivehi": ("NotoSansThaana", "ހށނރބޅކއވމފދތލގޏސޑޒޓޔޕޖޗ ަާިީުޫެޭޮޯް ، ؛ ؟"),
    "Tibetan": ("NotoSerifTibetan", "ཀཁགངཅཆཇཉཏཐདནཔཕབམཙཚཛཝཞཟའཡརལཤསཧཨ ྐྒྡྤྦྱྲླྷ ིེོུཾཿ ་ ། ༎ ༼༽ ༠༡༢༣"),
    "Simplified Chinese": (
        "NotoSansSC",
        "逮捕令 律师 沉默 移民局 搜查 签名 法官 权利 开门 电话 。，、；：？！“”《》（）○□✓→",
    ),
    "Traditional Chinese": (
        "NotoSansTC",
        "逮捕令 律師 沉默 移民局 搜查 簽名 法官 權利 開門 電話 憲法 裡裏 臺台 。，、；：？！「」『』《》（）□✓→ ㄅㄆㄇ",
    ),
    "Cantonese": (
        "NotoSansTC",
        "喺嘅咗啲唔嗰哋冇係佢嘢嚟咁噉咩乜嘥攞搵揾睇瞓諗嬲掟揸郁孖靚餸冚踎脷黐閪埗邨鰂着衞羣峯綫麪說説𠻺𨋢𠝹",
    ),
    "Japanese": (
        "NotoSansJP",
        "令状 逮捕 弁護士 黙秘 権利 署名 裁判官 捜索 拒否 あいうえおがぱゃっアイウエオヴー 々〆 。、「」・（）□✓→",
    ),
    "Korean": ("NotoSansKR", "묵비권 변호사 영장 판사 서명 가각힣뷁똠 ㄱㅎㅏㅣ ₩ ·「」『』（）。、□✓→"),
}

# Advances in thousandths of an em, regular and bold, of the same text in the fonts that ours were made from.
ADVANCES_IN_THE_SOURCE = {
    "NotoNastaliqUrdu": ("میں خاموش رہنے کا حق استعمال کرتا ہوں۔", 14718, 16470),
    "NotoSansMyanmar": ("ကျွန်ုပ် တိတ်ဆိတ်စွာ နေပါမည်။ ကညီကျိာ် တၢ်စူၢ်ပှၤ ၦ လီၤ", 24049, 24251),
    "NotoSansKhmer": ("ខ្ញុំប្រើសិទ្ធិនៅស្ងៀម។ ស្ត្រី កន្ត្រៃ", 10890, 11415),
    "NotoSansDevanagari": ("न्यायाधीश का हस्ताक्षरित वारंट, स्त्री, र्‍य", 13911, 15146),
}


def path(family: str, weight: str) -> Path:
    return FONTS / FAMILIES[family][weight]


@cache
def characters(family: str, weight: str = "regular") -> frozenset[int]:
    return frozenset(TTFont(BytesIO(path(family, weight).read_bytes())).getBestCmap())


def shape(family: str, weight: str, text: str) -> uharfbuzz.Buffer:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(uharfbuzz.Font(uharfbuzz.Face(path(family, weight).read_bytes())), buffer)
    return buffer


def without(family: str, text: str) -> str:
    """The characters of a text that a family lacks."""
    return "".join(sorted({each for each in text if ord(each) not in characters(family)} - {" "}))


@each_file
def test_a_file_is_the_one_that_was_recorded(family: str, weight: str) -> None:
    digest = hashlib.sha256(path(family, weight).read_bytes()).hexdigest()
    assert digest == FAMILIES[family][f"{weight}_sha256"]


@each_file
def test_a_file_has_truetype_outlines_and_no_hints(family: str, weight: str) -> None:
    tables = set(TTFont(BytesIO(path(family, weight).read_bytes())).keys())
    assert {"glyf", "cmap", "GPOS"} <= tables
    assert not tables & {"CFF ", "CFF2", "fvar", "fpgm", "prep", "cvt ", "DSIG"}


@each_file
def test_a_file_says_nothing_of_when_it_was_built(family: str, weight: str) -> None:
    head = TTFont(BytesIO(path(family, weight).read_bytes()), recalcTimestamp=False)["head"]
    assert head.modified == head.created


@each_file
def test_a_file_is_named_for_its_family_and_weight(family: str, weight: str) -> None:
    font = TTFont(BytesIO(path(family, weight).read_bytes()))
    assert font["name"].getDebugName(POSTSCRIPT_NAME) == f"{family}-{weight.title()}"
    assert font["OS/2"].usWeightClass == {"regular": 400, "bold": 700}[weight]
    assert font["OS/2"].fsType == 0, "may be embedded"


@each_file
def test_a_modified_font_uses_no_reserved_name(family: str, weight: str) -> None:
    names = TTFont(BytesIO(path(family, weight).read_bytes()))["name"]
    declared = re.findall(r"Reserved Font Names? ['\"]([^'\"]+)", names.getDebugName(COPYRIGHT))
    assert bool(declared) == (family in {"NotoSansSC", "NotoSansTC", "NotoSansJP", "NotoSansKR"})
    for name in NAMES_OF_THE_FONT:
        assert not any(each.casefold() in names.getDebugName(name).casefold() for each in declared)


@each_family
def test_both_weights_cover_the_same_characters(family: str) -> None:
    assert characters(family, "regular") == characters(family, "bold")


@each_family
def test_both_weights_keep_the_same_line_height(family: str) -> None:
    regular, bold = (TTFont(BytesIO(path(family, weight).read_bytes()))["hhea"] for weight in ("regular", "bold"))
    assert (regular.ascent, regular.descent, regular.lineGap) == (bold.ascent, bold.descent, bold.lineGap)


@each_family
def test_the_licence_opens_with_the_copyright_line_of_the_font(family: str) -> None:
    licence = (FONTS / FAMILIES[family]["licence_file"]).read_text("utf-8")
    assert FAMILIES[family]["licence"] == "OFL-1.1"
    names = TTFont(BytesIO(path(family, "regular").read_bytes()))["name"]
    assert licence.splitlines()[0] == names.getDebugName(COPYRIGHT)
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "PERMISSION & CONDITIONS" in licence
    assert licence.rstrip().endswith("OTHER DEALINGS IN THE FONT SOFTWARE.")


def test_every_font_and_licence_in_the_folder_is_listed() -> None:
    listed = {entry[key] for entry in FAMILIES.values() for key in ("regular", "bold", "licence_file")}
    assert {file.name for pattern in ("*.ttf", "*.otf", "OFL-*") for file in FONTS.glob(pattern)} == listed


def test_the_fonts_are_small_enough_to_ship() -> None:
    assert sum(file.stat().st_size for file in FONTS.glob("*.ttf")) < BUDGET


def test_scripts_are_iso_15924_codes() -> None:
    for entry in FAMILIES.values():
        assert entry["scripts"]
        assert all(re.fullmatch("[A-Z][a-z]{3}", script) for script in entry["scripts"])


@pytest.mark.parametrize("language", EXEMPLARS)
def test_the_letters_of_a_language_are_covered(language: str) -> None:
    family, text = EXEMPLARS[language]
    assert not without(family, text)


def test_every_hangul_syllable_is_covered() -> None:
    assert set(range(0xAC00, 0xD7A4)) <= characters("NotoSansKR")


@pytest.mark.parametrize(("family", "codec"), [("NotoSansSC", "gb2312"), ("NotoSansJP", "euc_jp")])
def test_the_national_character_set_is_covered(family: str, codec: str) -> None:
    pairs = (bytes((lead, trail)) for lead in range(0xB0, 0xF8) for trail in range(0xA1, 0xFF))
    assert not without(family, "".join(pair.decode(codec, "ignore") for pair in pairs))


def in_big5_or_hkscs(character: str) -> bool:
    try:
        return bool(character.encode("big5hkscs"))
    except UnicodeEncodeError:
        return False


@pytest.mark.parametrize(
    ("name", "count", "others"),
    [
        ("schools", 4823, 8),
        ("primary_schools", 2632, 5),
        ("dictionary", 3520, 100),
        ("cantonese", 809, 105),
        ("conversations", 2425, 0),
    ],
)
def test_the_characters_of_hong_kong_are_covered(name: str, count: int, others: int) -> None:
    """All of a list that Big5 or HKSCS encodes; `others` are in neither, and in no font for Hong Kong."""
    listed = HONG_KONG[name]
    assert len(set(listed)) == len(listed) == count
    missing = without("NotoSansTC", listed)
    assert len(missing) == others
    assert not any(map(in_big5_or_hkscs, missing))


def test_cantonese_is_covered_by_its_own_font() -> None:
    """Everyday characters that were missing once, and all that the catalog says."""
    assert LANGUAGES["yue"]["fonts"] == ["NotoSansTC"]
    assert set("畀掂嗮㗎") <= set(HONG_KONG["dictionary"] + HONG_KONG["cantonese"])
    catalog = (TRANSLATIONS / "yue/LC_MESSAGES/cards.po").read_text("utf-8")
    texts = "".join(line for line in catalog.splitlines() if line.startswith(("msgstr", '"')))
    assert "電話" in texts
    assert not without("NotoSansTC", "畀掂嗮㗎誒腩鑊" + texts)


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_decomposed_hangul_comes_out_as_syllables(weight: str) -> None:
    text = "묵비권을 행사합니다"
    composed = shape("NotoSansKR", weight, text)
    decomposed = shape("NotoSansKR", weight, unicodedata.normalize("NFD", text))
    assert [glyph.codepoint for glyph in decomposed.glyph_infos] == [glyph.codepoint for glyph in composed.glyph_infos]


@pytest.mark.parametrize("family", ADVANCES_IN_THE_SOURCE)
def test_text_is_shaped_as_in_the_source(family: str) -> None:
    text, *advances = ADVANCES_IN_THE_SOURCE[family]
    for weight, advance in zip(("regular", "bold"), advances, strict=True):
        buffer = shape(family, weight, text)
        assert all(glyph.codepoint for glyph in buffer.glyph_infos)
        assert sum(position.x_advance for position in buffer.glyph_positions) == advance
