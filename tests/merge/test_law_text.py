"""What a lawyer reads: every sentence of every card once, with all that its places say about it."""

from dataclasses import replace
from datetime import date

from cards.locations import shelves
from cards.merge.law_text import LawItem, LawText, Place, law_text
from cards.merge.proof_text import proof_text
from cards.merge.sources import every_source
from cards.read.catalogs import Wording, read_wording
from cards.read.languages import read_languages
from cards.read.law_reviews import law_code
from cards.read.script_types import LawReview, Script, ScriptSide, Source
from cards.read.scripts import find_script, read_labels, script_ids
from cards.read.sign_offs import LEGAL, SignOff, string_digest

SHELVES = shelves(None)
ENGLISH = read_languages(SHELVES)["en"]
LABELS = read_labels(SHELVES)
NOBODY = Wording("en", {}, ())


def source(context: str, text: str, *authority: str, note: str = "A note.") -> Source:
    return Source(context, text, note, authority)


def script(name: str, *statements: Source) -> Script:
    heading, officer = source(f"{name}/bearer/heading", "Stay calm."), source(f"{name}/officer/heading", "To them")
    claim = source(f"{name}/officer/quiet", "**I stay silent.**", "Salinas")
    return Script(name, 1, name.title(), "About.", ScriptSide(heading, statements), ScriptSide(officer, (claim,)))


QUIET = source("park/bearer/quiet", "**Be quiet.**", "Salinas", "Thompkins")
PARK = script("park", QUIET, source("park/bearer/go", "Ask to go.", "Delgado"))
SHOP = script("shop", source("shop/bearer/quiet", "**Be quiet.**", "Salinas", note="Another note."))


def text_of(*scripts: Script, wording: Wording = NOBODY) -> LawText:
    return law_text(scripts, LABELS, wording, ENGLISH)


def items(places: tuple[Place, ...]) -> list[int]:
    return [each.item for each in places]


def item(text: LawText, context: str) -> LawItem:
    (found,) = [each for each in text.items if context in each.contexts]
    return found


def test_every_string_that_ships_is_there_once() -> None:
    scripts = [find_script(SHELVES, each) for each in script_ids(SHELVES)]
    wording = read_wording(SHELVES, "en")
    text = law_text(scripts, LABELS, wording, ENGLISH)
    sources = {each.context: each for of in scripts for each in every_source(of, LABELS, in_english=True)}
    there = [context for each in text.items for context in each.contexts]
    assert sorted(there) == sorted(sources)
    for each in text.items:
        of = [sources[context.rpartition("/")[0] if each.leaves_out else context] for context in each.contexts]
        assert {source.text.replace("**", "") for source in of} == {each.english.text}
        cited = {line for _, lines in each.authorities for line in lines}
        assert cited == {line for context in each.contexts for line in sources[context].authority}
    shown = [each.english.text for each in text.items if not each.where]
    assert len(shown) == len(set(shown)), "a sentence is there twice"
    for card in text.cards:
        numbers = (*card.bearer, *card.officer)
        assert len(numbers) == len((*card.script.bearer.every, *card.script.officer.every))
        assert card.code == proof_text(card.script, LABELS, wording, ENGLISH, ENGLISH).code


def test_a_sentence_of_two_cards_has_the_authorities_of_both() -> None:
    text = text_of(PARK, SHOP)
    quiet = item(text, "park/bearer/quiet")
    assert quiet.contexts == ("park/bearer/quiet", "shop/bearer/quiet")
    assert quiet.authorities == (("", ("Salinas",)), ("park", ("Thompkins",)))
    assert quiet.notes == (("park", ("A note.",)), ("shop", ("Another note.",)))
    claim = item(text, "shop/officer/quiet")
    assert (claim.authorities, claim.notes) == ((("", ("Salinas",)),), (("", ("A note.",)),))
    park, shop = text.cards
    assert (items(park.bearer), items(park.officer)) == ([1, 2, 3], [4, 5])
    assert (items(shop.bearer), items(shop.officer)) == ([1, 2], [4, 5])
    assert items(text.labels)[0] == 6
    assert [each.name for each in park.bearer] == ["Bearer’s side, heading", "Bearer’s side, 1", "Bearer’s side, 2"]
    assert [each.name for each in park.officer] == ["Officer’s side, heading", "Officer’s side, 1"]
    assert (quiet.place.script, quiet.place.name) == ("park", "Bearer’s side, 1")
    assert text.items[5].place.name == "On every card, hotline"


def test_what_cards_say_in_some_states_is_a_sentence_of_its_own() -> None:
    says = replace(QUIET, context="park/bearer/quiet/ny", text="**Be quiet there.**", regions=("US-NY",), say=("No",))
    gone = replace(QUIET, context="park/bearer/quiet/tx", text="", regions=("US-TX", "US-FL"), authority=("Tex. Code",))
    text = text_of(script("park", replace(QUIET, variants=(says, gone))), SHOP)
    found = item(text, says.context)
    assert (found.where, found.say, found.contexts) == ("Cards for New York say instead:", ("No",), (says.context,))
    left = item(text, gone.context)
    assert (left.where, left.leaves_out) == ("Cards for Texas and Florida leave this out:", True)
    assert (left.english.text, left.authorities) == ("Be quiet.", (("", ("Tex. Code",)),))
    assert item(text, QUIET.context).contexts == (QUIET.context, "shop/bearer/quiet")
    assert items(text.cards[0].bearer) == [1, 2, 3, 4]
    assert [each.label for each in text.cards[0].bearer] == ["heading", "1", "1", "1"]


def test_a_statement_that_needs_a_number_has_none_on_a_card_without() -> None:
    needs = replace(QUIET, context="park/bearer/call", text="Call.", needs="hotline")
    text = text_of(script("park", needs, QUIET))
    assert [each.label for each in text.cards[0].bearer] == ["heading", "only with a telephone number", "1"]
    assert item(text, needs.context).where == "Only on cards with a telephone number:"


def test_each_authority_is_there_once_with_those_that_cite_it() -> None:
    def cited(**authorities: tuple[str, ...]) -> object:
        scripts = (script(name, replace(QUIET, context=f"{name}/bearer/quiet", authority=each))
                   for name, each in authorities.items())  # fmt: skip
        text = text_of(*scripts)
        (found,) = (each.authorities for each in text.items if each.english.text == "Be quiet.")
        return found

    assert cited(a=("x", "y"), b=("y", "x")) == (("", ("x", "y")),)
    assert cited(a=("x", "y"), b=("z", "y"), c=("y", "z")) == (("", ("y",)), ("a", ("x",)), ("b, c", ("z",)))
    assert cited(a=("x",), b=()) == (("a", ("x",)), ("b", ()))
    assert cited(a=(), b=()) == ()


def test_the_same_sentence_in_other_states_is_another() -> None:
    def with_variant(name: str, code: str) -> Script:
        own = replace(QUIET, context=f"{name}/bearer/quiet")
        return script(name, replace(own, variants=(replace(own, context=f"{own.context}/x", regions=(code,)),)))

    assert item(
        text_of(with_variant("park", "US-NY"), with_variant("shop", "US-TX")), "park/bearer/quiet/x"
    ).contexts == ("park/bearer/quiet/x",)
    both = text_of(with_variant("park", "US-NY"), with_variant("shop", "US-NY"))
    assert item(both, "park/bearer/quiet/x").contexts == ("park/bearer/quiet/x", "shop/bearer/quiet/x")


def test_the_same_letters_in_another_language_are_another_sentence() -> None:
    french = read_languages(SHELVES)["fr"]
    text = law_text([PARK, SHOP], LABELS, NOBODY, ENGLISH, {"shop": french})
    assert item(text, "park/officer/quiet").contexts == ("park/officer/quiet",)
    assert item(text, "shop/officer/quiet").english.language == french
    assert item(text, "shop/bearer/quiet").contexts == ("park/bearer/quiet", "shop/bearer/quiet")


def test_a_sentence_is_signed_when_all_its_strings_are() -> None:
    signed = {
        context: (
            SignOff(
                context,
                string_digest(replace(QUIET, context=context, authority=law, note=note), QUIET.text, "en", LEGAL),
                LEGAL,
                "Bo",
                date(2026, 1, 1),
                "en",
            ),
        )
        for context, law, note in (
            ("park/bearer/quiet", QUIET.authority, QUIET.note),
            ("shop/bearer/quiet", ("Salinas",), "Another note."),
        )
    }
    for contexts in (["park/bearer/quiet"], [*signed]):
        wording = replace(NOBODY, sign_offs={context: signed[context] for context in contexts})
        assert item(text_of(PARK, SHOP, wording=wording), QUIET.context).state.signed == (len(contexts) == 2)


def test_the_last_review_is_told_with_whether_it_was_of_these_words() -> None:
    assert text_of(PARK).cards[0].reviewed == "It is about the law of the United States. No lawyer has read it yet."
    for code, end in (
        (law_code(PARK), "Bo."),
        ("0000-0000-0000-0000", "Bo, before it changed."),
    ):
        reviewed = replace(PARK, law_review=LawReview("Bo", date(2026, 1, 2), code))
        told = text_of(reviewed).cards[0].reviewed
        assert told == f"It is about the law of the United States. Last read by a lawyer on 2026-01-02: {end}"
