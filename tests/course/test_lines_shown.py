"""No line of the Semax page is brought up so often that it is answered from memory."""

from __future__ import annotations

import re
from collections import defaultdict

from healthclaims.content.articles import load_article
from healthclaims.questions.quiz_config import load_plans
from healthclaims.rewriting.claims import load_rewrites
from tests.course.lesson_cells import lesson_cells

MOST_LESSONS = 2
_QUOTED = re.compile(r'side_by_side\("semax", ([^)]*)\)|claim_and_studies\(("u\d+")\)')
_REWRITTEN = re.compile(r'rewrite\("(\w+)"\)')


def shown() -> dict[str, set[str]]:
    """Give for each line the lessons that quote it or ask about it."""
    found: dict[str, set[str]] = defaultdict(set)
    for cell in lesson_cells():
        lesson = cell.notebook.stem
        if cell.is_prose:
            continue
        for quoted in _QUOTED.findall(cell.text):
            for line in re.findall(r"u\d+", " ".join(quoted)):
                found[line].add(lesson)
        for name in _REWRITTEN.findall(cell.text):
            if (claim := load_rewrites()[name]).article.id == "semax":
                found[claim.unit.id].add(lesson)
    for (lesson, _), plan in load_plans().items():
        for name in plan.questions:
            if name.startswith("semax/"):
                for line in re.findall(r"u\d+", name):
                    found[line].add(lesson)
    return found


def test_a_line_of_semax_comes_up_in_two_lessons_at_most() -> None:
    lines = shown()
    assert lines["u39"], "a line that is known to be shown was not found"
    assert {line: where for line, where in lines.items() if len(where) > MOST_LESSONS} == {}
    assert lines.keys() <= {unit.id for unit in load_article("semax").units}


def test_no_practice_draws_lines_of_semax_at_random() -> None:
    assert [plan.key for plan in load_plans().values() if "semax" in plan.articles] == []
