"""One line of an answer log: its bytes, and its place among the others."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from healthclaims.learner.entries import MAX_TEXT, NOTE, Entry, entry_from, in_order, instant

MADE = Entry(NOTE, "id-1", "1970-01-01T01:00:01.500+01:00", text="“maybe”")


def test_a_line_is_short_readable_and_without_empty_fields() -> None:
    line = '{"kind":"note","id":"id-1","time":"1970-01-01T01:00:01.500+01:00","text":"“maybe”"}\n'
    assert MADE.as_line() == line.encode()


def test_half_a_character_from_a_page_does_not_stop_the_line_from_being_written() -> None:
    assert b'"text":"a?b"' in replace(MADE, text="a\ud800b").as_line()


def test_entries_stand_in_order_of_milliseconds_whatever_the_offset() -> None:
    assert instant(MADE) == (1500, "id-1")
    assert instant(replace(MADE, order=7)) == (7, "id-1")


def test_what_was_made_in_the_millisecond_of_the_latest_comes_after_it() -> None:
    assert in_order(MADE, 1499) == MADE
    for latest in (1500, 9000):
        assert instant(in_order(MADE, latest))[0] == latest + 1


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ([], "it is not a JSON object"),
        ({"text": "x" * (MAX_TEXT + 1)}, f"text is not a text of at most {MAX_TEXT} characters"),
        ({"elapsed_ms": 10**12 + 1}, "elapsed_ms"),
        ({"elapsed_ms": -1}, "elapsed_ms"),
        ({"seed": 2**63 + 1}, "seed"),
        ({"sure": 4}, "sure"),
        ({"id": ""}, "it has no id"),
        ({"kind": "opinion"}, "kind is 'opinion', not one of header, answer, label, note, restart"),
        ({"time": "yesterday"}, "time is not a date and time with offset"),
    ],
)
def test_a_line_that_is_no_entry_is_refused_with_its_reason(fields: object, what: str) -> None:
    if isinstance(fields, dict):
        fields = vars(MADE) | fields
    with pytest.raises(ValueError, match=f"^{re.escape(what)}"):
        entry_from(fields)


@pytest.mark.parametrize("fields", [{"elapsed_ms": 10**12}, {"seed": 2**63}, {"sure": 3}])
def test_the_largest_numbers_are_still_read(fields: dict[str, int]) -> None:
    assert entry_from(vars(MADE) | fields) == replace(MADE, **fields)
