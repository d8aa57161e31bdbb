"""Variants of a statement: what a script's file may hold, and that each region has exactly one text."""

from dataclasses import replace
from pathlib import Path

import pytest

from cards.errors import BadFile
from cards.read.countries import region_names
from cards.read.script_types import Script, Source
from cards.read.scripts import read_script
from cards.read.sign_offs import sentence_digest, string_digest

SCRIPT = """\
id = "park"
version = 2
title = "In the park"
about = "Somebody is stopped."

[bearer.heading]
id = "heading"
text = "Stay calm."

[[bearer.statement]]
id = "silence"
text = "**Stay silent.**"
pictogram = "silence"

[[bearer.statement]]
id = "name"
text = "**In some states** give your name."
pictogram = "papers"
needs = "hotline"

[[bearer.statement.variant]]
id = "duty"
regions = ["US-CO", "US-AZ"]
text = "**Give your name.**"
authority = ["C.R.S. 16-3-103"]
note = "To police."

[[bearer.statement.variant]]
id = "none"
regions = ["US-MA"]
leave_out = true
authority = ["No law asks for it."]

[officer.heading]
id = "heading"
text = "To the officer"

[[officer.statement]]
id = "name"
text = "**I claim silence.**"

[[officer.statement.variant]]
id = "texas"
regions = ["US-TX"]
text = "**I claim silence,** except for my name."
pictogram = "papers"
authority = ["Tex. Penal Code 38.02"]
"""


def put(folder: Path, text: str) -> Path:
    """Write a script."""
    path = folder / "park.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(name="park")
def _park(tmp_path: Path) -> Script:
    return read_script(put(tmp_path, SCRIPT))


def test_a_variant_has_a_context_of_its_own_and_the_rest_of_its_statement(park: Script, tmp_path: Path) -> None:
    duty, none = park.bearer.statements[1].variants
    assert duty == Source(
        "park/bearer/name/duty", "**Give your name.**", "To police.", ("C.R.S. 16-3-103",),
        pictogram="papers", needs="hotline", regions=("US-CO", "US-AZ"),
        replaces="**In some states** give your name.",
    )  # fmt: skip
    assert (duty.file, duty.line) == (tmp_path / "park.toml", 24)
    assert none.leaves_out
    assert not duty.leaves_out
    assert park.officer.statements[0].variants[0].pictogram == "papers"


def test_a_side_lists_variants_after_their_statements(park: Script) -> None:
    every = ["heading", "silence", "name", "name/duty", "name/none"]
    assert [each.context for each in park.bearer.every] == [f"park/bearer/{name}" for name in every]
    assert [each.context for each in park.bearer.translated] == [f"park/bearer/{name}" for name in every[:-1]]
    assert [each.context for each in park.bearer.sources] == [f"park/bearer/{name}" for name in every[:3]]
    assert park.bearer.regions == ("US-AZ", "US-CO", "US-MA")


@pytest.mark.parametrize("code", ["", *(code for code in region_names() if code.startswith("US"))])
def test_each_region_has_exactly_one_text_of_each_statement(park: Script, code: str) -> None:
    for side in (park.bearer, park.officer):
        there = side.in_region(code)
        said = {"/".join(each.context.split("/")[:3]) for each in (*there.statements, *there.left_out)}
        assert said == {each.context for each in side.statements}
        assert len(there.statements) + len(there.left_out) == len(side.statements)
        assert not any(each.variants for each in there.statements)
        assert all(code in each.regions for each in (*there.statements, *there.left_out) if each.regions)
        assert there.state == (code if code in side.regions else "")
        assert there.in_region(code).statements == there.statements
    name = [each.text for each in park.bearer.in_region(code).statements[1:]]
    expected = {"US-CO": ["**Give your name.**"], "US-AZ": ["**Give your name.**"], "US-MA": []}
    assert name == expected.get(code, ["**In some states** give your name."])


def test_a_variant_that_cannot_be_said_leaves_the_statement(park: Script) -> None:
    there = park.bearer.in_region("US-CO", {"park/bearer/name/duty"})
    assert (there.statements[1].text, there.state) == ("**In some states** give your name.", "")


def test_a_lawyers_sign_off_covers_the_states(park: Script, tmp_path: Path) -> None:
    duty, none = park.bearer.statements[1].variants
    wider = read_script(put(tmp_path, SCRIPT.replace('"US-CO", "US-AZ"', '"US-CO", "US-AZ", "US-NV"')))
    base, now = park.bearer.statements[1], wider.bearer.statements[1]
    assert (duty.replaces, none.replaces, base.apart) == (base.text, base.text, (*duty.regions, *none.regions))
    for before, after in ((duty, now.variants[0]), (base, now)):
        for role, ends in (("legal", True), ("community", False)):
            codes = {string_digest(each, "Dé su nombre.", "es", role) for each in (before, after)}
            assert len(codes) == 1 + ends
    other = replace(none, context="park/bearer/silence/none")
    assert sentence_digest(none, "", "en", "legal") != sentence_digest(other, "", "en", "legal")


COLORADO = 'regions = ["US-CO", "US-AZ"]'
TEXT = 'text = "**Give your name.**"\n'
BROKEN = [
    (COLORADO, 'regions = ["US-CO", "US-MA"]', "2.regions' has US-MA, which another", 'regions = ["US-MA"]'),
    (COLORADO, 'regions = ["US-CO", "US-CO"]', "1.regions' has US-CO twice", "regions ="),
    (COLORADO, 'regions = ["US-XX"]', "1.regions' has 'US-XX', which is not a state", "regions ="),
    (COLORADO, 'regions = ["Atlantis"]', "1.regions' has 'Atlantis', which is not a state", "regions ="),
    (COLORADO, 'regions = ["US"]', "1.regions' has 'US', which is not the code of a state", "regions ="),
    (COLORADO, 'regions = ["Colorado"]', "1.regions' has 'Colorado', which is not the code", "regions ="),
    (COLORADO, 'regions = ["US-CO/Denver"]', "1.regions' has 'US-CO/Denver', which is not the code", "regions ="),
    (COLORADO, "regions = []", "1.regions' is empty", "regions ="),
    (COLORADO, 'regions = "US-CO"', "1.regions' is not a list", "regions ="),
    (COLORADO + "\n", "", "1.regions' is missing", "[[bearer.statement.variant]]"),
    (TEXT, "", "1.text' is missing", "[[bearer.statement.variant]]"),
    (TEXT, 'text = ""\n', "1.text' is missing", 'text = ""'),
    (TEXT, f"{TEXT}leave_out = true\n", "1.leave_out' is true, but there is a text", "leave_out ="),
    (TEXT, f"{TEXT}needs = 'hotline'\n", "1.needs' is not known here", "needs = 'hotline'"),
    ("leave_out = true", "leave_out = false", "2.text' is missing", "[[bearer.statement.variant]]\nid = \"none"),
    ("leave_out = true", 'leave_out = "yes"', "2.leave_out' is not", 'leave_out = "yes"'),
    ('id = "none"', 'id = "duty"', "2.id' is that of another variant", 'id = "duty"\nregions = ["US-MA"]'),
    ('id = "none"', 'id = "None"', "2.id' is 'None'", 'id = "None"'),
    ('authority = ["C.R.S. 16-3-103"]\n', "", "1.authority' is missing", "[[bearer.statement.variant]]"),
    ('authority = ["C.R.S. 16-3-103"]', "authority = []", "1.authority' is empty", "authority = []"),
    ('note = "To police."', 'pictogram = "elephant"', "1.pictogram' is 'elephant'", "pictogram = \"elephant"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "cause", "place"), BROKEN)
def test_a_variant_that_cannot_be_used_is_refused_at_its_line(
    tmp_path: Path, old: str, new: str, cause: str, place: str
) -> None:
    assert SCRIPT.count(old) == 1
    text = SCRIPT.replace(old, new)
    path = put(tmp_path, text)
    with pytest.raises(BadFile) as refused:
        read_script(path)
    assert cause in refused.value.cause
    assert "'bearer.statement.2.variant." in refused.value.cause
    assert refused.value.remedy
    assert (refused.value.file, refused.value.line) == (path, text[: text.index(place)].count("\n") + 1)


@pytest.mark.parametrize(
    ("given", "state"), [("US-CO/Denver", "US-CO"), ("colorado", "US-CO"), ("GB-LND", "GB-ENG"), ("US", "")]
)
def test_the_remedy_names_the_state_of_a_narrower_region(given: str, state: str, tmp_path: Path) -> None:
    with pytest.raises(BadFile) as refused:
        read_script(put(tmp_path, SCRIPT.replace(COLORADO, f'regions = ["{given}"]')))
    assert refused.value.remedy == (
        f"Write {state}." if state else "Remove it: the statement itself is for all others."
    )


def test_a_card_says_something_in_every_state(tmp_path: Path) -> None:
    text = SCRIPT.replace('text = "**I claim silence,** except for my name."', "leave_out = true")
    path = put(tmp_path, text)
    with pytest.raises(BadFile, match="has no statement in Texas") as refused:
        read_script(path)
    assert refused.value.file == path
