"""One hand-in is marked: what costs a grade, what does not, and what is told to whom."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from healthclaims.assignments.notebook_answers import given_texts
from healthclaims.learner.entries import ANSWER, HEADER, Entry
from healthclaims.marking.key import Key
from healthclaims.marking.mark_one import MarkedSubmission, Note, mark_submission
from healthclaims.submissions.file_kinds import LOG, NOTEBOOK
from healthclaims.submissions.inbox import Part, Submission, Unread
from healthclaims.submissions.layouts import Student
from tests.helpers.classwork import key_of
from tests.helpers.hand_ins import log_of, models_of, notebook_of

STUDIED, ARTICLE, REWRITE = map(key_of, ("a1_who_was_studied", "a4_whole_article", "a5_rewrite"))
PACK = "Open the notebook, run its last cell, and hand in the zip that it makes."
ASK = "Ask for the zip that hand_in() makes in the last cell of the notebook."
NO_LOG = f"Your answers did not arrive, or could not be read. {PACK}"
NO_NOTEBOOK = f"Your notebook did not arrive, or could not be read. {PACK}"
TORN = "A part of your answer log could not be read. Your other answers count."
ODD = "Something about the cells you wrote in was unusual. Look at what was read, below."
DOUBT = Note(
    "",
    "No grade is given: the answers may be there and could not be counted.",
    "Look at the log, or ask for the work again.",
)
IN_USE = Unread("left.txt", "ann", "It is not needed for marking.", "")
FAILED = Unread("log.jsonl", "ann", "It is damaged.", "Ask for it again.")


def marked(
    key: Key, files: Mapping[str, bytes], *unread: Unread, exercise: bytes | None = None
) -> MarkedSubmission:
    """Mark the files of one student; the exercise is the kit's own."""
    parts = tuple(
        Part(file, NOTEBOOK if file.endswith(".ipynb") else LOG, content)
        for file, content in files.items()
    )
    student = Student("plain:ann", "Ann", "", "plain")
    blank = notebook_of(key) if exercise is None else exercise
    given = given_texts(notebook_of(key), [task.id for task in key.assignment.tasks])
    return mark_submission(key, Submission(student, parts, unread, tuple(files)), given, blank)


def whole(key: Key, texts: Mapping[str, str] | None = None) -> dict[str, bytes]:
    """Give everything that is to be handed in."""
    texts = models_of(key) if texts is None else texts
    return {"me/answers.jsonl": log_of(key, "ann"), "me/work.ipynb": notebook_of(key, texts)}


def answers_to_other_words(key: Key, count: int) -> bytes:
    """Give a log whose first answers belong to other words of their questions."""
    lines = log_of(key, "ann").splitlines()
    for place in range(1, count + 1):
        lines[place] = json.dumps(json.loads(lines[place]) | {"seen": "0" * 12}).encode()
    return b"\n".join([*lines, b""])


def test_of_a_whole_hand_in_nothing_is_said() -> None:
    for key in (STUDIED, ARTICLE, REWRITE):
        found = marked(key, whole(key))
        assert (found.notes, found.is_readable) == ((), True)
        assert {w.task.id: w.text for w in found.result.written} == models_of(key)


@pytest.mark.parametrize(
    ("unread", "why"), [((), ""), ((IN_USE,), ""), ((IN_USE, FAILED), " or could not be read")]
)
def test_what_is_missing_costs_the_grade_and_is_told_to_both(
    unread: tuple[Unread, ...], why: str
) -> None:
    files = whole(ARTICLE)
    log, notebook = ({name: files[name]} for name in files)
    for given, notes in (
        (log, [("The answer log came without its notebook", "written answer", NO_NOTEBOOK)]),
        (notebook, [("The notebook came without its answer log", "answer", NO_LOG)]),
        (
            {},
            [
                ("The answer log is missing", "answer", NO_LOG),
                ("The notebook is missing", "written answer", NO_NOTEBOOK),
            ],
        ),
    ):
        found = marked(ARTICLE, given, *unread)
        assert not found.is_readable
        assert [*found.notes] == [
            Note("", f"{start}{why}: no {what} can be marked.", ASK, told)
            for start, what, told in notes
        ]


def test_a_notebook_without_tasks_may_be_missing_and_of_any_assignment() -> None:
    log = {"answers.jsonl": log_of(STUDIED, "ann")}
    for more in ({}, {"a4.ipynb": notebook_of(ARTICLE)}):
        found = marked(STUDIED, log | more)
        assert (found.notes, found.is_readable, found.result.points) == ((), True, 15)


def test_a_notebook_of_another_assignment_costs_the_grade() -> None:
    found = marked(REWRITE, {"work.ipynb": notebook_of(ARTICLE)})
    what = "The notebook is of another assignment: a4_whole_article."
    assert not found.is_readable
    assert [*found.notes] == [
        Note(
            "",
            "The notebook is missing: no written answer can be marked.",
            ASK,
            NO_NOTEBOOK,
        ),
        Note("", what, "Ask for the right file.", what),
    ]


# ---------------------------------------------------------------- doubts about the log


@pytest.mark.parametrize(
    ("count", "told"), [(1, "1 answer was"), (2, "2 answers were"), (15, "15 answers were")]
)
def test_answers_to_other_words_are_counted_up_and_cost_the_grade(count: int, told: str) -> None:
    found = marked(STUDIED, {"answers.jsonl": answers_to_other_words(STUDIED, count)})
    assert (found.is_readable, found.result.points) == (False, 15 - count)
    what = f"{told} not counted: the question had other words."
    remedy = "The student worked with another version of the assignment."
    assert [*found.notes] == [Note("", what, remedy, f"{what} Ask your teacher."), DOUBT]


def test_a_log_of_other_assignments_names_five_of_them_and_costs_the_grade() -> None:
    time = "2026-10-05T09:00:00+02:00"
    log = b"".join(
        Entry(ANSWER, f"x{n}", time, f"z{n}", "marked", "q", "0" * 12, "people", 1).as_line()
        for n in range(7)
    )
    found = marked(STUDIED, {"answers.jsonl": log})
    assert not found.is_readable
    none = "holds no answer to this assignment."
    first = Note(
        "",
        f"The answer log {none} It holds answers to: z0, z1, z2, z3, z4.",
        "If that surprises you, ask for the right file.",
        f"Your answer log {none} Did you hand in the right file?",
    )
    assert [*found.notes] == [first, DOUBT]
    # Who answered nothing at all has a zero.
    empty = Entry(HEADER, "head", time, STUDIED.assignment.name).as_line()
    found = marked(STUDIED, {"answers.jsonl": empty})
    assert found.is_readable
    assert [*found.notes] == [replace(first, what=f"The answer log {none}")]


def test_a_damaged_line_costs_the_grade_only_where_nothing_else_could_be_read() -> None:
    log = log_of(STUDIED, "ann")
    found = marked(STUDIED, {"one/answers.jsonl": log + b"nothing\n"})
    (note,) = found.notes
    assert found.is_readable
    assert (note.file, note.remedy, note.student) == (
        "one/answers.jsonl",
        "The other answers count.",
        TORN,
    )
    assert note.what.startswith("answers.jsonl, line 17 could not be read")
    found = marked(STUDIED, {"answers.jsonl": b"nothing\n"})
    assert not found.is_readable
    assert found.notes[-1] == DOUBT


def test_what_is_too_much_to_list_is_counted_and_students_are_told_once() -> None:
    log = log_of(STUDIED, "ann")

    def notes_of(count: int) -> list[Note]:
        pieces = {f"{n:02}/answers.jsonl": b"nothing\n" for n in range(count)}
        return [*marked(STUDIED, {"answers.jsonl": log} | pieces).notes]

    for count in (20, 21):
        found = notes_of(count)
        assert [note.student for note in found] == [TORN, *[""] * (count - 1)]
        assert "not listed" not in found[-1].what
    found = notes_of(22)
    more = Note("", "2 more things like these are not listed.", "The other answers count.")
    assert (len(found), found[-1]) == (21, more)


# ---------------------------------------------------------------- what was written


def test_what_stood_in_the_cell_already_is_no_answer() -> None:
    """A student who left the place as it was has written nothing, whatever the place says."""
    blank = json.loads(notebook_of(ARTICLE))
    task, words = ARTICLE.assignment.tasks[0].id, "Start with what you trust."
    cells = ((one["metadata"].get("nbgrader", {}).get("grade_id"), one) for one in blank["cells"])
    cell = next(one for name, one in cells if name == task)
    cell["source"] = words
    notebook = json.dumps(blank).encode()
    parts = (
        Part("answers.jsonl", LOG, log_of(ARTICLE, "ann")),
        Part("work.ipynb", NOTEBOOK, notebook),
    )
    submission = Submission(Student("ann", "Ann", "", "plain"), parts, (), ())
    found = mark_submission(ARTICLE, submission, {task: words})
    assert [w.text for w in found.result.written] == [""]
    assert found.is_readable


def test_of_an_endless_answer_the_beginning_is_read_and_that_is_told() -> None:
    task = ARTICLE.assignment.tasks[0].id
    most = "word " * 3_999 + "words"
    found = marked(ARTICLE, whole(ARTICLE, {task: most}))
    assert (found.notes, found.result.written[0].text) == ((), most)
    found = marked(ARTICLE, whole(ARTICLE, {task: f"{most}!"}))
    cut = f"Only the first 20000 letters of {task} were read."
    assert [*found.notes] == [Note("", cut, "", cut)]
    assert (found.result.written[0].text, found.is_readable) == (most, True)


def test_what_is_odd_about_notebooks_is_told_by_their_names_alone() -> None:
    files = whole(REWRITE)
    other = notebook_of(REWRITE, models_of(REWRITE) | {"ankles": "Ponies got better."})
    found = marked(REWRITE, files | {"me/aaa.ipynb": other, "me/zzz.ipynb": b"{"})
    remedy = "Look at the notebook if it matters."
    assert found.is_readable
    assert [(note.remedy, note.student) for note in found.notes] == [(remedy, ODD), (remedy, "")]
    used, damaged = found.notes
    assert (damaged.file, damaged.what.partition(":")[0]) == ("me/zzz.ipynb", "zzz.ipynb")
    # Two files are in question, so that neither is named as the one.
    assert used.file == ""
    assert used.what == "The answer to ankles in aaa.ipynb was not used: work.ipynb has another."


def test_what_stands_elsewhere_goes_to_the_task_above_it_and_is_counted_up() -> None:
    picture = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"x" * 30).decode()
    notebook = json.loads(notebook_of(REWRITE, models_of(REWRITE)))
    first, second, *_ = (task.id for task in REWRITE.assignment.tasks)
    more = {
        first: [{"source": "It may have eased."}],
        second: [
            {"source": "![](attachment:a)", "attachments": {"a": {"image/png": picture}}},
            {"source": "![](attachment:a)", "attachments": {"a": {"image/bmp": "Qk0="}}},
        ],
    }
    for task, cells in more.items():
        place = next(n for n, one in enumerate(notebook["cells"]) if one.get("id") == task)
        made = [{"cell_type": "markdown", "metadata": {}, **one} for one in cells]
        notebook["cells"][place + 1 : place + 1] = made
    files = {"work.ipynb": json.dumps(notebook).encode()}
    found = marked(REWRITE, files)
    texts = {w.task.id: [one.text for one in w.extras] for w in found.result.written}
    assert texts[first] == ["It may have eased."]
    assert len(texts[second]) == 2
    (note,) = found.notes
    assert (note.file, note.student) == ("", "")
    assert note.remedy == "Look at it in rubric.html, or in the notebook."
    start = "Something was written elsewhere: 3 beside the place for an answer, 1 in pictures"
    assert note.what == f"{start}, 1 in pictures that are not shown."
    assert found.is_readable
    # Without the notebook as students get it, nobody can tell what is the student's.
    assert marked(REWRITE, files, exercise=b"").notes == ()
