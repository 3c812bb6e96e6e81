"""Pasted text is split into headings and sentences at exact places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthclaims.content.articles import article_ids, load_article
from healthclaims.highlighter.sentences import split_units

# Each line is one text; the bar shows where it is to be split.
HARD = """
It is not sold in the U.S. | The office has not looked at it.
The U.S. Food Office says no.
It opens at 9 a.m. | The nurse comes later.
Larsen et al. found more. | Others did not.
See Fig. 2 for the doses. | It is clear.
Approx. 10% felt sick. | Nobody fell.
From Jan. to Dec. 2019 it rained. | Then it stopped.
Take vitamin D. | Both kinds work.
The note is by J. Holm and K. Lund. | It is short.
1. Take one pill. | Wait.
Pills, drops etc. | People were not asked.
“It works!” she said. | He agreed.
He said “it works.” | We asked why.
Really?! | Yes.
It costs 3.5 crowns. | Use 300mcg. | Fine.
So good! 🎉 | Try it now. 😍
It stops … maybe. | Or not.
Dr. Holm vs. Dr. Lund. | Who won?
(It works.) | We think so.
No. 5 is best.
It holds B. subtilis. | It is alive.
Omega-3 vs. Omega-6 was compared. | Neither won.
It may help.[1][2] | It is sold.[3] | It began in 1996.(4) | Users are calm.5 | It is so.
It may help.¹² | It is new.† | It is old.[a] | It is said.[citation needed] | Yes.(1, 2–4) | No.
It helps.7,8 | It was seen. | It costs 3.5 crowns.
""".strip().split("\n")


def pieces(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_units(text)]


@pytest.mark.parametrize("line", HARD)
def test_a_hard_line_is_split_where_a_reader_would_stop(line: str) -> None:
    assert pieces(line.replace(" | ", " ")) == line.split(" | ")


@pytest.mark.parametrize("name", article_ids())
def test_the_kits_own_texts_are_split_as_they_are_stored(name: str) -> None:
    article = load_article(name)
    assert pieces(article.text) == [unit.text for unit in article.units]


# Short lines without a stop that are no headings (a name under the title, a comment, a greeting).
LIKE_HEADINGS = frozenset(
    {
        "caligrin_news",
        "check_a_tarrowick_news",
        "check_a_felmorra_page",
        "drovessa_podcast",
        "halderin_release",
        "merrowlin_advert",
        "mossara_chatbot",
        "pellowin_charity",
        "tamberlee_post",
    }
)


@pytest.mark.parametrize("name", article_ids())
def test_the_headings_of_the_kits_own_texts_are_found(name: str) -> None:
    article = load_article(name)
    kinds = [span.kind == "heading" for span in split_units(article.text)]
    expected = [unit.kind != "sentence" for unit in article.units]
    assert (kinds == expected) == (name not in LIKE_HEADINGS)


@given(st.text(alphabet=st.sampled_from("ab. !?\n\r\t|“”()A1…🎉\u00a0\u0301é"), max_size=80))
def test_every_printed_character_lies_in_exactly_one_unit(text: str) -> None:
    spans = split_units(text)
    places = [place for span in spans for place in range(span.start, span.end)]
    assert len(places) == len(set(places))
    printed = {place for place, character in enumerate(text) if not character.isspace()}
    assert printed <= set(places)
    for span in spans:
        assert text[span.start : span.end] == text[span.start : span.end].strip()


def test_the_name_behind_a_quotation_belongs_to_it() -> None:
    text = "“Gone in a week!” – Dorrit M. “It works.” — A nurse."
    assert [text[span.start : span.end] for span in split_units(text)] == [
        "“Gone in a week!” – Dorrit M.",
        "“It works.” — A nurse.",
    ]


def test_line_ends_of_every_kind_end_a_unit() -> None:
    assert pieces("One\r\nTwo\rThree\nFour") == ["One", "Two", "Three", "Four"]


@pytest.mark.parametrize("row", ["Dose. | Day. | Who.", "Mint\t2 cups\tdaily", "| Tea | 5 g |"])
def test_a_row_of_a_table_stays_whole(row: str) -> None:
    assert pieces(f"{row}\nNext one. And more.") == [row, "Next one.", "And more."]


@pytest.mark.parametrize(
    ("line", "units"),
    [
        (
            "Sleep | Tea | News. Rats slept longer after tea. The rats were young.",
            ["Sleep | Tea | News.", "Rats slept longer after tea.", "The rats were young."],
        ),
        (
            "It may help.\tIt is new and cheap and it is sold in every shop.",
            ["It may help.", "It is new and cheap and it is sold in every shop."],
        ),
        ("Rats slept longer.They were young.", ["Rats slept longer.", "They were young."]),
        (
            "お茶は効く。It helps。It calms！Yes.",
            ["お茶は効く。", "It helps。", "It calms！", "Yes."],
        ),
        ("It helps। It calms؟ It works۔ Yes.", ["It helps।", "It calms؟", "It works۔", "Yes."]),
    ],
)
def test_a_page_on_one_line_is_split_into_its_sentences(line: str, units: list[str]) -> None:
    assert pieces(line) == units


def test_an_item_of_a_list_is_no_heading() -> None:
    assert [span.kind for span in split_units("Side effects\n- dry mouth\n2) sore throat")] == [
        "heading",
        "sentence",
        "sentence",
    ]


def test_a_text_without_printed_characters_has_no_units() -> None:
    assert split_units("") == split_units(" \n\u00a0\t\r\n") == []


def test_a_long_text_without_a_stop_does_not_take_forever() -> None:
    assert len(split_units("word " * 200_000)) == 1
    assert len(split_units("X. " * 100_000)) == 1
