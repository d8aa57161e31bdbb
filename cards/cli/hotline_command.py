"""`hotline`: the directory of hotlines and legal aid: list it, check what needs a call, record that somebody called."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cards.cli import options
from cards.cli.output import echo
from cards.cli.writing import changing
from cards.errors import BadOrder, StaleHotline
from cards.locations import Shelf, shelves

if TYPE_CHECKING:
    from cards.read.hotlines import Hotline
    from cards.read.links import LegalAid
    from cards.read.records import Origin, Record
    from cards.upkeep.directory import Doubt

DOUBTFUL = StaleHotline.exit_code
"""The exit code of `hotline check` when an entry needs a call: the same as for a hotline refused as too old."""

_LABEL = 12
"""Characters for the name of a field."""

as_json = options.given("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
region = options.given(
    "--region", metavar="REGION", help="Only entries for that state, county or city, or for a part of it."
)


@click.group()
def hotline() -> None:
    """Look up hotlines and legal aid, and keep the directory up to date."""


@hotline.command("list")
@region
@as_json
@options.content
def list_entries(region: str | None, as_json: bool, content: Path | None) -> None:
    """Lists the hotlines and the legal aid in the directory.

    Each has its kind, who says so, and when: first of the number, and in parentheses where hours, languages or kind
    are from somewhere else. Cards have lines of legal help, those of `witness` lines that take reports of sightings.
    With --region the most local come first, in the order that `cards --region` uses.

    \b
    Examples:
      hotline list
      hotline list --region US-MA
      hotline list --region "US-CA/San Mateo" --json
    """
    from cards.read.records import left_out

    hotlines, links = _entries(shelves(content), region)
    if as_json:
        shown = {
            "hotlines": [_hotline_json(each) for each in hotlines],
            "links": [_link_json(each) for each in links],
        }
        echo(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    width = max(map(len, (*(each.id for each in hotlines), *(each.id for each in links))), default=0)
    for each in hotlines:
        _show_line(each, width)
    if not hotlines:
        echo(f"There is no hotline for {region}." if region else "There are no hotlines.")
    echo("\nLegal aid (for --link):")
    for link in links:
        _show_link(link, width)
    places = shelves(content)
    omitted = [
        *left_out([each.hotlines for each in places], "hotline"),
        *left_out([each.links for each in places], "link"),
    ]
    if omitted:
        echo(f"\nOmitted by {content}: {', '.join(omitted)}")


@hotline.command()
@region
@as_json
@options.as_of
@options.content
def check(region: str | None, as_json: bool, as_of: datetime, content: Path | None) -> None:
    """Lists the entries that somebody should call or open: stale, undated, never verified, or in doubt.

    An entry that no card can use is an error: for example, one with a recording in an unknown language.

    The exit code is 0 when there are none, 8 when there are some. `cards` refuses a hotline that is marked
    "cards refuses it" here, unless you give --allow-stale; it warns about the others.

    \b
    Example:
      hotline check --region US-MA
    """
    from cards.read.hotlines import Hotline
    from cards.upkeep.directory import doubts

    hotlines, links = _entries(shelves(content), region)
    found = doubts([*hotlines, *links], as_of.date())
    if as_json:
        rows = [
            {
                "id": each.entry.id,
                "kind": "hotline" if isinstance(each.entry, Hotline) else "link",
                "line_kind": each.entry.kind.value if isinstance(each.entry, Hotline) else None,
                "problem": each.caveat.kind,
                "message": each.caveat.text,
                "refused": each.refused,
            }
            for each in found
        ]
        echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for entry in dict.fromkeys(each.entry for each in found):
            _show_doubts(entry, [each for each in found if each.entry is entry])
        if not found:
            echo("Every entry has been verified in the past year, and none is in doubt.")
    if found:
        click.get_current_context().exit(DOUBTFUL)


@hotline.command()
@click.argument("entry_id", metavar="ID")
@options.given("--by", required=True, metavar="NAME", help="Who called or opened it; a pseudonym is fine.")
@options.day("--on", "The day of the call or visit.")
@options.content_to_write
def verify(entry_id: str, by: str, on: datetime, content: Path | None) -> None:
    """Records in your content folder that somebody called a hotline or opened a legal aid link, and that it is right.

    The entry is copied there from the directory, with its comments, and overrides it from then on.

    \b
    Example:
      hotline verify luce --by Ana --content my-coalition
    """
    from cards.read.hotlines import Hotline
    from cards.upkeep.directory import find_entry, verified_text

    if content is None:
        raise BadOrder(
            "There is no folder to record it in.", "Name a folder of your own with --content or RIGHTS_CARDS_CONTENT."
        )
    places = shelves(content, may_be_new=True)
    _, _, target = find_entry(places, entry_id)
    with changing(target) as (file,):
        entry, path, _ = find_entry(places, entry_id)
        file.write(verified_text(path, by, on.date(), datetime.now().date()))
    what = entry.number.shown if isinstance(entry, Hotline) else entry.link.shown
    echo(f"{target}: {what} of {entry.name} verified on {on.date()} by {by.strip()}")
    if entry.record.doubt:
        echo(
            f"Warning: it is still marked as in doubt: {entry.record.doubt}. "
            f"If that is settled, remove the line from {target}.",
            err=True,
        )


def _entries(places: tuple[Shelf, ...], region: str | None) -> tuple[list[Hotline], list[LegalAid]]:
    """The directory by id, or the entries for a region and for its parts."""
    from cards.desk.contact import find_directory_region
    from cards.read.hotlines import read_hotlines
    from cards.read.links import read_links
    from cards.read.records import for_region, within_region

    hotlines, links = read_hotlines(places).values(), read_links(places).values()
    if region is None:
        return list(hotlines), list(links)
    where = find_directory_region(places, region)
    return (
        [*for_region(hotlines, where), *within_region(hotlines, where)],
        [*for_region(links, where), *within_region(links, where)],
    )


def _show_line(line: Hotline, width: int) -> None:
    """A line in full, each field with its source if that is not the source of the number."""
    record, origins = line.record, dict(line.origins)
    spoken = f"interpreters for {line.interpreters}" if line.interpreters else ", ".join(record.languages)
    shown = {"kind": line.kind.words, "languages": spoken or "unknown", "hours": line.hours or "unknown"}
    echo(f"{line.id:<{width}}  {line.number}  {line.name}")
    fields = {key: f"{text} ({origins[key]})" if key in origins else text for key, text in shown.items()}
    number = f"{record.origin}; {_confirmed(record)}"
    _show_fields(width, {"number": number, "regions": _regions(record), **fields}, line)


def _show_link(link: LegalAid, width: int) -> None:
    record = link.record
    echo(f"{link.id:<{width}}  {link.link.shown}  {link.name}")
    fields = {"regions": _regions(record), "languages": ", ".join(record.languages)}
    _show_fields(width, {"address": f"{record.origin}; {_confirmed(record)}", **fields}, link)


def _show_fields(width: int, fields: Mapping[str, str], entry: Hotline | LegalAid) -> None:
    record = entry.record
    last = {
        "recordings": ", ".join(tag for tag, _ in entry.recordings),
        "in doubt": record.doubt,
        "only by id": record.by_id_only,
    }
    for name, text in {**fields, **last}.items():
        if text:
            echo(f"{'':<{width}}  {name + ':':<{_LABEL}}{text}")


def _show_doubts(entry: Hotline | LegalAid, doubts: Sequence[Doubt]) -> None:
    """The findings about an entry, below its name and kind."""
    from cards.read.hotlines import Hotline

    if isinstance(entry, Hotline):
        echo(f"{entry.id}: {entry.number} of {entry.name}, {entry.kind.words}")
    else:
        echo(f"{entry.id}: {entry.link.shown}, legal aid")
    for each in doubts:
        refused = " [cards refuses it]" if each.refused and each.caveat.kind != "doubtful" else ""
        echo(f"  {each.caveat.kind + ':':<{_LABEL}}{each.caveat.text}{refused}")


def _regions(record: Record) -> str:
    return ", ".join(map(str, record.regions))


def _confirmed(record: Record) -> str:
    return f"{record.confirmation}{f' by {record.verified_by}' if record.verified_by else ''}"


def _hotline_json(line: Hotline) -> dict[str, object]:
    own = {"id": line.id, "name": line.name, "number": line.number.shown, "kind": line.kind.value, "hours": line.hours}
    sources = {field: _origin_json(origin) for field, origin in line.origins}
    return {**own, "interpreters": line.interpreters, **_record_json(line), "sources": sources}


def _origin_json(origin: Origin) -> dict[str, object]:
    return {"source": origin.source, "source_date": origin.day.isoformat() if origin.day else None}


def _link_json(link: LegalAid) -> dict[str, object]:
    return {"id": link.id, "name": link.name, "url": link.link.url, **_record_json(link)}


def _record_json(entry: Hotline | LegalAid) -> dict[str, object]:
    record = entry.record
    return {
        "regions": [str(each) for each in record.regions],
        "languages": list(record.languages),
        **_origin_json(record.origin),
        "doubt": record.doubt,
        "verified_on": record.verified_on.isoformat() if record.verified_on else None,
        "verified_by": record.verified_by,
        "by_id_only": record.by_id_only,
        "audio": {tag: link.url for tag, link in entry.recordings},
    }
