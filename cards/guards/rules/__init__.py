"""What can be wrong with one translation.

Each rule is a function from a `Case` to complaints. Errors keep a card from being right, and so from being printed or
signed; warnings are for a second look, and a translator may silence one with a comment that gives the reason:
`# allow same-as-source: a proper name`.
"""

from __future__ import annotations

from cards.guards.rules.case import Case, Complaint, Rule, Severity
from cards.guards.rules.encoding import ENCODING
from cards.guards.rules.key_words import KEY_WORDS
from cards.guards.rules.letters import LETTERS
from cards.guards.rules.negation import NEGATION
from cards.guards.rules.phrases import PHRASES
from cards.guards.rules.shaping import SHAPING
from cards.guards.rules.wording import WORDING

RULES = (*ENCODING, *SHAPING, *WORDING, *LETTERS, *NEGATION, *KEY_WORDS, *PHRASES)

__all__ = ["RULES", "Case", "Complaint", "Rule", "Severity"]
