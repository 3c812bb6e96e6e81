"""Articles come from anywhere: whatever stands in them is shown as text and never runs."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from .notebook import OpenNotebook
from .quiz import QuizPage
from .student import Kit

LESSON = "02_animal_or_human"
OPEN_LESSON = f'import healthclaims; lesson = healthclaims.open_lesson("{LESSON}")'
ATTACK = '<img src=x onerror="window.hacked = true"> </script><script>window.hacked = true</script>'
TITLE = f"Doravel & {ATTACK}"
SENTENCE = f"In rats, {ATTACK} Doravel may lower pain."
CUE = f"In rats, {ATTACK}"
WHY = f"“In rats” says that {ATTACK} animals were studied."
UNITS = [
    ("unit", "kind", "section", "repeat_of", "text"),
    ("u01", "title", "opening", "", TITLE),
    ("u02", "sentence", "opening", "", SENTENCE),
]
LABELS = [
    ("unit", "axis", "label", "subtype", "rule", "cue", "status", "why"),
    ("u01", "certainty", "no_claim", "", "C0", "", "scored", WHY),
    ("u01", "purpose", "information", "", "P6", "", "scored", WHY),
    ("u02", "evidence", "animals_or_cells", "animal", "E2", CUE, "scored", WHY),
    ("u02", "certainty", "hedged", "", "C4", "may", "scored", WHY),
    ("u02", "purpose", "information", "", "P5", "lower pain", "scored", WHY),
    ("u02", "fit", "fits", "", "F2", "", "scored", WHY),
]
CARD = {
    "publisher": ATTACK,
    "promotes": "not verified",
    "promotes_how_known": ATTACK,
    "sells": "not verified",
    "sells_how_known": ATTACK,
    "author": ATTACK,
    "date": "none given",
    "references": "none",
    "genre": f"page {ATTACK}",
}


def write_hostile_article(kit: Kit) -> None:
    """Plant an article of a student's own in which every field holds markup that would run."""
    folder = kit.folder / "my_articles" / "hostile"
    folder.mkdir(parents=True)
    (folder / "article.txt").write_text(f"{TITLE}\n\n{SENTENCE}\n", encoding="utf-8")
    lines = [f"{name} = '''{value}'''" for name, value in {"title": TITLE, **CARD}.items()]
    (folder / "source.toml").write_text("\n".join([*lines, "invented = true"]), encoding="utf-8")
    _write_table(folder / "units.csv", UNITS)
    _write_table(folder / "annotations.csv", LABELS)


def _write_table(path: Path, rows: list[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def expect_nothing_ran(part: Locator) -> None:
    """Check that the attack stands there as text, and that no element was made of it."""
    expect(part).to_contain_text(ATTACK)
    expect(part.locator("img, script")).to_have_count(0)
    assert part.evaluate("() => window.hacked") is None


@pytest.mark.exhaustive
def test_hostile_text_does_not_run_in_quiz_reader_or_printed_copy(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    write_hostile_article(kit)
    kit.add_quiz(LESSON, "hostile", TITLE, "hostile/u02/evidence")
    notebook = open_notebook(
        kit.write_notebook(
            OPEN_LESSON,
            'lesson.quiz("hostile")',
            'lesson.read("hostile", "evidence")',
            'from IPython.display import HTML; HTML(lesson.quiz("hostile").printed())',
            'HTML(lesson.read("hostile", "evidence").printed())',
            'lesson.card("hostile")',
            'lesson.side_by_side("hostile", "u01", "u02")',
        )
    )
    notebook.run_all()
    quiz = QuizPage(notebook.page, TITLE)
    expect(quiz.root.locator(".hc-sentence")).to_have_text(SENTENCE)
    expect_nothing_ran(quiz.root)
    quiz.root.get_by_role("radio").nth(1).check()
    quiz.button("certain").click()
    expect(quiz.root.locator("mark")).to_have_text(CUE)
    expect_nothing_ran(quiz.feedback)

    reader = notebook.page.locator(".hc-reader")
    reader.locator(".hc-unit").nth(1).click()
    reader.get_by_role("button", name="Compare with the key").click()
    reader.locator(".hc-unit").nth(1).click()
    expect_nothing_ran(reader.locator(".hc-reader-text"))
    expect_nothing_ran(reader.locator(".hc-reader-detail"))

    # Each live widget also has words for the day when it has stopped.
    printed = notebook.page.locator(".jp-RenderedHTML:not(:has([class^=hc-stopped]))")
    expect(printed).to_have_count(4)
    for part in printed.all():
        expect_nothing_ran(part)
