"""What all tests have in common."""

from __future__ import annotations

import pytest
from exported_lessons import exported, shared

__all__ = ["exported", "shared"]


@pytest.fixture(autouse=True)
def _no_personal_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep settings of the person who runs the tests out of them."""
    monkeypatch.delenv("HEALTHCLAIMS_ANSWERS", raising=False)
    monkeypatch.delenv("HEALTHCLAIMS_DATA", raising=False)
