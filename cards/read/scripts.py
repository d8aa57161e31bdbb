"""Rights scripts: what a card says, with the legal authority of every statement.

A script is one TOML file, `<id>.toml`. Its bearer's side is the source of the translations; its officer's side is
printed as it is, in English or the `officer_language`. The message context (msgctxt) of a string in the catalogs is
`<script>/<side>/<id>`, and that of a variant for some states is `<script>/<side>/<id>/<variant>`. A script with a plan
to fill in has its sections in place of both sides (`read/plans.py`): `<script>/plan/<id>`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from cards.errors import BadOrder, UnknownId, either, setting
from cards.locations import Shelf
from cards.read import keys
from cards.read.card_options import WRITE_INS
from cards.read.countries import CODES, HOME, country_of
from cards.read.files import list_folder, stands
from cards.read.keys import Format, Key
from cards.read.layouts import CARD_LAYOUTS, PLAN_LAYOUTS, Layout
from cards.read.line_kinds import kind_key
from cards.read.names import names_somebody
from cards.read.plans import PLAN, plan_of
from cards.read.script_types import NO_SIDE, SOURCE_LANGUAGE, Labels, LawReview, Script
from cards.read.statements import AUTHORITY, NOTE, PLAIN_ID, SIDE, TEXT, side_of, source_of
from cards.read.tables import Table, read_table

_CODE = re.compile(r"[0-9a-f]{4}(-[0-9a-f]{4}){3}")


def _of_file(table: Table, key: str) -> str:
    found = PLAIN_ID.of(table)
    if found != table.path.stem:
        table.refuse(key, f"is {found!r} in a file named {table.path.name}", "Give both the same name.")
    return found


ID = Key(PLAIN_ID.name, "The name of this file without .toml.", PLAIN_ID.schema, _of_file, required=True)
"""The id of a definition, which must be the name of its file."""

_VERSION = keys.whole("version", "A number that goes up with every change to the English.")
_TITLE = keys.text("title", "Its name in lists and file names.")
_ABOUT = keys.text("about", "The situation that it is for.")
LABEL = Format("A label.", (TEXT, NOTE, AUTHORITY))
_HOTLINE, _LINK = keys.table("hotline", LABEL), keys.table("link", LABEL)
_WRITTEN = {name: keys.table(name, LABEL) for name in WRITE_INS}
_INTERPRETER = keys.table("interpreter", LABEL)
_OFFICERS = keys.table("officer", Format("What the officer's side may say, in English.", (_INTERPRETER,)))
LABELS = Format(
    "The words that are on a card whatever its script.",
    (_HOTLINE, _LINK, *(replace(each, required=False) for each in (*_WRITTEN.values(), _OFFICERS))),
)
_BEARER, _OFFICER = keys.table("bearer", SIDE), keys.table("officer", SIDE)
_LINES = kind_key("lines", "The kind of telephone lines that its cards have by region, if a region has any.")

LAW_REVIEWED_ON = "law_reviewed_on"
_REVIEWED_ON = keys.day(LAW_REVIEWED_ON, "The day on which a lawyer reviewed the law that it rests on.")
_REVIEWED_BY = keys.text("law_reviewed_by", "That lawyer: name and role, such as “Ana Ruiz, attorney in MA”.", "")
_REVIEWED_CODE = keys.text("law_reviewed_code", "What was reviewed: the code that `locale sign en` prints.", "")
LAW_REVIEW: tuple[Key[Any], ...] = (_REVIEWED_ON, _REVIEWED_BY, _REVIEWED_CODE)
"""The keys of a review of a script's law: all of them, or none."""

_COUNTRY = keys.choice(
    "country", "The country whose law it is about; without one, the United States.", CODES, optional=True
)
_OFFICER_LANGUAGE = replace(
    keys.matching(
        "officer_language",
        "The tag of the language of the officer's side, such as fr.",
        re.compile("[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"),
        "is {}, which is not a language tag",
        "Write a tag such as en or fr.",
    ),
    required=False,
    default=SOURCE_LANGUAGE,
)
_LAYOUTS = keys.texts("layouts", "The only layouts that it is for, the usual one first.", most=len(Layout))
_HEAD: tuple[Key[Any], ...] = (ID, _VERSION, _TITLE, _ABOUT, *LAW_REVIEW, _LINES, _COUNTRY, _OFFICER_LANGUAGE, _LAYOUTS)
"""The keys above the words of a script."""

SCRIPT = Format("What a card says.", (*_HEAD, _BEARER, _OFFICER))
PLAN_SCRIPT = Format("A plan to fill in, on one page.", (*_HEAD, PLAN))


def read_script(path: Path) -> Script:
    """The script of a TOML file. Raises BadFile."""
    return script_of(read_table(path))


@lru_cache(maxsize=64)
def script_of(table: Table) -> Script:
    """The script of a table, whose file it is named after. Raises BadFile."""
    is_plan = PLAN.name in table.values
    (PLAN_SCRIPT if is_plan else SCRIPT).check(table)
    script_id, country = ID.of(table), _COUNTRY.of(table) or HOME
    bearer, officer = (
        (plan_of(table, f"{script_id}/{PLAN.name}"), NO_SIDE)
        if is_plan
        else (side_of(_BEARER.of(table), f"{script_id}/bearer"), side_of(_OFFICER.of(table), f"{script_id}/officer"))
    )
    found = Script(
        id=script_id,
        version=_VERSION.of(table),
        title=_TITLE.of(table),
        about=_ABOUT.of(table),
        bearer=bearer.in_country(country),
        officer=officer.in_country(country),
        lines=_LINES.of(table),
        law_review=_law_review(table),
        country=country,
        officer_language=_OFFICER_LANGUAGE.of(table) if _OFFICER_LANGUAGE.name in table.values else SOURCE_LANGUAGE,
        layouts=_layouts(table, PLAN_LAYOUTS if is_plan else CARD_LAYOUTS),
    )
    for code in (*found.bearer.regions, *found.officer.regions):
        if country_of(code) != found.country:
            _COUNTRY.refuse(table, f"is {found.country}, but a variant is for {code}", "Correct one of them.")
    said = next((each for each in found.bearer.every if each.say), None)
    if said is not None and found.officer_language != SOURCE_LANGUAGE:
        _OFFICER_LANGUAGE.refuse(
            table,
            f"is {found.officer_language!r}, but {said.context} has a phrase to say in English",
            "Remove 'say' there: nobody checks phrases in other languages.",
        )
    return found


def layouts_of(script: Script, asked: Sequence[Layout]) -> tuple[Layout, ...]:
    """The layouts to make a script in: those of the `asked` ones that it has, or its usual one if none is asked for.

    Raises BadOrder if it has none of them.
    """
    found = tuple(layout for layout in asked if layout in script.layouts) if asked else script.layouts[:1]
    if not found:
        raise BadOrder(
            f"The script {script.id} ({script.title}) cannot be made with {setting('layout', asked[0].value)}.",
            f"Remove it, or choose {either([each.value for each in script.layouts])}.",
        )
    return found


def find_script(shelves: Sequence[Shelf], script_id: str) -> Script:
    """The script with that id, from the last shelf that has it. Raises UnknownId or BadFile."""
    return read_script(find_definition([shelf.scripts for shelf in shelves], script_id, "script"))


def script_ids(shelves: Sequence[Shelf]) -> list[str]:
    """The ids of every script, sorted."""
    return sorted(definitions([shelf.scripts for shelf in shelves]))


def read_labels(shelves: Sequence[Shelf]) -> Labels:
    """The labels of the last shelf that has a labels.toml. Optional ones may come from another. Raises BadFile."""
    return labels_of([read_table(shelf.labels) for shelf in shelves if stands(shelf.labels)])


def labels_of(found: Sequence[Table]) -> Labels:
    """The labels of the last of some tables. Optional ones may come from another. Raises BadFile."""
    for each in found:
        LABELS.check(each)
    last = found[-1]

    def optional(key: Key[Table]) -> Table:
        return key.of(next((each for each in reversed(found) if key.name in each.values), last))

    return Labels(
        hotline=source_of(_HOTLINE.of(last), "labels/hotline"),
        link=source_of(_LINK.of(last), "labels/link"),
        written={name: source_of(optional(key), f"labels/{name}") for name, key in _WRITTEN.items()},
        interpreter=source_of(_INTERPRETER.of(optional(_OFFICERS)), "labels/officer/interpreter"),
    )


def definitions(folders: Sequence[Path]) -> dict[str, Path]:
    """Each `<id>.toml` of the folders by its id; a later folder replaces an earlier one's. Raises BadFile."""
    return {path.stem: path for folder in folders for path in list_folder(folder, ".toml")}


def find_definition(folders: Sequence[Path], wanted: str, kind: str) -> Path:
    """The path of `<wanted>.toml`. Raises UnknownId with the closest ids."""
    known = definitions(folders)
    if wanted not in known:
        raise UnknownId(kind, wanted, list(known))
    return known[wanted]


def _law_review(table: Table) -> LawReview | None:
    """The review of the law, or None. Raises BadFile for a part of one: an undated or unsigned review is none."""
    given = [key for key in LAW_REVIEW if key.name in table.values]
    if not given:
        return None
    lacking = next((key for key in LAW_REVIEW if key not in given), None)
    if lacking is not None:
        given[0].refuse(table, f"is without '{lacking.name}'", "Give all keys of the review, or none.")
    on, by, code = _REVIEWED_ON.of(table), _REVIEWED_BY.of(table), _REVIEWED_CODE.of(table)
    assert on is not None  # the key is there
    if not names_somebody(by):
        _REVIEWED_BY.refuse(table, f"is {by[:20]!r}, which names nobody", "Give the lawyer's name and role.")
    if not _CODE.fullmatch(code):
        _REVIEWED_CODE.refuse(table, f"is {code[:40]!r}", "Copy the code that `locale sign en` prints.")
    return LawReview(by, on, code, table.path, table.line_of(_REVIEWED_ON.name))


def _layouts(table: Table, possible: tuple[Layout, ...]) -> tuple[Layout, ...]:
    """The layouts that a script names, of those that are possible for its kind; all of these if it names none."""
    names = {layout.value: layout for layout in possible}
    given = _LAYOUTS.of(table)
    for each in given:
        if each not in names:
            _LAYOUTS.refuse(table, f"has {each[:40]!r}", f"Name {either(list(names))}.")
    return tuple(dict.fromkeys(names[each] for each in given)) or possible
