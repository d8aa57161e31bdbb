"""The translatable strings as catalogs hold them, and the templates of new catalogs (make pot)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cards.locations import Shelf, bundled
from cards.read.extract import comments_of
from cards.read.page_texts import english_texts
from cards.read.script_types import Source
from cards.read.scripts import definitions, read_labels, read_script

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

PAGE_HEADER = """\
# The words of the web page, for translators. Leave words in {braces} as they are.
# A string that is not translated is shown in English.
#
""" + HEADER[HEADER.index("msgid") :]


@dataclass(frozen=True, slots=True)
class Extracted:
    """A translatable string: its source file, the string itself, and the notes for translators."""

    path: str
    source: Source
    comments: tuple[str, ...]

    @property
    def context(self) -> str:
        """Its message context."""
        return self.source.context

    @property
    def text(self) -> str:
        """Its English."""
        return self.source.text

    @property
    def say(self) -> tuple[str, ...]:
        """The phrases in it that stay English."""
        return self.source.say

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
        found += [
            _of_source(source, f"cards/definitions/scripts/{script_id}.toml") for source in script.bearer.translated
        ]
    return (*found, *(_of_source(each, "cards/definitions/labels.toml") for each in read_labels(shelves).sources))


def page_strings() -> tuple[Extracted, ...]:
    """The translatable strings of the web page. Raises BadFile."""
    return tuple(_of_source(source, "cards/definitions/page.toml") for source in english_texts().values())


def template(strings: Sequence[Extracted], header: str = HEADER) -> str:
    """The text of a template."""
    return "\n".join([header, *("\n".join(each.entry) + "\n" for each in strings)])


def quoted(text: str) -> str:
    """A string quoted for PO."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _of_source(source: Source, path: str) -> Extracted:
    comments = comments_of(source.note, source.authority, source.say, source.regions)
    return Extracted(path, source, tuple(comments))


def main() -> None:
    """Rewrites the templates in translations/."""
    texts = {
        "cards.pot": template(content_strings([bundled()])),
        "page.pot": template(page_strings(), PAGE_HEADER),
    }
    for name, text in texts.items():
        (bundled().translations / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
