"""Texts from PDFs and web pages hold marks that no reader sees: they are mended, with a note."""

from __future__ import annotations

import pytest

from healthclaims.highlighter.highlight import read_along
from healthclaims.own_text.draft import bring_in
from healthclaims.own_text.mending import HYPHENS, LIGATURES, LINES, PAGES, UNSEEN, mend

PLAIN = "It is scientifically proven to benefit memory in mice."


def units(text: str) -> list[str]:
    return [unit.text for unit in bring_in(text)[0].units]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (PLAIN.replace("fi", "ﬁ"), LIGATURES),
        (PLAIN.replace("scientifically", "scien\u00adtif\u00adically"), UNSEEN),
        (PLAIN.replace("scientifically", "scienti\u200bfically"), UNSEEN),
        (PLAIN.replace("proven", "pro\u2060ven"), UNSEEN),
        (PLAIN.replace("memory", "mem\ufeffory"), UNSEEN),
        (PLAIN.replace("memory", "mem\u200cory"), UNSEEN),
        (PLAIN.replace("memory", "mem\u034fory"), UNSEEN),
        (PLAIN.replace("is", "i\u017f"), LIGATURES),
        (PLAIN.replace("benefit", "bene-\nfit"), HYPHENS),
        (PLAIN.replace("benefit", "bene\u2010\r\n  fit"), HYPHENS),
        (PLAIN.replace("benefit", "bene\u00ad\nfit"), HYPHENS),
        (PLAIN.replace("benefit ", "benefit\n"), LINES),
        (PLAIN.replace("benefit ", "benefit \n "), LINES),
        (PLAIN.replace("memory in ", "memory in\x0c"), PAGES),
        (PLAIN.replace("memory in ", "memory in\x0b"), PAGES),
        (PLAIN.replace("memory in ", "memory in\x1f"), PAGES),
        (PLAIN.replace("memory in ", "memory in\x07"), PAGES),
        (PLAIN.replace("benefit", "bene\x02\nfit"), HYPHENS),
        (PLAIN.replace("benefit", "bene\ufffe\nfit"), HYPHENS),
        (PLAIN.replace("benefit", "bene\ufffefit"), UNSEEN),
    ],
)
def test_a_mended_text_is_marked_like_the_plain_one_and_the_reader_is_told(
    text: str, note: str
) -> None:
    article, notes = bring_in(text)
    assert [unit.text for unit in article.units] == [PLAIN]
    assert note in notes
    assert read_along(article.text)[0].cues == read_along(PLAIN)[0].cues


def test_a_plain_text_is_left_alone() -> None:
    text = "Side effects\n\nIt may sting.\n- dry mouth\n- sore throat\nAsk a nurse about:\ncoughs\n"
    assert mend(text) == (text, ())


def test_comments_with_names_before_them_stay_lines_of_their_own() -> None:
    text = (
        "kit_b: i only have my own chin to go by and that is\nnan: very nice but what is it for\n"
    )
    assert mend(text) == (text, ())


def test_an_emoji_made_of_several_signs_stays_whole() -> None:
    text = "So good for all of us 👩\u200d👧 every day."
    assert mend(text) == (text, ())


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        (
            "Researchers found that in one small test the drops\nmay calm sore eyes, "
            "although nobody has\nrepeated it in people. "
            "It was shown to\nhelp in a trial with 96 adults.",
            [
                "Researchers found that in one small test the drops may calm sore eyes, although "
                "nobody has repeated it in people.",
                "It was shown to help in a trial with 96 adults.",
            ],
        ),
        (
            "The syrup may calm a dry cough at night in\nProfessor Brand's clinic. It is new.",
            ["The syrup may calm a dry cough at night in Professor Brand's clinic.", "It is new."],
        ),
        ("The rinse has long-\nterm use. It cools.", ["The rinse has long-term use.", "It cools."]),
        (
            "Beetroot juice low-\nered blood pres-\nsure in a well-\nknown trial. It is red.",
            ["Beetroot juice lowered blood pressure in a well-known trial.", "It is red."],
        ),
        (
            "Honey eased coughs at night in children aged\n2 to 5 years. It is sweet.",
            ["Honey eased coughs at night in children aged 2 to 5 years.", "It is sweet."],
        ),
        (
            "Tea may sup-\nport sleep in pa-\ntients. It works.",
            ["Tea may support sleep in patients.", "It works."],
        ),
    ],
)
def test_lines_that_a_pdf_broke_are_one_sentence_again(broken: str, whole: list[str]) -> None:
    assert units(broken) == whole


@pytest.mark.parametrize(
    "text",
    [
        "it helps so much with my skin you know\nand mum likes it too. great stuff\nbuy it",
        "What it does\nIt calms the skin of your hands in winter.\nPrice: 3 pounds",
        "Take these with you when you go out:\n• water and a hat for the sun\n• dried fruit",
    ],
)
def test_lines_that_somebody_ended_stay_apart(text: str) -> None:
    assert len(units(text)) >= text.count("\n") + 1


@pytest.mark.parametrize(
    "marks",
    [
        *(("[1][2]", "[3]"), ("[note 1]", "[a]"), ("[1–3]", "[4, 5]"), ("[citation needed]", "5")),
        *(("(4)", "(5,6)"), ("¹", "²,³"), ("¹⁻³".replace("⁻", "–"), "†")),
    ],
)
def test_marks_of_sources_behind_a_stop_part_sentences(marks: tuple[str, str]) -> None:
    one, two = marks
    assert units(f"Tea may help sleep.{one} It is sold in jars.{two} The jars are blue.") == [
        f"Tea may help sleep.{one}",
        f"It is sold in jars.{two}",
        "The jars are blue.",
    ]


def test_a_page_break_parts_words_and_sentences() -> None:
    text = (
        "Mint tea may help people who sleep\x0cbadly. One test says so.\x0cSecond page: it works."
    )
    assert units(text) == [
        "Mint tea may help people who sleep badly.",
        "One test says so.",
        "Second page: it works.",
    ]
