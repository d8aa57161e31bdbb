"""What ends a sentence, in every script on the cards."""

import pytest

from cards.read.terminal_punctuation import ends_sentence


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Keep calm.", "Latn"),
        ("Keep calm. ", "Latn"),
        ("Ask: ", "Latn"),
        ("“Am I free to go?”", "Latn"),
        ("„Darf ich gehen?“ ", "Latn"),
        ("« Suis-je libre de partir ? » ", "Latn"),
        ("“¿Puedo irme?”. ", "Latn"),
        ("pass it under the door. (4th Amendment)", "Latn"),
        ("اسألوا؟", "Arab"),
        ("ہیں۔ ", "Arab"),
        ("हैं। ", "Deva"),
        ("ပြပါ။ ", "Mymr"),
        ("ទ្វារ។ ", "Khmr"),
        ("在屋外时要问：", "Hans"),
        ("保持沉默。", "Hans"),
        ("「もう行ってもいいですか？」", "Jpan"),
        ("ይጠይቁ።", "Ethi"),
        ("μπορώ;", "Grek"),
        ("պահեք:", "Armn"),
        ("ปิดประตูไว้ ", "Thai"),
        ("ກັບທະນາຍຄວາມ ", "Laoo"),
    ],
)
def test_a_sentence_ends(text: str, script: str) -> None:
    assert ends_sentence(text, script) == (text != "pass it under the door. (4th Amendment)")


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("", "Latn"),
        ("Keep calm", "Latn"),
        ("lie, ", "Latn"),
        ("signed; ", "Latn"),
        ("(8 U.S.C. ", "Latn"),
        ("J. ", "Latn"),
        ("ปิดประตูไว้", "Thai"),
        ("拒绝搜查，", "Hans"),
        (" ", "Latn"),
    ],
)
def test_no_sentence_ends(text: str, script: str) -> None:
    assert not ends_sentence(text, script)
