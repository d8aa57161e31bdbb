"""What readers understood of the strings that have changed since: `translations/<tag>/back-translation.toml`."""

from __future__ import annotations

from collections.abc import Mapping

from cards.read.back_translations import BackTranslation
from cards.read.sign_offs import digest
from cards.upkeep.rules.case import Complaint


def changed_since(read: Mapping[str, BackTranslation], context: str, english: str, text: str) -> Complaint | None:
    """What to say of a string that was read back into English and has changed since, it or its English."""
    then = read.get(context)
    if then is None or then.sha256 == digest(context, english, text):
        return None
    return Complaint(
        f"It or its English has changed since it was read back into English. Then it meant: “{then.english}”",
        "Ask somebody who has not seen the English what it says now, and compare. A sign-off ends this warning, and so "
        "does `# allow read-back: REASON` over the string.",
    )
