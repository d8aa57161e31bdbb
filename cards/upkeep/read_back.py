"""What readers understood of the strings that have changed since: `translations/<tag>/back-translation.toml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cards.read.back_translations import BackTranslation
from cards.read.sign_offs import SignOff, digest
from cards.upkeep.rules.case import Complaint


def changed_since(
    read: Mapping[str, BackTranslation], signed: Sequence[SignOff], context: str, english: str, text: str
) -> Complaint | None:
    """What to say of a string that was read back into English and has changed since, it or its English.

    Nothing where somebody has signed it as it stands.
    """
    then = read.get(context)
    now = digest(context, english, text)
    if then is None or then.sha256 == now or any(each.sha256 == now for each in signed):
        return None
    return Complaint(
        f"It or its English has changed since it was read back into English. Then it meant: “{then.english}”",
        "Ask somebody who has not seen the English what it says now, and compare. A sign-off ends this warning, and so "
        "does `# allow read-back: REASON` over the string.",
    )
