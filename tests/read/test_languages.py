"""The table of languages: every one that is asked for is there, and is found by whatever people call it."""

import json
import re
import tomllib
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cards.errors import BadFile, UnknownId, command
from cards.locations import bundled, shelves
from cards.read.catalogs import translated_tags
from cards.read.languages import (
    FALLBACK_FONT,
    Language,
    find_language,
    find_listed,
    is_tag,
    line_of_fonts,
    read_languages,
)
from cards.read.tables import read_table

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

# Names without their accents, and single words of them.
WORDS = {
    "farsi": "fa",
    "Persian": "fa",
    "espanol": "es",
    "ESPANOL": "es",
    "karen": "ksw",
    "francais": "fr",
    "portugues": "pt",
    "turkce": "tr",
    "kreyol ayisyen": "ht",
    "Kreyol": "ht",
    "Haitian": "ht",
    "tieng viet": "vi",
    "Việt": "vi",
    "simplified": "zh-Hans",
    "Traditional": "zh-Hant",
    "sorani": "ckb",
    "KURMANJI": "ku",
    "Kurmanci": "ku",
    "lingala": "ln",
    "yoruba": "yo",
    "Indonesia": "id",
    "nahuatl": "nah",
    "русский": "ru",
    "русскии": "ru",  # without the breve of й
    "ΕΛΛΗΝΙΚΑ": "el",
}

# Other names in use, and English ones of CLDR.
IN_USE = {
    "Mandarin": "zh-Hans", "Filipino": "tl", "Cambodian": "km", "Farsi": "fa", "Brazilian Portuguese": "pt",
    "Kreyòl": "ht", "Kreyol": "ht", "Haitian Kreyol": "ht", "Myanmar": "my", "Castilian": "es", "Laotian": "lo",
    "Simplified Chinese": "zh-Hans", "Traditional Chinese": "zh-Hant", "chinese traditional": "zh-Hant",
    "Central Kurdish": "ckb", "Sorani Kurdish": "ckb", "Northern Kurdish": "ku", "Afghan Persian": "prs",
    "Cape Verdean": "kea", "Moldovan": "ro", "Panjabi": "pa", "Sinhalese": "si", "Kiswahili": "sw", "Pushto": "ps",
    "Iranian": "fa", "Quiche": "quc", "Mexican Spanish": "es", "Latin American Spanish": "es", "PILIPINO": "tl",
    "Afaan Oromo": "om", "Akan": "tw", "Mandarin Chinese": "zh-Hans",
}  # fmt: skip

# What must not be taken for a language of ours, or for a slip of the pen in its name.
NO_GUESS = [
    "Tahitian", "Malay", "Zulu", "Fula", "Fulani", "Taiwanese", "Swiss German", "Nuer", "Dinka", "Indian", "Javanese",
    "Tatar", "Tigre", "Western Frisian", "Mam-Ixil", "zu", "sn", "esp", "qab", "xx", "Guam",
]  # fmt: skip

# What several languages are called by.
SHARED = {
    "chinese": ["zh-Hans (Chinese (Simplified))", "zh-Hant (Chinese (Traditional))"],
    "CHINESE": ["zh-Hans (Chinese (Simplified))", "zh-Hant (Chinese (Traditional))"],
    "kurdish": ["ckb (Kurdish (Sorani))", "ku (Kurdish (Kurmanji))"],
    "Creole": ["ht (Haitian Creole)", "kea (Cape Verdean Creole)"],
    "Afghan": ["prs (Dari)", "ps (Pashto)"],
    "ethiopian": ["am (Amharic)", "om (Oromo)", "ti (Tigrinya)"],
    "Serbo-Croatian": ["bs (Bosnian)", "hr (Croatian)", "sr (Serbian)"],
    "sh": ["bs (Bosnian)", "hr (Croatian)", "sr (Serbian)"],
    "Pakistani": ["pa (Punjabi)", "ps (Pashto)", "ur (Urdu)"],
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
    ("typed", "tag"),
    [
        ("es-419", "es"), ("es_MX", "es"), ("ES-us", "es"), ("spa-MX", "es"), ("fr-HT", "fr"), ("pt_BR", "pt"),
        ("zh-Hant-TW", "zh-Hant"), ("zh_Hans_CN", "zh-Hans"), ("zh-TW", "zh-Hant"), ("fa-AF", "prs"), ("fa-IR", "fa"),
        ("ku-Arab", "ckb"), ("kmr-TR", "ku"),
    ],
)  # fmt: skip
def test_a_region_is_left_away_unless_it_means_another_language(typed: str, tag: str) -> None:
    assert find_language(LANGUAGES, typed).tag == tag


def test_a_table_for_a_region_wins_over_the_language() -> None:
    table = {
        each.tag: each for each in (language("es", "Spanish", "Español"), language("es-MX", "Mexican", "Mexicano"))
    }
    assert find_language(table, "es_mx").tag == "es-MX"
    assert find_language(table, "es-AR").tag == "es"
    for nothing in ("qq-MX", "spanish-MX", "-MX", "es-MX-x-easy-MX1", "es-M"):
        with pytest.raises(UnknownId):
            find_language(table, nothing)


@pytest.mark.parametrize(("typed", "tag"), WORDS.items())
def test_a_language_is_found_by_a_word_of_its_names_without_accents(typed: str, tag: str) -> None:
    assert find_language(LANGUAGES, typed).tag == tag
    assert find_language(LANGUAGES, f" {typed} ").tag == tag


@pytest.mark.parametrize(("typed", "tag"), IN_USE.items())
def test_a_language_is_found_by_the_other_names_in_use(typed: str, tag: str) -> None:
    for spelling in (typed, typed.upper(), f" {typed} "):
        assert find_language(LANGUAGES, spelling).tag == tag


@pytest.mark.parametrize("typed", NO_GUESS)
def test_no_guess_is_better_than_a_wrong_one(typed: str) -> None:
    with pytest.raises(UnknownId) as refused:
        find_language(LANGUAGES, typed)
    assert "Did you mean" not in refused.value.remedy


def test_every_other_name_finds_its_language_or_all_that_share_it() -> None:
    for language in LANGUAGES.values():
        for name in language.names:
            try:
                assert find_language(LANGUAGES, name) is language, name
            except UnknownId as error:
                assert f"{language.tag} ({language.english})" in error.remedy
                assert sum(name in each.names for each in LANGUAGES.values()) > 1


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_a_language_is_found_in_any_form_of_its_letters(form: str) -> None:
    for language in LANGUAGES.values():
        for name in names(language):
            assert find_language(LANGUAGES, unicodedata.normalize(form, name)) is language  # type: ignore[arg-type]


@pytest.mark.parametrize(("typed", "several"), SHARED.items())
def test_a_name_that_several_languages_share_is_answered_with_all_of_them(typed: str, several: list[str]) -> None:
    with pytest.raises(UnknownId) as refused:
        find_language(LANGUAGES, typed)
    assert refused.value.cause == f"There is no single locale {typed!r}."
    assert refused.value.remedy == f"Give one of {', '.join(several)}."


@pytest.mark.parametrize("word", ["cape", "gagana", "kajin"])
def test_a_word_of_four_letters_is_enough(word: str) -> None:
    assert word in find_language(LANGUAGES, word).english.casefold() + find_language(LANGUAGES, word).autonym.casefold()


@pytest.mark.parametrize("word", ["lea", "gaw", "èdè", "s'gaw"])
def test_a_shorter_word_is_not(word: str) -> None:
    assert any(word in " ".join(names(language)).casefold() for language in LANGUAGES.values())
    with pytest.raises(UnknownId, match="There is no locale"):
        find_language(LANGUAGES, word)


def language(tag: str, english: str, autonym: str, *aliases: str) -> Language:
    """A language by what it is called."""
    return Language(tag, english, autonym, "ltr", "Latn", ("NotoSans",), 1.2, tag, tag, aliases=aliases)


def test_a_tag_wins_over_another_languages_alias_and_both_over_names() -> None:
    for order in (1, -1):
        table = {
            each.tag: each
            for each in [
                language("aaa", "Bbbb", "Cccc", "bbb", "dddd"),
                language("bbb", "Dddd", "Aaa", "ccc"),
                language("ccc", "Aaaa", "Bbbb", "aaa"),
            ][::order]
        }
        for tag in table:
            assert find_language(table, tag).tag == tag
        assert find_language(table, "dddd").tag == "aaa"
        assert find_language(table, "cccc").tag == "aaa"
        assert find_language(table, "aaaa").tag == "ccc"
        with pytest.raises(UnknownId, match="There is no single locale 'bbbb'"):
            find_language(table, "bbbb")


@given(st.sampled_from(list(LANGUAGES.values())), st.data())
def test_any_long_word_of_a_name_finds_its_language_or_all_that_have_it(each: Language, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(re.split(r"[\s()'-]+", f"{each.english} {each.autonym}")))
    if len(word) < 4:
        return
    try:
        assert word in " ".join(names(find_language(LANGUAGES, word)))
    except UnknownId as error:
        assert f"{each.tag} ({each.english})" in error.remedy
        assert "no single locale" in error.cause


@pytest.mark.parametrize(
    ("typed", "closest"),
    [
        ("Spnish", "es (Spanish)"),
        ("spanich", "es (Spanish)"),
        ("vietnamse", "vi (Vietnamese)"),
        ("zh_Hnat", "zh-Hant (Chinese (Traditional))"),
        ("Portugese", "pt (Portuguese)"),
        ("Ukranian", "uk (Ukrainian)"),
        ("Q'eqchi", "kek (Q'eqchi')"),
        ("farsy", "fa (Persian (Farsi))"),
    ],
)
def test_a_mistyped_locale_is_answered_with_the_closest(typed: str, closest: str) -> None:
    with pytest.raises(UnknownId) as refused:
        find_language(LANGUAGES, typed)
    assert refused.value.cause == f"There is no locale {typed!r}."
    assert re.match(rf"Did you mean {re.escape(closest)}(\?|, | or )", refused.value.remedy)
    assert refused.value.remedy.count(closest) == 1
    question, _, more = refused.value.remedy.partition("?")
    tag = typed.replace("_", "-")
    adding = f" To add a language: {command(f'locale init {tag} --name ENGLISH-NAME --autonym OWN-NAME')}"
    assert question
    assert more == (adding if is_tag(typed) else "")


@pytest.mark.parametrize("given", ["qab", "qab_MX"])
def test_a_catalog_whose_language_has_no_table_is_told_of(given: str, tmp_path: Path) -> None:
    place = replace(bundled(), translations=tmp_path)
    with pytest.raises(UnknownId):
        find_language(LANGUAGES, given, [bundled(), place])
    (tmp_path / given.replace("_", "-")).mkdir()
    with pytest.raises(BadFile, match="is missing, although") as refused:
        find_language(LANGUAGES, given, [bundled(), place])
    assert refused.value.file == tmp_path / "languages.toml"


def test_the_place_where_fonts_are_named() -> None:
    path, line = line_of_fonts([bundled()], LANGUAGES["am"])
    assert path == bundled().translations / "languages.toml"
    assert line is not None
    assert path.read_text("utf-8").splitlines()[line - 1] == 'fonts = ["NotoSansEthiopic"]'


def test_of_two_that_are_as_close_both_are_named() -> None:
    with pytest.raises(UnknownId) as refused:
        find_language(LANGUAGES, "zh-han")
    for each in SHARED["chinese"]:
        assert refused.value.remedy.count(each) == 1


@pytest.mark.parametrize("typed", ["", "q", "../es", "es/", "zz-Zzzz", "-", "()", "\u0301"])
def test_what_is_no_locale_is_refused(typed: str) -> None:
    with pytest.raises(UnknownId, match=re.escape(f"There is no locale {typed!r}.")):
        find_language(LANGUAGES, typed)


@given(st.text())
@example("x" * 100)
@example("x" * 101)
def test_any_text_is_a_language_or_refused(typed: str) -> None:
    try:
        assert find_language(LANGUAGES, typed) in LANGUAGES.values()
    except UnknownId as error:
        shown = typed if len(typed) <= 100 else f"{typed[:100]}…"
        assert repr(shown) in error.cause
        assert error.remedy


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("es vi", ["es", "vi"]),
        ("Haitian Creole", ["ht"]),
        ("es, Haitian Creole", ["es", "ht"]),
        ("es,vi,", ["es", "vi"]),
        ("Haitian Creole es  zh-Hant", ["ht", "es", "zh-Hant"]),
        ("vi Chinese (Simplified) Tiếng Việt", ["vi", "zh-Hans", "vi"]),
        ("Kurdish (Sorani), Kurdish (Kurmanji)", ["ckb", "ku"]),
    ],
)
def test_a_list_has_commas_or_blanks_between_names_of_several_words(typed: str, tags: list[str]) -> None:
    assert [language.tag for language in find_listed(LANGUAGES, typed)] == tags


@pytest.mark.parametrize(
    ("typed", "cause"),
    [
        ("es Hatian Creole", "There is no locale 'Hatian'."),
        ("es xx yy vi", "There is no locale 'xx yy'."),
        ("vi Chinese", "There is no single locale 'Chinese'."),
        ("Nowhere Speech", "There is no locale 'Nowhere Speech'."),
        (",", "There is no locale ','."),
        ("", "There is no locale ''."),
    ],
)
def test_of_a_list_the_words_that_name_nothing_are_refused(typed: str, cause: str) -> None:
    with pytest.raises(UnknownId) as refused:
        find_listed(LANGUAGES, typed)
    assert refused.value.cause == cause


@given(st.lists(st.sampled_from([language.english for language in LANGUAGES.values()]), min_size=1, max_size=4))
def test_every_name_is_one_of_a_list(names: list[str]) -> None:
    tags = [find_language(LANGUAGES, name).tag for name in names]
    assert [language.tag for language in find_listed(LANGUAGES, ", ".join(names))] == tags


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
    assert find_language(both, "example").tag == "xx"
    with pytest.raises(UnknownId) as refused:
        find_language(both, "exemplo")
    assert refused.value.remedy == "Give one of es (Our Spanish), xx (Example)."
    assert find_language(both, "fr") == LANGUAGES["fr"]


BROKEN = [
    ('direction = "ltr"', 'direction = "down"', "'xx.direction' is 'down'."),
    ('direction = "ltr"', "direction = 1", "'xx.direction' is not a text in quotes."),
    ("leading = 1.3", "leading = 0.9", "'xx.leading' is 0.9, not from 1 to 3."),
    ("leading = 1.3", "leading = 3.1", "'xx.leading' is 3.1, not from 1 to 3."),
    ("leading = 1.3", "leading = nan", "'xx.leading' is too large a number."),
    ("leading = 1.3", "leading = inf", "'xx.leading' is too large a number."),
    ("leading = 1.3", f"leading = {'9' * 3000}", "'xx.leading' is too large a number."),
    ("leading = 1.3", "leading = -1e300", "'xx.leading' is too large a number."),
    ("leading = 1.3", 'leading = "1.3"', "'xx.leading' is not a number."),
    ("leading = 1.3", "compact_leading = 9", "'xx.compact_leading' is 9, not from 1 to 3."),
    ('fonts = ["NotoSansGeorgian"]', 'fonts = "NotoSansGeorgian"', "'xx.fonts' is not a list of texts in quotes."),
    ('aliases = ["xxx"]', 'alias = ["xxx"]', "'xx.alias' is not known here."),
    ('english = "Example"', 'english = ""', "'xx.english' is empty, or begins or ends with a space."),
    ("[xx]", 'fr = "French"\n[xx]', "'fr' is not a table."),
    ('english = "Example"', f'english = "{"x" * 61}"', "'xx.english' cannot be a name."),
    ('autonym = "Exemplo"', r'autonym = "Ex\u2060emplo"', "'xx.autonym' cannot be a name."),
    ('autonym = "Exemplo"', r'autonym = "Ex\u202eemplo"', "'xx.autonym' has the character U+202E in it."),
]


@pytest.mark.parametrize(("part", "replacement", "cause"), BROKEN, ids=[each[1][:40] for each in BROKEN])
def test_a_broken_table_is_refused_on_its_line(tmp_path: Path, part: str, replacement: str, cause: str) -> None:
    text = "# ours\n" + LANGUAGE.replace(part, replacement)
    path = put(tmp_path, text)
    with pytest.raises(BadFile) as refused:
        read_languages(shelves(tmp_path))
    assert refused.value.cause == cause
    assert (refused.value.file, refused.value.line) == (path, text.count("\n", 0, text.index(replacement)) + 1)


@pytest.mark.parametrize("tag", ["ES", "e", "espa", "es_MX", "es-mx", "zh-hant", "../es", "es/x", "es ", ".", "es-41",
                                 "es-4190", "419", "es-419-MX", "es.0", "es.²"])  # fmt: skip
def test_a_table_is_named_by_a_tag(tmp_path: Path, tag: str) -> None:
    path = put(tmp_path, LANGUAGE.replace("[xx]", f'["{tag}"]'))
    with pytest.raises(BadFile) as refused:
        read_languages(shelves(tmp_path))
    assert repr(tag) in refused.value.cause
    assert "BCP 47" in refused.value.remedy
    assert (refused.value.file, refused.value.line) == (path, 2)


@pytest.mark.parametrize(
    "tag", ["es", "ckb", "zh-Hant", "es-MX", "sr-Latn-RS", "es-x-easy", "es-419", "es-Latn-419", "es-419-x-easy"]
)
def test_tags_of_every_form_may_name_a_table(tmp_path: Path, tag: str) -> None:
    put(tmp_path, LANGUAGE.replace("[xx]", f"[{tag}]"))
    both = read_languages(shelves(tmp_path)[1:])
    assert both[tag].english == "Example"
    assert find_language(both, tag.replace("-", "_").upper()) is both[tag]


@pytest.mark.parametrize("key", ["english", "autonym", "direction", "script"])
def test_what_a_language_must_have(tmp_path: Path, key: str) -> None:
    path = put(tmp_path, "\n".join(line for line in LANGUAGE.splitlines() if not line.startswith(key)))
    with pytest.raises(BadFile) as refused:
        read_languages(shelves(tmp_path))
    assert refused.value.cause == f"'xx.{key}' is missing."
    assert (refused.value.file, refused.value.line) == (path, 1)


@pytest.mark.parametrize(
    ("tag", "key", "was", "becomes"),
    [("es", "direction", "ltr", "rtl"), ("ar", "direction", "rtl", "ltr"), ("es", "script", "Latn", "Arab")],
)
def test_a_content_folder_cannot_turn_a_known_language_round(
    tmp_path: Path, tag: str, key: str, was: str, becomes: str
) -> None:
    own = read_table(bundled().translations / "languages.toml").values[tag]
    assert own[key] == was
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in {**own, key: becomes}.items()]
    path = tmp_path / "translations" / "languages.toml"
    path.parent.mkdir()
    path.write_text(f"[{tag}]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(BadFile) as refused:
        read_languages(shelves(tmp_path))
    assert refused.value.file == path
    assert f"'{tag}.{key}' is '{becomes}', but" in refused.value.cause
    path.write_text(path.read_text(encoding="utf-8").replace(f'{key} = "{becomes}"', f'{key} = "{was}"'), "utf-8")
    assert tag in read_languages(shelves(tmp_path))
