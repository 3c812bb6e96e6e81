"""The reader as Python sees it: amounts stay covered, marks are kept, the key is compared."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from healthclaims.content.article import MASK
from healthclaims.content.articles import load_article
from healthclaims.core.html import escape
from healthclaims.learner.clock import now
from healthclaims.learner.entries import LABEL
from healthclaims.lessons.lesson import open_lesson
from healthclaims.reader.widget import Reader
from healthclaims.widgets.printed import printed_head
from tests.helpers.kit import ARTICLES, Page

LESSON = "01_read_the_article"
ADDRESS = re.compile(r"0x[0-9a-f]+|[0-9a-f]{32}")
Said = Callable[[], str]


def reader(article: str = "semax", **options: str) -> Reader:
    return open_lesson(LESSON).read(article, **options)


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    return lambda: capsys.readouterr().out.removesuffix("\n")


# ---------------------------------------------------------------- what is shown


def test_a_reader_is_told_by_the_title_and_number_of_lines() -> None:
    title = load_article("semax").card.title
    assert repr(reader()) == f"Reader: {title} (72 lines; press ▶▶ to mark)"
    assert "(4 lines; " in repr(reader(section="heart"))


@pytest.mark.parametrize("name", ARTICLES)
def test_no_reader_shows_an_address_or_a_live_id(name: str) -> None:
    made = reader(name)
    data, _ = made._repr_mimebundle_()
    printed = data["text/plain"] + data["text/html"]
    assert not ADDRESS.search(printed)
    assert made.model_id not in printed


@pytest.mark.parametrize("name", ARTICLES)
def test_the_printed_copy_holds_the_whole_text_and_no_key(name: str) -> None:
    article = load_article(name)
    printed = reader(name).printed()
    assert printed_head("mark the text") in printed
    assert all(escape(article.shown_text(unit)) in printed for unit in article.units)
    assert [found for found in article.annotations.values() if escape(found.why) in printed] == []


def test_one_section_is_shown_alone() -> None:
    made = reader(section="heart", question="claim")
    assert [unit["section"] for unit in made.article["units"]] == ["heart"] * 4
    assert [axis["name"] for axis in made.article["axes"]] == ["claim"]


def test_the_real_page_is_called_an_object_of_study_and_the_others_invented() -> None:
    assert "quoted as the object of study. It is not advice." in reader().printed()
    for name in ARTICLES:
        if name != "semax":
            assert "its product is invented" in reader(name).printed()


@pytest.mark.parametrize("name", ARTICLES)
def test_no_amount_reaches_the_page_or_the_printed_copy(name: str) -> None:
    made = reader(name)
    hidden = load_article(name).amounts_or_routes
    for unit in made.article["units"]:
        if unit["id"] in hidden:
            assert not re.search(r"\d", unit["text"])
            assert not re.search(
                r"\d\s?(?:mcg|mg|%|times|drops?|sprays?)", json.dumps(unit["keys"])
            )
    assert not re.search(r"\d\s?(?:mcg|mg|µg|ml)\b", made.printed())
    if name in ("semax", "bramosol_leaflet"):
        assert f"Amounts are covered ({MASK})." in made.printed()


def test_deciding_words_stand_in_the_text_that_is_shown() -> None:
    for name in ARTICLES:
        for unit in reader(name).article["units"]:
            for key in unit["keys"].values():
                assert key["cue"] in unit["text"] or MASK in unit["text"], unit["id"]


def test_a_repeated_title_is_shown_and_has_no_key() -> None:
    units = {unit["id"]: unit for unit in reader().article["units"]}
    assert units["u02"]["repeat"]
    assert units["u02"]["keys"] == {}
    assert units["u01"]["keys"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"section": "hart"}, "semax has no section 'hart'.*Did you mean 'heart'"),
        ({"question": "fit"}, "There is no question 'fit'"),
    ],
)
def test_an_unknown_section_or_question_lists_the_known_ones(options: dict, message: str) -> None:
    with pytest.raises(KeyError, match=message):
        reader(**options)


# ---------------------------------------------------------------- marking


def test_marks_in_words_are_compared_with_the_key(said: Said) -> None:
    made = reader(question="certainty")
    made.mark("u37", "firm")
    made.mark("u46", "firm")
    made.mark("u49", "hedged")
    made.compare()
    lines = said().split("\n")
    assert lines[0].startswith("u37 (Sounds certain): as in the key. ")
    assert lines[1].startswith("u46 (Sounds certain): the key says: Leaves room for doubt. ")
    assert lines[2].startswith("u49 (Leaves room for doubt): the key says: No claim")


def test_where_the_answer_is_left_open_a_mark_is_neither_right_nor_wrong(said: Said) -> None:
    made = reader(question="evidence")
    made.mark("u41", "animals_or_cells")
    made.mark("u03", "people")
    made.compare()
    second, first = said().split("\n")
    assert first.startswith("u41 (Animals or cells): we leave it open. It could be animals: ")
    assert second == "u03 (People): the question does not apply here"


def test_a_mark_that_is_neither_of_the_two_readings_differs(said: Said) -> None:
    made = reader(question="evidence")
    made.mark("u41", "people")
    made.compare()
    assert said().startswith(
        "u41 (People): the key says: Animals or cells or Nobody named as studied. It could be "
    )


def test_the_last_mark_counts_and_a_mark_can_be_taken_away(said: Said) -> None:
    made = reader(question="certainty")
    made.mark("u37", "hedged")
    made.mark("u37", "firm")
    made.mark("u46", "firm")
    made.mark("u46", "")
    made.compare()
    assert said().startswith("u37 (Sounds certain): as in the key.")
    made.mark("u37", "")
    made.compare()
    assert said() == "You have not marked anything yet."


def test_each_question_has_its_own_marks(said: Said) -> None:
    made = reader()
    made.mark("u37", "firm", "certainty")
    made.mark("u37", "marketing", "purpose")
    made.compare("purpose")
    assert said().startswith("u37 (Pushes you towards it): as in the key.")
    made.compare("evidence")
    assert said() == "You have not marked anything yet."


def test_marks_are_there_again_when_the_cell_is_run_again() -> None:
    reader().mark("u40", "not_stated")
    again = reader()
    assert [(mark["question"], mark["choice"]) for mark in again.resume] == [
        ("semax/u40/evidence", "not_stated")
    ]
    assert reader("caligrin_news").resume == []


def test_a_mark_in_words_is_shown_on_the_page() -> None:
    made = reader()
    page = Page(made)
    made.mark("u40", "not_stated")
    (message,) = page.sent
    assert (message["type"], message["entry"]["question"]) == ("marked", "semax/u40/evidence")


@pytest.mark.parametrize(
    ("given_words", "message"),
    [
        (("u99", "people"), "'u99' is not shown here: u01 to u72"),
        (("u40", "poeple"), "Did you mean 'people'"),
        (("u40", "people", "fit"), "'fit' is not marked here"),
    ],
)
def test_a_slip_in_words_is_named_and_nothing_is_kept(given_words: tuple, message: str) -> None:
    made = reader()
    with pytest.raises(KeyError, match=message):
        made.mark(*given_words)
    assert reader().resume == []


def page_mark(page: Page, choice: str, seen: str, number: int = 1) -> list[dict]:
    entry = {
        "kind": LABEL,
        "id": f"page-{number}",
        "time": now().isoformat(),
        "lesson": LESSON,
        "quiz": "read/semax",
        "question": "semax/u37/certainty",
        "choice": choice,
        "seen": seen,
    }
    return page.says({"type": "entry", "entry": entry})


def test_a_mark_from_the_page_is_written_and_acknowledged(said: Said) -> None:
    made = reader(question="certainty")
    seen = next(unit["seen"] for unit in made.article["units"] if unit["id"] == "u37")
    (reply,) = page_mark(Page(made), "firm", seen["certainty"])
    assert (reply["ids"], reply["ok"]) == (["page-1"], True)
    made.compare()
    assert said().startswith("u37 (Sounds certain): as in the key.")


def test_a_mark_that_is_no_answer_is_passed_over_in_the_comparison(said: Said) -> None:
    made = reader(question="certainty")
    seen = next(unit["seen"] for unit in made.article["units"] if unit["id"] == "u37")
    page_mark(Page(made), "certain", seen["certainty"])
    made.compare()
    assert said() == "You have not marked anything yet."


def test_a_mark_on_a_sentence_that_has_changed_since_is_not_compared(said: Said) -> None:
    made = reader(question="certainty")
    page_mark(Page(made), "firm", "0123456789ab")
    made.compare()
    assert said() == "You have not marked anything yet."


def test_an_example_reader_starts_unmarked(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setenv("HEALTHCLAIMS_ANSWERS", "example")
    made = reader()
    made.mark("u37", "not_stated")
    assert made.resume == []
    assert list(home.rglob("*.jsonl")) == []


def test_a_mark_on_a_sentence_that_has_changed_since_is_not_shown_again(home: Path) -> None:
    made = reader(question="certainty")
    page_mark(Page(made), "firm", "0123456789ab")
    assert reader(question="certainty").resume == []
