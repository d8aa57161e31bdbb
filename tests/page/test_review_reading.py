"""What a reviewer answers, in which role, and what a browser keeps of it: the page's own modules, in Node.js."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any

import pytest

from cards.locations import PACKAGE
from cards.read.answers import Verdict
from cards.read.sign_offs import ROLES

WEB = PACKAGE / "page" / "web"

pytestmark = pytest.mark.reader("page-parts")

NAME = "rights-cards:/page/:review:es"
"""Where the page keeps the review of Spanish."""

SCRIPT = r"""
const given = JSON.parse(require("fs").readFileSync(0, "utf8"));
const store = new Map(Object.entries(given.stored));
let isFull = false;
globalThis.location = { pathname: "/page/" };
Object.defineProperty(globalThis, "localStorage", { value: {
  getItem: (name) => store.get(name) ?? null,
  setItem: (name, text) => {
    if (isFull) throw new Error("QuotaExceededError");
    store.set(name, text);
  },
  removeItem: (name) => store.delete(name),
} });
const full = (is) => { isFull = is; };
const list = {
  roles: given.roles.map((value) => ({ value, says: value === "back-translation", law: value === "legal" })),
  verdicts: [{ value: "right", field: "" }, { value: "wrong", field: "should_be" }, { value: "unsure", field: "why" }],
  sentences: ["a1", "b2", "c3"].map((code) => ({ code, done: [] })),
};
import(given.module).then(({ Reading }) => {
  const started = (role, keeps = false, by = "Rosa") => {
    const reading = new Reading("es");
    Object.assign(reading, { list, role, by });
    if (keeps) reading.keeps = true;
    return reading;
  };
  const right = { verdict: "right", said: "" };
  const wrong = { verdict: "wrong", said: "", should_be: "x" };
  const sent = (reading) => reading.question().answers.map((each) => [each.code, each.role, each.verdict]);
  const kept = () => JSON.parse(store.get(given.name) ?? "null");
  const run = new Function("started", "right", "wrong", "sent", "kept", "store", "full", given.code);
  console.log(JSON.stringify(run(started, right, wrong, sent, kept, store, full) ?? null));
});
"""


def run(code: str, stored: str | None = None) -> Any:
    """What a JavaScript function body returns that knows the page's review, with what a browser has kept."""
    node = shutil.which("node")
    assert node is not None
    given = {
        "module": (WEB / "review-reading.mjs").as_uri(), "roles": ROLES, "code": code, "name": NAME,
        "stored": {} if stored is None else {NAME: stored},
    }  # fmt: skip
    done = subprocess.run(
        [node, "--input-type=commonjs", "--eval", SCRIPT],
        input=json.dumps(given), capture_output=True, text=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


# The role belongs to the answer


def test_answers_of_a_role_are_asked_again_in_another_one_and_stay_in_theirs() -> None:
    found = run("""
      const reading = started("community");
      reading.answer("a1", right);
      reading.answer("b2", wrong);
      return ["legal", "back-translation", "second-translator", "community"].map((role) => {
        reading.role = role;
        return [role, reading.open.map((each) => each.code), reading.inOtherRole, sent(reading)];
      });
    """)
    asked = ["a1", "b2", "c3"]
    assert found == [
        ["legal", asked, 2, []],
        ["back-translation", asked, 2, []],
        ["second-translator", asked, 2, []],
        ["community", ["c3"], 0, [["a1", "community", "right"], ["b2", "community", "wrong"]]],
    ]


def test_a_text_has_the_answers_of_its_role_alone() -> None:
    found = run("""
      const reading = started("community");
      reading.answer("a1", right);
      reading.answer("b2", right);
      reading.role = "legal";
      reading.answer("b2", wrong);
      const legal = sent(reading);
      reading.role = "community";
      return [legal, sent(reading)];
    """)
    assert found == [
        [["b2", "legal", "wrong"]],
        [["a1", "community", "right"], ["b2", "community", "right"]],
    ]


def test_what_was_uncovered_in_a_role_is_covered_in_another_one() -> None:
    found = run("""
      const reading = started("community");
      Object.assign(reading.draft("a1"), { isSeen: true, said: "typed" });
      reading.answer("b2", right);
      reading.role = "back-translation";
      return ["a1", "b2"].map((code) => [reading.draft(code).isSeen, reading.draft(code).said ?? ""]);
    """)
    assert found == [[False, ""], [False, ""]]


def test_a_back_translation_without_words_is_no_answer() -> None:
    answers = {f"back-translation {code}": {"verdict": "right", "said": said, "turn": 1}
               for code, said in (("a1", ""), ("b2", " "), ("c3", "Stay."))}  # fmt: skip
    stored = json.dumps({"by": "Rosa", "role": "back-translation", "answers": answers})
    assert run('return sent(started("back-translation"));', stored) == [["c3", "back-translation", "right"]]


# Several windows


def test_two_windows_keep_the_answers_of_each_other() -> None:
    found = run("""
      const [one, two] = [started("community", true), started("community", true)];
      one.answer("a1", wrong);
      two.answer("b2", right);
      one.answer("c3", right);
      two.save();
      return [sent(one), sent(two), Object.keys(kept().answers).length];
    """)
    all_three = [["a1", "community", "wrong"], ["b2", "community", "right"], ["c3", "community", "right"]]
    assert found == [all_three, all_three, 3]


@pytest.mark.parametrize(
    ("code", "verdict"),
    [
        (
            'two.answer("a1", right); two.answer("a1", right); one.answer("a1", wrong); two.answer("b2", right);',
            "wrong",
        ),
        ('one.answer("a1", wrong); two.answer("b2", right); two.answer("a1", right); one.save();', "right"),
        # Neither window sees the other's answer while nothing can be stored: the doubt stays.
        ('full(true); one.answer("a1", wrong); two.answer("a1", right); full(false); one.save(); two.save();', "wrong"),
        ('full(true); one.answer("a1", wrong); two.answer("a1", right); full(false); two.save(); one.save();', "wrong"),
    ],
)
def test_of_two_answers_about_a_sentence_the_later_one_counts(code: str, verdict: str) -> None:
    found = run(f"""
      const [one, two] = [started("community", true), started("community", true)];
      one.save();
      two.save();
      {code}
      return kept().answers["community a1"].verdict;
    """)
    assert found == verdict


def test_what_another_reader_keeps_is_neither_mixed_nor_replaced() -> None:
    found = run("""
      const rosa = started("community", true);
      rosa.answer("a1", wrong);
      const ana = started("community", true, "Ana");
      const other = started("community", true, "Rosa");
      ana.save();  // she has taken over what she found under her name, as whoever corrects it does
      other.answer("b2", right);
      return [kept().by, Object.keys(kept().answers), ana.isKept, other.isKept, other.wouldLose, sent(other).length];
    """)
    assert found == ["Ana", ["community a1"], True, False, True, 2]


def test_what_was_removed_in_another_window_does_not_come_back() -> None:
    found = run("""
      const [one, two] = [started("community", true), started("community", true)];
      one.answer("a1", right);
      two.save();
      one.erase();
      two.answer("b2", right);
      return [kept(), two.isKept, two.wouldLose, sent(two).length];
    """)
    assert found == [None, False, True, 2]


# What is stored may be anything


BROKEN = (
    "", "{", "null", "7", "[]", '"x"', "{}", '{"answers": null}',
    '{"by": 7, "role": "legal", "answers": {}}', '{"by": "A", "role": null, "answers": {}}',
    f'{{"by": "{30_000 * "x"}", "role": "legal", "answers": {{}}}}',
)  # fmt: skip


@pytest.mark.parametrize("stored", BROKEN)
def test_what_is_damaged_is_as_if_nothing_were_kept(stored: str) -> None:
    found = run("""
      const reading = started("community");
      const before = [reading.keeps, reading.hasAnswers];
      reading.keeps = true;
      reading.answer("a1", right);
      return [before, sent(reading).length, reading.isKept, kept().by];
    """, stored)  # fmt: skip
    assert found == [[False, False], 1, True, "Rosa"]


@pytest.mark.parametrize("answers", [None, [], 7, "x", [["community a1", {}]]])
def test_answers_that_are_no_table_are_dropped(answers: Any) -> None:
    stored = json.dumps({"by": "Rosa", "role": "legal", "answers": answers})
    assert run('const reading = started("legal"); return [reading.keeps, sent(reading)];', stored) == [True, []]


def test_a_damaged_answer_is_dropped_and_the_others_are_read() -> None:
    good = {"verdict": "right", "said": "", "turn": 1}
    bad: tuple[Any, ...] = (
        None, 7, [], "right", {**good, "verdict": "perhaps"}, {**good, "verdict": None}, {**good, "said": {}},
        {**good, "turn": "1"}, {**good, "turn": -1}, {**good, "turn": 1.5}, {**good, "turn": 2**60},
        {**good, "said": "x" * 30_000}, {"verdict": "right"},
    )  # fmt: skip
    keys = ("a1", "__proto__", "legal", "constructor x", "legal a1 b2", "")
    for each in bad:
        answers = {"legal a1": each, "legal b2": {**good, "why": 7, "odd": "x"}, **dict.fromkeys(keys, good)}
        stored = json.dumps({"by": "Rosa", "role": "legal", "answers": answers})
        if each is bad[0]:
            found = run(
                'const reading = started("legal"); reading.save(); return [sent(reading), kept().answers];', stored
            )
            assert found == [[["b2", "legal", "right"]], {"legal b2": good, "constructor x": good}]
        assert run('return sent(started("legal"));', stored) == [["b2", "legal", "right"]], each


def test_every_answer_and_role_of_the_core_can_be_kept() -> None:
    answers = {f"{role} {verdict.value}": {"verdict": verdict.value, "said": "", "turn": 1}
               for role in ROLES for verdict in Verdict}  # fmt: skip
    stored = json.dumps({"by": "Rosa", "role": "legal", "answers": answers})
    assert run('started("legal").save(); return kept().answers;', stored) == answers


# What would be lost


def test_a_browser_that_keeps_no_more_says_so_and_tries_again() -> None:
    found = run("""
      const reading = started("community", true);
      reading.answer("a1", right);
      const told = [[reading.isKept, reading.wouldLose]];
      full(true);
      reading.answer("b2", right);
      told.push([reading.isKept, reading.wouldLose, Object.keys(kept().answers).length]);
      full(false);
      reading.answer("c3", right);
      told.push([reading.isKept, reading.wouldLose, Object.keys(kept().answers).length]);
      return told;
    """)
    assert found == [[True, False], [False, True, 1], [True, False, 3]]


@pytest.mark.parametrize(
    ("code", "is_lost"),
    [
        ("", False),
        ('reading.draft("a1");', False),
        ('reading.draft("a1").said = " ";', False),
        ('reading.draft("a1").said = "typed";', True),
        ('reading.draft("a1").should_be = "typed";', True),
        ('reading.draft("a1").why = "typed";', True),
        ('reading.answer("a1", wrong);', True),
        ('reading.answer("a1", wrong); reading.isTaken = true;', False),
        ('reading.answer("a1", wrong); reading.isTaken = true; reading.draft("a1");', False),
        ('reading.answer("a1", wrong); reading.isTaken = true; reading.draft("a1").should_be = "y";', True),
        ('reading.keeps = true; reading.answer("a1", wrong);', False),
        ('reading.keeps = true; reading.answer("a1", wrong); reading.draft("b2").why = "typed";', True),
        ('reading.keeps = true; reading.answer("a1", wrong); reading.keeps = false; reading.erase();', True),
        ('reading.draft("a1").why = "typed"; reading.answer("a1", right); reading.isTaken = true;', False),
    ],
)
def test_closing_the_page_warns_of_whatever_would_be_lost(code: str, is_lost: bool) -> None:
    assert run(f'const reading = started("community"); {code} return reading.wouldLose;') is is_lost


def test_answers_of_an_earlier_visit_that_are_kept_no_longer_would_be_lost() -> None:
    answers = {"community a1": {"verdict": "right", "said": "", "turn": 1}}
    stored = json.dumps({"by": "Rosa", "role": "community", "answers": answers})
    found = run("""
      const reading = started("community");
      const before = reading.wouldLose;
      reading.keeps = false;
      reading.erase();
      return [before, reading.wouldLose];
    """, stored)  # fmt: skip
    assert found == [False, True]
