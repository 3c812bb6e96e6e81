"""Answer logs come back from students in all sorts of ways, and every whole line is read."""

from __future__ import annotations

import tracemalloc

import pytest

from healthclaims.learner.entries import HEADER, Entry
from healthclaims.learner.history import History
from healthclaims.submissions.file_kinds import LOG, MANIFEST, NOTEBOOK, Part
from healthclaims.submissions.submitted_logs import other_assignment, read_entries
from tests.helpers.handed_in import A1, LOG_NAME, cell, good_notebook, log, notebook


def read(*contents: bytes, most_lines: int = 1_000) -> History:
    parts = [Part(f"{number}/{LOG_NAME}", LOG, one) for number, one in enumerate(contents)]
    return read_entries([*parts, Part("a1.ipynb", NOTEBOOK, good_notebook())], most_lines)


def ids(history: History) -> list[str]:
    return [entry.id for entry in history.entries]


GOOD = ["fox-0", "fox-1", "fox-2", "fox-3", "fox-4", "fox-5"]


@pytest.mark.parametrize(
    "content",
    [
        log(),
        log().rstrip(),
        log().replace(b"\n", b"\r\n"),
        log().replace(b"\n", b"\r"),
        log().replace(b"\n", b"\n\n  \n"),
        *(
            log().decode().encode(name)
            for name in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
        ),
        log().decode().replace("\n", "\r\n").encode("utf-16"),
    ],
)
def test_a_log_is_read_as_any_editor_saves_it(content: bytes) -> None:
    history = read(content)
    assert ids(history) == GOOD
    assert history.damaged == ()
    assert history.seed == 7


def test_logs_are_united_and_each_event_counts_once() -> None:
    history = read(log(answers=4), log(), log("owl", 2))
    assert sorted(ids(history)) == sorted([*GOOD, "owl-0", "owl-1"])


def test_a_damaged_line_is_named_with_its_file_and_costs_only_itself() -> None:
    lines = log().splitlines()
    lines[3] = lines[3][:20]
    history = read(b"\n".join(lines))
    assert ids(history) == [*GOOD[:2], *GOOD[3:]]
    assert history.damaged[0].startswith(f"0/{LOG_NAME}, line 4 could not be read")


def test_of_a_damaged_log_in_utf_16_the_other_lines_are_read() -> None:
    content = bytearray(log().decode().encode("utf-16-le"))
    place = content.find("fox-3".encode("utf-16-le"))
    content[place : place + 2] = b"\x00\xd8"
    history = read(bytes(content))
    assert len(history.entries) in (5, 6)


def test_far_too_many_lines_are_cut_off_and_that_is_said() -> None:
    history = read(log(), log("owl"), log("bat"), most_lines=10)
    assert ids(history) == sorted(["owl-0", "owl-1", *GOOD])
    assert history.damaged == (
        f"1/{LOG_NAME}: its end was not read, since there are far too many lines.",
        f"2/{LOG_NAME}: its end was not read, since there are far too many lines.",
    )


def test_exactly_as_many_lines_as_may_be_are_no_problem() -> None:
    assert read(log(), most_lines=7).damaged == ()


def test_half_characters_become_what_can_be_written() -> None:
    line = b'{"kind":"note","id":"\\ud800a","time":"2026-03-02T09:00:00Z","text":"\\udfff \\u00fc"}'
    (entry,) = read(line).entries
    assert (entry.id, entry.text) == ("?a", "? ü")


@pytest.mark.parametrize("piece", [b"\n", b"{}\n", b"[[],", b'{"kind":"note"}\n', b"x", b"\0"])
def test_five_megabytes_of_anything_take_little_memory(piece: bytes) -> None:
    content = piece * (5_000_000 // len(piece))
    tracemalloc.start()
    try:
        assert read(content, most_lines=20_000).entries == ()
        assert tracemalloc.get_traced_memory()[1] < 25_000_000
    finally:
        tracemalloc.stop()


# ---------------------------------------------------------------- of another assignment

OPENED = Entry(HEADER, "owl-head", "2026-03-02T09:00:00+01:00", "a5").as_line()
MADE = b'{"assignment": "%s", "hand_in_id": "x", "time": "2026-03-02T09:00:00Z"}'


def opens(name: str) -> bytes:
    return notebook(cell(f'open_assignment("{name}")', cell_type="code"))


@pytest.mark.parametrize(
    ("kinds", "other"),
    [
        ({}, ""),
        ({LOG: OPENED}, "a5"),
        ({MANIFEST: MADE % b"a5"}, "a5"),
        ({NOTEBOOK: opens("a5")}, "a5"),
        # Each that names others only is enough.
        ({LOG: OPENED, MANIFEST: MADE % A1.encode(), NOTEBOOK: opens(A1)}, "a5"),
        ({LOG: log(answers=0), MANIFEST: MADE % b"a5", NOTEBOOK: opens(A1)}, "a5"),
        ({LOG: log(answers=0), MANIFEST: MADE % A1.encode(), NOTEBOOK: opens("a5")}, "a5"),
        ({LOG: log(answers=0) + OPENED}, ""),
        ({LOG: log(answers=0), MANIFEST: MADE % A1.encode(), NOTEBOOK: opens(A1)}, ""),
        ({LOG: log(answers=0), NOTEBOOK: good_notebook(), MANIFEST: b"{}"}, ""),
        # An answer settles it.
        ({LOG: log(answers=1), MANIFEST: MADE % b"a5", NOTEBOOK: opens("a5")}, ""),
    ],
)
def test_work_without_an_answer_is_of_another_assignment_if_a_kind_of_file_says_so(
    kinds: dict[str, bytes], other: str
) -> None:
    parts = [Part(kind, kind, content) for kind, content in kinds.items()]
    assert other_assignment(parts, A1) == other
