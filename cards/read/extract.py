"""The Babel extractor: definition files in, translatable strings out, each with its context, note and authority.

setup.cfg registers `extract` under `babel.extractors`, and pyproject.toml maps the definition files to it, so
`pybabel extract -F pyproject.toml -o cards.pot .` works. `python -m cards.read.extract` (make pot) writes the same
messages without the date that pybabel puts in, so that cards.pot changes only when a text does.
"""

from __future__ import annotations

import io
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from cards.locations import Shelf, bundled
from cards.read.scripts import Source, definitions, read_labels, read_script

HEADER = """\
# Know-your-rights cards: what the bearer's side says, for translators.
# Each string has a note and the legal authority of the English. Keep every **pair of stars** round the words
# that correspond: they are printed bold. CONTRIBUTING.md explains the rest.
#
msgid ""
msgstr ""
"Project-Id-Version: rights-cards\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


def extract(
    fileobj: IO[bytes], keywords: Any, comment_tags: Any, options: Any
) -> Iterator[tuple[int, str, tuple[str, str], list[str]]]:
    """Babel's extraction interface: (line, "pgettext", (context, text), comments) for each string of a TOML file.

    Tables without texts (a stock, a hotline) yield nothing. The officer's side is printed in English and is left out.
    """
    source = fileobj.read().decode("utf-8")
    values = tomllib.loads(source)
    if "bearer" in values:
        side = values["bearer"]
        prefix = f"{values['id']}/bearer"
        entries = [(f"{prefix}/{each['id']}", each) for each in (side["heading"], *side["statement"])]
    else:
        tables = [(key, each) for key, each in values.items() if isinstance(each, dict) and "text" in each]
        entries = [(f"labels/{key}", each) for key, each in tables]
    for context, entry in entries:
        authority = entry.get("authority", [])
        comments = [" ".join(entry["note"].split())] if entry.get("note") else []
        comments += [f"Authority: {'; '.join(' '.join(each.split()) for each in authority)}"] if authority else []
        yield _line_of(source, entry["text"]), "pgettext", (context, entry["text"]), comments


@dataclass(frozen=True, slots=True)
class Extracted:
    """A translatable string: the file it comes from, its context, its English, and notes for translators."""

    path: str
    context: str
    text: str
    comments: tuple[str, ...]

    @property
    def entry(self) -> list[str]:
        """The lines of its untranslated entry in a catalog."""
        return [
            *(f"#. {comment}" for comment in self.comments),
            f"#: {self.path}",
            f"msgctxt {quoted(self.context)}",
            f"msgid {quoted(self.text)}",
            'msgstr ""',
        ]


def extracted(files: Sequence[tuple[str, bytes]]) -> tuple[Extracted, ...]:
    """The strings of definition files, each file as (the path to write in references, its content)."""
    return tuple(
        Extracted(path, context, text, tuple(comments))
        for path, content in files
        for _, _, (context, text), comments in extract(io.BytesIO(content), None, None, None)
    )


def template(files: Sequence[tuple[str, bytes]]) -> str:
    """The text of cards.pot for definition files, as `extracted` takes them."""
    return "\n".join([HEADER, *("\n".join(each.entry) + "\n" for each in extracted(files))])


def content_strings(shelves: Sequence[Shelf]) -> tuple[Extracted, ...]:
    """The translatable strings of every script, the last shelf's where two have the same id, then of the labels.

    Raises BadFile.
    """
    files = definitions([shelf.scripts for shelf in shelves])
    found: list[Extracted] = []
    for script_id in sorted(files):
        script = read_script(files[script_id])
        found += [_of_source(source, f"cards/definitions/scripts/{script_id}.toml") for source in script.bearer.sources]
    return (*found, *(_of_source(each, "cards/definitions/labels.toml") for each in read_labels(shelves).sources))


def _of_source(source: Source, path: str) -> Extracted:
    note = " ".join(source.note.split())
    authority = f"Authority: {'; '.join(source.authority)}" if source.authority else ""
    return Extracted(path, source.context, source.text, tuple(each for each in (note, authority) if each))


def definition_files(shelf: Shelf) -> list[tuple[str, bytes]]:
    """The definition files with texts, as `template` takes them: the scripts in order of their ids, then the labels."""
    paths = [path for path in (*sorted(shelf.scripts.glob("*.toml")), shelf.labels) if path.is_file()]
    prefix = "cards/definitions/" if shelf == bundled() else ""
    return [(prefix + path.relative_to(shelf.scripts.parent).as_posix(), path.read_bytes()) for path in paths]


def quoted(text: str) -> str:
    """A string as PO writes it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _line_of(source: str, text: str) -> int:
    """The line on which a text seems to begin: tomllib does not keep lines."""
    start = text[:30].replace("\\", "\\\\").replace('"', '\\"').split("\n")[0]
    place = source.find(start)
    return source.count("\n", 0, max(place, 0)) + 1


def main() -> None:
    """Writes translations/cards.pot anew."""
    shelf = bundled()
    target: Path = shelf.translations / "cards.pot"
    target.write_text(template(definition_files(shelf)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
