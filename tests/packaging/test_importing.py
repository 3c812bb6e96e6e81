"""Nothing heavy is imported before it is used."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.helpers.kit import ROOT

HEAVY = {
    "IPython",
    "anywidget",
    "ipywidgets",
    "matplotlib",
    "nbclient",
    "nbformat",
    "numpy",
    "traitlets",
    "healthclaims.export",
    "healthclaims.marking",
    "healthclaims.widgets",
}


def imported_by(code: str) -> set[str]:
    """Run code in a fresh Python and give the names of all modules it loads."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines() if "|" in line}


def test_importing_the_kit_loads_nothing_heavy() -> None:
    loaded = imported_by("import healthclaims")
    assert "healthclaims" in loaded
    assert loaded & HEAVY == set()


@pytest.mark.parametrize(
    "code",
    [
        "import healthclaims; healthclaims.load_article('semax')",
        "import healthclaims.quiz.draw, healthclaims.learner.schedule",
        "import healthclaims.maintain.simulated_learner, healthclaims.content.studies",
    ],
    ids=["an article", "decks", "learners"],
)
def test_the_rooms_at_the_bottom_load_nothing_heavy(code: str) -> None:
    assert imported_by(code) & HEAVY == set()


def test_a_lesson_with_a_quiz_loads_neither_plots_nor_notebook_formats() -> None:
    code = "import healthclaims as h; h.open_lesson('03_hedged_or_firm').quiz('practice')"
    loaded = imported_by(code)
    assert "anywidget" in loaded
    assert loaded & {"matplotlib", "numpy", "nbformat", "healthclaims.marking"} == set()


def test_the_kit_lists_what_is_public() -> None:
    import healthclaims

    assert dir(healthclaims) == sorted(healthclaims.__all__)
    assert {"Lesson", "article_ids", "load_article", "open_lesson"} <= set(dir(healthclaims))
    for name in dir(healthclaims):
        assert getattr(healthclaims, name).__module__.startswith("healthclaims.")


def test_an_unknown_name_is_an_attribute_error() -> None:
    import healthclaims

    with pytest.raises(AttributeError, match="has no attribute 'open_leson'"):
        healthclaims.open_leson  # noqa: B018 - looking it up is the test
