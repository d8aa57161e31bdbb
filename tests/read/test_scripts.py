"""Rights scripts: what the shipped ones may and may not say, and what a script file must hold."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from cards.errors import BadFile, UnknownId
from cards.locations import Shelf, bundled, shelves
from cards.read.script_types import Part, Script, Source
from cards.read.scripts import find_script, read_labels, read_script, script_ids
from cards.read.statements import MAX_STATEMENTS

SHELVES = (bundled(),)
HOME = find_script(SHELVES, "home")

STATEMENTS = (*HOME.bearer.statements, *HOME.officer.statements)
SOURCES = (*HOME.bearer.sources, *HOME.officer.sources)

CONSTITUTION = r"U\.S\. Const\. amends?\. [IVX]+( and [IVX]+)?"
CASE = r"[A-Z][\w. ]+ v\. [A-Z][\w. ]+, \d+ U\.S\. \d+ \(\d{4}\)"
LAW = r"\d+ (U\.S\.C\.|C\.F\.R\.) \d+[a-z]?(\.\d+)?(\([A-Za-z0-9]+\))*"

# What an agent can or cannot do is not ours to promise; I-205 is disputed (see the wording hazards in the issue).
PROMISES = re.compile(
    r"\b(cannot|can't|can not|may not|must not|not allowed|allowed|illegal|unlawful|guarantee\w*|always|never|"
    r"not enter|not open|officers?|agents?|police|required?|protect\w*|safe)\b",
    re.IGNORECASE,
)
SIXTH = re.compile(r"\b(6th|sixth|amends?\. (\w+ and )?VI)\b", re.IGNORECASE)

SCRIPT = """\
id = "street"
version = 2
title = "On the street"
about = "Somebody is stopped."

[bearer.heading]
id = "heading"
text = "Stay calm."

[[bearer.statement]]
id = "silence"
text = "**Stay silent.**"
authority = ["U.S. Const. amend. V"]
note = "Say so."

[[bearer.statement]]
id = "leave"
text = "**Ask** to go."

[officer.heading]
id = "heading"
text = "To the officer"

[[officer.statement]]
id = "name"
text = "**I claim silence.**"
"""


def put(folder: Path, text: str, name: str = "street") -> Path:
    """Write a script."""
    path = folder / "scripts" / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def shelf(folder: Path) -> Shelf:
    """The shelf of a content folder."""
    return shelves(folder)[1]


def line_of(text: str, part: str) -> int:
    """The line on which a part of a text begins."""
    return text.count("\n", 0, text.index(part)) + 1


def words(sources: tuple[Source, ...]) -> str:
    """The texts without their markup."""
    return " ".join(each.text.replace("**", "") for each in sources)


def test_the_sides_have_the_number_of_statements_that_was_asked_for() -> None:
    assert 5 <= len(HOME.bearer.statements) <= 6
    assert 4 <= len(HOME.officer.statements) <= 5


def test_the_bearers_side_is_short_enough_for_long_languages() -> None:
    assert 200 < len(words(HOME.bearer.sources)) < 400


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.context)
def test_every_text_has_authorities_and_a_note(source: Source) -> None:
    assert source.authority
    assert all(re.fullmatch(f"{CONSTITUTION}|{CASE}|{LAW}", each) for each in source.authority)
    assert source.note


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.context)
def test_the_6th_amendment_is_not_cited(source: Source) -> None:
    assert not SIXTH.search(source.text)
    assert not any(SIXTH.search(each) for each in source.authority)


@pytest.mark.parametrize("source", STATEMENTS, ids=lambda source: source.context)
def test_a_statement_promises_nothing_about_agents(source: Source) -> None:
    assert not PROMISES.search(source.text)


def test_the_search_for_promises_finds_them() -> None:
    for text in ("They cannot enter.", "Agents may not search you.", "You are not required to open."):
        assert PROMISES.search(text)
    for text in ("counsel (6th Amendment)", "U.S. Const. amend. VI", "U.S. Const. amends. V and VI"):
        assert SIXTH.search(text)


@pytest.mark.parametrize("source", HOME.officer.statements, ids=lambda source: source.context)
def test_the_officers_side_speaks_as_the_bearer(source: Source) -> None:
    assert re.search(r"\bI\b", source.text)


def test_the_officers_side_claims_silence_and_refuses_consent_in_so_many_words() -> None:
    said = words(HOME.officer.statements)
    assert "remain silent" in said
    assert said.count("I do not consent to") >= 2
    assert "I want a lawyer" in said
    assert "a warrant from a court" in said
    assert "(5th\u00a0Amendment)" in said
    assert "(4th\u00a0Amendment)" in said


def test_nobody_with_papers_is_told_to_hide_them() -> None:
    assert not re.search(r"\b(papers|documents?|immigration|status)\b", words(HOME.officer.sources))


def test_the_bearer_is_told_what_not_to_do() -> None:
    said = words(HOME.bearer.statements).casefold()
    for warning in ("do not lie", "sign nothing", "a citizen if you are not", "do not block", "from a court"):
        assert warning in said


def test_a_lawyer_and_silence_are_asked_for_in_english_on_every_card_of_somebody_who_is_stopped() -> None:
    for each in ("home", "street", "car", "work", "papers"):
        bearer = find_script(SHELVES, each).bearer
        assert ("I want to stay silent. I want a lawyer.",) in [statement.say for statement in bearer.statements]
        if each != "home":  # behind a closed door nobody asks
            assert ("Am I free to go?",) in [statement.say for statement in bearer.statements]
            assert "If no, stay." in words(bearer.sources)


@pytest.mark.parametrize("source", STATEMENTS, ids=lambda source: source.context)
def test_a_statement_begins_with_one_strong_pair(source: Source) -> None:
    assert re.fullmatch(r"\*\*[^\s*][^*]*[^\s*]\*\*( [^*]+)?", source.text)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.context)
def test_a_text_is_one_line_without_placeholders_and_numbers_to_dial(source: Source) -> None:
    assert source.text.isprintable() or source.text.replace("\u00a0", " ").isprintable()
    assert not re.search(r"[{}<>]|\d{3}[-. ]\d{4}|https?:|  ", source.text)


def test_contexts_are_the_script_the_side_and_the_id() -> None:
    contexts = [source.context for source in SOURCES]
    assert len(set(contexts)) == len(contexts)
    assert all(re.fullmatch(r"home/(bearer|officer)/[a-z][a-z0-9-]*", context) for context in contexts)
    assert HOME.bearer.heading.context == "home/bearer/heading"
    assert HOME.officer.heading.context == "home/officer/heading"


@pytest.mark.parametrize("script_id", script_ids(SHELVES))
def test_every_shipped_script_reads(script_id: str) -> None:
    script = find_script(SHELVES, script_id)
    assert script.id == script_id
    assert script.version >= 1
    said = [each for side in (script.bearer, script.officer) for each in side.every]
    if script.is_plan:  # its headings, titles and labels to fill in say nothing of the law
        said = [each for each in script.bearer.statements if each.part is Part.STATEMENT]
    assert said
    assert all(each.authority for each in said)


def test_a_script_by_value(tmp_path: Path) -> None:
    script = read_script(put(tmp_path, SCRIPT))
    assert (script.id, script.version, script.title, script.about) == (
        "street",
        2,
        "On the street",
        "Somebody is stopped.",
    )
    assert script.bearer.heading == Source("street/bearer/heading", "Stay calm.", "")
    assert script.bearer.statements == (
        Source("street/bearer/silence", "**Stay silent.**", "Say so.", ("U.S. Const. amend. V",)),
        Source("street/bearer/leave", "**Ask** to go.", ""),
    )
    assert [each.context for each in script.officer.sources] == ["street/officer/heading", "street/officer/name"]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_text_knows_where_it_stands(tmp_path: Path, ending: str) -> None:
    path = put(tmp_path, SCRIPT.replace("\n", ending))
    script = read_script(path)
    for source in (*script.bearer.sources, *script.officer.sources):
        assert (source.file, source.line) == (path, line_of(SCRIPT, f'text = "{source.text}"'))
    heading = script.bearer.heading
    assert heading == replace(heading, file=None, line=None)


def test_a_note_may_have_several_lines_and_a_text_one(tmp_path: Path) -> None:
    text = SCRIPT.replace('"Say so."', '"""\nSay\n\nso."""')
    assert read_script(put(tmp_path, text)).bearer.statements[0].note == "Say\n\nso."
    text = SCRIPT.replace('"**Ask** to go."', '"""**Ask**\nto go."""')
    path = put(tmp_path, text)
    with pytest.raises(BadFile) as refused:
        read_script(path)
    assert refused.value.cause == "'bearer.statement.2.text' has a line feed (U+000A) in it."
    assert (refused.value.file, refused.value.line) == (path, line_of(text, 'text = """'))


BROKEN = [
    ('id = "street"', 'id = "home"', "'id' is 'home' in a file named street.toml"),
    ('id = "street"', 'id = "Street"', "'id' is 'Street'"),
    ('id = "street"', 'id = "9street"', "'id' is '9street'"),
    ('id = "street"', f'id = "{"s" * 41}"', "'id' is 's"),
    ('id = "street"', "id = 7", "'id' is not a text"),
    ("version = 2", "version = 0", "'version' is out of bounds."),
    ("version = 2", f"version = {'9' * 3000}", "'version' is out of bounds."),
    ("version = 2", 'version = "2"', "'version' is not a whole number"),
    ("version = 2", "version = true", "'version' is not a whole number"),
    ("about =", "abuot =", "'abuot' is not known here"),
    ('title = "On the street"', 'title = ""', "'title' is empty"),
    ('id = "silence"', 'id = "Silence"', "'bearer.statement.1.id' is 'Silence'"),
    ('id = "leave"', f'id = "{"l" * 41}"', "'bearer.statement.2.id' is 'l"),
    ('id = "leave"', 'id = "leave it"', "'bearer.statement.2.id' is 'leave it'"),
    ('text = "**Ask** to go."', "text = 1", "'bearer.statement.2.text' is not a text"),
    ('text = "**Ask** to go."', 'txet = "**Ask** to go."', "'bearer.statement.2.txet' is not known here"),
    ('note = "Say so."', 'notes = "Say so."', "'bearer.statement.1.notes' is not known here"),
    ('["U.S. Const. amend. V"]', '"U.S. Const. amend. V"', "'bearer.statement.1.authority' is not a list"),
    ('text = "To the officer"', 'text = " To the officer"', "'officer.heading.text' is empty, or begins"),
    ('id = "name"', "id = 1", "'officer.statement.1.id' is not a text"),
    (
        'text = "**I claim silence.**"',
        'tekst = "**I claim silence.**"',
        "'officer.statement.1.tekst' is not known here",
    ),
    ("[officer.heading]", "[officer.headings]", "'officer.headings' is not known here"),
    ("[[officer.statement]]", "[[officer.statements]]", "'officer.statements' is not known here"),
    ("[[officer.statement]]", "[officer.statement]", "'officer.statement' is not a list of tables."),
]


@pytest.mark.parametrize(("part", "replacement", "cause"), BROKEN, ids=[each[2] for each in BROKEN])
def test_a_broken_script_is_refused_on_its_line(tmp_path: Path, part: str, replacement: str, cause: str) -> None:
    text = SCRIPT.replace(part, replacement)
    path = put(tmp_path, text)
    with pytest.raises(BadFile) as refused:
        read_script(path)
    assert refused.value.cause.startswith(cause)
    assert (refused.value.file, refused.value.line) == (path, line_of(text, replacement))


@pytest.mark.parametrize(
    ("part", "cause", "header"),
    [
        ('id = "leave"\n', "'bearer.statement.2.id' is missing.", '[[bearer.statement]]\ntext = "**Ask**'),
        ('text = "**Ask** to go."\n', "'bearer.statement.2.text' is missing.", '[[bearer.statement]]\nid = "leave"'),
        ('text = "To the officer"\n', "'officer.heading.text' is missing.", "[officer.heading]"),
    ],
)
def test_what_an_entry_lacks_is_said_on_the_line_of_its_header(
    tmp_path: Path, part: str, cause: str, header: str
) -> None:
    text = SCRIPT.replace(part, "")
    path = put(tmp_path, text)
    with pytest.raises(BadFile) as refused:
        read_script(path)
    assert refused.value.cause == cause
    assert refused.value.line == line_of(text, header)


@pytest.mark.parametrize(
    ("text", "cause", "where"),
    [
        (SCRIPT[: SCRIPT.index("[officer.heading]")], "'officer' is missing.", None),
        (SCRIPT[: SCRIPT.index("[[officer.statement]]")], "'officer.statement' is missing.", "[officer.heading]"),
        (SCRIPT.replace("version = 2\n", ""), "'version' is missing.", None),
        (
            SCRIPT.replace('[bearer.heading]\nid = "heading"\ntext = "Stay calm."\n', ""),
            "'bearer.heading' is missing.",
            "[[bearer.statement]]",
        ),
        (
            SCRIPT.replace('id = "leave"', 'id = "silence"'),
            "'bearer.statement' has the id 'silence' twice.",
            "[[bearer.statement]]",
        ),
        (
            SCRIPT.replace('id = "leave"', 'id = "heading"'),
            "'bearer.statement' has the id 'heading' twice.",
            "[[bearer.statement]]",
        ),
        (
            SCRIPT.replace('id = "name"', 'id = "heading"'),
            "'officer.statement' has the id 'heading' twice.",
            "[[officer.statement]]",
        ),
    ],
)
def test_a_script_that_lacks_or_repeats_something_is_refused(
    tmp_path: Path, text: str, cause: str, where: str | None
) -> None:
    path = put(tmp_path, text)
    with pytest.raises(BadFile) as refused:
        read_script(path)
    assert refused.value.cause == cause
    assert (refused.value.file, refused.value.line) == (path, line_of(text, where) if where else None)


def with_statements(count: int) -> str:
    """A script whose officer's side has that many statements."""
    more = "".join(f'\n[[officer.statement]]\nid = "s{place}"\ntext = "I do."\n' for place in range(count - 1))
    return SCRIPT + more


def test_the_points_of_a_side_have_one_digit(tmp_path: Path) -> None:
    assert MAX_STATEMENTS == 9
    assert len(read_script(put(tmp_path, with_statements(9))).officer.statements) == 9
    with pytest.raises(BadFile, match=r"'officer\.statement' has 10 entries") as refused:
        read_script(put(tmp_path, with_statements(10)))
    assert refused.value.line == line_of(SCRIPT, "[[officer.statement]]")
    officer = '[officer]\nstatement = []\nheading = {id = "heading", text = "To the officer"}\n'
    text = SCRIPT[: SCRIPT.index("[officer.heading]")] + officer
    with pytest.raises(BadFile, match=r"'officer\.statement' has 0 entries") as refused:
        read_script(put(tmp_path, text))
    assert refused.value.line == line_of(text, "statement = []")


def test_an_unknown_script_is_answered_with_the_closest() -> None:
    with pytest.raises(UnknownId, match="There is no script 'hoem'") as refused:
        find_script(SHELVES, "hoem")
    assert re.fullmatch(r"Did you mean home(, \w+)?( or \w+)?\?", refused.value.remedy)
    with pytest.raises(UnknownId, match="There is no script 'xxxxxxxx'") as refused:
        find_script(SHELVES, "xxxxxxxx")
    assert refused.value.remedy == f"There are: {', '.join(script_ids(SHELVES))}."


def test_a_script_of_an_organisation_stands_beside_ours(tmp_path: Path) -> None:
    put(tmp_path, SCRIPT)
    both = shelves(tmp_path)
    assert set(script_ids(both)) == {*script_ids(SHELVES), "street"}
    assert isinstance(find_script(both, "street"), Script)
    assert find_script(both, "home") == HOME


def test_the_shipped_labels_are_short() -> None:
    labels = read_labels(SHELVES)
    assert [each.context for each in labels.sources] == [
        "labels/hotline", "labels/link", "labels/lawyer", "labels/contact", "labels/a-number",
    ]  # fmt: skip
    assert labels.sources == (labels.hotline, labels.link, *labels.written.values())
    assert labels.always == (labels.hotline, labels.link)
    for label in labels.sources:
        assert len(label.text) <= 24
        assert label.text.endswith(":")
        assert label.note


def test_the_labels_of_an_organisation_replace_ours(tmp_path: Path) -> None:
    both = shelves(tmp_path)
    assert read_labels(both) == read_labels(SHELVES)
    (tmp_path / "labels.toml").write_text('[hotline]\ntext = "Call:"\n[link]\ntext = "Read:"\n', encoding="utf-8")
    assert [each.text for each in read_labels(both).sources] == [
        "Call:",
        "Read:",
        "My lawyer:",
        "Emergency contact:",
        "A-number:",
    ]
    assert read_labels(both).interpreter == read_labels(SHELVES).interpreter


@pytest.mark.parametrize(
    ("text", "cause", "line"),
    [
        ('[hotline]\ntext = "Call:"\n', "'link' is missing.", None),
        ('[hotline]\ntext = "Call:"\n[link]\ntxt = "Read:"\n', "'link.txt' is not known here.", 4),
        ('[hotline]\ntext = "Call:"\n[link]\ntext = ""\n', "'link.text' is empty, or begins or ends with a space.", 4),
        ('[hotline]\ntext = "Call:"\n[link]\ntext = "a"\n[org]\ntext = "b"\n', "'org' is not known here.", 5),
    ],
)
def test_broken_labels_are_refused(tmp_path: Path, text: str, cause: str, line: int | None) -> None:
    path = tmp_path / "labels.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadFile) as refused:
        read_labels([shelf(tmp_path)])
    assert (refused.value.cause, refused.value.file, refused.value.line) == (cause, path, line)
