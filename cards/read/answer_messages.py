"""Answers that people type in a message, from a proof on paper: “es 3f9a-07c2-11ab-9e01 Rosa, community: 1-6 ok, …”.

A message begins with the language, the code of the proof (which answers that name sentences by their own codes do not
need), the reviewer and their role. Then each answer is a number, a range of numbers or a code, with *ok*, *change to*
or *not sure*, in this order or the other. A message ends with an empty line after which no answer comes, and where
somebody else goes on in a chat or a mail is quoted.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path

from cards.read.answer_lines import Line, refuse
from cards.read.answer_remarks import (
    EXAMPLE,
    has_another_answer,
    is_example,
    is_placeholder,
    refuse_remarks,
)
from cards.read.answers import (
    MAX_ANSWERS,
    SHORTEST_CODE,
    Answer,
    Answers,
    Verdict,
    day_named,
    proof_named,
    refuse_twice,
    refuse_unproved,
    reviewer,
    role_named,
    with_texts,
)

HOW_TO_BEGIN = f"Write each message such as: {EXAMPLE}"

MAX_MESSAGE = 50_000
"""Characters of a message: more than anybody types, or a telephone sends."""

_DASH = "[-‐‑‒–—−]"
_LIST_CODE = rf"[0-9a-f]{{4}}(?:{_DASH}[0-9a-f]{{4}}){{3}}"
_ROLE = r"second[ -](?:translator|reader)|back[ -]translat(?:ion|or)|legal|lawyer|attorney|community(?:[ -]reader)?"
_HEADER = re.compile(
    rf"(?P<tag>[a-z]{{2,3}}(?:-[a-z0-9]{{2,8}}){{0,3}})[ ,]+(?:(?P<code>{_LIST_CODE})[ ,]+)?"
    rf"(?P<name>[^:\n]{{1,80}}?) ?[,،，(] ?(?P<role>{_ROLE}) ?\)?(?: ?, ?(?:on )?(?P<on>\d{{4}}-\d\d-\d\d))? ?[:：]",
    re.IGNORECASE,
)
_BEGUN = re.compile(
    rf"(?:^|[\]: ])([a-z]{{2,3}}(?:-[a-z0-9]{{2,8}}){{0,3}})[ ,]+{_LIST_CODE}(?![0-9a-f])", re.IGNORECASE
)

_CODED = re.compile(rf"(?<![0-9a-f]){_LIST_CODE}(?![0-9a-f])", re.IGNORECASE)

_TO = f"(?:{_DASH}|to|through)"
_ONE = (
    rf"(?:[0-9a-f]{{4}}(?:{_DASH}[0-9a-f]{{4}}){{1,3}}|[0-9a-f]{{8,16}}|\d{{1,3}} ?{_TO} ?\d{{1,3}}|\d{{1,4}})"
    r"(?![0-9a-f])"
)
_UNSURE = r"ok(?:ay)? ?\?+|right ?\?+|not sure|unsure|not certain|don[’']?t know|do not know|\?+"
_WRONG = (
    r"(?:not|isn[’']?t|aren[’']?t) (?:ok(?:ay)?|right|correct|good)|wrong|bad|incorrect|change(?: it)? to|change"
    r"|should be|✗|✘|❌"
)
_RIGHT = r"ok(?:ay)?|right|yes|correct|✓|✔|✅"
_ANY = f"{_UNSURE}|{_WRONG}|{_RIGHT}"
_BEFORE = r"[ .):=]*(?:[-–—] ?)?(?:is |are )?"
_AND = r"(?: ?[,&+] ?(?:and )?| and )"
_NAMED = r"(?:#|№|no\.? ?|nr\.? ?|numbers? |sentences? )?"


def _verdict(form: int) -> str:
    return rf"(?:(?P<unsure{form}>{_UNSURE})|(?P<wrong{form}>{_WRONG})|(?P<right{form}>{_RIGHT}))(?!\w)"


_ITEM = re.compile(
    rf"(?:\A|[\n,;.]) *(?:and )?(?:{_NAMED}(?P<named1>{_ONE}(?:{_AND}{_ONE}){{0,99}}+){_BEFORE}{_verdict(1)}"
    rf"|{_verdict(2)}[ :]+{_NAMED}(?P<named2>{_ONE}(?:{_AND}{_ONE}(?!{_BEFORE}(?:{_ANY}))){{0,99}}))",
    re.IGNORECASE,
)
"""An answer, behind the start, the end of a line or a mark. Its repetitions have bounds, so it takes linear time."""

_MARKS = str.maketrans("،؛，；、。।", ",;,;,..")
_CLOSING = {'"': '"', "“": "”", "”": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』"}
_LEAD = re.compile(r"[\s,.:;=→>–—-]*(?P<to>(?:it )?should be|change(?: it)? to)?[\s:,→>–—-]*", re.IGNORECASE)
_SAID = re.compile(r"(?:^|[\s,.:;(–—-])said ?[:：]", re.IGNORECASE)
_REPLACE = "Ask the reviewer for a message with the code of the proof, their own name and role, and their answers."
_HOW = "Write each answer as: 3 ok, or: 7 change to “…”, or: 9 not sure."
_QUOTING = re.compile(r"[>|“”«\"]$|\b(?:wrote|said|writes|says) ?:$", re.IGNORECASE)
_CLOSED = re.compile(r"--|__|sent from |(?:from|de|von|date|fecha|subject) ?: |on .{1,80} wrote:", re.IGNORECASE)


def start_of_message(text: str) -> int | None:
    """Where on a line a message begins: with a language and the code of a proof, or at the start of the line with a
    language, a name and a role. None if none does."""
    begun = _BEGUN.search(text)
    if begun is not None:
        return begun.start(1)
    return 0 if _HEADER.match(text) else None


def refuse_strays(lines: Sequence[Line], path: Path) -> None:
    """Raises BadFile for a line outside of messages that may be an answer or an objection.

    Quoted lines may be both if the message is quoted to which they belong: an earlier one, or the example.
    """
    remarks: list[Line] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        end = place + 1
        if line.is_quoted:
            while end < len(lines) and lines[end].is_quoted:
                end += 1
            if not any(_is_heading(each.text) for each in lines[place:end]):
                remarks += lines[place:end]
        else:
            if _QUOTING.search(line.text) and place == len(lines) - 1:
                refuse(path, line, "seems to quote the message behind it", HOW_TO_BEGIN)
            if is_example(line.text):
                refuse(path, line, "is an example of a message, not one", f"Delete the line. {_REPLACE}")
            if _ITEM.match(_plain(line.text)[0]) or _CODED.search(line.text):
                refuse(path, line, "looks like an answer, but belongs to no message", HOW_TO_BEGIN)
            remarks.append(line)
        place = end
    refuse_remarks(remarks, path)


def _is_heading(text: str) -> bool:
    return start_of_message(text) is not None or is_example(text) or text.lower().endswith("rights-cards answers 1")


def read_message(lines: Sequence[Line], first: int, sender: str, path: Path) -> tuple[Answers, int]:
    """The answers of the message that begins on a line, and the place of the line after it. Raises BadFile.

    `sender` is who wrote it by the stamp of a chat, or "".
    """
    line = lines[first]
    header = _HEADER.match(line.text, start_of_message(line.text) or 0)
    if header is None:
        refuse(
            path, line, "begins a message without the reviewer’s name and role",
            HOW_TO_BEGIN,
        )  # fmt: skip
    if is_placeholder(header["name"]):
        refuse(path, line, "has a word of the example in place of the reviewer’s name or the code", _REPLACE)
    last = _last(lines, first, sender or header["name"])
    body = "\n".join((line.text[header.end() :], *(each.text for each in lines[first + 1 : last])))
    if len(body) > MAX_MESSAGE:
        refuse(path, line, f"begins a message of over {MAX_MESSAGE:,} characters", "Check that it is the right file.")
    answers = tuple(_answers(body, lines[first:last], path))
    proof = proof_named(header["code"] or "")
    if not answers:
        refuse(path, line, "is not followed by any answer", _HOW)
    if not proof and (numbered := next((each for each in answers if each.is_numbered), None)):
        refuse_unproved(numbered, path)
    refuse_twice(answers, path)
    by = reviewer(header["name"].strip(" ,"), path, line)
    on = day_named(header["on"], path, line) if header["on"] else None
    return Answers(header["tag"], by, role_named(header["role"]), on, proof, answers, path, line.number), last


def _last(lines: Sequence[Line], first: int, sender: str) -> int:
    """The place behind the last line of a message by somebody: where an empty line, or somebody else, ends it."""
    for place in range(first + 1, len(lines)):
        text = lines[place].text
        if _is_heading(text) or _CLOSED.match(text) or (lines[place].is_quoted and text):
            return place
        if lines[place].sender and _folded(lines[place].sender) != _folded(sender):
            return place
        if text and not lines[place - 1].text and not _ITEM.match(_plain(text)[0]):
            return place
    return len(lines)


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("~", " ").split()).strip(" ,")


def _answers(body: str, lines: Sequence[Line], path: Path) -> Iterator[Answer]:
    """The answers in the text of a message, whose lines are given for errors."""
    masked, unclosed = _plain(body)
    starts = [at for at, each in enumerate(body) if each == "\n"]
    if unclosed is not None:
        refuse(path, lines[bisect_left(starts, unclosed)], "has a quotation mark that is not closed", "Close it.")
    found = list(_ITEM.finditer(masked))
    before = body[: found[0].start()] if found else body
    if before.strip(" \n,.;:"):
        refuse(path, lines[before.count("\n")], "has no answer such as “3 ok” at its start", _HOW)
    many = 0
    for place, item in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(body)
        end += masked[end : end + 1] == "."  # the full stop ends a text as well as it begins an answer
        line = lines[bisect_left(starts, item.end())]
        verdict = next(each for each in Verdict if item[f"{each.value}1"] or item[f"{each.value}2"])
        to = re.match("change|should", item["wrong1"] or item["wrong2"] or "", re.IGNORECASE) is not None
        texts = _texts(body[item.end() : end], masked[item.end() : end], verdict, path, line, says_to=to)
        sentences = _sentences(item["named1"] or item["named2"], path, line)
        if len(sentences) > 1 and texts:
            refuse(path, line, "gives one text for several sentences", "Write an answer for each of them.")
        many += len(sentences)
        if many > MAX_ANSWERS:
            refuse(path, line, f"is beyond {MAX_ANSWERS:,} answers", "Check that it is the right file.")
        for sentence in sentences:
            yield with_texts(Answer(sentence, verdict, line=line.number), path, line, **texts)


def _texts(rest: str, masked: str, verdict: Verdict, path: Path, line: Line, *, says_to: bool) -> dict[str, str]:
    """The texts of an answer, from what follows its verdict; `says_to` is whether that was “change to”.

    Raises BadFile for more than “ok” where a sentence is called right: “ok, but …” is no sign-off.
    """
    said = _SAID.search(masked)
    if said is not None:
        others = _texts(rest[: said.start()], masked[: said.start()], verdict, path, line, says_to=says_to)
        _refuse_second(masked[said.end() :], path, line)
        understood = _joined(rest[said.end() :]).rstrip(" )")
        return {**others, "said": understood} if understood else others
    if verdict is Verdict.RIGHT:
        if rest.strip(" \n.,;!)✓✔✅👍🙏"):
            refuse(
                path, line, f"says more than that a sentence is right: “{_joined(rest)[:60]}”",
                "Ask whether it is right, wrong or not sure, and write the answer with nothing behind it.",
            )  # fmt: skip
        return {}
    lead = _LEAD.match(rest)
    assert lead is not None
    says_to = says_to or (verdict is Verdict.WRONG and lead["to"] is not None)
    text, unquoted = rest[lead.end() :], masked[lead.end() :]
    if text[:1] and text[0] in _CLOSING:
        end = _closing(text, 0)
        quoted, after = text[1:end], text[end + 1 :]
        _refuse_second(unquoted[end + 1 :], path, line)
        texts = {"should_be" if verdict is Verdict.WRONG else "why": _joined(quoted)}
        if not any(map(str.isalpha, quoted)):  # the “…” of an example
            texts = {}
        if "why" not in texts and after.strip(" \n.,;:()–—-"):
            texts["why"] = _joined(after).strip(" .,;:()–—-")
        return {key: each for key, each in texts.items() if each}
    _refuse_second(unquoted, path, line)
    plain = _joined(text).rstrip(" ,;") if says_to else _joined(text).strip(" .,;:()–—-")
    return {"should_be" if says_to else "why": plain} if plain else {}


def _refuse_second(masked: str, path: Path, line: Line) -> None:
    """Raises BadFile for a text outside of quotation marks that may have an answer about another sentence in it."""
    if has_another_answer(masked):
        refuse(
            path, line, f"may have a second answer in the text of the first: “{_joined(masked)[:60]}”",
            "Write one answer a line, put a new text in quotation marks, and write other numbers in words.",
        )  # fmt: skip


def _sentences(named: str, path: Path, line: Line) -> list[str]:
    """The sentences that a list of numbers, ranges and codes names."""
    found: list[str] = []
    for each in re.findall(_ONE, named, re.IGNORECASE):
        plain = re.sub(_TO, "-", each.lower()).replace(" ", "")
        digits = plain.replace("-", "")
        if len(digits) >= SHORTEST_CODE:
            found.append(digits)
            continue
        start, _, end = plain.partition("-")
        if int(end or start) < int(start):
            refuse(path, line, f"has the range {plain}, which ends before it begins", "Correct the numbers.")
        found += [str(number) for number in range(int(start), int(end or start) + 1)]
    return found


def _plain(text: str) -> tuple[str, int | None]:
    """A text of the same length with ASCII digits and marks, and with a blank for each character inside quotation
    marks; and the place of a quotation mark that is not closed, None if there is none."""
    kept = list(text.translate(_MARKS))
    place = 0
    while place < len(text):
        if text[place] in _CLOSING:
            end = _closing(text, place)
            if end == len(text):
                return "".join(kept), place
            kept[place + 1 : end] = " " * (end - place - 1)
            place = end
        elif text[place].isdecimal():
            kept[place] = str(int(text[place]))
        place += 1
    return "".join(kept), None


def _closing(text: str, opened: int) -> int:
    """The place of the quotation mark that closes another one, or of the end of the text.

    Marks of the same kind may be nested, as where a telephone makes all of them curly.
    """
    mark, depth = text[opened], 0
    for place in range(opened + 1, len(text)):
        each = text[place]
        if each in _CLOSING[mark]:
            if not depth:
                return place
            depth -= 1
        elif each == mark:
            depth += 1
    return len(text)


def _joined(text: str) -> str:
    return " ".join(text.split())
