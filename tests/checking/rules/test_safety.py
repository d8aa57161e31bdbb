"""What a file does besides being printed, and links that lead elsewhere than what is printed beside them."""

import pytest

from cards.checking.report import Finding, Mark
from cards.checking.rules.safety import check_actions, stray_links

CODE = "https://www.immigrationlawhelp.org"
PRINTED = ("Llame al 617-370-5023 o al 211, +52 55\r\n5093 0000 x12, www.immigrationlawhelp.org",)


def test_a_file_may_not_act() -> None:
    (found,) = check_actions(["JavaScript", "JavaScript", "embedded files"])
    assert found == Finding(Mark.WRONG, "actions", "the file has JavaScript, embedded files: do not pass it on")
    assert [each.mark for each in check_actions([])] == [Mark.OK]


def test_a_page_without_links_has_no_stray_ones() -> None:
    assert stray_links([], [], PRINTED) == []


def test_links_lead_where_a_code_does_that_a_card_may_have() -> None:
    assert stray_links(["http://a.example"], ["http://a.example"], ()) == ["http://a.example"]
    assert stray_links(["https://a.example"] * 2, [], ()) == ["https://a.example"]


@pytest.mark.parametrize(
    "link",
    [
        "https://www.immigrationlawhelp.org", "https://www.immigrationlawhelp.org/", "tel:+16173705023", "tel:211",
        "tel:+525550930000", "tel:+525550930000;ext=12",
    ],
)  # fmt: skip
def test_links_to_what_is_printed(link: str) -> None:
    assert stray_links([link], [CODE], PRINTED) == []


@pytest.mark.parametrize(
    "link",
    [
        "https:", "https://", "https://help.org", "https://lawhelp.org", "https://www.immigrationlawhelp.or",
        "https://immigrationlawhelp.org", "https://www.immigrationlawhelp.org/x", "http://www.immigrationlawhelp.org",
        "tel:617-370-5023", "tel:+1-617-370-5023", "Tel:+16173705023", "617-370-5023",
        "tel:1", "tel:", "tel:+1737", "tel:+1370", "tel:370", "tel:911", "tel:+1617370502", "tel:+13705023",
        "tel:+16173705023;ext=1", "tel:+16173705023;phone-context=1", "mailto:a@example.org", "", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_links_to_a_part_of_what_is_printed(link: str) -> None:
    assert stray_links([link], [CODE], PRINTED) == [link]
