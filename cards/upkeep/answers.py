"""Judges the answers of reviewers against the present texts, and says what each would write.

A *right* signs its sentence if that is what the reviewer read; everything else becomes a suggestion or a question, on
which a translator decides, and nothing here changes a translation. Answers that were taken before change nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from cards.errors import BadFile, BadOrder, Untranslated, setting
from cards.merge.review import Review, author_among
from cards.merge.sentences import Sentence
from cards.read.answers import Answer, Answers, Verdict
from cards.read.back_translations import BackTranslation
from cards.read.languages import ENGLISH
from cards.read.names import same_person
from cards.read.reviewers import Reviewers
from cards.read.sign_offs import SignOff, digest, is_to_come
from cards.read.suggestions import Suggestion
from cards.read.taken_answers import answer_digest
from cards.upkeep.ledger import Judged, Ledger
from cards.upkeep.sign import new_sign_offs, refuse_lawyer, refuse_unverified
from cards.upkeep.suggestions import obstacle

_AGAIN = f"Show the reviewer the sentence as it is now, or take the other answers with {setting('skip_changed')}."


def judged(
    ledger: Ledger,
    answers: Answers,
    reviewers: Reviewers | None,
    *,
    today: date,
    day: date,
    verified: bool = False,
    skip_changed: bool = False,
) -> Judged:
    """What the answers of one reviewer change.

    Answers without a day are of `day`. `verified` is whether their signature was checked. Raises BadFile, with the
    line, if a `right` is about a text that is not the present one (unless `skip_changed`, which then notes it), if
    numbers are of another proof, if a sentence is answered twice, and if this person may not sign it.
    """
    judge = _Judge(ledger, answers, reviewers, today, day, verified, skip_changed)
    judge.check_who()
    for answer, sentence in judge.found():
        judge.take(answer, sentence)
    messages = ledger.wording.messages
    if any(not messages[each.context].translator for each in judge.judged.sign_offs if each.context in messages):
        judge.judged.notes.append(
            f"The header of a catalog has no Last-Translator. If that was {answers.by}, this is not a second reading."
        )
    return judge.judged


@dataclass
class _Judge:
    ledger: Ledger
    answers: Answers
    reviewers: Reviewers | None
    today: date
    day: date
    verified: bool
    skip_changed: bool
    judged: Judged = field(default_factory=Judged)
    on: date = field(init=False)

    def __post_init__(self) -> None:
        self.on = self.answers.on or self.day

    @property
    def by(self) -> str:
        """The reviewer."""
        return self.answers.by

    def of_file(self, error: BadFile | BadOrder | Untranslated, line: int) -> BadFile:
        """The error of the file for one of its parts."""
        return BadFile(error.cause, error.remedy, file=self.answers.file, line=line or None)

    def check_who(self) -> None:
        """Raises BadFile for a day in the future, and for a reviewer who signs and may not."""
        if is_to_come(self.on, self.today):
            wrong = BadOrder(f"The answers are of {self.on}, which is in the future.", "Correct the day.")
            raise self.of_file(wrong, self.answers.line)
        right = next((each for each in self.answers.answers if each.verdict is Verdict.RIGHT), None)
        if right is not None:
            try:
                self._sign([])
            except BadOrder as error:
                raise self.of_file(error, self.answers.line) from error

    def found(self) -> list[tuple[Answer, Sentence]]:
        """The answers with their sentences. Raises BadFile."""
        numbered = next((each for each in self.answers.answers if each.is_numbered), None)
        if numbered is not None and self.answers.proof != self.ledger.list_code:
            wrong = BadOrder(
                f"The numbers are of the proof {self.answers.proof}, but {self.ledger.language.english} has changed "
                "since that was made, or the code is of another language.",
                "Name each sentence by the code beside it, or print a new proof.",
            )
            raise self.of_file(wrong, numbered.line)
        if numbered is not None and self.ledger.language.tag != ENGLISH:
            try:
                refuse_lawyer(self.answers.proof, self.answers.role)
            except BadOrder as error:
                raise self.of_file(error, numbered.line) from error
        pairs: list[tuple[Answer, Sentence]] = []
        seen: dict[int, Answer] = {}
        for answer in self.answers.answers:
            sentence = self._sentence(answer)
            if sentence is None:
                continue
            before = seen.setdefault(sentence.number, answer)
            if before is not answer:
                wrong = BadOrder(
                    f"Sentence {sentence.number} was answered as {before.verdict.value} before, on line {before.line}.",
                    "Ask the reviewer which answer is meant, and keep that one.",
                )
                raise self.of_file(wrong, answer.line)
            pairs.append((answer, sentence))
        return pairs

    def _sentence(self, answer: Answer) -> Sentence | None:
        """The sentence of an answer; None, with a note, for one that was recorded before its text changed."""
        if answer.is_numbered:
            number = int(answer.sentence)
            if not 1 <= number <= len(self.ledger.sentences):
                wrong = BadOrder(f"The proof has no sentence {number}.", "Correct the number.")
                raise self.of_file(wrong, answer.line)
            return self.ledger.sentences[number - 1]
        found = [each for code, each in self.ledger.by_code.items() if code.startswith(answer.sentence)]
        if len(found) == 1:
            return found[0]
        if found:
            wrong = BadOrder(
                f"Several sentences have codes that begin with {answer.sentence}.", "Give more of the code."
            )
            raise self.of_file(wrong, answer.line)
        if self._digest(answer, answer.sentence) in self.ledger.answered:
            self._note(answer, f"{answer.sentence} has changed since this answer was recorded, so it counts no longer.")
            return None
        english = self.ledger.language.english
        other = next((tag for code, tag in self.ledger.elsewhere.items() if code.startswith(answer.sentence)), None)
        if other is not None:
            cause = f"{answer.sentence} is a sentence of {other}, and the answers say that they are about {english}."
            raise self.of_file(BadOrder(cause, "Ask the reviewer which language they read."), answer.line)
        cause = f"No sentence of {english} has the code {answer.sentence}: the reviewer read an older text."
        if self.skip_changed:
            self._note(answer, f"skipped: {cause[:1].lower()}{cause[1:]}")
            return None
        raise self.of_file(BadOrder(cause, _AGAIN), answer.line)

    def _digest(self, answer: Answer, code: str) -> str:
        return answer_digest(self.answers, answer, self.ledger.language.tag, code)

    def _day(self, answer: Answer, sentence: Sentence) -> date:
        """The day of an answer: its own; or, if it gives none, that on which it was first taken. Whoever has signed the
        sentence said so then, if nothing else is known."""
        if self.answers.on is not None:
            return self.answers.on
        first = self.ledger.answered.get(self._digest(answer, sentence.code))
        if first is not None or answer.verdict is not Verdict.RIGHT:
            return first or self.day
        signed = (one.on for one in self._theirs for each in sentence.sources if one.covers(each, sentence.text))
        return min((self.day, *signed))

    def take(self, answer: Answer, sentence: Sentence) -> None:
        """Records what an answer changes."""
        if not sentence.text:
            self._note(answer, f"{_named(sentence)} is not translated, so the answer is not recorded.")
            return
        self.on = self._day(answer, sentence)
        self.judged.answered.setdefault(self._digest(answer, sentence.code), self.on)
        is_new = self._right(answer, sentence) if answer.verdict is Verdict.RIGHT else self._other(answer, sentence)
        was_read = self._read_back(answer, sentence)
        self.judged.read += was_read
        self.judged.before += not is_new and not was_read

    def _right(self, answer: Answer, sentence: Sentence) -> bool:
        """Signs a sentence. Returns whether anything is new or noted."""
        mine = self._mine(sentence)
        later = next((each for each in mine if (each.on, each.verdict is Verdict.WRONG) >= (self.on, True)), None)
        if later is not None:
            said = "called it wrong" if later.verdict is Verdict.WRONG else "was not sure of it"
            when = f"later, on {later.on}" if later.on > self.on else "on the same day"
            remedy = "If they think otherwise now, the answer has to give a later day."
            self._note(answer, f"{_named(sentence)} is not signed: {self.by} {said} {when}. {remedy}")
            return True
        lacking = [
            each for each in sentence.sources if not any(one.covers(each, sentence.text) for one in self._theirs)
        ]
        if not lacking and not mine:
            return False
        if sentence.state in (Review.FUZZY, Review.STALE):
            self._note(answer, f"{_named(sentence)} is not signed: it is {sentence.state.value}.")
            return True
        wording = self.ledger.wording
        of = ((each, wording.signed(each.context)) for each in sentence.sources)
        if any(author_among(self.by, source, sentence.text, records) for source, records in of):
            self._note(answer, f"{_named(sentence)} is not signed: {self.by} has suggested this text.")
            return True
        self._refuse_unverified(answer, mine)
        try:
            new = self._sign(sentence)
        except (BadFile, Untranslated) as error:
            self._note(answer, f"{_named(sentence)} is not signed: {error.cause}")
            return True
        except BadOrder as error:
            raise self.of_file(error, answer.line) from error
        self.judged.sign_offs += new
        self.judged.withdrawn += [each.key for each in mine]
        self.judged.signed += 1
        return True

    def _sign(self, sentence: Sentence | Sequence[Sentence]) -> list[SignOff]:
        """The sign-offs of a sentence: one counts for all of its strings, unless their law differs."""
        sources = sentence.sources if isinstance(sentence, Sentence) else ()
        new = new_sign_offs(
            sources,
            self.ledger.wording,
            self.ledger.language,
            self.ledger.families,
            role=self.answers.role,
            by=self.by,
            on=self.on,
            today=max(self.today, self.on),  # the reviewer's calendar may be a day ahead
            reviewers=self.reviewers,
            verified=self.verified,
        )
        kept: list[SignOff] = []
        for source, each in zip(sources, new, strict=True):
            if isinstance(sentence, Sentence) and not any(one.covers(source, sentence.text) for one in kept):
                kept.append(each)
        return kept

    @cached_property
    def _theirs(self) -> list[SignOff]:
        """What this reviewer has signed in this role before."""
        signed = (each for of in self.ledger.signed.values() for each in of)
        return [each for each in signed if each.by == self.by and each.role == self.answers.role]

    def _mine(self, sentence: Sentence) -> list[Suggestion]:
        """What this reviewer has said against the present words of a sentence: not against the same words elsewhere,
        where another note asks for something else."""
        words = self.ledger.words(sentence)
        theirs = [each for each in self.ledger.suggestions if each.sha256 == words and each.by == self.by]
        here = [each for each in theirs if each.sentence == sentence.digest or each.context in sentence.contexts]
        return [each for each in here if each.left_by != self.by and not each.taken_by]

    def _refuse_unverified(self, answer: Answer, records: Sequence[SignOff | Suggestion]) -> None:
        try:
            refuse_unverified(self.by, self.reviewers, records, verified=self.verified)
        except BadOrder as error:
            raise self.of_file(error, answer.line) from error

    def _other(self, answer: Answer, sentence: Sentence) -> bool:
        """Makes a suggestion or a question. Returns whether anything is new or noted."""
        ledger = self.ledger
        theirs = [each for of in ledger.signed.values() for each in of if each.by == self.by]
        signed = [each for each in theirs if any(each.covers(source, sentence.text) for source in sentence.sources)]
        if any(each.on > self.on for each in signed):
            self._note(answer, f"{_named(sentence)}: {self.by} called it right later, so this answer counts no longer.")
            return True
        text = answer.should_be
        if text and text == sentence.text:
            self._note(answer, f"{_named(sentence)}: what it should be is what it is already.")
            text = ""
        mine = self._mine(sentence)
        before = next(iter(mine), None)
        if before is not None:
            same = (before.verdict, before.text, before.why) == (answer.verdict, text, answer.why)
            if same or before.on > self.on:
                return False
            self.judged.withdrawn += [each.key for each in mine]
        self._refuse_unverified(answer, [*mine, *(signed if answer.verdict is Verdict.WRONG else ())])
        if text:
            reason = obstacle(text, sentence, ledger.wording, ledger.language, ledger.families)
            if reason:
                self._note(answer, f"{_named(sentence)}: the suggestion cannot be taken as it is: {reason}")
        self.judged.suggestions.append(
            Suggestion(
                sentence.contexts[0], ledger.words(sentence), sentence.digest, answer.verdict, text, answer.why,
                self.answers.role, self.by, self.on, self.verified,
            )
        )  # fmt: skip
        self.judged.suggested += answer.verdict is Verdict.WRONG
        self.judged.asked += answer.verdict is Verdict.UNSURE
        return True

    def _read_back(self, answer: Answer, sentence: Sentence) -> bool:
        """Keeps what the reviewer understood. Returns whether that is new."""
        if not answer.said or self.ledger.language.tag == ENGLISH:
            return False
        is_new = False
        notes: dict[str, None] = {}
        for source in sentence.sources:
            sha256 = digest(source.context, self.ledger.wording.messages[source.context].source, sentence.text)
            before = self.ledger.read_back.get(source.context)
            reading = BackTranslation(sha256, answer.said, self.by, self.on)
            if before is not None and before.sha256 == sha256 and before.on is not None:
                is_kept = before.on > self.on or (before.on == self.on and before.by != self.by)
                if before.english != reading.english and (before.by != self.by or is_kept):
                    theirs = f"{before.by} had read it as “{before.english}”"
                    kept = f", which is kept; {self.by} read it as “{reading.english}”" if is_kept else ""
                    notes[f"{_named(sentence)}: {theirs}{kept}."] = None
                if is_kept or (before.english, before.by) == (reading.english, reading.by):
                    continue
            self.judged.readings[source.context] = reading
            is_new = True
        for note in notes:
            self._note(answer, note)
        return is_new

    def _note(self, answer: Answer, text: str) -> None:
        line = f"line {answer.line}: " if answer.line else ""
        self.judged.notes.append(f"{line}{text}")


def refuse_same_twice(all_answers: Iterable[tuple[Ledger, Answers]]) -> None:
    """Raises BadFile if one person answers about the same sentence in two parts of a file."""
    seen: list[tuple[str, Answers, set[str]]] = []
    for ledger, answers in all_answers:
        named = {_code(ledger, each): each for each in answers.answers}
        for tag, earlier, theirs in seen:
            if tag == ledger.language.tag and same_person(earlier.by, answers.by) and theirs & named.keys():
                again = next(each for code, each in named.items() if code in theirs)
                raise BadFile(
                    f"{answers.by} answers about the sentence {again.sentence} twice: also in the part of the file "
                    f"that begins on line {earlier.line}.",
                    "Ask the reviewer which answers are meant, and keep those.",
                    file=answers.file,
                    line=again.line,
                )
        seen.append((ledger.language.tag, answers, set(named)))


def _code(ledger: Ledger, answer: Answer) -> str:
    """The code of an answer's sentence, or the name that it gives if there is no such sentence."""
    if answer.is_numbered:
        number = int(answer.sentence)
        return ledger.sentences[number - 1].code if 1 <= number <= len(ledger.sentences) else answer.sentence
    return next((code for code in ledger.by_code if code.startswith(answer.sentence)), answer.sentence)


def _named(sentence: Sentence) -> str:
    return f"{sentence.contexts[0]} (sentence {sentence.number})"
