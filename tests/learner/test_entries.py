"""One line of an answer log: its bytes, and its place among the others."""

from __future__ import annotations

from dataclasses import replace

from healthclaims.learner.entries import NOTE, Entry, in_order, instant

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
