"""The findings of a check of a locale, and their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from cards.errors import BadFile
from cards.guards.rules import Severity
from cards.read.po_file import Entry

ALLOW = re.compile(r"allow ([a-z-]+): \S.*")
"""A comment that silences a rule for the message below it, with a reason."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A problem: its place, severity and rule, a sentence that describes it, and one with the remedy."""

    file: Path
    line: int
    context: str
    severity: Severity
    rule: str
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a text that cards use, and the rules that comments above it silence."""

    file: Path
    line: int
    allowed: frozenset[str] = frozenset()


def allowed_rules(entry: Entry) -> frozenset[str]:
    """The rules that comments above an entry silence, each with a reason."""
    return frozenset(match[1] for note in entry.notes if (match := ALLOW.fullmatch(note)))


def refused(error: BadFile, path: Path) -> Diagnostic:
    """A finding for a file that cannot be read, which is `path` unless the error names another."""
    return Diagnostic(error.file or path, error.line or 1, "", "error", "syntax", error.cause, error.remedy)


def finding_at(path: Path, entry: Entry, severity: Severity, rule: str, message: str, fix: str) -> Diagnostic:
    """A finding about a message of a catalog, on the line of its first keyword."""
    return Diagnostic(path, entry.keyword + 1, entry.context, severity, rule, message, fix)
