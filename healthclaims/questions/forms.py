"""The two parallel forms of the check that stands before and after the course.

A learner gets one form before and the other after, or the same half of each: a block. Forms and
blocks ask the same kinds of questions, with the same answers equally often, of texts that are used
nowhere else in the kit.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from healthclaims.core.files import data_dir, read_toml
from healthclaims.core.problems import Problem, UnknownNameError, raise_if_any
from healthclaims.core.schema import NUMBER, TABLE, TEXTS, Field, entry_problems
from healthclaims.questions.bank import question
from healthclaims.questions.question import CHOICE, Question

FORM_NAMES = ("form_a", "form_b")
QUESTIONS_PER_FORM = 18
BLOCKS = (1, 2)
WHOLE = 0  # in place of a block: all questions of a form
QUESTIONS_PER_BLOCK = QUESTIONS_PER_FORM // len(BLOCKS)
MOST_LENGTH_DIFFERENCE = 0.10
_FORM = (Field("questions", kind=TEXTS),)
_FORMS = (
    Field("each_learner", kind=NUMBER),
    *(Field(name, kind=TABLE, parts=_FORM) for name in FORM_NAMES),
)


@dataclass(frozen=True)
class Form:
    """One form of the check: its name, and its questions in the order in which they are asked."""

    name: str
    questions: tuple[Question, ...]

    @property
    def articles(self) -> frozenset[str]:
        """Ids of the texts it asks about."""
        return frozenset(asked.id.split("/")[0] for asked in self.questions)

    @property
    def mean_words(self) -> float:
        """Mean number of words of the sentences it asks about."""
        counts = [len(asked.passages[0].text.split()) for asked in self.questions]
        return sum(counts) / len(counts)

    def block(self, number: int) -> tuple[Question, ...]:
        """Return the questions of one of `BLOCKS`, or of the `WHOLE` form."""
        if number == WHOLE:
            return self.questions
        end = number * QUESTIONS_PER_BLOCK
        return self.questions[end - QUESTIONS_PER_BLOCK : end]

    def answers(self, block: int = WHOLE) -> Counter[tuple[str, str]]:
        """Count how often each axis and label is the right answer."""
        return Counter((asked.axis, asked.key) for asked in self.block(block))


def load_forms() -> Mapping[str, Form]:
    """Load both forms, checked for being parallel, all problems at once; read once a session."""
    return _load(data_dir() / "forms.toml")[0]


def asks_whole_forms() -> bool:
    """Return whether learners who begin now are asked all questions of both forms."""
    return _load(data_dir() / "forms.toml")[1] == QUESTIONS_PER_FORM


def check_questions() -> frozenset[str]:
    """Collect the ids of all questions of the check, of both forms.

    They are kept apart from practice: they never come back, and nothing is told about them before
    both forms are done.
    """
    return frozenset(asked.id for form in load_forms().values() for asked in form.questions)


@functools.cache
def _load(path: Path) -> tuple[Mapping[str, Form], int]:
    content = read_toml(path)
    raise_if_any(entry_problems(content, _FORMS, "", path))
    problems: list[Problem] = []
    each = content["each_learner"]
    if each not in (QUESTIONS_PER_BLOCK, QUESTIONS_PER_FORM):
        remedy = f"Write {QUESTIONS_PER_BLOCK} or {QUESTIONS_PER_FORM}."
        problems.append(Problem(path, None, f"each_learner is {each}.", remedy))
    forms = {}
    for name in FORM_NAMES:
        found = []
        for asked in content[name]["questions"]:
            try:
                found.append(question(asked))
            except UnknownNameError as error:
                problems.append(Problem(path, None, f"[{name}] {error}", "Correct the id."))
        forms[name] = Form(name, tuple(found))
    raise_if_any(problems)
    raise_if_any(_problems(forms, path))
    return forms, each


def _problems(forms: Mapping[str, Form], path: Path) -> Iterator[Problem]:
    for form in forms.values():
        ids = [asked.id for asked in form.questions]
        if len(set(ids)) != QUESTIONS_PER_FORM or len(ids) != QUESTIONS_PER_FORM:
            what = f"[{form.name}] holds {len(set(ids))} different questions in {len(ids)} lines."
            yield Problem(path, None, what, f"A form holds {QUESTIONS_PER_FORM}, each once.")
        unmarked = [asked.id for asked in form.questions if asked.kind != CHOICE]
        if unmarked:
            what = f"[{form.name}] asks {', '.join(unmarked)}, which cannot be marked."
            yield Problem(path, None, what, "Take questions whose answer is scored.")
    first, second = forms.values()
    if first.answers() != second.answers():
        what = "the forms differ in how often each answer is right."
        yield Problem(path, None, what, "Give both the same number for every question and label.")
    else:
        for form in forms.values():
            if form.answers(BLOCKS[0]) != form.answers(BLOCKS[1]):
                what = f"[{form.name}] the two blocks differ in how often each answer is right."
                remedy = "Put each answer as often into the first nine as into the last nine."
                yield Problem(path, None, what, remedy)
    if first.articles & second.articles:
        shared = ", ".join(sorted(first.articles & second.articles))
        yield Problem(path, None, f"both forms ask about {shared}.", "Use different texts.")
    if first.questions and second.questions:
        longer, shorter = sorted((first.mean_words, second.mean_words), reverse=True)
        if longer > shorter * (1 + MOST_LENGTH_DIFFERENCE):
            what = (
                f"the sentences of the forms have {longer:.1f} and {shorter:.1f} words on average."
            )
            yield Problem(path, None, what, "Bring them within 10 % of each other.")
