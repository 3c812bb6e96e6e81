"""Clean settings, a folder of its own, and JupyterLab with a browser, for every test."""

from __future__ import annotations

import pytest

from tests.browser.fixtures import browser, desk, kit, kits, lab, open_notebook
from tests.helpers.exported_lessons import exported, shared
from tests.helpers.kit import data, home

__all__ = [
    "browser",
    "data",
    "desk",
    "exported",
    "home",
    "kit",
    "kits",
    "lab",
    "open_notebook",
    "shared",
]


@pytest.fixture(autouse=True)
def _no_personal_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep settings of the person who runs the tests out of them."""
    monkeypatch.delenv("HEALTHCLAIMS_ANSWERS", raising=False)
    monkeypatch.delenv("HEALTHCLAIMS_DATA", raising=False)
