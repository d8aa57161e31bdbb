"""A pack prints each recipient's cards in the words of their state, and makes again only what those words change."""

import json
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from tests.invented import DUTY, PARK, SPANISH, catalog, write
from tests.pack.conftest import Packed

ROWS = """\
name,region,es,en
Denver,US-CO/Denver,10,0
Boston,US-MA,10,10
Austin,US-TX,0,10
Nowhere,,10,0
"""
HEAD = 'script = "park"\n'


def words(folder: Path) -> dict[str, str]:
    """The first page of each file of cards, by its folder and language."""
    found = {}
    for path in sorted(folder.glob("*/park - *.pdf")):
        document = pypdfium2.PdfDocument(path)
        text = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
        found[f"{path.parent.name[5:]} {path.name.split(' - ')[1]}"] = text
        document.close()
    return found


@pytest.fixture(name="pack")
def _pack(pack_file: Callable[..., Path], packed: Callable[..., Packed], tmp_path: Path) -> Callable[..., Packed]:
    file = pack_file(HEAD, cards="", rows=ROWS, org="")

    def run(*, resume: bool = False, script: str = PARK, spanish: str | None = None) -> Packed:
        write(tmp_path / "content", script=script, spanish=spanish)
        return packed(file, tmp_path / "out", resume=resume, content=tmp_path / "content")

    return run


def states(outcome: Packed) -> dict[str, str | None]:
    """The state of the words of each file of cards, as the manifest says."""
    return {named(each.file): each.region for each in outcome.entries if each.kind == "cards"}


def named(path: str) -> str:
    """The folder and the language of a file of cards."""
    folder, _, name = path.partition("/")
    return f"{folder[5:]} {name.split(' - ')[1]}"


def test_each_recipient_has_the_words_of_their_state(pack: Callable[..., Packed], tmp_path: Path) -> None:
    outcome = pack()
    assert not outcome.failures
    text = words(tmp_path / "out")
    usual = {each: "En algunos estados" in said or "In some states" in said for each, said in text.items()}
    assert usual == {
        "Denver Spanish": False, "Boston Spanish": False, "Boston English": False,
        "Austin English": True, "Nowhere Spanish": True,
    }  # fmt: skip
    assert "Diga su nombre a la policía" in text["Denver Spanish"]
    assert "barbecue" in text["Austin English"]
    assert states(outcome) == {
        "Denver Spanish": "US-CO", "Boston Spanish": "US-MA", "Boston English": "US-MA", "Austin English": "US-TX",
        "Nowhere Spanish": None,
    }  # fmt: skip
    manifest = json.loads((tmp_path / "out/manifest.json").read_text(encoding="utf-8"))
    assert [each.get("region") for each in manifest["files"] if each["kind"] == "cards"] == [*states(outcome).values()]


USUAL = {"Austin English", "Nowhere Spanish"}
"""Cards with the usual statement."""


@pytest.fixture(name="remade")
def _remade(pack: Callable[..., Packed], tmp_path: Path) -> Callable[..., set[str]]:
    """The files of cards that a resumed run writes again."""

    def written() -> dict[str, int]:
        out = tmp_path / "out"
        paths = out.glob("*/park - *.pdf")
        return {named(path.relative_to(out).as_posix()): path.stat().st_mtime_ns for path in paths}

    def resumed(**changes: str) -> set[str]:
        before = written()
        assert not pack(resume=True, **changes).failures
        return {each for each, when in written().items() if when != before[each]}

    return resumed


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("barbecue", "garden", {"Austin English"}),
        ("No statute of Massachusetts", "No law of Massachusetts", {"Boston Spanish", "Boston English"}),
        # A lawyer vouches for the states that the usual statement is not for, so its cards may have another state now.
        ('regions = ["US-MA"]', 'regions = ["US-ME"]', {"Boston Spanish", "Boston English", *USUAL}),
        ('regions = ["US-CO", "US-AZ"]', 'regions = ["US-AZ"]', {"Denver Spanish", *USUAL}),
    ],
)
def test_a_resumed_pack_makes_again_what_a_variant_changes(
    old: str, new: str, changed: set[str], pack: Callable[..., Packed], remade: Callable[..., set[str]]
) -> None:
    pack()
    assert remade(script=PARK.replace(old, new)) == changed


def test_a_resumed_pack_notices_the_translation_of_a_variant(
    pack: Callable[..., Packed], remade: Callable[..., set[str]], tmp_path: Path
) -> None:
    first = pack(spanish=catalog(DUTY))
    (denver,) = (each for each in first.entries if each.file.startswith("01") and each.kind == "cards")
    assert denver.region is None
    assert any(DUTY in each and "Colorado" in each for each in denver.warnings)
    cover = pypdfium2.PdfDocument(tmp_path / "out/01 - Denver/cover sheet.pdf")
    assert "usual words instead of those for Colorado" in " ".join(cover[0].get_textpage().get_text_range().split())
    cover.close()
    assert remade() == {"Denver Spanish"}
    assert states(pack(resume=True))["Denver Spanish"] == "US-CO"
    other = catalog().replace(SPANISH[DUTY][1], "**Diga su nombre** a la policía si lo piden.")
    assert remade(spanish=other) == {"Denver Spanish"}


def test_the_code_of_the_words_is_that_of_the_proof(pack: Callable[..., Packed]) -> None:
    """It stands for all variants, also in the manifest's entry of a file that is kept."""
    before = {each.file: each.words for each in pack().entries if each.locale == "es"}
    again = pack(resume=True, spanish=catalog(DUTY))
    after = {each.file: each.words for each in again.entries if each.locale == "es"}
    assert len(set(before.values())) == len(set(after.values())) == 1
    assert not set(before.values()) & set(after.values())
    assert again.kept


@pytest.mark.parametrize("first", [True, False])
def test_recipients_of_other_states_in_a_long_table_never_share_their_words(
    first: bool, pack_file: Callable[..., Path], packed: Callable[..., Packed], tmp_path: Path
) -> None:
    """Files of one language, script and layout are made in one task, a few at a time."""
    texas = "".join(f"T{number},US-TX,10\n" for number in range(40))
    one = "Denver,US-CO/Denver,10\n"
    rows = "name,region,es\n" + (one + texas if first else texas + one)
    write(tmp_path / "content")
    outcome = packed(pack_file(HEAD, cards="", rows=rows, org=""), tmp_path / "out", content=tmp_path / "content")
    assert not outcome.failures
    found = states(outcome)
    assert found.pop("Denver Spanish") == "US-CO"
    assert set(found.values()) <= {"US-TX", None}
    text = words(tmp_path / "out")
    assert [each for each, said in text.items() if "Diga su nombre a la policía" in said] == ["Denver Spanish"]
