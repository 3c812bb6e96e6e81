"""Writes the class report: one page that opens with a double click, and a table beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from healthclaims.class_report.answers import ClassAnswers, QuestionSet, read_class
from healthclaims.class_report.confusion import Confusion, confusions
from healthclaims.class_report.gains import ClassGain, class_gain
from healthclaims.class_report.items import SUSPECT, WEAK, Item, item_analysis
from healthclaims.class_report.question_table import COLUMNS, question_row
from healthclaims.class_report.wording import (
    as_number,
    as_points,
    as_share,
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
from healthclaims.core.html import Html, join, mark, table, tag
from healthclaims.core.offline_page import offline_page
from healthclaims.core.tables import write_table
from healthclaims.learner.same_words import plural
from healthclaims.questions.question import SURE

PAGE, TABLE = "report.html", "questions.csv"
MOST_ERRORS = 5


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
    every = [item for _, items in analysed for item in items]
    # What a wrong key calls an error is none.
    suspects = {item.question.id for item in every if item.verdict == SUSPECT}
    trusted = [item for item in every if item.verdict != SUSPECT]
    given = [g for one in found.sets for g in one.answers if g.question.id not in suspects]
    students = max(len({answer.student for answer in one.answers}) for one in found.sets)
    places = {id(item): place for place, item in enumerate(every, 1)}
    content = {
        "trust": how_far_to_trust(students),
        "begin": [
            {"item": item, "why": list(why_begin(item)), "sentence": _sentence(item)}
            for item in to_begin_with(every)
        ],
        "faults": [
            {"place": places[id(item)], "sentence": verdict_sentence(item)}
            for item in every
            if item.verdict in (SUSPECT, WEAK)
        ],
        "no_faults": no_faults(every),
        "errors": _certain_errors(trusted, places),
        "sets": [
            {
                "title": one.title,
                "overview": _overview(one.title, items, places),
                "questions": [_question(item, places[id(item)], names=names) for item in items],
            }
            for one, items in analysed
        ],
        "has_suspects": bool(suspects),
        "types": [_type(one) for one in confusions(given)],
        "gain": _gain(class_gain(found.checks)),
        "names": names,
    }
    return offline_page("class_report/report.html.j2", content, asset("class_report/report.css"))


def _overview(title: str, items: Sequence[Item], places: Mapping[int, int]) -> Html:
    """List the questions, the hardest first."""
    columns = (
        *("Question", "Sentence", "Right", "Tells good from weak", "Most tempting wrong answer"),
        *("Certain and wrong", "Seen"),
    )
    ordered = sorted(items, key=lambda item: item.facility.value or 0)
    return table(
        f"{title}: the questions, hardest first",
        columns,
        (
            (
                tag("a", str(places[id(item)]), href=f"#q{places[id(item)]}"),
                _short(item),
                as_share(item.facility),
                as_number(item.discrimination),
                f"{item.tempting.option.text}: {item.tempting.count}" if item.tempting else "none",
                f"{item.certain_errors} of {item.certain} certain",
                item.verdict,
            )
            for item in ordered
        ),
    )


def _certain_errors(items: Sequence[Item], places: Mapping[int, int]) -> Html | None:
    """Table the questions that most were certain of and wrong about; None without any."""
    found = [item for item in items if item.certain_errors]
    ordered = sorted(found, key=lambda item: -item.certain_errors)[:MOST_ERRORS]
    return (ordered and table(
        "Wrong and certain: how many, and of how many who were certain",
        ("Question", "Sentence", "Certain and wrong", "They said", "The key"),
        (
            (
                tag("a", str(places[id(item)]), href=f"#q{places[id(item)]}"),
                _short(item),
                f"{item.certain_errors} of {item.certain}",
                max(
                    (choice for choice in item.choices if not choice.is_right),
                    key=lambda choice: choice.sure[-1],
                ).option.text,
                item.question.option(item.question.key).text,
            )
            for item in ordered
        ),
    )) or None  # fmt: skip


def _question(item: Item, place: int, *, names: bool) -> dict[str, object]:
    """Collect what the page says of one question."""
    asked = item.question
    columns = ["Answer", "How many", *SURE, "Better half", "Weaker half", *(["Who"] * names)]
    tempting = item.tempting
    return {
        "place": place,
        "asked": asked,
        "sentence": _sentence(item),
        "verdict": verdict_sentence(item),
        "is_fault": item.verdict in (SUSPECT, WEAK),
        "key": asked.option(asked.key).text,
        "open": item.open,
        "tempting": tempting,
        "answered": item.answered,
        "answers": table(
            f"Question {place}: who answered what",
            columns,
            [_choice_row(item, place, names=names) for place in range(len(item.choices))],
        ),
        "numbers": (
            ("Right (facility)", as_share(item.facility)),
            ("Right by guessing (random guess score)", percent(item.guess)),
            (
                "Tells good from weak (discrimination index; corrected point-biserial)",
                as_number(item.discrimination),
            ),
            ("Discriminative efficiency", as_number(item.efficiency)),
            (
                "Best 27 % less weakest 27 %, in points of 100",
                as_points(item.best_less_weakest),
            ),
        ),
    }


def _choice_row(item: Item, place: int, *, names: bool) -> list[object]:
    choice = item.choices[place]
    share = choice.count / item.answered
    bar = tag("span", class_="bar", style=f"width: {4 * share:.2f}rem")
    return [
        join((choice.option.text, tag("strong", " (key)") if choice.is_right else "")),
        join((f"{choice.count} ", bar)) if choice.count else "0",
        *choice.sure,
        f"{choice.better} of {item.better}",
        f"{choice.weaker} of {item.weaker}",
        *([", ".join(choice.students)] if names else []),
    ]


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


def _sentence(item: Item) -> Html:
    """Show the sentence, or both of a pair, with the deciding words marked."""
    return join(
        tag(
            "blockquote",
            f"{passage.label}: " if passage.name else "",
            tag("span", passage.before, " ", class_="before") if passage.before else "",
            tag("strong", mark(passage.text, passage.cue)),
        )
        for passage in item.question.passages
    )


def _short(item: Item) -> str:
    words = item.question.passages[0].text.split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "")
