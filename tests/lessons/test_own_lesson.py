"""A notebook of one's own is a lesson, and a text of one's own a quiz in any lesson."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from healthclaims.content.articles import load_article, read_again
from healthclaims.core.problems import UnknownNameError
from healthclaims.lessons.lesson import Lesson, open_lesson
from healthclaims.own_text.draft import Reason, draft, with_labels
from healthclaims.own_text.friend_quiz import pack
from healthclaims.own_text.store import own_texts_dir, store, store_labels

TEXT = "In a study with 40 nurses the drops helped.\nIn mice the drops helped, too."


@pytest.fixture
def lesson(home: Path) -> Lesson:
    made = store(draft(TEXT, title="My article"))
    reasons = {
        ("u01", "evidence"): Reason("people", "It names who took part."),
        ("u02", "evidence"): Reason("animals_or_cells", "Mice are named, and no people."),
    }
    store_labels(with_labels(made, reasons))
    (home / "my_lesson.ipynb").write_text("{}", encoding="utf-8")
    return open_lesson("my_lesson")


def test_a_text_of_ones_own_is_a_quiz_with_all_its_labels(
    lesson: Lesson, capsys: pytest.CaptureFixture[str]
) -> None:
    quiz = lesson.quiz("my_article")
    assert quiz.deck["title"] == "My article"
    quiz.show()
    told = capsys.readouterr().out
    assert "my_article/u01/evidence" in told
    assert "my_article/u02/evidence" in told


def test_answers_in_a_lesson_of_ones_own_are_kept_and_count_as_nobodys_mistake(
    lesson: Lesson,
) -> None:
    lesson.quiz("my_article").answer("my_article/u01/evidence", "not_stated", sure=2)
    again = open_lesson("my_lesson")
    (entry,) = again._log.history.answers()
    assert (entry.lesson, entry.quiz) == ("my_lesson", "text/my_article")
    assert "Ready." in str(again._repr_html_())
    assert "comes back" not in str(again._repr_html_())
    assert "0 of" not in str(again._repr_html_())
    for part in ("work", "solid", "leaning", "sure", "due"):
        assert repr(open_lesson("10_my_progress").my_progress(part))


def test_a_zip_of_a_text_is_taken_in(lesson: Lesson) -> None:
    pack(load_article("my_article"))
    shutil.rmtree(own_texts_dir() / "my_article")
    read_again("my_article")
    assert len(lesson.quiz("my_article").deck["questions"]) == 2


def test_the_kits_quizzes_are_found_first(lesson: Lesson, home: Path) -> None:
    store(draft("It may help.", title="Practice"))
    assert open_lesson("02_animal_or_human").quiz("practice").deck["title"] != "Practice"


def test_a_text_without_labels_and_a_name_that_is_nothing_are_refused(lesson: Lesson) -> None:
    store(draft("It may help.", title="Bare"))
    with pytest.raises(UnknownNameError, match="bare has no questions yet"):
        lesson.quiz("bare")
    with pytest.raises(UnknownNameError, match="There is no quiz my_lesson/my_artikel"):
        lesson.quiz("my_artikel")


@pytest.mark.parametrize("name", ["my_lessn", "../my_lesson"])
def test_a_lesson_whose_notebook_is_not_there_is_refused(lesson: Lesson, name: str) -> None:
    with pytest.raises(UnknownNameError, match="is called like its notebook"):
        open_lesson(name)
