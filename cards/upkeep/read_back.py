"""The back-translations of strings, some of which have changed since: `translations/<tag>/back-translation.toml`."""

from __future__ import annotations

from collections.abc import Mapping

from cards.guards.rules.case import Complaint
from cards.read.back_translations import BackTranslation
from cards.read.catalogs import Wording
from cards.read.sign_offs import digest


def read_now_and_before(read: Mapping[str, BackTranslation], wording: Wording) -> tuple[dict[str, str], dict[str, str]]:
    """The back-translations by context: of strings that are still the same, and of those that have changed since."""
    now: dict[str, str] = {}
    before: dict[str, str] = {}
    for context, each in read.items():
        message = wording.messages.get(context)
        if message is not None and message.text:
            is_same = each.sha256 == digest(context, message.source, message.text)
            (now if is_same else before)[context] = each.english
    return now, before


def changed_since(read: Mapping[str, BackTranslation], context: str, english: str, text: str) -> Complaint | None:
    """The warning for a string that has changed, or whose English has, since its back-translation."""
    then = read.get(context)
    if then is None or then.sha256 == digest(context, english, text):
        return None
    return Complaint(
        f"It was translated back into English as “{then.english}”; it or its English has changed since.",
        "Ask somebody who has not seen the English what it says now, and compare. A sign-off ends this warning; so "
        "does `# allow read-back: REASON` above the string.",
    )
