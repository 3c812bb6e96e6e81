"""Two exported lessons give the stored pages and the stored state of their widgets.

That notebooks show what is stored in them, nbval compares already.
"""

from __future__ import annotations

import json
import re

import pytest

from tests.helpers.exported_lessons import Export

from .golden import compare, plain

DATA = re.compile(r'(<script type="application/json"[^>]*>)(.*?)</script>', re.DOTALL)


@pytest.mark.parametrize(
    "lesson",
    [
        "02_animal_or_human",
        pytest.param("05_the_whole_picture", marks=pytest.mark.exhaustive),
    ],
)
def test_an_exported_lesson_gives_the_stored_page(lesson: str, exported: Export) -> None:
    found = {}
    for name in (lesson, "index"):
        page = (exported(lesson) / f"{name}.html").read_text(encoding="utf-8")
        states = [json.loads(data) for _, data in DATA.findall(page)]
        found[f"{name}.html"] = plain(DATA.sub(r"\1…</script>", page))
        if states:
            text = json.dumps(_without_ids(states), indent=1, sort_keys=True, ensure_ascii=False)
            found[f"{name}_state.json"] = f"{text}\n"
    compare(found, f"export_{lesson[:2]}")


def _without_ids(value: object) -> object:
    """Return data without what is drawn anew in each run."""
    if isinstance(value, dict):
        return {key: _without_ids(item) for key, item in value.items() if key not in IDS}
    return [_without_ids(item) for item in value] if isinstance(value, list) else value


IDS = ("token", "_model_id", "model_id", "layout")
