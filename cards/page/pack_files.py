"""Packs for the page: a pack file from the form, the form from a pack file, and the ZIP that the file makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PureWindowsPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from cards.desk.orders import sheet_for
from cards.errors import BadFile, BadOrder, CardError, setting
from cards.locations import Shelf
from cards.pack.file_names import safe_name
from cards.pack.pack_text import PackText
from cards.page.asked import Wrong
from cards.page.held import held, known_languages
from cards.page.naming import Problem, Teller, field_name
from cards.read.layouts import Layout
from cards.read.packs import OpenedPack, open_pack
from cards.read.pictures import Picture
from cards.read.scripts import find_script, layouts_of
from cards.read.settings import SETTINGS, Kind, Place
from cards.read.stocks import find_stock
from cards.read.wishes import Wishes, check_wishes, field_of

if TYPE_CHECKING:
    from cards.pack.failures import Failure

TITLE = "Know-your-rights cards"
"""The title of a pack that nobody has given one."""

_ENDING = ".toml"


@dataclass(frozen=True, slots=True)
class PackFile:
    """A pack file by name, with the name of the logo beside it, or "", and the table of recipients by name, if any."""

    name: str
    text: str
    logo: str = ""
    rows: tuple[str, str] | None = None


def pack_file(
    places: Sequence[Shelf], wishes: Wishes, tags: Sequence[str], args: Mapping[str, Any]
) -> tuple[PackFile | None, list[Wrong]]:
    """The pack file of a form whose wishes were read, or the errors of its fields."""
    given = args.get("wishes")
    typed: Mapping[str, Any] = given if isinstance(given, dict) else {}
    wrong = [*_not_in_packs(wishes)]
    title, place = (_line(args, key) for key in ("title", "place"))
    day = None
    try:
        day = date.fromisoformat(_line(args, "date")) if _line(args, "date") else None
    except ValueError:
        wrong.append(("date", BadOrder(f"{setting('date')} is not a day.", "Write it as 2026-02-14.")))
    cards: Mapping[str, int] = {}
    try:
        scripts = [find_script(places, each) for each in wishes.scripts]
        layouts = dict.fromkeys(each for script in scripts for each in layouts_of(script, wishes.layouts))
        wishes = replace(wishes, layouts=tuple(layouts))
        check_wishes(replace(wishes, copies=None, together=False, start_at=None))
        cards = dict(_cards(places, wishes, tags, args))
    except CardError as error:
        wrong.append((error.setting, error))
    if wrong:
        return None, wrong
    about = args.get("logo")
    logo = _logo_name(about["name"]) if isinstance(about, dict) and isinstance(about.get("name"), str) else ""
    values = {key: _typed(key, value, wishes) for key, value in typed.items() if _is_given(key, value)}
    if logo:
        values["logo"] = logo
    rows = rows_of(args)
    text = PackText(title or TITLE, cards, values, place, day, args.get("combined") is True, rows[0] if rows else "")
    return PackFile(safe_name(title or TITLE, _ENDING), str(text), logo, rows), []


def rows_of(args: Mapping[str, Any]) -> tuple[str, str] | None:
    """The table of recipients that somebody opened or pasted, by name; None without one."""
    found = args.get("recipients")
    text = found.get("text") if isinstance(found, dict) else None
    if not isinstance(found, dict) or not isinstance(text, str) or not text.strip():
        return None
    name = PureWindowsPath(found["name"]).name if isinstance(found.get("name"), str) else ""
    return safe_name(name.removesuffix(".csv") or "recipients", ".csv"), text


def _not_in_packs(wishes: Wishes) -> list[Wrong]:
    """The errors of settings that are only for one run; a pack has its own numbers of cards."""
    usual = Wishes()
    return [
        (key, BadOrder(f"{setting(key)} is not for packs.", "Remove it, or make single files."))
        for key, each in SETTINGS.items()
        if Place.PACK not in each.places and key != "copies"
        if getattr(wishes, field_of(key)) != getattr(usual, field_of(key))
    ]


def _cards(
    places: Sequence[Shelf], wishes: Wishes, tags: Sequence[str], args: Mapping[str, Any]
) -> Sequence[tuple[str, int]]:
    """How many cards of each language: as typed for it, or for all, or one sheet."""
    numbers = args.get("cards")
    own: Mapping[str, Any] = numbers if isinstance(numbers, dict) else {}
    layout = next((each for each in wishes.layouts if each.traits.counted), None)
    sheet = sheet_for(lambda name: find_stock(places, name), wishes, layout) if layout is not None else None
    usual = wishes.copies or (len(sheet.slots) if sheet is not None else 1)
    return [(tag, SETTINGS["copies"].read(str(own[tag])) if tag in own else usual) for tag in tags]


def _is_given(key: str, value: Any) -> bool:
    """Whether a pack file says so: true, a text or several; of what is on by itself also false."""
    each = SETTINGS.get(key)
    if each is None or Place.PACK not in each.places or value is None:
        return False
    if isinstance(value, bool):
        return value or bool(each.default)
    if isinstance(value, Mapping):
        return any(address.strip() for address in value.values())
    return bool(value.strip()) if isinstance(value, str) else any(text.strip() for text in value)


def _typed(key: str, value: Any, wishes: Wishes) -> Any:
    """A value as a pack file has it: choices in small letters, and nothing empty."""
    if isinstance(value, bool):
        return value
    if isinstance(value, Mapping):
        return {tag: address.strip() for tag, address in value.items() if address.strip()}
    texts = [text.strip() for text in (value if isinstance(value, list) else [value]) if text.strip()]
    if SETTINGS[key].kind in (Kind.CHOICE, Kind.CHOICES):
        texts = [text.casefold() for text in texts]
    texts = list(dict.fromkeys(texts))
    return texts[0] if len(texts) == 1 else texts


def _line(args: Mapping[str, Any], key: str) -> str:
    found = args.get(key)
    return " ".join(found.split()) if isinstance(found, str) else ""


def _logo_name(given: str) -> str:
    """The name of a logo's file beside the pack file."""
    return safe_name(PureWindowsPath(given).name or "logo.png")


def refused_line(file: PackFile, error: CardError) -> str:
    """The field that an error of a pack file is about."""
    return _field_on(file, error.line)


def _field_on(file: PackFile, line: int | None) -> str:
    """The field whose key is on a line of a pack file; that of the languages for numbers of cards."""
    lines = file.text.splitlines()
    if line is None or line > len(lines):
        return ""
    key = lines[line - 1].partition(" =")[0]
    return key if key in SETTINGS or key in ("title", "place", "date") else "languages"


def check_file(places: Sequence[Shelf], file: PackFile) -> OpenedPack:
    """The pack of a file that was made here. Raises BadFile if the command line would refuse it."""
    return open_pack(file.text, file.name, places)


def opened(places: Sequence[Shelf], text: str, name: str, tell: Teller) -> dict[str, Any]:
    """The form of a pack file from anywhere, none of whose files is opened. Raises BadFile."""
    found = open_pack(text, safe_name(PureWindowsPath(name).name or "pack.toml"), places)
    cards, left = dict[str, int](), []
    for locale, number in found.pack.recipients[0].cards:
        tags, unknown = known_languages(places, [locale], tell)
        cards |= dict.fromkeys(tags, number)
        left += unknown
    for key, file in found.beside.items():
        if key == "recipients":
            left.append("The table of groups. Make that pack with the command line.")
            continue
        shown = safe_name(PureWindowsPath(file).name)
        left.append(f"{field_name(key)} names the file {shown}, which cannot be opened from here: choose it again.")
    pack = found.pack
    wishes, not_held = held(places, found.given, list(cards), tell)
    left += not_held
    script = find_script(places, wishes.get("script", [SETTINGS["script"].default])[0])
    is_counted = layouts_of(script, tuple(map(Layout, wishes.get("layout", ()))))[0].traits.counted
    if is_counted and cards:
        wishes["copies"] = str(max(cards.values()))
    return {
        "wishes": wishes,
        "languages": list(cards),
        "cards": cards,
        "title": pack.title,
        "place": pack.place,
        "date": pack.date.isoformat() if pack.date else "",
        "combined": pack.combined,
        "left": left,
    }


@dataclass(frozen=True, slots=True)
class Packed:
    """The ZIP of a pack and what to say about it: `problems` has what is not in it."""

    name: str = ""
    archive: bytes = b""
    lines: Sequence[str] = ()
    warnings: Sequence[str] = ()
    next_steps: str = ""
    problems: Sequence[Problem] = ()


def packed(
    places: Sequence[Shelf],
    file: PackFile,
    logo: Picture | None,
    today: date,
    decode: Callable[[bytes, int, int], Sequence[str]],
) -> Packed:
    """Makes the pack of a file in a folder of its own, which is removed; without an archive, the problems say why."""
    from cards.pack.folder import Folder
    from cards.pack.manifest import origin_of
    from cards.pack.planner import make_plan
    from cards.pack.report import made_lines, next_steps, warning_lines
    from cards.pack.run import Run
    from cards.pack.workers import Alone
    from cards.read.packs import read_pack

    content = places[-1].scripts.parent if len(places) > 1 else None
    with TemporaryDirectory() as temporary:
        home, out = Path(temporary, "pack"), Path(temporary, "files")
        home.mkdir()
        tell = Teller(places, (home, out))
        (home / file.name).write_text(file.text, "utf-8", newline="\n")
        if file.logo:
            (home / file.logo).touch()  # the pack file names it, and its picture is here
        if file.rows is not None:
            (home / file.rows[0]).write_text(file.rows[1], "utf-8", newline="")
        try:
            pack = replace(read_pack(home / file.name, places), zip=True)  # the file says so only if somebody asks
            plan = make_plan(places, pack, today, lambda _: logo or _no_logo())
            folder = Folder(out, origin_of(pack), resume=False)
            outcome = Run([plan], places, Alone(), folder, content, decode=decode).make()
        except CardError as error:
            return Packed(problems=[tell.problem(error)])
        problems = [_problem(each, file, tell) for each in outcome.failures]
        archives = list(out.glob("*.zip"))
        if not archives:
            return Packed(problems=problems)
        (archive,) = archives
        return Packed(
            archive.name,
            archive.read_bytes(),
            [tell.plain(line) for line in made_lines(pack.title, outcome, archive.name)],
            [tell.plain(line) for line in warning_lines(outcome)],
            next_steps(outcome),
            problems,
        )


def _no_logo() -> Picture:
    raise BadFile("The logo's picture is not here.", "Choose its file again.")


def _problem(failure: Failure, file: PackFile, tell: Teller) -> Problem:
    row = "" if failure.row is None else failure.row.name
    what = f"{failure.what}: " if failure.what else ""
    return {
        "field": _field_on(file, failure.line) if row == file.name else "",
        "cause": tell.plain(f"{what}{failure.at}{failure.cause}"),
        "remedy": tell.plain(failure.remedy),
        "place": f"{row}:{failure.line}" if row and failure.line else row,
    }
