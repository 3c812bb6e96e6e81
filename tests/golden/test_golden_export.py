"""Two exported lessons give the stored pages and the stored state of their widgets.

That notebooks show what is stored in them, nbval compares already.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from .golden import ROOT, compare, plain

DATA = re.compile(r'(<script type="application/json"[^>]*>)(.*?)</script>', re.DOTALL)


@pytest.mark.exhaustive
@pytest.mark.parametrize("lesson", ["02_animal_or_human", "05_the_whole_picture"])
def test_an_exported_lesson_gives_the_stored_page(lesson: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "healthclaims", "export", lesson, "--out", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    found = {}
    for name in (lesson, "index"):
        page = (tmp_path / f"{name}.html").read_text(encoding="utf-8")
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
