"""A lesson in a notebook: who is working, what is kept, and everything it can show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import healthclaims
from healthclaims.content.studies import load_evidence
from healthclaims.core.html import escape
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.clock import now
from healthclaims.lessons.lesson import Lesson, open_lesson
from healthclaims.questions.quiz_config import load_plans
from healthclaims.widgets.figures import Figure
from healthclaims.widgets.printed import printed_head
from tests.helpers.kit import answer_entry

NAME = "02_animal_or_human"
ADDRESS = re.compile(r"0x[0-9a-f]+")


@pytest.fixture
def lesson() -> Lesson:
    return open_lesson(NAME)


# ---------------------------------------------------------------- who is working


def test_a_lesson_says_under_which_code_and_where_answers_are_kept(lesson: Lesson) -> None:
    shown = lesson._repr_html_()
    assert "You are working under the code “me”." in shown
    assert "answers/me" in shown
    assert repr(lesson) == f"Lesson {NAME}"


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("off", "Answers are switched off: nothing is kept."),
        ("example", "Ready. "),
    ],
)
def test_a_lesson_names_no_folder_where_nothing_is_kept(
    monkeypatch: pytest.MonkeyPatch, mode: str, words: str
) -> None:
    monkeypatch.setenv("HEALTHCLAIMS_ANSWERS", mode)
    shown = open_lesson(NAME)._repr_html_()
    assert words in shown
    assert "answers/" not in shown


def test_the_example_lesson_shows_the_same_at_any_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEALTHCLAIMS_ANSWERS", "example")
    for name in dict.fromkeys(lesson for lesson, _ in load_plans()):
        first, second = open_lesson(name), open_lesson(name)
        assert first._repr_html_() == second._repr_html_()
        for _, quiz in (key for key in load_plans() if key[0] == name):
            assert first.quiz(quiz).printed() == second.quiz(quiz).printed()


def test_a_chosen_code_holds_for_this_lesson_and_all_others(lesson: Lesson) -> None:
    assert lesson.use_code("blue-fox-7") is lesson
    assert lesson.learner == "blue-fox-7"
    assert open_lesson("03_hedged_or_firm").learner == "blue-fox-7"


def test_a_code_that_cannot_be_used_changes_nothing(lesson: Lesson) -> None:
    with pytest.raises(ValueError, match="for example blue-fox-7"):
        lesson.use_code("Ada Lovelace")
    assert lesson.learner == open_lesson(NAME).learner == "me"


def test_choosing_a_code_does_not_leave_the_example(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEALTHCLAIMS_ANSWERS", "example")
    assert open_lesson(NAME).use_code("blue-fox-7").learner == "example"


def test_damage_to_a_log_is_shown_escaped(home: Path) -> None:
    folder = home / "answers" / "me" / NAME
    folder.mkdir(parents=True)
    (folder / "a.jsonl").write_text('{"kind":"<img src=x>"}\n', encoding="utf-8")
    shown = open_lesson(NAME)._repr_html_()
    assert "a.jsonl, line 1 could not be read" in shown
    assert "<img" not in shown


def test_an_unknown_lesson_lists_the_known_ones() -> None:
    with pytest.raises(
        KeyError, match=r"There is no lesson '02_animals'\. Known lessons: 00_start"
    ):
        healthclaims.open_lesson("02_animals")


def test_an_unknown_quiz_lists_the_known_ones(lesson: Lesson) -> None:
    with pytest.raises(KeyError, match="02_animal_or_human/practice"):
        lesson.quiz("practise")


def test_the_quizzes_of_a_lesson_share_what_was_answered(lesson: Lesson) -> None:
    asked = lesson.quiz("pairs").questions[0]
    lesson.quiz("pairs").answer(asked.id, asked.key)
    assert [done["question"] for done in lesson.quiz("pairs").resume] == [asked.id]
    assert lesson.quiz("practice").resume == []


# ---------------------------------------------------------------- what a lesson can show


def test_everything_a_lesson_shows_has_a_short_stable_name(lesson: Lesson) -> None:
    shown = [
        lesson,
        lesson.quiz("practice"),
        lesson.read("semax"),
        lesson.read("semax", "claim", "heart"),
        lesson.word_flip("heart"),
        lesson.card("semax"),
        lesson.side_by_side("semax", "u39"),
        lesson.map("semax", "claim"),
        lesson.claim_map("semax"),
        lesson.who_was_studied(Heart="heart"),
        lesson.how_sure(),
    ]
    for item in shown:
        assert not ADDRESS.search(repr(item))
        assert "\n" not in repr(item)
        assert len(repr(item)) < 250


def test_a_source_card_is_shown_line_by_line(lesson: Lesson) -> None:
    card = lesson.card("semax")
    assert repr(card).startswith("Source card: Semax")
    assert "make sure to give it a try" in card._repr_html_()
    assert "Sells the product?" in card._repr_html_()


def test_lines_of_an_article_are_quoted_with_amounts_covered(lesson: Lesson) -> None:
    block = lesson.side_by_side("semax", "u39", "u61")
    shown = block._repr_html_()
    assert "In some animal studies" in shown
    assert "range from ▮ to ▮" in shown
    assert not re.search(r"\d{3}", shown)


def test_quoting_an_unknown_line_names_the_range(lesson: Lesson) -> None:
    with pytest.raises(KeyError, match="u01 to u72"):
        lesson.side_by_side("semax", "u99")


# ---------------------------------------------------------------- figures


def test_every_figure_is_a_picture_with_a_sentence_and_its_table(lesson: Lesson) -> None:
    for figure in (
        lesson.who_was_studied(Stroke="strokes", Heart="heart"),
        lesson.how_sure().now(),
    ):
        assert figure.png().startswith(b"\x89PNG\r\n")
        words = figure.words()
        assert escape(figure.caption) in words
        assert f">{escape(figure.description)}</caption>" in words
        assert words.count("<tr>") == len(figure.rows) + 1
        assert figure.caption.endswith(".")


def test_who_was_studied_counts_every_study_once_a_part(lesson: Lesson) -> None:
    figure = lesson.who_was_studied(Heart="heart", Stroke="strokes")
    evidence = load_evidence()
    heart = {
        s.study: s.species for u in ("u38", "u39", "u40", "u41") for s, _ in evidence.for_unit(u)
    }
    assert figure.rows[0][0] == "Heart"
    assert sum(figure.rows[0][1:]) == len(heart)
    assert figure.rows[0][1:3] == (0, 0)
    assert sum(figure.rows[0][3:5]) == len([kind for kind in heart.values() if kind != "human"])
    read = [name for name in heart if evidence.study(name).check_grade != "C"]
    assert figure.rows[0][3] == len(read)


def test_a_part_without_studies_in_people_is_named_in_the_caption(lesson: Lesson) -> None:
    figure = lesson.who_was_studied(Heart="heart", Stroke="strokes")
    assert "Without any in people: heart." in figure.caption


def test_where_every_part_has_studies_in_people_the_caption_names_none(lesson: Lesson) -> None:
    caption = lesson.who_was_studied(Stroke="strokes").caption
    assert "Without any in people: ." not in caption


def test_a_misspelt_part_is_named_and_not_drawn_as_one_without_studies(lesson: Lesson) -> None:
    with pytest.raises(KeyError, match=r"'hart'.*heart"):
        lesson.who_was_studied(Heart="hart")


def test_confidence_is_drawn_from_an_example_until_there_are_own_answers(lesson: Lesson) -> None:
    assert "a simulated learner's" in str(lesson.how_sure())
    log = AnswerLog("me", NAME)
    log.add(answer_entry("semax/u46/certainty", "hedged", now().date(), sure=3))
    own = open_lesson(NAME).how_sure().now()
    assert isinstance(own, Figure)
    assert "your first answers" in own.caption
    assert own.rows[2] == ("certain", 1, 0, 1)


# ---------------------------------------------------------------- the word flip


def test_the_printed_flip_shows_every_wording_with_its_three_answers(lesson: Lesson) -> None:
    flip = lesson.word_flip("heart")
    printed = flip.printed()
    assert printed_head("change the sentence") in printed
    assert printed.count("<tr>") == 1 + len(flip.flip["fit"])
    assert "In rats, Doravel may protect the heart." in printed
    assert flip.model_id not in printed


def test_the_flip_asks_about_the_fit_only_where_the_wording_is_clear(lesson: Lesson) -> None:
    found = {(row["who"], row["verb"]): row for row in lesson.word_flip("heart").flip["fit"]}
    assert found["Doravel", "protects"]["shown"] == "It goes further than the evidence named"
    assert found["Doravel", "can protect"]["shown"] == "Not asked"
    assert "left open" in found["Doravel", "can protect"]["why"]
    assert found["In rats, Doravel", "protects"]["shown"] == "It fits"
    assert all(row["why"] for row in found.values())


def test_an_unknown_flip_lists_the_known_ones(lesson: Lesson) -> None:
    with pytest.raises(KeyError, match="Did you mean 'heart'"):
        lesson.word_flip("haert")
