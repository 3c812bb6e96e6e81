"""What the tables of a marking run say of one student, and of what could not be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthclaims.marking.gradebook import row_of, unread_rows, write_report
from healthclaims.marking.mark_one import MarkedSubmission, Note
from healthclaims.marking.rubric_points import Given, words_mark
from healthclaims.submissions.inbox import Unread
from healthclaims.submissions.layouts import Student
from tests.helpers.classwork import key_of, work
from tests.helpers.hand_ins import models_of, table

KEY = key_of("a4_whole_article")
(TASK,) = KEY.assignment.tasks
ANN = Student("moodle:7", "Ann", "7", "moodle", "yes")
LEFT = {KEY.assignment.questions[0].id}


@pytest.mark.parametrize(
    ("given", "readable", "grade", "questions", "written"),
    [
        ((2, 1, 0), True, "30", "27", "3"),
        ((0, 0, 0), True, "27", "27", "0"),
        ((2, None, 0), True, "", "27", ""),
        ((2, 1, 0), False, "", "", "3"),
    ],
)
def test_a_grade_stands_there_only_when_everything_is_marked(
    given: tuple[int | None, ...], readable: bool, grade: str, questions: str, written: str
) -> None:
    result = work(KEY, left=LEFT, texts=models_of(KEY))
    notes = (Note("a.ipynb", "One thing.", "Do it."), Note("", "Another."))
    marked = MarkedSubmission(result, notes, readable)
    row = row_of(KEY, ANN, marked, {TASK.id: Given(given)}, ["a.ipynb", "b.jsonl"], "ann.html")
    assert row.values == {
        "Student": "Ann",
        "ID": "7",
        "Grade": grade,
        "most_points": "34",
        "answered": "27",
        "questions": "28",
        "points_questions": questions,
        "points_written": written,
        "late": "yes",
        "feedback_page": "ann.html",
        "notes": "One thing. Another.",
    }
    assert [tuple(one.values()) for one in row.report] == [
        ("a.ipynb", "moodle:7", "yes", "One thing.", "Do it."),
        ("a.ipynb | b.jsonl", "moodle:7", "yes", "Another.", ""),
    ]


def test_points_for_other_words_are_told_with_what_to_do() -> None:
    marked = MarkedSubmission(work(KEY, texts={TASK.id: "New words."}), (), True)
    given = {TASK.id: Given((2, 2, 2), words=words_mark("Old words."))}
    row = row_of(KEY, ANN, marked, given, ["a.zip"], "ann.html")
    assert (row.values["Grade"], len(row.report)) == ("34", 1)
    what = f"The words of {TASK.id} have changed since their points were given."
    remedy = "Look at that answer on rubric.html again, and save the points."
    assert tuple(row.report[0].values()) == ("a.zip", "moodle:7", "yes", what, remedy)


def test_problems_come_first_in_the_report_and_nothing_is_left_out(home: Path) -> None:
    unread = [
        Unread("a/left.txt", "ann", "It is not needed for marking.", ""),
        Unread("z/log.jsonl", "ben", "It is damaged.", "Ask for it again."),
        Unread("b/log.jsonl", "ben", "It is damaged.", "Ask for it again."),
        Unread("c/log.jsonl", "ann", "It is damaged.", "Ask for it again."),
    ]
    write_report(home, unread_rows(unread))
    assert [tuple(row.values()) for row in table(home / "report.csv")] == [
        ("c/log.jsonl", "ann", "yes", "It is damaged.", "Ask for it again."),
        ("b/log.jsonl", "ben", "yes", "It is damaged.", "Ask for it again."),
        ("z/log.jsonl", "ben", "yes", "It is damaged.", "Ask for it again."),
        ("a/left.txt", "ann", "no", "It is not needed for marking.", ""),
    ]
