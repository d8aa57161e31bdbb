"""Who may sign, by an organization's own list: `reviewers.toml` in the folder of translations.

Without a list anybody may sign. Where there is one, it alone decides, and that of a content folder replaces the
program's. Anybody may object to a text, on the list or not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cards.errors import BadOrder, either
from cards.locations import Shelf
from cards.read import keys
from cards.read.files import stands
from cards.read.keys import Format
from cards.read.languages import TAG
from cards.read.names import listed, names_somebody
from cards.read.sign_offs import ROLES
from cards.read.tables import Table, read_table

_KEY_TYPES = r"ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)|sk-ssh-ed25519@openssh\.com"
_KEY = keys.matching(
    "key",
    "The public key with which they sign files of answers, as in the .pub file of ssh-keygen, without a comment.",
    re.compile(rf"(?:{_KEY_TYPES}) [A-Za-z0-9+/]{{40,900}}={{0,2}}"),
    "is not a public key",
    "Copy the first two words of their .pub file, such as: ssh-ed25519 AAAA…",
    optional=True,
)
_ROLES = keys.texts("roles", "The roles in which they sign.", needed=True, pattern=f"^({'|'.join(ROLES)})$")
_LANGUAGES = keys.texts(
    "languages", "The tags of the languages that they sign; without this key, all.", pattern=f"^({TAG.pattern})$"
)
REVIEWER = Format("One person who may sign.", (_ROLES, _LANGUAGES, _KEY))
REVIEWERS = Format("The people who may sign, by their name or pseudonym.", others=REVIEWER.schema)


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody who may sign in some roles: in the `languages`, by their tags, or in all if there are none. `key` is
    their public key, or ""."""

    name: str
    roles: tuple[str, ...]
    languages: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Reviewers:
    """An organization's list of those who may sign, by name, and its file."""

    file: Path
    people: Mapping[str, Reviewer]

    def check(self, name: str, role: str, tag: str) -> None:
        """Raises BadOrder unless that person may sign that language in that role."""
        person = self.people.get(name)
        if person is None:
            raise BadOrder(
                f"{name} is not on the list of those who may sign.", f"Ask them, and add them to {self.file}."
            )
        if role not in person.roles:
            raise BadOrder(
                f"By the list, {name} signs as {either(person.roles)}, not as {role}.",
                f"Correct the role, or the list, {self.file}.",
            )
        if person.languages and tag not in person.languages:
            raise BadOrder(
                f"By the list, {name} signs {listed(person.languages)}, not {tag}.",
                f"Ask somebody else, or correct the list, {self.file}.",
            )

    def key(self, name: str) -> str:
        """The public key of that person, or ""."""
        return self.people[name].key if name in self.people else ""


def reviewers_path(shelf: Shelf) -> Path:
    """Where a shelf keeps the list of those who may sign."""
    return shelf.translations / "reviewers.toml"


def read_reviewers(shelves: Sequence[Shelf]) -> Reviewers | None:
    """The list of the last shelf that has one, None if none has. Raises BadFile."""
    for shelf in reversed(shelves):
        path = reviewers_path(shelf)
        if stands(path):
            return Reviewers(path, {name: _reviewer(name, table) for name, table in read_table(path).each()})
    return None


def _reviewer(name: str, table: Table) -> Reviewer:
    REVIEWER.check(table)
    if not names_somebody(name):
        _ROLES.refuse(table, "belongs to a name that names nobody", "Give the name or the pseudonym of the reviewer.")
    roles, languages = _ROLES.of(table), _LANGUAGES.of(table)
    if not roles or any(each not in ROLES for each in roles):
        _ROLES.refuse(table, "has something that is not a role", f"The roles are {either(ROLES)}.")
    if any(not TAG.fullmatch(each) for each in languages):
        _LANGUAGES.refuse(table, "has something that is not a tag of a language", 'Write tags, such as ["es", "ar"].')
    return Reviewer(name, roles, languages, _KEY.of(table))
