"""The page of a learner's own progress: true, kind, and the learner's to take along or delete."""

from __future__ import annotations

import errno
import re
from dataclasses import replace
from pathlib import Path

import pytest

from healthclaims.core.files import data_dir
from healthclaims.core.html import escape
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.clock import now
from healthclaims.learner.entries import LABEL
from healthclaims.learner.history import History
from healthclaims.learner.learner_code import choose_learner
from healthclaims.lessons.lesson import Lesson, open_lesson
from healthclaims.lessons.progress_page import progress_part
from healthclaims.lessons.results import ResultPage
from healthclaims.maintain.simulated_learner import Learner, history_of
from healthclaims.questions.bank import question
from healthclaims.widgets.cell_output import Block
from healthclaims.widgets.figures import Figure
from tests.helpers.kit import MONDAY, Page, answer_entry, days_later, wrong_choice

NAME = "10_my_progress"
PARTS = ("work", "solid", "leaning", "sure", "due")
NAMES = ("semax/u46/certainty", "semax/u49/purpose", "pair/e6/evidence")
EXAMPLE = re.compile("simulated learner")


@pytest.fixture
def lesson() -> Lesson:
    return open_lesson(NAME)


@pytest.fixture
def worked() -> Lesson:
    """A learner who missed three questions yesterday (long ago, for the clock of this machine)."""
    log = AnswerLog("me", "02_animal_or_human")
    for name in NAMES:
        log.add(answer_entry(name, wrong_choice(name), MONDAY))
    return open_lesson(NAME)


def text_of(shown: ResultPage | Figure | Block) -> str:
    made = shown.now() if isinstance(shown, ResultPage) else shown
    return str(made.words())


# ---------------------------------------------------------------- without answers


@pytest.mark.parametrize("part", PARTS)
def test_without_answers_every_part_shows_an_example_and_calls_it_one(
    lesson: Lesson, part: str
) -> None:
    said = text_of(lesson.my_progress(part))
    if part == "work":
        assert "You have no answers yet, and that is fine" in said
        assert "No real person gave these answers." in said
    else:
        assert "Example: this is what a simulated learner is told, not a real person." in said
    assert len(said) > 300


@pytest.mark.parametrize("part", PARTS)
def test_the_example_of_ci_is_called_one(monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    monkeypatch.setenv("HEALTHCLAIMS_ANSWERS", "example")
    first, second = (text_of(open_lesson(NAME).my_progress(part)) for _ in range(2))
    assert "Example: this is what a simulated learner is told" in first
    assert first == second


@pytest.mark.parametrize("part", PARTS)
def test_with_answers_no_part_shows_an_example(worked: Lesson, part: str) -> None:
    shown = worked.my_progress(part)
    assert not EXAMPLE.search(text_of(shown))
    assert not EXAMPLE.search(repr(shown))


def test_answers_to_changed_questions_alone_show_the_example(home: Path) -> None:
    AnswerLog("me", NAME).add(answer_entry(NAMES[0], "firm", seen="0" * 12))
    assert "You have no answers yet" in text_of(open_lesson(NAME).my_progress("work"))


def test_the_example_stands_on_its_own_day_and_not_on_this_one(
    lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = text_of(lesson.my_progress("due"))
    monkeypatch.setenv("HEALTHCLAIMS_ANSWERS", "example")
    assert shown == text_of(open_lesson(NAME).my_progress("due"))
    assert re.search(r"\d questions? comes? back today", shown)


def test_every_picture_says_itself_whose_answers_it_shows(lesson: Lesson) -> None:
    log = AnswerLog("me", "02_animal_or_human")
    log.add(answer_entry(NAMES[0], "firm", MONDAY))
    for part in ("solid", "sure"):
        example, own = (one.my_progress(part).now() for one in (lesson, open_lesson(NAME)))
        assert isinstance(example, Figure)
        assert isinstance(own, Figure)
        assert "a simulated learner's" in example.description
        assert "your" in own.description


# ---------------------------------------------------------------- the parts


def test_an_unknown_part_lists_the_known_ones(lesson: Lesson) -> None:
    with pytest.raises(KeyError, match="Did you mean 'solid'"):
        lesson.my_progress("sollid")


@pytest.mark.parametrize("part", PARTS)
def test_every_part_has_a_short_stable_name(worked: Lesson, part: str) -> None:
    name = repr(worked.my_progress(part))
    assert len(name) < 250
    assert "\n" not in name
    assert not re.search("0x[0-9a-f]+", name)


def test_what_comes_back_is_counted_by_lesson_and_asked_in_the_quiz(worked: Lesson) -> None:
    said = text_of(worked.my_progress("due"))
    assert "3 questions come back today." in said
    assert re.search("02 Animal or human</th><td[^>]*>3</td>", said)
    quiz = worked.quiz("due")
    assert {asked.id for asked in quiz.questions} == set(NAMES)
    for asked in quiz.questions:
        quiz.answer(asked.id, asked.key)
    said = text_of(open_lesson(NAME).my_progress("due"))
    assert "You have answered all of them today. 3 more come on " in said
    assert {asked.id for asked in open_lesson(NAME).quiz("due").questions} == set(NAMES)


def test_the_work_is_shown_by_lesson(worked: Lesson) -> None:
    said = text_of(worked.my_progress("work"))
    assert "You gave 3 answers on 1 day." in said
    numbers = re.findall(r"<td[^>]*>(\d+)</td>", said)
    assert numbers == ["0", "0", "3", "3"]


def test_the_picture_of_what_is_solid_has_its_sentence_and_its_table(worked: Lesson) -> None:
    figure = worked.my_progress("solid").now()
    assert isinstance(figure, Figure)
    assert figure.png().startswith(b"\x89PNG\r\n")
    assert escape(figure.caption) in figure.words()
    assert [row[1:4] for row in figure.rows] == [(0, 0, 1)] * 3
    assert sum(sum(row[1:4]) for row in figure.rows) == 3


def test_the_picture_of_how_sure_says_what_follows_or_that_it_is_too_early(worked: Lesson) -> None:
    assert "Too few answers to tell." in text_of(worked.my_progress("sure"))


def test_the_same_answers_give_the_same_page_byte_for_byte() -> None:
    done = [e for part in history_of(Learner("x", 0.5, "", 4)).values() for e in part]
    pages = []
    for code, order in (("owl", done), ("fox", done[::-1])):
        log = AnswerLog(code, NAME)
        for entry in order:
            log.add(entry)
        history = AnswerLog(code, NAME).history
        made = [progress_part(p, history, days_later(40), is_example=False) for p in PARTS]
        pages.append(
            [p.words() + repr(p.rows) if isinstance(p, Figure) else p.words() for p in made]
        )
    assert pages[0] == pages[1]


def test_students_meet_none_of_the_words_of_statistics() -> None:
    for seed, lean in ((1, "suspicious"), (2, "trusting"), (3, "")):
        learner = Learner("x", 0.4, lean, seed)
        done = tuple(e for part in history_of(learner).values() for e in part)
        for part in PARTS:
            made = progress_part(part, History(done, 1), days_later(9), is_example=False)
            said = text_of(made).lower()
            said = re.sub("<[^>]+>", " ", said)
            for word in ("axis", "unit", "d′", "criterion", "calibrat", "signal", "bias"):
                assert not re.search(rf"\b{word}", said), (part, word)


def test_a_lesson_shows_nothing_of_a_log_as_markup(home: Path) -> None:
    log = AnswerLog("me", NAME)
    made = answer_entry(NAMES[0], "firm", MONDAY)
    log.add(replace(made, lesson="<img src=x onerror=alert(1)>", quiz="<b>"))
    for part in PARTS:
        assert "<img" not in text_of(open_lesson(NAME).my_progress(part))


# ---------------------------------------------------------------- taking along


def test_the_export_says_where_it_is_and_what_it_holds(home: Path, worked: Lesson) -> None:
    shown = worked.export_my_answers()
    assert repr(shown) == "Written: my_answers_me.zip"
    said = text_of(shown)
    assert "1 file with 3 answers" in said
    assert "top of the folder list" in said
    assert (home / "my_answers_me.zip").is_file()
    assert str(home) not in said


def test_without_answers_nothing_is_exported(home: Path, lesson: Lesson) -> None:
    assert "Nothing was written." in text_of(lesson.export_my_answers())
    assert list(home.iterdir()) == []


def test_an_export_that_cannot_be_written_says_so(
    worked: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    said = text_of(worked.export_my_answers())
    assert "could not be written (Permission denied)" in said


@pytest.mark.parametrize("mode", ["off", "example"])
def test_where_nothing_is_kept_nothing_is_exported_or_deleted(
    home: Path, worked: Lesson, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    before = sorted(home.rglob("*"))
    monkeypatch.setenv("HEALTHCLAIMS_ANSWERS", mode)
    silent = open_lesson(NAME)
    assert "Nothing was written." in text_of(silent.export_my_answers())
    for code in ("", "me", "example"):
        shown = silent.delete_my_answers(code)
        assert repr(shown) == "Nothing deleted"
        assert "Nothing was deleted." in text_of(shown)
    assert sorted(home.rglob("*")) == before
    example = data_dir() / "example_learner"
    assert list(example.rglob("*.jsonl"))


# ---------------------------------------------------------------- deleting


def test_without_the_code_nothing_is_deleted_and_all_of_it_is_named(
    home: Path, worked: Lesson
) -> None:
    AnswerLog("me", "03_hedged_or_firm").add(replace(answer_entry(NAMES[0], "hedged"), kind=LABEL))
    shown = worked.delete_my_answers()
    said = text_of(shown)
    assert repr(shown) == "Nothing deleted yet"
    assert "2 files with 3 answers and 1 mark or note in the folder answers/me" in said
    assert "It cannot be undone." in said
    assert "First close all other lessons" in said
    assert "others on this machine also work under “me”" in said
    command = 'lesson.delete_my_answers("me")'
    assert f"<code>{escape(command)}</code>" in said
    assert len(list(home.rglob("*.jsonl"))) == 2


@pytest.mark.parametrize("code", ["owl", "ME", "me2", "..", "../me", "<b>"])
def test_with_another_code_nothing_is_deleted(home: Path, worked: Lesson, code: str) -> None:
    AnswerLog("owl", NAME).add(answer_entry(NAMES[0], "firm"))
    said = text_of(worked.delete_my_answers(code))
    assert "is not the code you are working under. That is “me”. Nothing was deleted." in said
    assert "<b>" not in said
    assert len(list(home.rglob("*.jsonl"))) == 2


def test_with_the_code_everything_of_this_learner_is_deleted(home: Path) -> None:
    choose_learner("blue-fox-7")
    for code in ("blue-fox-7", "owl"):
        AnswerLog(code, "02_animal_or_human").add(answer_entry(NAMES[0], "firm", MONDAY))
    lesson = open_lesson(NAME)
    assert "others on this machine" not in text_of(lesson.delete_my_answers())
    lesson.export_my_answers()
    shown = lesson.delete_my_answers(" blue-fox-7 ")
    said = text_of(shown)
    assert repr(shown) == "Deleted"
    assert "Deleted: 1 file with 1 answer. That was everything under the code “blue-fox-7”." in said
    assert "This is still there, in the course’s own folder: my_answers_blue-fox-7.zip." in said
    assert [path.parts[-3] for path in home.rglob("*.jsonl")] == ["owl"]
    assert "You have no answers yet" in text_of(lesson.my_progress("work"))
    again = text_of(lesson.delete_my_answers("blue-fox-7"))
    assert "There are no answers under the code “blue-fox-7”. Nothing was deleted." in again


def test_what_could_not_be_deleted_is_named(
    worked: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuse)
    shown = worked.delete_my_answers("me")
    assert repr(shown) == "Deleted in part"
    assert "Deleted: 0 of 1 file." in text_of(shown)
    assert "Permission denied" in text_of(shown)
    assert "You gave 3 answers" in text_of(worked.my_progress("work"))


def test_a_page_that_sends_an_old_answer_again_is_told_that_it_was_deleted(home: Path) -> None:
    lesson = open_lesson("01_read_the_article")
    page = Page(lesson.quiz("first_try"))
    name = lesson.quiz("first_try").questions[0].id
    (saved, *_) = page.answers(name, question(name).key)
    assert saved["ok"]
    lesson.delete_my_answers("me")
    (again, *_) = page.answers(name, question(name).key)
    assert (again["ok"], again["dropped"]) == (False, True)
    assert "deleted because you asked for it" in again["text"]
    assert not list(home.rglob("*.jsonl"))
    (new, *_) = page.answers(name, question(name).key, number=2)
    assert new["ok"]
    assert len(list(home.rglob("*.jsonl"))) == 1


def test_an_answer_in_words_can_be_given_again_after_deleting(home: Path) -> None:
    lesson = open_lesson("01_read_the_article")
    asked = lesson.quiz("first_try").questions[0]
    lesson.quiz("first_try").answer(asked.id, asked.key)
    lesson.delete_my_answers("me")
    assert lesson.quiz("first_try").resume == []
    lesson.quiz("first_try").answer(asked.id, asked.key)
    assert [done["question"] for done in lesson.quiz("first_try").resume] == [asked.id]
    assert len(list(home.rglob("*.jsonl"))) == 1


def test_the_day_is_the_learners_own(worked: Lesson) -> None:
    assert now().date() > MONDAY
    assert worked.quiz("due").questions
