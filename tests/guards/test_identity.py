"""A catalog in another language's folder: by its header, by its texts, in part, among relatives; no shipped one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cards.errors import BadFile
from cards.guards.identity import mistaken
from cards.guards.refusals import refuse_unsound
from cards.locations import Shelf, bundled, shelves
from cards.read.catalogs import catalog_path, read_wording, translated_tags
from cards.read.languages import read_languages
from cards.read.scripts import find_script
from cards.read.typefaces import Family
from cards.upkeep.check import check_locale
from tests.guards.shipped import shipped

OURS = [bundled()]
LANGUAGES = read_languages(OURS)
TAGS = translated_tags(OURS)
HOME = find_script(OURS, "home").bearer.sources
NO_FAMILIES: tuple[Family, ...] = ()


def catalog(tag: str) -> str:
    return catalog_path(OURS[0], tag).read_text("utf-8")


@pytest.fixture
def folder(tmp_path: Path, put: Callable[[Path, str], Path]) -> Callable[..., tuple[Shelf, ...]]:
    """Shelves with a content folder whose catalog of a language is that of another, with a header of choice."""

    def made(tag: str, of: str, header: str | None = None, *, change: Callable[[str], str] = str) -> tuple[Shelf, ...]:
        text = change(catalog(of))
        if header is not None:
            text = text.replace(f'"Language: {of.replace("-", "_")}\\n"', f'"Language: {header}\\n"')
        put(tmp_path / "mine" / "translations" / tag / "LC_MESSAGES" / "cards.po", text)
        return shelves(tmp_path / "mine")

    return made


def told(places: tuple[Shelf, ...], tag: str) -> list[str]:
    """What is said of a locale; all that `check` says of its language is an error, and is not printed or signed."""
    wording = read_wording(places, tag)
    said = list(mistaken(wording, LANGUAGES[tag]))
    if said and (not said[0].context or said[0].context in {each.context for each in HOME}):
        with pytest.raises(BadFile) as refusal:
            refuse_unsound(HOME, wording, LANGUAGES[tag], NO_FAMILIES)
        assert (refusal.value.file, refusal.value.line, refusal.value.cause) == (
            said[0].file,
            said[0].line,
            said[0].what,
        )
    return [each.what for each in said]


def test_no_shipped_catalog_is_accused() -> None:
    assert {tag: said for tag in TAGS if (said := list(mistaken(read_wording(OURS, tag), LANGUAGES[tag])))} == {}


@pytest.mark.parametrize(
    ("tag", "of"), [("es", "pt"), ("ilo", "tl"), ("ar", "fa"), ("ps", "ur"), ("zh-Hans", "zh-Hant")]
)
def test_a_header_of_another_language(tag: str, of: str, folder: Callable[..., tuple[Shelf, ...]]) -> None:
    places = folder(tag, of)
    said = told(places, tag)
    named = of.replace("-", "_")
    assert said[0] == (
        f"The header says that the catalog is in '{named}', but its folder is for {LANGUAGES[tag].english} ({tag})."
    )
    found = [each for each in check_locale(places, LANGUAGES[tag]) if each.rule == "language"]
    assert [each.message for each in found] == said
    assert {each.severity for each in found} == {"error"}
    assert found[0].file.read_text("utf-8").splitlines()[found[0].line - 1].startswith('"Language: ')


@pytest.mark.parametrize(
    ("tag", "header"),
    [
        ("es", "es"), ("es", "es_MX"), ("es", "es-419"), ("es", "spa"), ("es", "Spanish"), ("es", ""),
        ("es", "español"), ("es", "es_XX"), ("es", "el idioma"), ("zh-Hant", "zh"), ("zh-Hant", "zh_TW"),
        ("zh-Hant", "zh_Hant_HK"),
        ("zh-Hans", "zh_CN"), ("tl", "fil"), ("prs", "fa_AF"), ("pt", "pt_BR"), ("ku", "ku_TR"), ("he", "iw"),
    ],
)  # fmt: skip
def test_headers_of_the_same_language(tag: str, header: str, folder: Callable[..., tuple[Shelf, ...]]) -> None:
    assert told(folder(tag, tag, header), tag) == []


@pytest.mark.parametrize(
    ("tag", "header"), [("es", "pt"), ("es", "pt_BR"), ("es", "Portuguese"), ("es", "gl"), ("es", "en"),
                        ("zh-Hans", "zh_TW"), ("zh-Hans", "zh_Hant"), ("fa", "fa_AF"), ("ku", "ckb"), ("sr", "hr")]
)  # fmt: skip
def test_headers_of_others(tag: str, header: str, folder: Callable[..., tuple[Shelf, ...]]) -> None:
    assert len(told(folder(tag, tag, header), tag)) == 1


@pytest.mark.parametrize("tag", TAGS)
def test_the_next_locales_catalog_is_found_under_any_header(tag: str, folder: Callable[..., tuple[Shelf, ...]]) -> None:
    later = (TAGS[(TAGS.index(tag) + step) % len(TAGS)] for step in range(1, len(TAGS)))
    other = next(each for each in later if shipped(each).keys() >= shipped(tag).keys())  # else some remain ours
    said = told(folder(tag, other, tag.replace("-", "_")), tag)
    assert len(said) == 1
    assert said[0].endswith(f"identical to those of {other}.")


@pytest.mark.parametrize(
    ("tag", "of"),
    [("bs", "hr"), ("hr", "bs"), ("fa", "prs"), ("prs", "fa"), ("zh-Hant", "zh-Hans"), ("yue", "zh-Hant")],
)
def test_relatives_share_sentences_and_no_catalogs(tag: str, of: str, folder: Callable[..., tuple[Shelf, ...]]) -> None:
    (said,) = told(folder(tag, of, tag.replace("-", "_")), tag)
    assert f"identical to those of {of}" in said


def test_one_sentence_of_another_language(folder: Callable[..., tuple[Shelf, ...]]) -> None:
    spanish, portuguese = (read_wording(OURS, tag).messages for tag in ("es", "pt"))
    context = HOME[1].context
    places = folder("es", "es", change=lambda text: text.replace(spanish[context].text, portuguese[context].text))
    assert told(places, "es") == [f"The translation of {context} is identical to that in pt."]
    places = folder("es", "es", change=lambda text: text.replace(
        spanish[context].text, portuguese[context].text.replace("**", "").upper()))  # fmt: skip
    assert told(places, "es") == [f"The translation of {context} is identical to that in pt."]


def test_a_copy_in_a_content_folder_accuses_no_bundled_catalog(folder: Callable[..., tuple[Shelf, ...]]) -> None:
    places = folder("es", "pt", "es")
    assert len(told(places, "es")) == 1
    assert told(places, "pt") == []


def test_a_catalog_of_english_is_no_translation(folder: Callable[..., tuple[Shelf, ...]]) -> None:
    english = {each.text: each.source for each in read_wording(OURS, "es").messages.values() if each.text}

    def change(text: str) -> str:
        for spanish, source in english.items():
            text = text.replace(f'msgstr "{spanish}"', f'msgstr "{source}"')
        return text

    assert "identical to those of en" in told(folder("es", "es", change=change), "es")[0]


def test_a_broken_catalog_of_another_language_is_no_hindrance(
    folder: Callable[..., tuple[Shelf, ...]], put: Callable[[Path, str], Path]
) -> None:
    places = folder("es", "es")
    path = catalog_path(places[1], "pt")
    put(path, 'msgid "\nmsgstr "x\n')
    assert told(places, "es") == []
    path.write_bytes(b"\xff\xfe")
    assert told(places, "es") == []


def test_the_same_language_elsewhere_is_its_own(folder: Callable[..., tuple[Shelf, ...]]) -> None:
    mexican = replace(LANGUAGES["es"], tag="es-MX")
    places = folder("es-MX", "es", "es_MX")
    assert list(mistaken(read_wording(places, "es-MX"), mexican)) == []
