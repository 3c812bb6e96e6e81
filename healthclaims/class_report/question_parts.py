"""What the page says of the questions: all at a glance, errors with certainty, and each by itself.

A question comes with its place, by which the page numbers all of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from healthclaims.class_report.items import SUSPECT, WEAK, Choice, Item
from healthclaims.class_report.wording import (
    as_number,
    as_points,
    as_share,
    percent,
    verdict_sentence,
)
from healthclaims.core.html import Html, join, mark, table, tag
from healthclaims.questions.question import SURE

_MOST_ERRORS = 5


def overview(title: str, items: Iterable[tuple[int, Item]]) -> Html:
    """List the questions, the hardest first."""
    columns = (
        *("Question", "Sentence", "Right", "Tells good from weak", "Most tempting wrong answer"),
        *("Certain and wrong", "Seen"),
    )
    ordered = sorted(items, key=lambda numbered: numbered[1].facility.value or 0)
    rows = (
        (
            _link(place),
            _short(item),
            as_share(item.facility),
            as_number(item.discrimination),
            f"{item.tempting.option.text}: {item.tempting.count}" if item.tempting else "none",
            f"{item.certain_errors} of {item.certain} certain",
            item.verdict,
        )
        for place, item in ordered
    )
    return table(f"{title}: the questions, hardest first", columns, rows)


def certain_errors(items: Iterable[tuple[int, Item]]) -> Html | None:
    """Table the questions that most were certain of and wrong about; None without any.

    What a wrong key calls an error is none.
    """
    found = [one for one in items if one[1].certain_errors and one[1].verdict != SUSPECT]
    found.sort(key=lambda numbered: -numbered[1].certain_errors)
    rows = [
        (
            _link(place),
            _short(item),
            f"{item.certain_errors} of {item.certain}",
            max(item.wrong_choices, key=lambda choice: choice.sure[-1]).option.text,
            item.question.option(item.question.key).text,
        )
        for place, item in found[:_MOST_ERRORS]
    ]
    caption = "Wrong and certain: how many, and of how many who were certain"
    columns = ("Question", "Sentence", "Certain and wrong", "They said", "The key")
    return table(caption, columns, rows) if rows else None


def question_part(place: int, item: Item, *, names: bool) -> dict[str, object]:
    """Collect what the page says of one question."""
    asked = item.question
    columns = ["Answer", "How many", *SURE, "Better half", "Weaker half", *(["Who"] * names)]
    return {
        "place": place,
        "asked": asked,
        "sentence": marked_sentence(item),
        "verdict": verdict_sentence(item),
        "is_fault": item.verdict in (SUSPECT, WEAK),
        "key": asked.option(asked.key).text,
        "open": item.open,
        "tempting": item.tempting,
        "answered": item.answered,
        "answers": table(
            f"Question {place}: who answered what",
            columns,
            [_choice_row(item, choice, names=names) for choice in item.choices],
        ),
        "numbers": (
            ("Right (facility)", as_share(item.facility)),
            ("Right by guessing (random guess score)", percent(item.guess)),
            (
                "Tells good from weak (discrimination index; corrected point-biserial)",
                as_number(item.discrimination),
            ),
            ("Discriminative efficiency", as_number(item.efficiency)),
            ("Best 27 % less weakest 27 %, in points of 100", as_points(item.best_less_weakest)),
        ),
    }


def _choice_row(item: Item, choice: Choice, *, names: bool) -> list[object]:
    width = 4 * choice.count / item.answered
    bar = tag("span", class_="bar", style=f"width: {width:.2f}rem")
    return [
        join((choice.option.text, tag("strong", " (key)") if choice.is_right else "")),
        join((f"{choice.count} ", bar)) if choice.count else "0",
        *choice.sure,
        f"{choice.better} of {item.better}",
        f"{choice.weaker} of {item.weaker}",
        *([", ".join(choice.students)] if names else []),
    ]


def _link(place: int) -> Html:
    return tag("a", str(place), href=f"#q{place}")


def marked_sentence(item: Item) -> Html:
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
