"""What can be wrong with one translation.

Each rule is a function from a `Case` to complaints. Errors keep a card from being right, and so from being printed or
signed; warnings are for a second look, and a translator may silence one with a comment that gives the reason:
`# allow same-as-source: a proper name`.
"""

from __future__ import annotations

from cards.upkeep.rules.case import Case, Complaint, Rule, Severity
from cards.upkeep.rules.encoding import ENCODING
from cards.upkeep.rules.letters import LETTERS
from cards.upkeep.rules.negation import NEGATION
from cards.upkeep.rules.shaping import SHAPING
from cards.upkeep.rules.wording import WORDING

RULES = (*ENCODING, *SHAPING, *WORDING, *LETTERS, *NEGATION)

__all__ = ["RULES", "Case", "Complaint", "Rule", "Severity"]
