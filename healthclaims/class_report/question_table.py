"""The table beside the page: a question a row, with every number; it names no student."""

from __future__ import annotations

from healthclaims.class_report.estimates import Estimate
from healthclaims.class_report.items import Item

_INTERVALS = ("facility", "discrimination", "efficiency", "best_less_weakest")
COLUMNS = (
    *("set", "number", "question", "sentence", "asked", "key", "answered", "open", "guess"),
    *(f"{name}{end}" for name in _INTERVALS for end in ("", "_low", "_high", "_reason")),
    *("answers", "tempting", "tempting_count", "certain", "certain_and_wrong"),
    *("better_half", "better_half_right", "weaker_half", "weaker_half_right", "verdict"),
)


def question_row(title: str, number: int, item: Item) -> dict[str, object]:
    """Write one question as a row of the table; `title` is its set."""
    asked, tempting = item.question, item.tempting
    rights = [choice for choice in item.choices if choice.is_right]
    row: dict[str, object] = {
        "set": title,
        "number": number,
        "question": asked.id,
        "sentence": " / ".join(passage.text for passage in asked.passages),
        "asked": asked.prompt,
        "key": asked.option(asked.key).text,
        "answered": item.answered,
        "open": item.open,
        "guess": f"{item.guess:.3f}",
        "answers": " | ".join(
            f"{c.option.text}: {c.count} ({'/'.join(map(str, c.sure))})" for c in item.choices
        ),
        "tempting": tempting.option.text if tempting else "",
        "tempting_count": tempting.count if tempting else 0,
        "certain": item.certain,
        "certain_and_wrong": item.certain_errors,
        "better_half": item.better,
        "better_half_right": sum(choice.better for choice in rights),
        "weaker_half": item.weaker,
        "weaker_half_right": sum(choice.weaker for choice in rights),
        "verdict": item.verdict,
    }
    for name in _INTERVALS:
        found: Estimate = getattr(item, name)
        values = zip(("", "_low", "_high"), (found.value, found.low, found.high), strict=True)
        row |= {f"{name}{end}": "" if v is None else f"{v:.3f}" for end, v in values}
        row[f"{name}_reason"] = found.reason
    return row
