"""The region that somebody chooses on the page chooses the words of the preview and of the files."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from cards.decoding import decode
from cards.locations import Shelf
from cards.page.session import Session
from tests.invented import DUTY, catalog
from tests.page.conftest import TODAY

Park = Callable[..., tuple[Shelf, ...]]


def asked(session: Session, question: str, region: str) -> Any:
    """The answer about cards for a region."""
    wishes = {"script": "park", "hotline": ["617-555-0100"], "region": region}
    args = {"language": "es", "languages": ["es"], "wishes": wishes}
    answer, _ = session.answer(question, json.dumps(args))
    return json.loads(answer)


@pytest.mark.parametrize(
    ("region", "there", "gone", "name"),
    [
        ("", "En algunos estados", "Diga su nombre", "park-es-avery-5371.pdf"),
        ("US-CO", "Diga su nombre a la policía", "En algunos estados", "park-US-CO-es-avery-5371.pdf"),
        ("US-MA", "Guarde silencio", "nombre", "park-US-MA-es-avery-5371.pdf"),
        ("US-WY", "En algunos estados", "Diga su nombre", "park-es-avery-5371.pdf"),
    ],
)
def test_the_preview_has_the_words_of_the_state(region: str, there: str, gone: str, name: str, park: Park) -> None:
    session = Session(park(), decode, TODAY)
    for _ in range(2):  # the second time from what is kept
        preview = asked(session, "preview", region)
        said = json.dumps(preview["sides"], ensure_ascii=False)
        assert there in said
        assert gone not in said
        assert preview["name"] == name
    assert asked(session, "make", region)["files"][0]["name"] == name


def test_what_is_kept_for_one_state_is_not_shown_for_another(park: Park) -> None:
    session = Session(park(), decode, TODAY)
    said = [json.dumps(asked(session, "preview", each)["sides"]) for each in ("US-CO", "", "US-MA", "US-CO")]
    assert said[0] == said[3]
    assert len(set(said)) == 3


def test_the_page_tells_where_the_words_of_a_state_are_missing(park: Park) -> None:
    session = Session(park(spanish=catalog(DUTY)), decode, TODAY)
    told = [each for each in asked(session, "preview", "US-CO")["warnings"] if DUTY in str(each)]
    assert len(told) == 1
    assert "Colorado" in str(told[0])
    assert "locale status" not in str(told[0])
