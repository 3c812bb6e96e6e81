"""Writes the class report: one page that opens with a double click, and a table beside it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from healthclaims.class_report.answers import ClassAnswers, QuestionSet, read_class
from healthclaims.class_report.confusion import Confusion, confusions
from healthclaims.class_report.gains import ClassGain, class_gain
from healthclaims.class_report.items import SUSPECT, WEAK, Item, item_analysis
from healthclaims.class_report.question_parts import (
    certain_errors,
    marked_sentence,
    overview,
    question_part,
)
from healthclaims.class_report.question_table import COLUMNS, question_row
from healthclaims.class_report.wording import (
    as_number,
    as_points,
    how_far_to_trust,
    lean_sentence,
    no_faults,
    percent,
    swap_sentence,
    to_begin_with,
    verdict_sentence,
    why_begin,
)
from healthclaims.core.assets import asset
from healthclaims.core.atomic_write import replace_file
from healthclaims.core.html import table
from healthclaims.core.offline_page import offline_page
from healthclaims.core.tables import write_table
from healthclaims.learner.same_words import plural

PAGE, TABLE = "report.html", "questions.csv"


def write_report(
    paths: Sequence[Path],
    folder: Path,
    *,
    names: bool = False,
    tell: Callable[[str], object] = str,
) -> tuple[Path, ...]:
    """Write the report on a class.

    Parameters
    ----------
    paths, tell
        As for `read_class`.
    folder : Path
        Where ``report.html`` and ``questions.csv`` go; made if it is not there.
    names : bool
        Whether the page says who gave which answer. The table never does.

    Returns
    -------
    tuple of Path
        What was written.

    Raises
    ------
    DataError
        If a path holds no answers that can be read.
    """
    found = read_class(paths, tell)
    analysed = [(one, item_analysis(one)) for one in found.sets]
    folder.mkdir(parents=True, exist_ok=True)
    page = report_page(found, analysed, names=names)
    written = replace_file(folder / PAGE, page.encode("utf-8", "replace"))
    rows = (
        question_row(one.title, number, item)
        for one, items in analysed
        for number, item in enumerate(items, 1)
    )
    write_table(folder / TABLE, COLUMNS, rows)
    return written, folder / TABLE


def report_page(
    found: ClassAnswers,
    analysed: Sequence[tuple[QuestionSet, Sequence[Item]]],
    *,
    names: bool = False,
) -> str:
    """Render the page; without `names` it holds nothing that tells one student from another."""
    places = itertools.count(1)
    sets = [(one.title, [(next(places), item) for item in items]) for one, items in analysed]
    every = [numbered for _, items in sets for numbered in items]
    items = [item for _, item in every]
    # What a wrong key calls an error is none.
    suspects = {item.question.id for item in items if item.verdict == SUSPECT}
    given = [g for one in found.sets for g in one.answers if g.question.id not in suspects]
    students = max(len({answer.student for answer in one.answers}) for one in found.sets)
    content = {
        "trust": how_far_to_trust(students),
        "begin": [
            {"item": item, "why": list(why_begin(item)), "sentence": marked_sentence(item)}
            for item in to_begin_with(items)
        ],
        "faults": [
            {"place": place, "sentence": verdict_sentence(item)}
            for place, item in every
            if item.verdict in (SUSPECT, WEAK)
        ],
        "no_faults": no_faults(items),
        "errors": certain_errors(every),
        "sets": [
            {
                "title": title,
                "overview": overview(title, own),
                "questions": [question_part(place, item, names=names) for place, item in own],
            }
            for title, own in sets
        ],
        "has_suspects": bool(suspects),
        "types": [_type(one) for one in confusions(given)],
        "gain": _gain(class_gain(found.checks)),
        "names": names,
    }
    return offline_page("class_report/report.html.j2", content, asset("class_report/report.css"))


def _type(found: Confusion) -> dict[str, object]:
    """Collect what the page says of one type of question."""
    labels = found.axis.labels

    def cells(label: str) -> Iterator[str]:
        row = found.row(label)
        total = sum(row)
        for count in row:
            yield f"{count} ({percent(count / total)})" if total else "not asked"

    return {
        "title": found.axis.short,
        "swap": swap_sentence(found),
        "lean": lean_sentence(found),
        "counts": table(
            f"{found.axis.short} {plural(found.students, 'student')}, "
            f"{plural(found.questions, 'question')}",
            ("The key", *(f"They said: {label.shown}" for label in labels)),
            ((label.shown, *cells(label.name)) for label in labels),
        ),
        "agreement": as_number(found.agreement),
        "lean_number": as_number(found.lean),
    }


def _gain(found: ClassGain) -> dict[str, object] | None:
    """Collect what the page says of the gain; None where no answer log was given."""
    if not found.learners:
        return None
    return {
        "who": f"{found.done} of {found.learners} learners have done both rounds of the check.",
        "reason": found.reason,
        "table": table(
            "Right answers of 100, and the change with its 95 % interval",
            ("Questions", "Before", "After", "Change"),
            (
                (row.name, f"{100 * row.before:.0f}", f"{100 * row.after:.0f}",
                 as_points(row.change))
                for row in found.rows
            ),
        ),
    }  # fmt: skip
