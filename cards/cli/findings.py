"""Findings of `locale check`, as `locale check` and `preview --watch` print them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from cards.cli import options
from cards.errors import worded
from cards.locations import Shelf
from cards.read.languages import Language

if TYPE_CHECKING:
    from cards.upkeep.findings import Diagnostic


def findings_of(places: Sequence[Shelf], language: Language, today: date) -> list[Diagnostic]:
    """Everything wrong with a locale, in the words of the command line."""
    from cards.upkeep.check import check_locale

    return [
        replace(each, message=worded(each.message, options.option_name), fix=worded(each.fix, options.option_name))
        for each in check_locale(places, language, today)
    ]


def finding_line(each: Diagnostic) -> str:
    """A finding on a line, with its file, line and string."""
    where = f" {each.context}" if each.context else ""
    return f"{each.file}:{each.line}:{where} {each.severity} ({each.rule}): {each.message} {each.fix}"


def count_of(findings: Sequence[Diagnostic]) -> str:
    """How many errors and warnings there are."""
    errors = sum(each.severity == "error" for each in findings)
    return f"{counted(errors, 'error')}, {counted(len(findings) - errors, 'warning')}"


def counted(number: int, what: str) -> str:
    """A number with its noun: "1 string", "2 strings"."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
