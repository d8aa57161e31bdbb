"""The JSON Schemas: current, named in every file, and of one mind with the readers on what they can express."""

from __future__ import annotations

import copy
import json
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from cards.errors import CardError
from cards.locations import Shelf
from cards.read.back_translations import read_back_translations
from cards.read.hotlines import read_hotline
from cards.read.languages import read_languages
from cards.read.letters import read_letters
from cards.read.links import read_legal_aid
from cards.read.negations import read_negations
from cards.read.page_texts import english_texts
from cards.read.printers import read_printers
from cards.read.refused import read_hosts, read_lines
from cards.read.reviewers import read_reviewers
from cards.read.scripts import find_script, read_labels, script_ids
from cards.read.sign_offs import read_sign_offs
from cards.read.stocks import read_stocks
from cards.read.suggestions import read_suggestions
from cards.read.taken_answers import read_taken_answers
from cards.read.typefaces import font_files
from cards.upkeep.schemas import FOLDER, schema_texts, write_schemas

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = {name.removesuffix(".json"): json.loads(text) for name, text in schema_texts().items()}

KINDS = {
    "cards/definitions/scripts/*.toml": "script",
    "cards/definitions/stocks/*.toml": "stock",
    "cards/definitions/hotlines/*.toml": "hotline",
    "cards/definitions/links/*.toml": "link",
    "cards/definitions/labels.toml": "labels",
    "cards/definitions/page.toml": "page",
    "cards/definitions/cities.toml": "cities",
    "cards/definitions/counties.toml": "counties",
    "cards/definitions/countries.toml": "countries",
    "cards/definitions/government.toml": "government",
    "docs/*.toml": "pack",
    "fonts/fonts.toml": "fonts",
    "translations/languages.toml": "languages",
    "translations/letters.toml": "letters",
    "translations/*/negations.toml": "negations",
    "translations/*/back-translation.toml": "back-translation",
    "translations/*/review.toml": "review",
    "translations/*/suggestions.toml": "suggestions",
    "translations/*/answers.toml": "taken-answers",
    "translations/reviewers.toml": "reviewers",
}
FILES = [(path, kind) for pattern, kind in KINDS.items() for path in sorted(ROOT.glob(pattern))]
UNNAMED = {ROOT / "cards/definitions/pack-example.toml", ROOT / "fonts/hong-kong.toml"}
"""A copy of the first lies anywhere, beside a schema that `pack schema` writes; the second is read by no program."""


def fits(kind: str, values: Any) -> bool:
    """Whether an editor with the schema finds nothing wrong; it takes days for texts."""
    as_json = json.loads(json.dumps(values, default=date.isoformat))
    return bool(Draft202012Validator(SCHEMAS[kind], format_checker=FormatChecker(("date",))).is_valid(as_json))


def kind_of(path: Path, kind: str) -> str:
    return "negations-en" if path.parent.name == "en" else kind


def test_the_schemas_are_current() -> None:
    """`make schemas` writes them."""
    assert {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()} == schema_texts()


def test_writing_removes_what_is_no_format_any_more(tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text("{}")
    write_schemas(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == list(schema_texts())


@pytest.mark.parametrize("kind", SCHEMAS)
def test_each_is_a_schema_and_says_what_each_key_is(kind: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[kind])

    def described(schema: Any) -> Iterator[bool]:
        if isinstance(schema, dict):
            if isinstance(schema.get("properties"), dict) and schema.get("additionalProperties") is False:
                yield from (len(each.get("description", "")) > 3 for each in schema["properties"].values())
            for each in schema.values():
                yield from described(each)
        elif isinstance(schema, list):
            for each in schema:
                yield from described(each)

    assert all(described(SCHEMAS[kind]))


@pytest.mark.parametrize(("path", "kind"), FILES, ids=lambda value: str(value).removeprefix(f"{ROOT}/"))
def test_a_file_names_its_schema_and_fits_it(path: Path, kind: str) -> None:
    text = path.read_text("utf-8")
    marker, _, named = text.partition("\n")[0].partition(" ")
    assert marker == "#:schema"
    assert (path.parent / named).resolve() == FOLDER / f"{kind_of(path, kind)}.json"
    assert fits(kind_of(path, kind), tomllib.loads(text))


def test_every_file_is_of_a_kind() -> None:
    folders = ("cards", "translations", "fonts", "docs")
    every = {path for folder in folders for path in (ROOT / folder).rglob("*.toml")}
    assert every == {path for path, _ in FILES} | UNNAMED


SIGNED = {"home/bearer/door": [{"sha256": "0" * 64, "role": "legal", "by": "Ana", "on": date(2026, 1, 29)}]}
SUGGESTED = {
    "home/bearer/door": [
        {
            "sha256": "0" * 64,
            "sentence": "1" * 64,
            "verdict": "wrong",
            "text": "No abra.",
            "why": "Short.",
            "role": "community",
            "by": "Luis",
            "on": date(2026, 1, 29),
            "verified": True,
            "left_by": "Ana",
            "left_on": date(2026, 1, 30),
            "left_because": "No.",
        }
    ]
}
LISTED = {"Rosa": {"roles": ["community"], "languages": ["es"], "key": f"ssh-ed25519 {'A' * 68}"}}
PRINTER = {"office": {"flip": "long-edge", "back_x_mm": -1.5, "back_y_mm": 0.5, "scale_percent": 100.0}}


def shipped(name: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / name).read_text("utf-8"))


HOTLINE = shipped("cards/definitions/hotlines/luce.toml") | {
    "languages": ["es"], "source_date": date(2026, 1, 1), "verified_on": date(2026, 1, 2), "verified_by": "Ana",
    "by_id_only": "x", "interpreters": "all", "audio": {"es": "https://www.example.org/es"},
}  # fmt: skip
LINK = shipped("cards/definitions/links/aclu.toml")
LANGUAGES = {tag: shipped("translations/languages.toml")[tag] for tag in ("es", "ur")}
ENGLISH = shipped("translations/en/negations.toml")

Samples = dict[str, tuple[dict[str, Any], str, Callable[[Shelf], object]]]

SAMPLES: Samples = {
    "script": (
        shipped("cards/definitions/scripts/work.toml"),
        "scripts/work.toml",
        lambda shelf: [find_script([shelf], each) for each in script_ids([shelf])],
    ),
    "stock": (
        shipped("cards/definitions/stocks/avery-c32011.toml"),
        "stocks/avery-c32011.toml",
        lambda shelf: read_stocks([shelf]),
    ),
    "hotline": (HOTLINE, "hotlines/luce.toml", lambda shelf: read_hotline(shelf.hotlines / "luce.toml")),
    "link": (LINK, "links/aclu.toml", lambda shelf: read_legal_aid(shelf.links / "aclu.toml")),
    "labels": (shipped("cards/definitions/labels.toml"), "labels.toml", lambda shelf: read_labels([shelf])),
    "page": (
        {"title": {"text": "Make a card", "note": "The title."}, "field/org": {"text": "Organization"}},
        "page.toml",
        lambda shelf: english_texts(shelf.labels.parent / "page.toml"),
    ),
    "languages": (LANGUAGES, "translations/languages.toml", lambda shelf: read_languages([shelf])),
    "letters": (
        {"letters": {"es": "á-é"}},
        "translations/letters.toml",
        lambda shelf: read_letters([shelf], "es"),
    ),
    "negations": (
        {each: ENGLISH[each] for each in ("marks", "others", "counts", "keeps")},
        "translations/es/negations.toml",
        lambda shelf: read_negations([shelf], "es"),
    ),
    "negations-en": (ENGLISH, "translations/en/negations.toml", lambda shelf: read_negations([shelf], "en")),
    "back-translation": (
        {
            "home/bearer/door": {"sha256": "0" * 64, "english": "Keep it closed."},
            "home/bearer/sign": {"sha256": "0" * 64, "english": "Sign.", "by": "Ana", "on": date(2026, 1, 29)},
        },
        "translations/es/back-translation.toml",
        lambda shelf: read_back_translations([shelf], "es"),
    ),
    "suggestions": (
        SUGGESTED,
        "translations/es/suggestions.toml",
        lambda shelf: read_suggestions([shelf], "es"),
    ),
    "taken-answers": (
        {digit * 32: date(2026, 1, 29) for digit in "03f"},
        "translations/es/answers.toml",
        lambda shelf: read_taken_answers([shelf], "es"),
    ),
    "reviewers": (LISTED, "translations/reviewers.toml", lambda shelf: read_reviewers([shelf])),
    "review": (SIGNED, "translations/es/review.toml", lambda shelf: read_sign_offs([shelf], "es")),
    "fonts": (
        # Digests are looked at when a font is read.
        {
            "NotoSans": {
                "tight_for": "Other",
                **{key: each for key, each in shipped("fonts/fonts.toml")["NotoSans"].items() if "sha256" not in key},
            }
        },
        "fonts/fonts.toml",
        lambda shelf: font_files([shelf], ["NotoSans"]),
    ),
    "printers": (PRINTER, "printers.toml", lambda shelf: read_printers(shelf.labels.parent / "printers.toml")),
    "government": (
        {key: shipped("cards/definitions/government.toml")[key][:2] for key in ("line", "host")},
        "government.toml",
        lambda shelf: [
            *read_lines(shelf.labels.parent / "government.toml"),
            *read_hosts(shelf.labels.parent / "government.toml"),
        ],
    ),
}
"""For each kind a file with most of its keys, where a reader looks for it, and that reader."""


def toml(value: Any) -> str:
    """A value as TOML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",\n".join(map(toml, value)) + "]"
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)


def accepted(kind: str, values: dict[str, Any], folder: Path) -> bool:
    """Whether the reader takes a file with those values."""
    _, name, read = SAMPLES[kind]
    names = ("scripts", "stocks", "hotlines", "translations", "fonts")
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{json.dumps(key)} = {toml(each)}\n" for key, each in values.items()), encoding="utf-8")
    try:
        read(Shelf(*(folder / each for each in names)))
    except CardError as error:
        assert error.file == path, error
        return False
    return True


def faults(value: Any, schema: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """A value with one fault each: a key too many, one that is needed missing, and a value of another type."""
    schema = schema["anyOf"][0] if "anyOf" in schema and isinstance(value, dict) else schema
    if isinstance(value, dict):
        others = schema.get("additionalProperties")
        if others is False:
            yield "another key", {**value, "xyz": "x"}
        for key in schema.get("required", ()):
            yield f"no {key}", {each: inner for each, inner in value.items() if each != key}
        for key, inner in value.items():
            inner_schema = schema.get("properties", {}).get(key, others or {})
            wrong: Any = "?!" if not isinstance(inner, str) or isinstance(inner, date) else 7.5
            yield f"{key} = {wrong!r}", {**value, key: wrong}
            for what, faulty in faults(inner, inner_schema):
                yield f"{key}: {what}", {**value, key: faulty}
    elif isinstance(value, list) and value and "items" in schema:
        yield "an entry of another type", [*value, 7.5]
        for what, faulty in faults(value[0], schema["items"]):
            yield f"first: {what}", [faulty, *value[1:]]


@pytest.mark.parametrize("kind", SAMPLES)
def test_reader_and_schema_refuse_the_same_faults(kind: str, tmp_path: Path) -> None:
    sample, *_ = SAMPLES[kind]
    assert fits(kind, sample)
    assert accepted(kind, copy.deepcopy(sample), tmp_path / "right")
    found = dict(faults(sample, SCHEMAS[kind]))
    assert len(found) >= 3
    for number, (what, faulty) in enumerate(found.items()):
        assert (what, fits(kind, faulty)) == (what, False)
        assert (what, accepted(kind, faulty, tmp_path / str(number))) == (what, False)


BOUNDS = [
    ("script", ("id",), "Work"),
    ("script", ("version",), 0),
    ("script", ("bearer", "statement"), []),
    ("script", ("bearer", "statement", 0, "pictogram"), "shield"),
    ("script", ("bearer", "statement", 0, "text"), " x"),
    ("script", ("officer", "heading", "text"), "x" * 1001),
    ("stock", ("paper",), "a5"),
    ("stock", ("card_width",), "85.6"),
    ("stock", ("columns",), 51),
    ("stock", ("rows",), 0),
    ("hotline", ("name",), "x" * 61),
    ("hotline", ("languages",), ["Spanish!"]),
    ("hotline", ("regions",), [" "]),
    ("hotline", ("audio",), {"Spanish": "https://www.example.org/es"}),
    ("hotline", ("audio",), {"es": "http://www.example.org/es"}),
    ("link", ("source",), ""),
    ("page", ("title", "text"), "x" * 1001),
    ("page", ("Title",), {"text": "x"}),
    ("page", ("field/",), {"text": "x"}),
    ("languages", ("es", "direction"), "up"),
    ("languages", ("es", "leading"), 0.9),
    ("languages", ("ur", "compact_leading"), 3.1),
    ("languages", ("Spanish",), LANGUAGES["es"]),
    ("letters", ("letters", "es"), ""),
    ("negations", ("counts", "Say no."), [1]),
    ("negations", ("counts", "Say no."), [10, 0]),
    ("negations", ("instead",), ["refuse"]),
    ("negations", ("marks",), ["no"] * 101),
    ("negations", ("keeps", "refuse"), []),
    ("negations", ("keeps", "refuse"), ["no"] * 101),
    ("negations", ("keeps", "Refuse"), ["no"]),
    ("negations", ("bold",), ["refuse"]),
    ("review", ("home/bearer/door", 0, "role"), "friend"),
    ("review", ("home/bearer/door", 0, "sha256"), "0" * 63),
    ("suggestions", ("home/bearer/door", 0, "verdict"), "right"),
    ("suggestions", ("home/bearer/door", 0, "text"), "x" * 1001),
    ("reviewers", ("Rosa", "roles"), ["friend"]),
    ("reviewers", ("Rosa", "languages"), ["Spanish!"]),
    ("reviewers", ("Rosa", "key"), "ssh-ed25519 AAAA Rosa"),
    ("fonts", ("NotoSans", "regular"), "../x.ttf"),
    ("printers", ("office", "flip"), "left"),
    ("printers", ("office", "back_x_mm"), 10.5),
    ("printers", ("office", "scale_percent"), 200),
    ("government", ("line",), []),
]


@pytest.mark.parametrize(("kind", "path", "value"), BOUNDS, ids=lambda value: str(value)[:40])
def test_reader_and_schema_have_the_same_bounds(
    kind: str, path: tuple[str | int, ...], value: Any, tmp_path: Path
) -> None:
    faulty: Any = copy.deepcopy(SAMPLES[kind][0])
    inner = faulty
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    assert not fits(kind, faulty)
    assert not accepted(kind, faulty, tmp_path)


@pytest.mark.parametrize("kind", ["hotline", "link"])
def test_an_entry_may_be_left_out(kind: str) -> None:
    assert fits(kind, {"id": "luce", "omit": True})
    assert not fits(kind, {"id": "luce", "omit": False})
    assert not fits(kind, {"id": "luce", "omit": True, "name": "LUCE"})
