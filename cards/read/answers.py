"""Reviewers' answers: their judgment of each sentence, as the page writes it and as people type it in a message.

The page writes a text of a few short lines for each answer; its last line, `end`, shows whether it arrived whole.
People who read on paper send a message such as `es 3f9a-07c2-11ab-9e01 Rosa, community: 1-6 ok, 7 change to “…”`
(`answer_messages`). Both may be in the middle of a mail or a chat, with a greeting, quotation marks and broken lines. A
line that could be an answer is either understood or refused: nothing is signed because of a guess.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from pathlib import Path
from typing import NoReturn

from cards.errors import BadFile, BadOrder, either
from cards.read.answer_lines import Line, lines_of, refuse
from cards.read.names import called, names_somebody, plain_name
from cards.read.sign_offs import LEGAL, ROLES
from cards.read.tables import MAX_BYTES, MAX_TEXT, check_length

MAX_ANSWERS = 2_000
"""Answers in a file: ten times as many as a language has sentences."""

MAX_ANSWER_TEXT = MAX_TEXT
"""Characters of a text in an answer: as many as the files have room for in which it is kept."""

_MAX_LINES = 50_000
"""Lines of a file: 2,000 answers with all their texts, broken as in a mail."""

VERSION = 1
"""The edition of the format, in its first line."""


class Verdict(Enum):
    """A reviewer's judgment of a sentence."""

    RIGHT = "right"
    WRONG = "wrong"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer about one sentence, which `sentence` names: by the hexadecimal digits of its code, or by its number in
    the proof that the answers name.

    `should_be` is the text that the reviewer would have instead, `said` what they understood, in English, and `why`
    their reason; each may be "". `line` is where the answer begins in its file.
    """

    sentence: str
    verdict: Verdict
    should_be: str = ""
    said: str = ""
    why: str = ""
    line: int = 0

    @property
    def is_numbered(self) -> bool:
        """Whether it names its sentence by number."""
        return len(self.sentence) < SHORTEST_CODE


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of one reviewer about one language, which `locale` names.

    `role` is a role for signing. `on` is the day of the answers, None if they do not say. `proof` is the code of the
    list of sentences that the numbers are from, such as "3f9a-07c2-11ab-9e01", or "". `file` and `line` are where they
    begin. `unread` are the lines behind them, or before the first of a file, which are not answers: whoever takes the
    answers has to see them, since they may say something that the program does not understand.
    """

    locale: str
    by: str
    role: str
    on: date | None
    proof: str
    answers: tuple[Answer, ...]
    file: Path | None = None
    line: int = 0
    unread: tuple[Line, ...] = ()


SHORTEST_CODE = 8
"""Hexadecimal digits by which a message may name a sentence: the first of its code."""

_ROLE_NAMES = {
    **{role: role for role in ROLES},
    "lawyer": LEGAL,
    "attorney": LEGAL,
    "second-reader": "second-translator",
    "back-translator": "back-translation",
    "community-reader": "community",
}
"""The roles by the names that people give them."""

_DASHES = re.compile("[‐‑‒–—―−]")
_FIRST = re.compile(r"rights-cards answers (\d{1,4})[ .*]*$", re.IGNORECASE)
_KEY = re.compile(r"(language|by|role|on|proof|should be|said|why|end) ?[:：] ?(.*)", re.IGNORECASE)
_HEADER = ("language", "by", "role", "on", "proof")
_TEXTS = ("should be", "said", "why")
_CODE = re.compile(r"[0-9a-f]{4}(?:-?[0-9a-f]{4}){3}")
_ANSWER = re.compile(r"(right|wrong|unsure) ([0-9a-f]{8,16}|\d{1,4})[ .]*", re.IGNORECASE)
_END = re.compile(r"(\d{1,4}) ([0-9a-f]{4})[ .]*", re.IGNORECASE)
_STRAY = re.compile(
    r"(?:language|proof|should be) ?: ?\S|end ?: ?\d+ [0-9a-f]{4}\b|(?:right|wrong|unsure) [0-9a-f]{16}\b",
    re.IGNORECASE,
)


def read_answers(text: str, path: Path) -> tuple[Answers, ...]:
    """The answers in the text of a file, by each of its reviewers.

    Raises BadFile, with the line, for a text that was cut off or changed on the way, for a sentence that is answered
    twice, for what may be an answer or an objection and cannot be understood, wherever it is, and for a file without
    any answers. Lines that are quoted from another message are not read, unless the whole file is quoted.
    """
    from cards.read.answer_messages import read_message, refuse_strays, start_of_message

    check_length(len(text.encode("utf-8", "replace")), "file", MAX_BYTES, "Check that it is the right file.", path)
    lines = lines_of(text)
    if len(lines) > _MAX_LINES:
        raise BadFile(f"It has more than {_MAX_LINES:,} lines.", "Check that it is the right file.", file=path)
    found: list[Answers] = []
    around: list[list[Line]] = [[]]
    place, sender = 0, ""
    while place < len(lines):
        line = lines[place]
        sender = line.sender or sender
        block = _FIRST.search(line.text)
        begins = block.start() if block else start_of_message(line.text)
        if begins is None or line.is_quoted:
            around[-1].append(line)
            place += 1
            continue
        around[-1].append(replace(line, text=line.text[:begins].strip()))
        if block:
            last = _end_of(lines, place, path)
            found.append(_block(lines[place : last + 1], path))
            place = last + 1
        else:
            message, place = read_message(lines, place, sender, path)
            found.append(message)
        around.append([])
    for part in around:
        for line in part:
            if not line.is_quoted and _STRAY.match(line.text):
                refuse(path, line, "is part of answers whose first line is missing", _WHOLE)
        refuse_strays(part, path)
    if not found:
        _refuse_empty(lines, path)
    if sum(len(each.answers) for each in found) > MAX_ANSWERS:
        raise BadFile(f"It has more than {MAX_ANSWERS:,} answers.", "Check that it is the right file.", file=path)
    around[:2] = [around[0] + around[1]]
    unread = [tuple(line for line in part if line.text) for part in around]
    return tuple(replace(each, unread=part) for each, part in zip(found, unread, strict=True))


def _refuse_empty(lines: Sequence[Line], path: Path) -> NoReturn:
    """Raises BadFile about a file without answers of the sender's own."""
    from cards.read.answer_remarks import EXAMPLE

    if any(each.is_quoted for each in lines):
        raise BadFile(
            "There are no answers in it outside of the lines that are quoted from another message.",
            "If the quoted lines are the reviewer’s answers, save them alone in the file.",
            file=path,
        )
    raise BadFile(
        "There are no answers in it.",
        "Save the whole text that the reviewer sent, from its line “rights-cards answers 1” to its line “end”, or a "
        f"message such as: {EXAMPLE}",
        file=path,
    )


def answers_text(answers: Answers) -> str:
    """The answers as a text to send, which `read_answers` reads; its last line tells whether it arrived whole."""
    lines = [f"rights-cards answers {VERSION}", f"language: {answers.locale}", f"by: {_one_line(answers.by)}"]
    lines += [f"role: {answers.role}"]
    lines += [f"on: {answers.on.isoformat()}"] if answers.on is not None else []
    lines += [f"proof: {answers.proof}"] if answers.proof else []
    lines += [""]
    for each in answers.answers:
        lines.append(f"{each.verdict.value} {each.sentence}")
        texts = zip(_TEXTS, (each.should_be, each.said, each.why), strict=True)
        lines += [f"{key}: {_one_line(text)}" for key, text in texts if _one_line(text)]
    seal = _seal(lines)
    return "\n".join((*lines, f"end: {len(answers.answers)} {seal}", ""))


def with_texts(answer: Answer, path: Path, line: Line, **texts: str) -> Answer:
    """An answer with more of its texts. Raises BadFile for one that is too long, given twice, or not to be shown."""
    for key, text in texts.items():
        name = key.replace("_", " ")
        if getattr(answer, key):
            refuse(path, line, f"gives “{name}” a second time", "Keep one of the two.")
        if len(text) > MAX_ANSWER_TEXT:
            refuse(path, line, f"has a text of {len(text):,} characters", f"Shorten it to {MAX_ANSWER_TEXT:,}.")
        odd = next((each for each in text if unicodedata.category(each) in ("Cc", "Cs")), None)
        if odd is not None:
            refuse(path, line, f"has {called(odd)} in it", "Ask the reviewer for the text again.")
        if answer.verdict is Verdict.RIGHT and key == "should_be":
            refuse(path, line, "calls a sentence right, and says what it should be", "Ask which of the two is meant.")
        answer = replace(answer, **{key: unicodedata.normalize("NFC", text)})  # type: ignore[arg-type]  # all texts
    return answer


def reviewer(text: str, path: Path, line: Line) -> str:
    """The name of a reviewer. Raises BadFile."""
    try:
        name = plain_name(text, "name")
    except BadOrder as error:
        raise BadFile(error.cause, error.remedy, file=path, line=line.number) from error
    if not names_somebody(name):
        refuse(path, line, "names nobody", "Write the name or the pseudonym of the reviewer.")
    return name


def role_named(text: str) -> str:
    """The role of that name, or ""."""
    return _ROLE_NAMES.get("-".join(text.casefold().replace("-", " ").split()), "")


def day_named(text: str, path: Path, line: Line) -> date:
    """A day such as 2026-12-01. Raises BadFile."""
    try:
        return date.fromisoformat(text.strip(" ."))
    except ValueError:
        refuse(path, line, "has no day such as 2026-12-01", "Write the day as year, month and day.")


def proof_named(text: str) -> str:
    """The code of a list in its usual form, or "" if it is not one."""
    plain = _DASHES.sub("-", text).strip(" .").lower()
    digits = plain.replace("-", "").replace(" ", "")
    return "-".join(digits[at : at + 4] for at in range(0, 16, 4)) if _CODE.fullmatch(digits) else ""


def refuse_twice(answers: Iterable[Answer], path: Path) -> None:
    """Raises BadFile for a sentence that one reviewer answers twice: the same again, or something else."""
    seen: dict[str, Answer] = {}
    for each in answers:
        before = seen.setdefault(each.sentence, each)
        if before is not each:
            how = "the same" if before.verdict is each.verdict else f"as {before.verdict.value}"
            raise BadFile(
                f"The sentence {each.sentence} was answered before, {how}, on line {before.line}.",
                "Ask the reviewer which answer is meant, and keep that one.",
                file=path,
                line=each.line,
            )


def refuse_unproved(answer: Answer, path: Path) -> NoReturn:
    """Raises BadFile about an answer that names its sentence by number, without the proof that has the number."""
    raise BadFile(
        f"The answer about sentence {answer.sentence} does not say which proof the number is from.",
        "Ask the reviewer for the code of the list, which the proof gives beside its example of a message.",
        file=path,
        line=answer.line,
    )


_WHOLE = "Save the whole text that the reviewer sent, from its line “rights-cards answers 1” to its line “end”."


@dataclass(slots=True)
class _Reading:
    """A block while it is read: the header so far, the answers so far, and the text that the next line may continue."""

    path: Path
    header: dict[str, str] = field(default_factory=dict)
    places: dict[str, Line] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    key: str = ""
    text: str = ""
    begun: Line | None = None

    def take(self, line: Line) -> None:
        """One line of the block, after the first and before the last."""
        key = _KEY.fullmatch(line.text)
        answer = _ANSWER.fullmatch(line.text)
        if key is None and answer is None and line.text and self.key:
            self.text = f"{self.text}{_gap(self.text, line.text)}{line.text}"
            return
        self.close()
        if answer is not None:
            sentence = str(int(answer[2])) if len(answer[2]) < SHORTEST_CODE else answer[2].lower()
            self.answers.append(Answer(sentence, Verdict(answer[1].lower()), line=line.number))
        elif key is not None:
            self._open(key[1].lower(), key[2], line)
        elif line.text:
            refuse(self.path, line, "is not an answer", "Ask the reviewer for the text again.")

    def _open(self, key: str, text: str, line: Line) -> None:
        if key in _TEXTS and not self.answers:
            refuse(self.path, line, "comes before any answer", _WHOLE)
        if key in _HEADER and (self.answers or key in self.header):
            refuse(self.path, line, "is in the wrong place: texts are mixed up", "Ask the reviewer for the text again.")
        self.key, self.text, self.begun = key, text, line

    def close(self) -> None:
        """Ends the text that was open."""
        if not self.key or self.begun is None:
            return
        if self.key in _HEADER:
            self.header[self.key], self.places[self.key] = self.text, self.begun
        elif self.text:
            key = self.key.replace(" ", "_")
            self.answers[-1] = with_texts(self.answers[-1], self.path, self.begun, **{key: self.text})
        self.key = ""


def _block(lines: Sequence[Line], path: Path) -> Answers:
    """The answers of a block, whose first and last line are those of the format. Raises BadFile."""
    first, last = lines[0], lines[-1]
    mark = _FIRST.search(first.text)
    assert mark is not None
    if int(mark[1]) != VERSION:
        refuse(path, first, "is of another edition of the program", "Take the answers with the newest edition.")
    reading = _Reading(path)
    for line in lines[1:-1]:
        reading.take(line)
    reading.close()
    end = _END.fullmatch(_KEY.fullmatch(last.text)[2])  # type: ignore[index]  # _end_of has matched it
    sealed = [first.text[mark.start() :], *(line.text for line in lines[1:-1])]
    if end is None or int(end[1]) != len(reading.answers) or end[2].lower() != _seal(sealed):
        refuse(
            path, last, f"does not fit the {len(reading.answers)} answers above it: the text was cut off or changed on "
            "the way", "Ask the reviewer to send it again, as a file or in one message.",
        )  # fmt: skip
    refuse_twice(reading.answers, path)
    return _answers(reading, first)


def _answers(reading: _Reading, first: Line) -> Answers:
    path, header, places = reading.path, reading.header, reading.places
    for key in ("language", "by", "role"):
        if not header.get(key):
            refuse(path, places.get(key, first), f"is not followed by a line “{key}: …”", _WHOLE)
    role = role_named(header["role"])
    if not role:
        refuse(path, places["role"], "names no role", f"The roles are {either(ROLES)}.")
    proof = proof_named(header.get("proof", ""))
    if header.get("proof") and not proof:
        refuse(path, places["proof"], "has no code such as 3f9a-07c2-11ab-9e01", "Ask the reviewer for the text again.")
    if not proof and (numbered := next((each for each in reading.answers if each.is_numbered), None)):
        refuse_unproved(numbered, path)
    return Answers(
        header["language"],
        reviewer(header["by"], path, places["by"]),
        role,
        day_named(header["on"], path, places["on"]) if header.get("on") else None,
        proof,
        tuple(reading.answers),
        path,
        first.number,
    )


def _end_of(lines: Sequence[Line], first: int, path: Path) -> int:
    """The place of the last line of a block. Raises BadFile if it is missing."""
    following = next((at for at in range(first + 1, len(lines)) if _FIRST.search(lines[at].text)), len(lines))
    keys = ((at, _KEY.fullmatch(lines[at].text)) for at in range(first + 1, following))
    last = next((at for at, key in keys if key and key[1].lower() == "end"), None)
    if last is None:
        refuse(path, lines[first], "begins answers that have no line “end”: the text was cut off", _WHOLE)
    return last


def _seal(lines: Iterable[str]) -> str:
    """Four hexadecimal digits of the SHA-256 of the letters and digits of those lines.

    What programs change on the way does not count: blanks, the ends of lines, quotation marks, dashes and stars.
    """
    plain = unicodedata.normalize("NFKC", "".join(lines)).casefold()
    kept = "".join(each for each in plain if unicodedata.category(each)[0] in "LMN")
    return hashlib.sha256(unicodedata.normalize("NFC", kept).encode("utf-8", "replace")).hexdigest()[:4]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _gap(before: str, after: str) -> str:
    """What was between two halves of a line that was broken: no blank inside a text of ideographs or kana."""
    together = all(unicodedata.east_asian_width(each) in "WF" for each in (before[-1:] or " ", after[0]))
    return "" if together or not before else " "
