"""A job's card as it is laid out, to look at and to measure."""

from __future__ import annotations

from cards.jobs import Job
from cards.merge.card_text import CardText
from cards.pipeline import lay_out_faces
from cards.typeset.marks import Face


def lay_out(job: Job, *, asked: bool = False) -> tuple[CardText, Face, Face]:
    """The text of a job's card, the bearer's face and the officer's. Raises as `lay_out_faces` does."""
    text, (bearer, officer) = lay_out_faces(job, asked=asked)
    return text, bearer, officer
