"""The table of languages: every one that is asked for is there, and is found by whatever people call it."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from cards.errors import BadFile, UnknownId
from cards.locations import bundled, shelves
from cards.read.catalogs import translated_tags
from cards.read.languages import FALLBACK_FONT, Language, find_language, read_languages

SHELVES = (bundled(),)
LANGUAGES = read_languages(SHELVES)
FAMILIES = tomllib.loads((bundled().fonts / "fonts.toml").read_text("utf-8"))

RED_CARD = [
    "am", "ar", "hy", "bn", "bs", "my", "yue", "kea", "ceb", "zh-Hans", "zh-Hant", "prs", "en", "fa", "fr", "ka", "el",
    "ht", "ha", "he", "hi", "hmn", "ig", "ilo", "ja", "ksw", "km", "rw", "ko", "lo", "ln", "mh", "mn", "nah", "ne",
    "om", "ps", "pl", "pt", "pa", "ro", "ru", "sm", "so", "es", "sw", "tl", "ta", "th", "ti", "tzo", "tr", "uk", "ur",
    "vi", "yo",
]  # fmt: skip
ASKED_FOR = [
    "mam", "quc", "kjb", "kek", "ckb", "ku", "sq", "sr", "hr", "gu", "te", "kn", "ml", "mr", "si", "id", "it", "de",
    "uz", "bo", "wo", "tw", "to", "chk", "dv", "qu",
]  # fmt: skip
SHIPPED = [
    "es", "ht", "vi", "ru", "ar", "fa", "ur", "he", "hi", "bn", "pa", "ta", "am", "ka", "hy", "km", "my", "th", "lo",
    "ko", "ja", "zh-Hans", "zh-Hant",
]  # fmt: skip
RIGHT_TO_LEFT = {"ar", "ckb", "dv", "fa", "he", "prs", "ps", "ur"}

# Codes of ISO 639-2 and 639-3, older and regional tags.
ALSO = {
    "hat": "ht",
    "mah": "mh",
    "fa-AF": "prs",
    "zh": "zh-Hans",
    "zh-CN": "zh-Hans",
    "zh-TW": "zh-Hant",
    "zh-HK": "zh-Hant",
    "iw": "he",
    "fil": "tl",
    "mww": "hmn",
    "kmr": "ku",
    "spa": "es",
}

LANGUAGE = """\
[xx]
english = "Example"
autonym = "Exemplo"
direction = "ltr"
script = "Latn"
leading = 1.3
fonts = ["NotoSansGeorgian"]
aliases = ["xxx"]
"""


def put(folder: Path, text: str) -> Path:
    """Write a table of languages."""
    path = folder / "translations" / "languages.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(language: Language) -> list[str]:
    """Whatever a language is called."""
    return [language.tag, language.english, language.autonym, *language.aliases]


@pytest.mark.parametrize("tag", [*RED_CARD, *ASKED_FOR])
def test_every_language_that_is_asked_for_is_known(tag: str) -> None:
    language = find_language(LANGUAGES, tag)
    assert language.tag == tag
    assert language.english
    assert language.autonym
    assert language.is_rtl == (tag in RIGHT_TO_LEFT)


def test_every_locale_with_a_catalog_is_known() -> None:
    assert set(SHIPPED) <= set(translated_tags(SHELVES)) <= set(LANGUAGES)


def test_nobody_is_called_by_the_name_of_another() -> None:
    called: dict[str, str] = {}
    for language in LANGUAGES.values():
        for name in names(language):
            assert called.setdefault(name.casefold(), language.tag) == language.tag


def test_tags_stand_in_alphabetical_order() -> None:
    assert list(LANGUAGES) == sorted(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_a_language_has_what_is_needed_to_print_it(language: Language) -> None:
    assert re.fullmatch("[A-Z][a-z]{3}", language.script)
    assert 1.0 <= language.leading <= 3.0
    assert language.shaping
    assert language.breaks.split("@")[0]
    for fonts in (language.fonts, language.compact_fonts or language.fonts):
        assert fonts[-1] == FALLBACK_FONT
        assert set(fonts) <= set(FAMILIES)
        assert any(language.script in FAMILIES[family]["scripts"] for family in fonts) or language.script in (
            "Hans", "Hant", "Jpan", "Kore",
        )  # fmt: skip


@pytest.mark.parametrize("tag", SHIPPED)
def test_a_name_in_its_own_script_has_letters(tag: str) -> None:
    autonym = LANGUAGES[tag].autonym
    assert any(character.isalpha() for character in autonym)
    assert autonym == autonym.strip()


@pytest.mark.parametrize(
    "spelling", [str, str.upper, str.lower, str.title, str.casefold, lambda name: name.replace("-", "_")]
)
def test_a_language_is_found_by_any_of_its_names_in_any_case(spelling: Callable[[str], str]) -> None:
    for language in LANGUAGES.values():
        for name in names(language):
            assert find_language(LANGUAGES, spelling(name)) is language


@pytest.mark.parametrize(("alias", "tag"), ALSO.items())
def test_an_older_or_longer_code_finds_its_language(alias: str, tag: str) -> None:
    assert find_language(LANGUAGES, alias).tag == tag
    assert find_language(LANGUAGES, alias.replace("-", "_").upper()).tag == tag


@pytest.mark.parametrize(
    ("typed", "close"),
    [
        ("Spnish", "Spanish"),
        ("vietnamse", "Vietnamese"),
        ("zh-han", "zh-Hans"),
        ("zh_Hnat", "zh-Hant"),
        ("Creole", "Haitian Creole"),
    ],
)
def test_a_mistyped_locale_is_answered_with_the_closest(typed: str, close: str) -> None:
    with pytest.raises(UnknownId) as refused:
        find_language(LANGUAGES, typed)
    assert refused.value.cause == f"There is no locale {typed!r}."
    assert close in refused.value.remedy


@pytest.mark.parametrize("typed", ["", "q", "../es", "es/", "zz-Zzzz"])
def test_what_is_no_locale_is_refused(typed: str) -> None:
    with pytest.raises(UnknownId):
        find_language(LANGUAGES, typed)


def test_a_language_by_value(tmp_path: Path) -> None:
    put(tmp_path, LANGUAGE)
    assert read_languages(shelves(tmp_path)[1:])["xx"] == Language(
        tag="xx",
        english="Example",
        autonym="Exemplo",
        direction="ltr",
        script="Latn",
        fonts=("NotoSansGeorgian", "NotoSans"),
        leading=1.3,
        shaping="xx",
        breaks="xx",
        compact_leading=1.3,
        aliases=("xxx",),
    )


def test_what_a_language_may_leave_out(tmp_path: Path) -> None:
    put(tmp_path, "\n".join(LANGUAGE.splitlines()[:5]))
    language = read_languages(shelves(tmp_path)[1:])["xx"]
    assert (language.fonts, language.leading, language.aliases) == (("NotoSans",), 1.2, ())
    assert (language.compact_fonts, language.compact_leading) == ((), 1.2)


def test_what_a_language_may_say_besides(tmp_path: Path) -> None:
    more = 'shaping = "fa-AF"\nbreaks = "ja@lw=phrase"\ncompact_fonts = ["NotoSansArabic"]\ncompact_leading = 1.5\n'
    put(tmp_path, LANGUAGE + more)
    language = read_languages(shelves(tmp_path)[1:])["xx"]
    assert (language.shaping, language.breaks) == ("fa-AF", "ja@lw=phrase")
    assert (language.compact_fonts, language.compact_leading) == (("NotoSansArabic", "NotoSans"), 1.5)


def test_a_language_of_a_content_folder_replaces_ours(tmp_path: Path) -> None:
    put(tmp_path, LANGUAGE + LANGUAGE.replace("[xx]", "[es]").replace("Example", "Our Spanish"))
    both = read_languages(shelves(tmp_path))
    assert set(both) == {*LANGUAGES, "xx"}
    assert find_language(both, "es").english == "Our Spanish"
    assert find_language(both, "exemplo").tag in ("es", "xx")
    assert find_language(both, "fr") == LANGUAGES["fr"]


BROKEN = [
    ('direction = "ltr"', 'direction = "down"', "'xx.direction' is 'down'."),
    ('direction = "ltr"', "direction = 1", "'xx.direction' is not a text in quotes."),
    ("leading = 1.3", "leading = 0.9", "'xx.leading' is 0.9."),
    ("leading = 1.3", "leading = 3.1", "'xx.leading' is 3.1."),
    ("leading = 1.3", "leading = nan", "'xx.leading' is nan."),
    ("leading = 1.3", "leading = inf", "'xx.leading' is inf."),
    ("leading = 1.3", 'leading = "1.3"', "'xx.leading' is not a number."),
    ("leading = 1.3", "compact_leading = 9", "'xx.compact_leading' is 9.0."),
    ('fonts = ["NotoSansGeorgian"]', 'fonts = "NotoSansGeorgian"', "'xx.fonts' is not a list of texts in quotes."),
    ('aliases = ["xxx"]', 'alias = ["xxx"]', "'xx.alias' is not known here."),
    ('english = "Example"', 'english = ""', "'xx.english' is empty or begins or ends with a space."),
    ("[xx]", 'fr = "French"\n[xx]', "'fr' is not a table."),
]


@pytest.mark.parametrize(("part", "replacement", "cause"), BROKEN, ids=[each[2] for each in BROKEN])
def test_a_broken_table_is_refused_on_its_line(tmp_path: Path, part: str, replacement: str, cause: str) -> None:
    text = "# ours\n" + LANGUAGE.replace(part, replacement)
    path = put(tmp_path, text)
    with pytest.raises(BadFile) as refused:
        read_languages(shelves(tmp_path))
    assert refused.value.cause == cause
    assert (refused.value.file, refused.value.line) == (path, text.count("\n", 0, text.index(replacement)) + 1)


@pytest.mark.parametrize("tag", ["ES", "e", "espa", "es_MX", "es-mx", "zh-hant", "../es", "es/x", "es ", "."])
def test_a_table_is_named_by_a_tag(tmp_path: Path, tag: str) -> None:
    path = put(tmp_path, LANGUAGE.replace("[xx]", f'["{tag}"]'))
    with pytest.raises(BadFile) as refused:
        read_languages(shelves(tmp_path))
    assert repr(tag) in refused.value.cause
    assert "BCP 47" in refused.value.remedy
    assert (refused.value.file, refused.value.line) == (path, 2)


@pytest.mark.parametrize("tag", ["es", "ckb", "zh-Hant", "es-MX", "sr-Latn-RS", "es-x-easy"])
def test_tags_of_every_form_may_name_a_table(tmp_path: Path, tag: str) -> None:
    put(tmp_path, LANGUAGE.replace("[xx]", f"[{tag}]"))
    assert read_languages(shelves(tmp_path))[tag].english == "Example"


@pytest.mark.parametrize("key", ["english", "autonym", "direction", "script"])
def test_what_a_language_must_have(tmp_path: Path, key: str) -> None:
    path = put(tmp_path, "\n".join(line for line in LANGUAGE.splitlines() if not line.startswith(key)))
    with pytest.raises(BadFile) as refused:
        read_languages(shelves(tmp_path))
    assert refused.value.cause == f"'xx.{key}' is missing."
    assert (refused.value.file, refused.value.line) == (path, 1)
