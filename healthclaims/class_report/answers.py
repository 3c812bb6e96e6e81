"""What a class answered, read from what `mark` wrote and from what learners handed over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from healthclaims.core.files import read_text
from healthclaims.core.problems import DataError, Problem, raise_if_any
from healthclaims.core.tables import Row, read_table
from healthclaims.learner.before_after import Check, read_check
from healthclaims.learner.outcomes import Outcome, first_answers, outcomes
from healthclaims.marking.class_logs import read_learners
from healthclaims.marking.gradebook import ANSWER_COLUMNS
from healthclaims.marking.key import load_key
from healthclaims.marking.marks_folder import ABOUT_FILE, ABOUT_FIRST, ANSWERS_FILE
from healthclaims.questions.question import SURE, Question

PRACTICE, CHECK_QUESTIONS = "Practice in the lessons", "Check before and after the course"


@dataclass(frozen=True)
class Given:
    """One answer of one student to one question.

    Parameters
    ----------
    student : str
        Whose, by a name that nobody else of the class has.
    question : Question
        With key and reasons.
    choice : str
        The value of the answer.
    sure : int
        How sure, as a place in `SURE`, from 1; 0 where it is not known.
    right : bool
        Whether it earned its points.
    """

    student: str
    question: Question
    choice: str
    sure: int
    right: bool


@dataclass(frozen=True)
class QuestionSet:
    """Questions that belong together, and what a class answered.

    Parameters
    ----------
    title : str
        What they are, such as the title of an assignment.
    answers : tuple of Given
        At most one a student and question.
    students : int
        How many students were asked; 0 where not everybody was asked the same.
    """

    title: str
    answers: tuple[Given, ...]
    students: int


@dataclass(frozen=True)
class ClassAnswers:
    """All that a class answered.

    Parameters
    ----------
    sets : tuple of QuestionSet
        In the order given; none without an answer.
    checks : tuple of Check
        Of every learner whose answer log was given: the check before and after the course.
    """

    sets: tuple[QuestionSet, ...]
    checks: tuple[Check, ...] = ()


def read_class(paths: Sequence[Path], tell: Callable[[str], object] = str) -> ClassAnswers:
    """Read what a class answered.

    Parameters
    ----------
    paths : sequence of Path
        Folders that ``mark`` wrote, or learners' answers: a folder with one folder or one zip a
        learner, or zips.
    tell : callable, optional
        Is given one sentence for each thing that was passed over; these may name learners.

    Returns
    -------
    ClassAnswers
        A set of questions for each assignment, one for practice in lessons, one for the check.

    Raises
    ------
    DataError
        If a path holds no answers, or answers that do not belong to the kit's questions; all
        problems at once.
    """
    marked = [_marks_folder(path) for path in paths]
    sets = [_marked_set(folder) for folder in marked if folder]
    logs = [path for path, folder in zip(paths, marked, strict=True) if not folder]
    practice, checks = _learners(logs, tell) if logs else ([], ())
    found = ClassAnswers(tuple(one for one in (*sets, *practice) if one.answers), checks)
    if not found.sets:
        named = ", ".join(path.name or str(path) for path in paths)
        what = f"{named}: no answer was found."
        remedy = f"Give a folder that mark wrote (it holds {ANSWERS_FILE}), or learners' zips."
        raise DataError([Problem(paths[0], None, what, remedy)])
    return found


def _marks_folder(path: Path) -> Path | None:
    if path.name == ANSWERS_FILE and path.is_file():
        return path.parent
    return path if (path / ANSWERS_FILE).is_file() else None


def _marked_set(folder: Path) -> QuestionSet:
    about = folder / ABOUT_FILE
    first = read_text(about).split("\n", 1)[0]
    name = first.removeprefix(ABOUT_FIRST)
    if name == first:
        what = f"does not say which assignment this is (“{ABOUT_FIRST}…”)."
        raise DataError([Problem(about, 1, what, "Give the folder as mark wrote it.")])
    assignment = load_key(name).assignment
    questions = {asked.id: asked for asked in assignment.questions}
    rows = read_table(folder / ANSWERS_FILE, ANSWER_COLUMNS)
    raise_if_any(problem for row in rows for problem in _problems(row, questions))
    answers = tuple(
        Given(
            row["student"],
            questions[row["question"]],
            row["choice"],
            int(row["sure"] or 0),
            int(row["points"]) > 0,
        )
        for row in rows
        if row["choice"]
    )
    return QuestionSet(assignment.title, answers, len({row["student"] for row in rows}))


def _problems(row: Row, questions: dict[str, Question]) -> Iterator[Problem]:
    remedy = "Run mark again, and give the new folder."
    asked = questions.get(row["question"])
    if asked is None:
        yield row.problem(f"{row['question']!r} is no question of this assignment.", remedy)
    elif row["choice"] not in ("", *(option.value for option in asked.options)):
        yield row.problem(f"{row['choice']!r} is no answer to {asked.id}.", remedy)
    if row["sure"] not in ("", *map(str, range(1, len(SURE) + 1))):
        yield row.problem(f"sure is {row['sure']!r}, not empty or 1 to {len(SURE)}.", remedy)
    if not row["points"].isdecimal():
        yield row.problem(f"points is {row['points']!r}, not a whole number.", remedy)


def _learners(
    paths: Sequence[Path], tell: Callable[[str], object]
) -> tuple[list[QuestionSet], tuple[Check, ...]]:
    """Read answer logs of learners; in lessons the first answer to a question counts."""
    practice: list[Given] = []
    check: list[Given] = []
    checks = []
    found = read_learners(paths)
    for line in found.passed_over:
        tell(line)
    for who, history in found.histories.items():
        entries = history.answers()
        practice += _given(who, first_answers(outcomes(entries)))
        check += _given(who, first_answers(outcomes(entries, check=True)))
        checks.append(read_check(history))
    sets = [
        QuestionSet(PRACTICE, tuple(practice), 0),
        QuestionSet(CHECK_QUESTIONS, tuple(check), 0),
    ]
    return sets, tuple(checks)


def _given(student: str, judged: Sequence[Outcome]) -> Iterator[Given]:
    for outcome in judged:
        entry = outcome.entry
        yield Given(student, outcome.question, entry.choice, entry.sure, outcome.right)
