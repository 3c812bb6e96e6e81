"""A student's copy of the kit in which time stands still, and a notebook in it."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import pytest

from .golden import ROOT
from .in_notebook import Notebook

MONDAY = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)


class StoppedClock(datetime):
    """Says that it is Monday morning, whenever it is asked."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        return MONDAY


def stop_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the package see `MONDAY`; no setting does that for answers that are kept."""
    monkeypatch.setattr("healthclaims.learner.clock.datetime", StoppedClock)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A student's copy of the kit, with the cells' clock and time zone standing still."""
    (tmp_path / "data").symlink_to(ROOT / "data")
    shutil.copytree(ROOT / "exercises", tmp_path / "exercises")
    for path in tmp_path.glob("exercises/*/*.ipynb"):
        os.utime(path, (MONDAY.timestamp(), MONDAY.timestamp()))
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    monkeypatch.setenv("TZ", "UTC")
    stop_the_clock(monkeypatch)
    return tmp_path


@pytest.fixture
def notebook(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Notebook]:
    """A notebook in the student's copy."""
    monkeypatch.setenv("IPYTHONDIR", str(home / ".ipython"))
    time.tzset()
    with Notebook(home) as made:
        yield made
    monkeypatch.undo()
    time.tzset()
