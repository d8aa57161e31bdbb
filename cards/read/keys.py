"""The keys of TOML formats, each declared once, for the readers and for the JSON Schemas.

A `Key` says how to read its value and what a schema can say about it; a `Format` says which keys a table has. What
depends on other files or keys is left to the reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, NoReturn, TypeVar

from cards.errors import either
from cards.read.names import MAX_NAME
from cards.read.tables import MAX_ITEMS, MAX_NUMBER, MAX_TEXT, Table

T = TypeVar("T")

Schema = dict[str, Any]
"""A JSON Schema, 2020-12."""

LINE = r"^\S(.*\S)?$"
_LENGTH = r"^\s*([0-9]+(\.[0-9]*)?|\.[0-9]+)\s*(pt|in|mm|cm)\s*$"


@dataclass(frozen=True, slots=True)
class Key(Generic[T]):
    """A key: its description, the schema of its value, and how to read it from a table by name.

    `default` is the value of a missing key, for the schema; None if there is no default.
    """

    name: str
    about: str
    schema: Schema
    read: Callable[[Table, str], T]
    required: bool = False
    default: object = None

    def of(self, table: Table) -> T:
        """Its value in a table. Raises BadFile."""
        return self.read(table, self.name)

    def refuse(self, table: Table, what: str, remedy: str) -> NoReturn:
        """Raises BadFile about the key."""
        table.refuse(self.name, what, remedy)

    @property
    def described(self) -> Schema:
        """Its schema with its description."""
        default = {} if self.default is None else {"default": self.default}
        return {"description": self.about, **self.schema, **default}


@dataclass(frozen=True, slots=True)
class Format:
    """The keys of a kind of table. With `others` it also has keys that people name, whose values have that schema.

    Those names match `names`, a regular expression, and there are at most `most` of them.
    """

    about: str
    keys: tuple[Key[Any], ...] = ()
    others: Schema | None = None
    names: str = ""
    most: int = 0

    def check(self, table: Table) -> None:
        """Raises BadFile if the table has an unknown key, most often a typing error.

        The keys that people name are for the reader to check.
        """
        if self.others is None:
            table.known(*(key.name for key in self.keys))

    @property
    def schema(self) -> Schema:
        """Its JSON Schema."""
        found: Schema = {"description": self.about, "type": "object"}
        if self.keys:
            found |= {"properties": {key.name: key.described for key in self.keys}}
        if required := [key.name for key in self.keys if key.required]:
            found |= {"required": required}
        if self.names:
            own = [{"enum": [key.name for key in self.keys]}] if self.keys else []
            named: Schema = {"pattern": f"^({self.names})$"}
            found |= {"propertyNames": {"anyOf": [*own, named]} if own else named}
        if self.most:
            found |= {"maxProperties": self.most + len(self.keys)}
        return {**found, "additionalProperties": False if self.others is None else self.others}


def text(name: str, about: str, default: str | None = None, *, lines: bool = False) -> Key[str]:
    """A text, on one line unless `lines`, and required unless it has a default."""
    given: Schema = {"type": "string", "minLength": 1, "maxLength": MAX_TEXT}
    bounds: Schema = {} if lines else {"pattern": LINE}
    # Where the default is an empty text, an empty text is allowed.
    schema: Schema = {"anyOf": [{"const": ""}, {**given, **bounds}]} if default == "" else {**given, **bounds}
    return Key(
        name,
        about,
        schema,
        lambda table, key: table.text(key, lines=lines) if default is None else table.text(key, default, lines=lines),
        required=default is None,
        default=default or None,
    )


def printed_name(name: str, about: str) -> Key[str]:
    """A name that is printed on a card: see `names.card_name`."""
    schema: Schema = {"type": "string", "minLength": 1, "maxLength": MAX_NAME, "pattern": LINE}
    return Key(name, about, schema, Table.name_of, required=True)


def matching(
    name: str, about: str, pattern: re.Pattern[str], what: str, remedy: str, *, optional: bool = False
) -> Key[str]:
    """A text that matches `pattern` as a whole; if not, `what` says what is wrong, with the text for `{}`.

    It is empty if it is missing and `optional`.
    """

    def read(table: Table, key: str) -> str:
        found = table.text(key, "") if optional else table.text(key)
        if optional and key not in table.values:
            return ""
        if not pattern.fullmatch(found):
            table.refuse(key, what.format(repr(found[:80])), remedy)
        return found

    return Key(name, about, {"type": "string", "pattern": f"^({pattern.pattern})$"}, read, required=not optional)


def choice(name: str, about: str, choices: Iterable[str], *, optional: bool = False) -> Key[str]:
    """One of the `choices`; empty if it is missing and `optional`."""
    known = tuple(choices)

    def read(table: Table, key: str) -> str:
        found = table.text(key, "") if optional else table.text(key)
        if found not in known and not (optional and not found):
            table.refuse(key, f"is {found[:80]!r}", f"Choose {either(known)}.")
        return found

    return Key(name, about, {"enum": ["", *known] if optional else [*known]}, read, required=not optional)


def whole(name: str, about: str, *, least: int = 1, most: int = MAX_NUMBER) -> Key[int]:
    """A whole number from `least` to `most`."""
    schema: Schema = {"type": "integer", "minimum": least, "maximum": most}
    return Key(name, about, schema, lambda table, key: table.whole(key, least=least, most=most), required=True)


def optional_whole(name: str, about: str, default: int, *, least: int = 1, most: int = MAX_NUMBER) -> Key[int]:
    """The same, with a value for a missing key."""
    each = whole(name, about, least=least, most=most)
    return replace(
        each,
        read=lambda table, key: each.read(table, key) if key in table.values else default,
        required=False,
        default=default,
    )


def number(name: str, about: str, least: float, most: float, remedy: str, default: float | None = None) -> Key[float]:
    """A number from `least` to `most`; `remedy` is what to do about any other."""

    def read(table: Table, key: str) -> float:
        found = table.number(key) if default is None else table.number(key, default)
        if not least <= found <= most:
            table.refuse(key, f"is {found:g}, not from {least:g} to {most:g}", remedy)
        return found

    schema: Schema = {"type": "number", "minimum": least, "maximum": most}
    return Key(name, about, schema, read, required=default is None, default=default)


def flag(name: str, about: str) -> Key[bool]:
    """true or false; false if it is missing."""
    return Key(name, about, {"type": "boolean"}, lambda table, key: table.flag(key, False), default=False)


def day(name: str, about: str) -> Key[date | None]:
    """A day, which TOML writes without quotation marks; None if it is missing."""
    return Key(name, about, {"type": "string", "format": "date"}, Table.day)


def needed_day(name: str, about: str) -> Key[date]:
    """A required day."""

    def read(table: Table, key: str) -> date:
        found = table.day(key)
        if found is None:
            table.refuse(key, "is missing", "Add the day, such as 2026-01-29.")
        return found

    return Key(name, about, {"type": "string", "format": "date"}, read, required=True)


def texts(
    name: str, about: str, *, needed: bool = False, most: int = MAX_ITEMS, pattern: str = r"\S"
) -> Key[tuple[str, ...]]:
    """A list of at most `most` texts of one line each; empty if it is missing."""
    item: Schema = {"type": "string", "maxLength": MAX_TEXT, "pattern": pattern}
    return Key(
        name,
        about,
        {"type": "array", "items": item, "maxItems": most},
        lambda table, key: table.texts(key, most=most) if needed else table.texts(key, (), most=most),
        required=needed,
    )


def length(name: str, about: str) -> Key[float]:
    """A length such as "3.5in" or "54mm", in points."""
    return Key(name, about, {"type": "string", "pattern": _LENGTH}, Table.length, required=True)


def optional_length(name: str, about: str) -> Key[float | None]:
    """A length in points; None if it is missing."""
    schema: Schema = {"type": "string", "pattern": _LENGTH}
    return Key(name, about, schema, lambda table, key: table.length(key) if key in table.values else None)


def table(name: str, inner: Format) -> Key[Table]:
    """A required table of a format."""

    def read(outer: Table, key: str) -> Table:
        found = outer.table(key)
        inner.check(found)
        return found

    return Key(name, inner.about, inner.schema, read, required=True)


def optional_table(name: str, inner: Format) -> Key[Table | None]:
    """A table of a format; None if it is missing."""

    def read(outer: Table, key: str) -> Table | None:
        if key not in outer.values:
            return None
        found = outer.table(key)
        inner.check(found)
        return found

    return Key(name, inner.about, inner.schema, read)


def tables(name: str, inner: Format, least: int, most: int, remedy: str) -> Key[Sequence[Table]]:
    """From `least` to `most` tables of a format, required unless `least` is 0; `remedy` is what to do about more or
    fewer."""

    def read(outer: Table, key: str) -> Sequence[Table]:
        if not least and key not in outer.values:
            return ()
        count = outer.count(key)  # before they are made, because there may be very many
        if not least <= count <= most:
            outer.refuse(key, f"has {count} {'entry' if count == 1 else 'entries'}", remedy)
        found = tuple(outer.tables(key))
        for each in found:
            inner.check(each)
        return found

    schema: Schema = {"type": "array", "items": inner.schema, "minItems": least, "maxItems": most}
    return Key(name, inner.about, schema, read, required=least > 0)
