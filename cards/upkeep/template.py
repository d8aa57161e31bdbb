"""The translatable strings as catalogs hold them, and cards.pot (make pot), the template for new catalogs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cards.locations import Shelf, bundled
from cards.read.extract import comments_of
from cards.read.scripts import Source, definitions, read_labels, read_script

HEADER = """\
# Know-your-rights cards: the text of the bearer's side, for translators.
# Each string has a note and the legal authority for the English. Keep every **pair of stars** around the
# corresponding words: they print in bold. CONTRIBUTING.md explains the rest.
#
msgid ""
msgstr ""
"Project-Id-Version: rights-cards\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


@dataclass(frozen=True, slots=True)
class Extracted:
    """A translatable string: its source file, its context, its English, and the notes for translators."""

    path: str
    context: str
    text: str
    comments: tuple[str, ...]

    @property
    def notes(self) -> list[str]:
        """The extracted comment lines of a catalog: the notes, and the source file."""
        return [*(f"#. {comment}" for comment in self.comments), f"#: {self.path}"]

    @property
    def entry(self) -> list[str]:
        """The lines of its untranslated entry in a catalog."""
        return [*self.notes, f"msgctxt {quoted(self.context)}", f"msgid {quoted(self.text)}", 'msgstr ""']


def content_strings(shelves: Sequence[Shelf]) -> tuple[Extracted, ...]:
    """The translatable strings of every script, from the last shelf that has its id, then those of the labels.

    Raises BadFile.
    """
    files = definitions([shelf.scripts for shelf in shelves])
    found: list[Extracted] = []
    for script_id in sorted(files):
        script = read_script(files[script_id])
        found += [_of_source(source, f"cards/definitions/scripts/{script_id}.toml") for source in script.bearer.sources]
    return (*found, *(_of_source(each, "cards/definitions/labels.toml") for each in read_labels(shelves).sources))


def template(strings: Sequence[Extracted]) -> str:
    """The text of cards.pot."""
    return "\n".join([HEADER, *("\n".join(each.entry) + "\n" for each in strings)])


def quoted(text: str) -> str:
    """A string quoted for PO."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _of_source(source: Source, path: str) -> Extracted:
    return Extracted(path, source.context, source.text, tuple(comments_of(source.note, source.authority)))


def main() -> None:
    """Rewrites translations/cards.pot."""
    target = bundled().translations / "cards.pot"
    target.write_text(template(content_strings([bundled()])), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
