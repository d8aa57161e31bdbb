"""Comments: what reviewers write around their answers and behind them, where an objection must not be lost.

“1-6 ok”, and below it “But 4 is wrong”: whoever signs sentence 4 has not read to the end. The program does not
understand such a line; it recognizes that one may judge a sentence, and then the file is refused. Words of a few
languages in which reviewers write are known; whatever is not recognized is shown by the command.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from cards.read.answer_lines import Line, refuse

EXAMPLE = "es CODE YOUR NAME, ROLE: 1-6 ok, 7 change to “…”, 9 not sure"
"""A message as it is shown to reviewers. It has words in place of the code, the name and the role, so that nobody's
answers are read from it when somebody quotes or forwards it."""

_EXAMPLE = re.compile(r"\b(?:your name|CODE|ROLE)\b ?[,:]|^\W*[a-z]{2,3}(?:-\w+)* CODE\b|<(?:code|name|role)>")
_PLACEHOLDER = re.compile(r"\byour name\b|^\W*(?:code|name|role)\b", re.IGNORECASE)

_CLOCK = re.compile(
    r"\d{1,2}:\d\d|\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}\.? (?:de )?[^\W\d]{3,12}\.?,? (?:de )?\d{4}(?!\d)"
    r"|[^\W\d]{3,12}\.? \d{1,2}, ?\d{4}(?!\d)|\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?!\d)|https?://\S+|\S{1,60}@\S+"
)
"""Days, times of day, telephone numbers and addresses, whose numbers name no sentence."""

_NUMBER = (
    r"(?:(?<![0-9a-z])(?:[0-9a-f]{4}(?:[-‐‑‒–—−][0-9a-f]{4}){1,3}|(?=[a-f]{0,15}\d)[0-9a-f]{8,16})"
    r"|(?<!\d)\d{1,4}(?!\d))"
)
_NAMES = re.compile(_NUMBER, re.IGNORECASE)
_FIRST = re.compile(
    rf"\W*(?:(?:sentence|number|num|no|nr|line|n°|s|q)s?\b\W*)?{_NUMBER}(?=[^\d\w]|[^\W\da-z])(?=.*[^\W\d])"
    rf"|.*\b(?:sentence|number)s? ?#?{_NUMBER}",
    re.IGNORECASE,
)
"""A line such as “2: police”, in whichever language the rest is."""
_COUNTED = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|second|third|fourth|fifth|sixth|seventh|eighth"
    r"|ninth|tenth|sentences?|translations?)\b",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    r"\b(?:one|first|last|lines?|this|that|these|those|it|them|they|all|everything|others?|rest)\b", re.IGNORECASE
)
_ALONE = re.compile(r"\b(?:wrong\w*|incorrect\w*|inaccurate\w*|mistranslat\w*)\b", re.IGNORECASE)

_OBJECTION = (
    r"wrong\w*|bad(?:ly)?|incorrect\w*|inaccurate|mistakes?|errors?|mistranslat\w*|typos?|except\w*|isn[’']?t|aren[’']?t"
    r"|doesn[’']?t|ignore|disregard|undo|cancel|withdraw\w*|retract\w*"
    r"|unsure|uncertain|not (?:sure|ok(?:ay)?|right|correct|good|certain|fine|true|clear)"
    r"|mal[oa]?s?|incorrect[oa]s?|errores|excepto|salvo|errad[oa]s?|faux|fausse|sauf|falsch|nicht|неверн\w*|неправильн\w*"
    r"|خطأ|خاطئة?|غلط|sai|mali"
)
_JUDGMENT = (
    rf"{_OBJECTION}|ok(?:ay)?|right|correct\w*|fine|good|yes|no|not|never|nor|but|however|chang\w*|should|must|instead"
    r"|needs?|odd|strange|weird|unclear|confus\w*|rewrit\w*|redo|revis\w*|remov\w*|replac\w*|think\w*|unless|without"
    r"|skip|sorry|actually|can[’']?t|cannot|don[’']?t|means?|says?|fix"
    r"|pero|cambi\w*|non|pas|mais|não|nao|mas|men|pa bon|aber|но|не|нет|لا|لكن|ليس|ليست|صحيح|không|nhưng|hindi"
)
_OBJECTS = re.compile(rf"\b(?:{_OBJECTION})\b|[✗✘❌👎不错錯但違误誤틀]", re.IGNORECASE)
_JUDGES = re.compile(rf"\b(?:{_JUDGMENT})\b|[✓✔✅✗✘❌👍👎不错錯但違误誤틀对對]", re.IGNORECASE)

_NEXT = re.compile(
    rf"(?:\A|[,;.!?()–—•*/&+]|(?<!\d):|\b(?:and|but|also|or|y|et|pero)\b) ?-? ?(?:(?:and|but|also|in|for) )?"
    rf"(?:#|№|no\.? ?|nr\.? ?|numbers? |sentences? )?{_NUMBER}",
    re.IGNORECASE,
)
_JUDGED = re.compile(rf"{_NUMBER}[^,;.!?\d]{{0,40}}?\b(?:{_JUDGMENT})\b", re.IGNORECASE)
_TOO = re.compile(rf"{_NUMBER}(?: (?:too|also|as well))?[ .!)]{{0,3}}\Z", re.IGNORECASE)

_TAKE_OUT = "If it is about a sentence, ask the reviewer to say it in their answers; if not, delete the line"


def is_example(text: str) -> bool:
    """Whether a line is the example of a message, or has words of it that are to be replaced."""
    return bool(_EXAMPLE.search(text))


def is_placeholder(name: str) -> bool:
    """Whether a name is, or has with it, a word that the example has in place of something."""
    return bool(_PLACEHOLDER.search(name))


def may_judge(text: str) -> bool:
    """Whether a line outside of answers may judge a sentence.

    It may if it names one and has a word of a judgment anywhere, begins with a number, or says that something is wrong.
    """
    plain = _plain_digits(_CLOCK.sub(" ", text))
    if _ALONE.search(plain) or _FIRST.match(plain):
        return True
    if _OBJECTS.search(plain) and _SPELLED.search(plain):
        return True
    return bool(_JUDGES.search(plain) and (_NAMES.search(plain) or _COUNTED.search(plain)))


def has_another_answer(text: str) -> bool:
    """Whether a text behind an answer may have an answer about another sentence in it.

    It has if a number or a code comes first, on a line or behind a mark or an “and”, before a word of a judgment, or at
    its end. `text` has blanks for quoted words.
    """
    lines = (" ".join(line.split()) for line in _plain_digits(text).split("\n"))
    plain = "; ".join(filter(None, lines))
    return bool(_NEXT.search(plain) or _JUDGED.search(plain) or _TOO.search(plain))


def refuse_remarks(lines: Sequence[Line], path: Path) -> None:
    """Raises BadFile for a line, or two of which one goes on with the other, that may judge a sentence."""
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else None
        if may_judge(line.text):
            _refuse(line, path)
        if following is not None and _goes_on(line, following) and may_judge(f"{line.text} {following.text}"):
            _refuse(line if _NAMES.search(line.text) else following, path)


def _goes_on(line: Line, following: Line) -> bool:
    near = following.number == line.number + 1 and following.is_quoted == line.is_quoted and not following.sender
    return near and bool(line.text) and bool(following.text)


def _refuse(line: Line, path: Path) -> None:
    if line.is_quoted:
        refuse(
            path, line, "is quoted from another message, and may judge a sentence",
            f"Delete it, or take the mark of quotation away if the reviewer answers so. {_TAKE_OUT}.",
        )  # fmt: skip
    refuse(path, line, "may judge a sentence, but is not part of the answers", f"{_TAKE_OUT}.")


def _plain_digits(text: str) -> str:
    return "".join(str(int(each)) if each.isdecimal() else each for each in text)
