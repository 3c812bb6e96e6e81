"""What the tests of several rooms share: damaged copies of the data, and planted answers."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from healthclaims.core.problems import DataError
from healthclaims.learner.clock import now
from healthclaims.learner.entries import ANSWER, Entry
from healthclaims.learner.history import History
from healthclaims.questions.bank import question

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
ARTICLES = (
    "bramosol_leaflet",
    "caligrin_news",
    "check_a_felmorra_page",
    "check_a_tarrowick_news",
    "check_b_kedlith_news",
    "check_b_pelluvane_page",
    "drovessa_podcast",
    "halderin_release",
    "merrowlin_advert",
    "mossara_chatbot",
    "olmadew_guideline",
    "otrenda_notice",
    "pellowin_charity",
    "semax",
    "solveta_review",
    "tamberlee_post",
    "tarnolis_news",
    "tilmarra_leaflet",
)
MONDAY = date(2026, 3, 2)

# The same examples on every machine, and no limit of time.
settings.register_profile("kit", deadline=None, derandomize=True, max_examples=40)
settings.load_profile("kit")

_numbers = count()


def copy_data(folder: Path) -> Path:
    """Copy the kit's data, to be damaged."""
    return shutil.copytree(DATA, folder / "data")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """The folder a learner works in; answers go below it, and nothing into the kit.

    Browser tests stay in the kit's folder: their students have kits of their own.
    """
    if "browser" not in request.fixturenames:
        monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def data(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the kit's data that is used instead of it, and may be damaged."""
    folder = copy_data(home)
    monkeypatch.setenv("HEALTHCLAIMS_DATA", str(folder))
    return folder


def set_each_learner(data: Path, count: int) -> None:
    """Set how many questions of the check each learner is asked; before the forms are read."""
    path = data / "forms.toml"
    text, found = re.subn(
        r"(?m)^each_learner = .*", f"each_learner = {count}", path.read_text(encoding="utf-8")
    )
    assert found == 1
    path.write_text(text, encoding="utf-8")


def problems_of(load: Callable[[], object]) -> list[str]:
    """Load what is damaged and give every problem that is named."""
    with pytest.raises(DataError) as caught:
        load()
    return [str(problem) for problem in caught.value.problems]


class Table:
    """A table of the data, to be changed in a test."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            self.rows = list(reader)
            self.columns = list(reader.fieldnames or [])

    def find(self, **where: str) -> dict[str, str]:
        """Give the first row with these values."""
        return next(self._matching(where))

    def _matching(self, where: dict[str, str]) -> Iterator[dict[str, str]]:
        return (row for row in self.rows if where.items() <= row.items())

    def line(self, **where: str) -> int:
        """Give the line of the first row with these values (no cell holds a line break)."""
        return self.rows.index(self.find(**where)) + 2

    def drop(self, **where: str) -> None:
        """Take out all rows with these values."""
        gone = list(self._matching(where))
        assert gone, where
        self.rows = [row for row in self.rows if row not in gone]

    def save(self, delimiter: str = ",", end: str = "\n", encoding: str = "utf-8-sig") -> None:
        """Write the table back, in any form a spreadsheet might give it."""
        with self.path.open("w", encoding=encoding, newline="") as file:
            writer = csv.DictWriter(file, self.columns, delimiter=delimiter, lineterminator=end)
            writer.writeheader()
            writer.writerows(self.rows)


def answer_entry(
    name: str,
    choice: str,
    day: date = MONDAY,
    *,
    sure: int = 2,
    seen: str | None = None,
    lesson: str = "02_animal_or_human",
    quiz: str = "check",
) -> Entry:
    """Make an answer to a question of the bank, as the quiz would log it."""
    number = next(_numbers)
    clock = f"{9 + number // 3600 % 12:02d}:{number // 60 % 60:02d}:{number % 60:02d}"
    return Entry(
        ANSWER,
        f"planted-{number}",
        f"{day.isoformat()}T{clock}+00:00",
        lesson,
        quiz,
        name,
        question(name).seen if seen is None else seen,
        choice,
        sure,
    )


def wrong_choice(name: str) -> str:
    """Give an answer to a question that is not its key."""
    asked = question(name)
    return next(option.value for option in asked.options if option.value != asked.key)


def missed(names: list[str] | tuple[str, ...], day: date, seed: int = 1) -> History:
    """Plant a history in which some questions were missed on one day."""
    return History(tuple(answer_entry(name, wrong_choice(name), day) for name in names), seed)


def days_later(days: int) -> date:
    """Give a day after `MONDAY`."""
    return MONDAY + timedelta(days=days)


class Page:
    """Stands in for the browser: takes what a widget sends, and sends what a page might."""

    comm_id = "page"

    def __init__(self, widget: Any) -> None:
        self.sent: list[dict[str, Any]] = []
        self._widget = widget
        widget.comm = self

    def on_msg(self, callback: Callable[[dict[str, Any]], None]) -> None:
        """Take the widget's ear, as a comm does."""
        self._hear = callback

    def on_close(self, _callback: object) -> None:
        """Never close."""

    def close(self, *_details: object, **_more: object) -> None:
        """Do nothing."""

    def send(self, data: dict[str, Any], **_more: object) -> None:
        """Take a message of the widget."""
        if data.get("method") == "custom":
            self.sent.append(data["content"])

    def says(self, content: object) -> list[dict[str, Any]]:
        """Send a message and give what comes back."""
        before = len(self.sent)
        self._hear({"content": {"data": {"method": "custom", "content": content}}, "buffers": []})
        return self.sent[before:]

    def answers(
        self, name: str, choice: str, number: int = 1, **fields: Any
    ) -> list[dict[str, Any]]:
        """Answer a question as the page does and give what comes back."""
        made = answer_entry(name, choice, now().date())
        entry = {**vars(made), "id": f"page-{number}", "lesson": "", "quiz": "", **fields}
        return self.says({"type": "entry", "entry": entry})
