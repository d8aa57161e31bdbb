"""Settings from links and pack files as the form has them, and what it cannot hold, in words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cards.page.held import MOST_LINK
from tests.page.conftest import Answers

NUMBER = "617-555-0100"
ADDRESS = "https://www.example.org/es"


def of_pack(ask: Answers, *lines: str, cards: str = "es = 5") -> tuple[dict[str, Any], list[str]]:
    text = "\n".join(['title = "x"', *lines, "[cards]", cards, ""])
    opened, _ = ask("open_pack", name="x.toml", text=text)
    opened["wishes"].pop("copies", None)
    return opened["wishes"], opened["left"]


@pytest.mark.parametrize(
    ("line", "wishes"),
    [
        ("write_in = true", {"write_in": "lawyer"}),
        ("write_in = false", {}),
        ('write_in = "a-number"', {"write_in": "a-number"}),
        (f'audio_link = {{ es = "{ADDRESS}" }}', {"audio_link": ADDRESS}),
        (f'audio_link = {{ Spanish = "{ADDRESS}" }}', {"audio_link": ADDRESS}),
        ('region = "California"', {"region": "US-CA"}),
        ('region = "ca / san mateo county"', {"region": "US-CA/San Mateo"}),
        ('region = "US"', {"region": "US"}),
        (f'hotline = "{NUMBER}"', {"hotline": [NUMBER]}),
        ('region = "MA"\nhotline = "luce"', {"region": "US-MA", "hotline": ["luce"]}),
        ('stock = "5371"', {"stock": "avery-5371"}),
        ('script = "street"', {"script": ["street"]}),
        ('scripts = ["home"]', {}),
        ('layout = ["poster"]', {"layout": ["poster"]}),
        ("pictograms = false", {"pictograms": False}),
        ("pictograms = true\nexact = false", {}),
        ('link = "None"', {"link": "none"}),
    ],
)
def test_a_pack_file_gives_the_form_values_of_its_own(ask: Answers, line: str, wishes: dict[str, Any]) -> None:
    assert of_pack(ask, line) == (wishes, [])


@pytest.mark.parametrize(
    ("lines", "wishes", "named"),
    [
        ([f'region = "California"\nhotline = "{NUMBER}"'], {"hotline": [NUMBER]}, ["US-CA"]),
        (['region = "California"\nhotline = "luce"'], {"hotline": ["luce"]}, ["US-CA"]),
        (['region = "MA"\nhotline = ["luce", "' + NUMBER + '"]'], {"hotline": ["luce", NUMBER]}, ["US-MA"]),
        (['script = "Street"'], {}, ["street"]),
        (['scripts = ["street", "work", "home"]'], {"script": ["street"]}, ["work, home"]),
        (['layout = ["duplex", "poster"]', 'paper = "tabloid"'], {}, ["poster", "Paper"]),
        (['region = "US-CA/Fresno"'], {}, ["Choose California"]),
        (['region = "Atlantis"'], {}, ["Atlantis"]),
        ([f'audio_link = {{ es = "{ADDRESS}", ar = "{ADDRESS}/ar" }}'], {}, [f"Arabic {ADDRESS}/ar"]),
        ([f'audio_link = {{ ar = "{ADDRESS}" }}'], {}, [ADDRESS]),
    ],
)
def test_what_of_a_pack_the_form_cannot_hold_is_named(
    ask: Answers, lines: list[str], wishes: dict[str, Any], named: list[str]
) -> None:
    found, left = of_pack(ask, *lines)
    assert found == wishes
    assert len(left) == len(named)
    assert all(each in said for each, said in zip(named, left, strict=True)), left


def test_a_language_without_translations_is_named(ask: Answers) -> None:
    opened, _ = ask("open_pack", name="x.toml", text='title = "x"\n[cards]\nes = 5\nKlingon = 5\n')
    assert opened["languages"] == ["es"]
    assert "Klingon" in opened["left"][0]


@pytest.mark.parametrize(
    ("text", "wishes", "named"),
    [
        ("region=US-CA", {"region": "US-CA"}, []),
        (
            "write_in=true&allow_stale=true&pictograms=false",
            {"write_in": "lawyer", "allow_stale": True, "pictograms": False},
            [],
        ),
        ("hotline=1&hotline=1&hotline=+2+&org=&copies=many", {"hotline": ["1", "2"], "copies": "many"}, []),
        ("theme=OUTLINE&layout=duplex", {"theme": "outline"}, []),
        ("org=a&org=b&allow_stale=yes", {"org": "a"}, ["b", "true"]),
        ("theme=green&logo=x.png&printer=x&for=story", {}, ["'logo'", "'printer'", "'for'", "green"]),
        ("layout=press&theme=red-stock&copies=5&paper=a4", {"layout": ["press"]}, ["paper", "copies", "red-stock"]),
        ("layout=large&paper=tabloid", {"layout": ["large"]}, ["Tabloid"]),
        ("script=family&paper=a4&copies=5", {"script": ["family"], "paper": "a4"}, ["copies"]),
        ("script=family&layout=fold", {"script": ["family"]}, ["cannot be made"]),
        ("layout=plan&paper=a4", {}, ["cannot be made", "paper"]),
        ("region=US-MA&hotline=luce&hotline_name=x", {"region": "US-MA", "hotline": ["luce"]}, ["own"]),
        ("%FF=%00&=&&=1", {}, ["'\ufffd'", "''"]),
    ],
)
def test_a_link_is_read_by_the_core(ask: Answers, text: str, wishes: dict[str, Any], named: list[str]) -> None:
    answer, _ = ask("open_link", text=text)
    assert answer["wishes"] == wishes
    assert len(answer["left"]) == len(named), answer["left"]


def test_the_end_of_a_link_that_is_too_long_is_left_out_whole(ask: Answers) -> None:
    start = "languages=Spanish&hotline=617-555-0100&org="
    text = start + "x" * (MOST_LINK - len(start) - 21) + "&hotline=857-555-0100"
    assert len(text) == MOST_LINK
    whole, _ = ask("open_link", text=text.replace("x" * 6000, ""))
    assert whole["wishes"]["hotline"] == [NUMBER, "857-555-0100"]
    cut, _ = ask("open_link", text=text + "0")
    assert cut["wishes"]["hotline"] == [NUMBER]
    assert cut["languages"] == ["es"]


def test_names_that_there_are_not_are_not_all_listed(ask: Answers) -> None:
    answer, _ = ask("open_link", text="&".join(f"key{number}={'x' * 9}" for number in range(400)))
    assert len(answer["left"]) == 6
    assert "395" in answer["left"][-1]


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(st.sampled_from(["region", "hotline", "layout", "theme", "languages", "copies"]), st.text(max_size=9))
    )
)
def test_any_link_is_answered_and_its_form_is_a_link_again(ask: Answers, pairs: list[tuple[str, str]]) -> None:
    from urllib.parse import urlencode

    answer, _ = ask("open_link", text=urlencode([(key, text.encode("utf-8", "replace")) for key, text in pairs]))
    again = [("languages", tag) for tag in answer["languages"]]
    for key, value in answer["wishes"].items():
        again += [(key, each) for each in (value if isinstance(value, list) else [value])]
    assert ask("open_link", text=urlencode(again))[0] == {**answer, "left": []}
    assert json.dumps(answer["left"])
