"""One line of an answer log: what it holds and how it is checked when read back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

SCHEMA = 1
HEADER, ANSWER, LABEL, NOTE, RESTART = "header", "answer", "label", "note", "restart"
KINDS = (HEADER, ANSWER, LABEL, NOTE, RESTART)
MAX_TEXT = 2000
MOST_NOTE = 500  # letters that the box for a note takes
MAX_ORDER = 10**15
_TEXT_FIELDS = ("id", "time", "lesson", "quiz", "question", "seen", "choice", "text", "form")
# Fields that are whole numbers from 0 on, and the most that each may be.
_MOST = {"sure": 3, "elapsed_ms": 10**12, "order": MAX_ORDER, "seed": 2**63, "block": 9}


@dataclass(frozen=True)
class Entry:
    """One thing a learner did.

    Parameters
    ----------
    kind : str
        ``header``, ``answer``, ``label``, ``note`` or ``restart``.
    id : str
        Given where it was made; repeated ids are the same event.
    time : str
        ISO 8601 with offset, in the learner's local time.
    lesson, quiz : str
        Where it happened.
    question, seen : str
        Question id, and fingerprint of what the learner saw.
    choice : str
        The chosen value; empty where a label was taken back.
    sure : int
        How sure, as a place in `SURE`, from 1; 0 where not asked.
    elapsed_ms : int
        Milliseconds from question to answer.
    text : str
        The words of a note.
    order : int
        Milliseconds since 1970 that put this entry in its place where its time would not, see
        `instant`; 0 as long as the clock only ever went forward.
    seed : int
        In a header: decides what this learner draws.
    form : str
        In a header: the form of the check that this learner meets first.
    block : int
        In a header: the block of both forms that this learner is asked; 0 for whole forms.
    """

    kind: str
    id: str
    time: str
    lesson: str = ""
    quiz: str = ""
    question: str = ""
    seen: str = ""
    choice: str = ""
    sure: int = 0
    elapsed_ms: int = 0
    text: str = ""
    order: int = 0
    seed: int = 0
    form: str = ""
    block: int = 0

    @property
    def day(self) -> date:
        """The learner's calendar day."""
        return date.fromisoformat(self.time[:10])

    def as_line(self) -> bytes:
        """Return the line that is written to the log: UTF-8 JSON, empty fields left out."""
        fields = {name: value for name, value in vars(self).items() if value not in ("", 0)}
        if self.kind == HEADER:
            fields["schema"] = SCHEMA
        text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
        return text.encode("utf-8", "replace") + b"\n"


def instant(entry: Entry) -> tuple[int, str]:
    """Return the key by which entries are sorted: milliseconds since 1970, then the id.

    A clock can be put back between two answers. The later one then carries an order of its own,
    given where it was made. (The order of lines in a file would not do: an answer that had to wait
    is written after younger ones.)
    """
    return entry.order or _milliseconds(entry.time), entry.id


def in_order(entry: Entry, latest: int) -> Entry:
    """Set an order if by its time an entry would stand before `latest`, the last one's place."""
    if entry.order or latest < instant(entry)[0]:
        return entry
    return replace(entry, order=min(latest + 1, MAX_ORDER))


def _milliseconds(time: str) -> int:
    return round(datetime.fromisoformat(time).timestamp() * 1000)


def entry_from(fields: object) -> Entry:
    """Make an entry from untrusted data: a line of a log, or a message from a page.

    Unknown fields are ignored; what is missing or of the wrong type is named in a `ValueError`.
    """
    if not isinstance(fields, Mapping):
        message = "it is not a JSON object"
        raise ValueError(message)
    values: dict[str, Any] = {"id": "", "time": ""}
    for name in filter(fields.__contains__, _TEXT_FIELDS):
        value = fields[name]
        if not isinstance(value, str) or len(value) > MAX_TEXT:
            message = f"{name} is not a text of at most {MAX_TEXT} characters"
            raise ValueError(message)
        # No file could be written with half of a character.
        values[name] = value if value.isascii() else value.encode("utf-8", "replace").decode()
    for name in filter(fields.__contains__, _MOST):
        value, high = fields[name], _MOST[name]
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= high:
            message = f"{name} is not a whole number from 0 to {high}"
            raise ValueError(message)
        values[name] = value
    kind = fields.get("kind")
    if kind not in KINDS:
        message = f"kind is {repr(kind)[:40]}, not one of {', '.join(KINDS)}"
        raise ValueError(message)
    if not values["id"]:
        message = "it has no id"
        raise ValueError(message)
    try:
        aware = datetime.fromisoformat(values["time"]).tzinfo is not None
        date.fromisoformat(values["time"][:10])
    except ValueError:
        aware = False
    if not aware:
        message = "time is not a date and time with offset"
        raise ValueError(message)
    return Entry(kind=kind, **values)
