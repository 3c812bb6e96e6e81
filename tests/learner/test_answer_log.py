"""No answer is lost: whatever happens to the file, what was written can be read."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.entries import (
    ANSWER,
    HEADER,
    LABEL,
    MAX_TEXT,
    NOTE,
    RESTART,
    Entry,
    entry_from,
)
from healthclaims.learner.history import (
    MAX_LINE,
    NAMED_LINES,
    History,
    read_history,
    read_logs,
)
from healthclaims.learner.learner_code import (
    DEFAULT_LEARNER,
    LearnerCodeError,
    check_code,
    choose_learner,
    current_learner,
)
from healthclaims.learner.outcomes import outcomes
from tests.helpers.kit import MONDAY, answer_entry, days_later

LESSON = "02_animal_or_human"


def entry(number: int = 1, **fields: Any) -> Entry:
    made = Entry(ANSWER, f"id-{number}", f"2026-03-02T09:00:{number:02d}+01:00", LESSON, "check")
    return replace(made, question="semax/u40/certainty", choice="hedged", sure=2, **fields)


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def only_file(log: AnswerLog) -> Path:
    (path,) = files(log.folder)
    return path


def objects(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def ids(history: History) -> list[str]:
    return [found.id for found in history.entries]


# ---------------------------------------------------------------- writing


def test_every_answer_is_one_line_below_a_header_that_holds_the_seed(home: Path) -> None:
    log = AnswerLog("me", LESSON)
    for number in range(3):
        assert log.add(entry(number)).ok
    head, *answers = objects(only_file(log))
    assert (head["kind"], head["schema"], head["seed"]) == (HEADER, 1, log.seed)
    assert [line["id"] for line in answers] == ["id-0", "id-1", "id-2"]
    assert only_file(log).parent == home / "answers" / "me" / LESSON


def test_the_header_holds_lesson_form_and_block_that_were_drawn() -> None:
    log = AnswerLog("me", LESSON)
    drawn = log.history
    log.add(entry(1))
    head, _ = objects(only_file(log))
    assert head["lesson"] == LESSON
    assert (head["form"], head["block"]) == (drawn.forms[0], drawn.block)
    assert read_history(log.folder).forms == drawn.forms


def test_what_was_deleted_is_not_taken_in_again_when_a_page_sends_it_once_more() -> None:
    log = AnswerLog("me", LESSON)
    log.add(entry(1))
    only_file(log).unlink()
    log.forget()
    again = log.add(entry(1))
    assert (again.ok, again.dropped) == (False, True)
    assert again.message == "This answer was deleted because you asked for it."
    assert files(log.folder) == []
    assert log.add(entry(2)).ok
    assert [line["kind"] for line in objects(only_file(log))] == [HEADER, ANSWER]
    only_file(log).unlink()
    log.forget()
    assert [log.add(entry(number)).dropped for number in (1, 2)] == [True, True]


def test_nothing_is_written_before_the_first_answer(home: Path) -> None:
    AnswerLog("me", LESSON)
    assert files(home) == []


def test_an_answer_is_on_disk_as_soon_as_it_is_acknowledged() -> None:
    log = AnswerLog("me", LESSON)
    log.add(entry())
    assert ids(read_history(log.folder)) == ["id-1"]
    assert only_file(log).read_bytes().endswith(b"\n")


def test_a_repeated_id_is_written_once() -> None:
    log = AnswerLog("me", LESSON)
    assert log.add(entry(1)).ok
    assert log.add(entry(1)).ok
    assert log.add(replace(entry(1), choice="firm")).ok
    assert len(objects(only_file(log))) == 2


def test_an_id_that_an_earlier_kernel_wrote_is_not_written_again() -> None:
    AnswerLog("me", LESSON).add(entry(1))
    again = AnswerLog("me", LESSON)
    assert again.add(entry(1)).ok
    assert len(files(again.folder)) == 1


def test_no_verdict_and_no_name_is_written() -> None:
    log = AnswerLog("me", LESSON)
    log.add(answer_entry("semax/u40/certainty", "firm"))
    for line in objects(only_file(log)):
        assert line.keys() <= {*vars(entry()), "schema"}
        assert not {"verdict", "right", "correct", "key", "name"} & line.keys()


ANY_ENTRY = st.builds(
    Entry,
    st.sampled_from([ANSWER, LABEL, NOTE, RESTART]),
    st.text(min_size=1, max_size=40),
    st.datetimes(timezones=st.timezones()).map(lambda moment: moment.isoformat()),
    *[st.text(max_size=40)] * 5,
    st.integers(0, 3),
    st.integers(0, 10**9),
    st.text(max_size=200),
)


@given(ANY_ENTRY)
def test_what_is_written_is_what_is_read(made: Entry) -> None:
    line = made.as_line()
    assert line.count(b"\n") == 1
    read = entry_from(json.loads(line))
    assert read == replace(
        made, **{name: _storable(value) for name, value in vars(made).items() if _is_text(value)}
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _storable(text: str) -> str:
    """Half a character, which a damaged page can send, becomes a question mark."""
    return text.encode("utf-8", "replace").decode()


# ---------------------------------------------------------------- several files


def test_files_of_all_lessons_and_kernels_are_united_in_order_of_time() -> None:
    AnswerLog("me", LESSON).add(entry(3))
    AnswerLog("me", "03_hedged_or_firm").add(entry(1))
    AnswerLog("me", LESSON).add(entry(2))
    log = AnswerLog("me", LESSON)
    assert len(files(log.folder)) == 3
    assert ids(log.history) == ["id-1", "id-2", "id-3"]


def test_two_kernels_at_once_disturb_nothing() -> None:
    first, second = AnswerLog("me", LESSON), AnswerLog("me", LESSON)
    for number in range(6):
        assert (first, second)[number % 2].add(entry(number)).ok
    assert second.add(entry(0)).ok
    assert len(files(first.folder)) == 2
    history = read_history(first.folder)
    assert ids(history) == [f"id-{number}" for number in range(6)]
    assert history.damaged == ()


def test_time_is_compared_across_time_zones() -> None:
    log = AnswerLog("me", LESSON)
    log.add(replace(entry(1), time="2026-03-02T10:00:00+02:00"))
    log.add(replace(entry(2), time="2026-03-02T09:30:00+00:00"))
    log.add(replace(entry(3), time="2026-03-02T08:30:00Z"))
    assert ids(read_history(log.folder)) == ["id-1", "id-3", "id-2"]


def test_the_earliest_header_decides_what_a_learner_draws(home: Path) -> None:
    folder = home / "answers" / "me" / LESSON
    folder.mkdir(parents=True)
    times = {"c": ("2026-03-01T10:00:00+00:00", 3), "a": ("2026-03-02T10:00:00+00:00", 1)}
    times["b"] = ("2026-03-01T10:30:00+01:00", 2)
    for name, (time, seed) in times.items():
        head = Entry(HEADER, name, time, LESSON, seed=seed)
        (folder / f"{name}.jsonl").write_bytes(head.as_line())
    assert read_history(folder.parent).seed == 2
    assert AnswerLog("me", "03_hedged_or_firm").seed == 2


def test_a_learner_keeps_the_seed_in_every_lesson_and_kernel() -> None:
    first = AnswerLog("me", LESSON)
    first.add(entry())
    assert AnswerLog("me", LESSON).seed == first.seed
    assert AnswerLog("me", "04_marketing_or_guidance").seed == first.seed
    assert first.history.seed == first.seed


def test_learners_draw_by_different_seeds() -> None:
    assert len({AnswerLog(f"fox-{number}", LESSON).seed for number in range(10)}) == 10


# ---------------------------------------------------------------- damage


def test_a_damaged_line_is_skipped_and_named_and_costs_only_itself() -> None:
    log = AnswerLog("me", LESSON)
    for number in range(4):
        log.add(entry(number))
    path = only_file(log)
    lines = path.read_bytes().split(b"\n")
    lines[2] = lines[2][:25]
    lines[3] = b"\xff\xfe\x00"
    path.write_bytes(b"\n".join(lines))
    before = path.read_bytes()
    history = read_history(log.folder)
    assert ids(history) == ["id-0", "id-3"]
    assert len(history.damaged) == 2
    assert f"{LESSON}/{path.name}, line 3 could not be read" in history.damaged[0]
    assert "left as it is and not counted" in history.damaged[0]
    assert "line 4" in history.damaged[1]
    assert path.read_bytes() == before
    assert history.seed == log.seed


DAMAGE = [
    b"[]",
    b"null",
    b"12",
    b'"text"',
    b"{}",
    b'{"kind":"answer"}',
    b'{"kind":"answr","id":"a","time":"2026-03-02T09:00:00+00:00"}',
    b'{"kind":"answer","id":"a","time":"2026-03-02T09:00:00"}',
    b'{"kind":"answer","id":"a","time":"yesterday"}',
    b'{"kind":"answer","id":"a","time":5}',
    b'{"kind":"answer","id":"","time":"2026-03-02T09:00:00+00:00"}',
    b'{"kind":"answer","id":7,"time":"2026-03-02T09:00:00+00:00"}',
    b'{"kind":"answer","id":"a","time":"2026-03-02T09:00:00+00:00","sure":4}',
    b'{"kind":"answer","id":"a","time":"2026-03-02T09:00:00+00:00","sure":2.0}',
    b'{"kind":"answer","id":"a","time":"2026-03-02T09:00:00+00:00","sure":true}',
    b'{"kind":"answer","id":"a","time":"2026-03-02T09:00:00+00:00","choice":["x"]}',
    b'{"kind":["answer"],"id":"a","time":"2026-03-02T09:00:00+00:00"}',
    b'{"kind":"answer","id":"a","time":"2026-03-02T09:00:00+00:00","elapsed_ms":-1}',
    b'{"kind":"note","id":"a","time":"2026-03-02T09:00:00+00:00","text":"'
    + b"x" * (MAX_TEXT + 1)
    + b'"}',
    b"[" * 100_000,
    b'{"sure":' + b"9" * 5000 + b"}",
]


@pytest.mark.parametrize("line", DAMAGE, ids=[line[:70].decode() for line in DAMAGE])
def test_a_line_that_is_not_an_entry_is_named_and_nothing_is_raised(
    home: Path, line: bytes
) -> None:
    folder = home / "answers" / "me" / LESSON
    folder.mkdir(parents=True)
    (folder / "a.jsonl").write_bytes(entry(1).as_line() + line + b"\n" + entry(2).as_line())
    history = read_history(folder.parent)
    assert ids(history) == ["id-1", "id-2"]
    assert len(history.damaged) == 1
    assert "line 2 could not be read" in history.damaged[0]
    assert len(history.damaged[0]) < 400


def test_lines_that_are_no_entries_are_named_up_to_a_number_and_then_counted() -> None:
    history = read_logs([("jane", b"x\n" * 1000 + entry(1).as_line())])
    assert ids(history) == ["id-1"]
    assert len(history.damaged) == NAMED_LINES + 1
    assert history.damaged[-1] == f"jane: {1000 - NAMED_LINES} more lines could not be read."


def test_a_line_longer_than_any_entry_is_named_without_being_taken_apart() -> None:
    line = b'{"kind":"note","list":[' + b"{}," * MAX_LINE + b"{}]}"
    history = read_logs([("jane", line)])
    assert history.damaged[0].startswith("jane, line 1 could not be read (it is longer than")
    longest = "\U0001f642" * MAX_TEXT
    fields = json.dumps({**vars(entry(1)), "text": longest, "seen": longest, "choice": longest})
    assert len(read_logs([("jane", fields.encode())]).entries) == 1


def test_a_log_cut_off_at_any_byte_keeps_every_whole_line() -> None:
    log = AnswerLog("me", LESSON)
    for number in range(3):
        log.add(entry(number, text="“ä▮”"))
    path = only_file(log)
    content = path.read_bytes()
    for length in range(len(content) + 1):
        path.write_bytes(content[:length])
        whole = [
            line for line in content[:length].split(b"\n") if line in content.split(b"\n") and line
        ]
        history = read_history(log.folder)
        assert len(history.entries) == max(0, len(whole) - 1), length
        assert len(history.damaged) == (content[:length].split(b"\n")[-1] not in (b"", *whole))


def test_after_a_cut_off_log_a_new_kernel_writes_on_in_its_own_file() -> None:
    log = AnswerLog("me", LESSON)
    log.add(entry(1))
    log.add(entry(2))
    path = only_file(log)
    path.write_bytes(path.read_bytes()[:-10])
    again = AnswerLog("me", LESSON)
    assert again.seed == log.seed
    assert again.add(entry(2)).ok
    assert ids(read_history(log.folder)) == ["id-1", "id-2"]


@pytest.mark.parametrize(
    "time",
    [
        "2026-03-02T09:00:00.123+01:00",
        "2026-03-02 09:00:00+01:00",
        "20260302T090000Z",
        "2026-W10-1T09:00:00Z",
        "2026-W10T09:00Z",
        "2026W10T09:00Z",
    ],
)
def test_every_time_that_is_taken_in_has_its_day(time: str) -> None:
    try:
        made = entry_from({"kind": ANSWER, "id": "a", "time": time})
    except ValueError:
        return
    assert made.day == MONDAY
    assert History((made,), 1).before(days_later(1)).entries == (made,)


# ---------------------------------------------------------------- a disk that does not take it


def full(*_args: object, **_options: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_on_a_full_disk_the_quiz_goes_on_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    log = AnswerLog("me", LESSON)
    log.add(entry(1))
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", full)
        saved = log.add(entry(2))
    assert not saved.ok
    assert "could not be saved (No space left on device)" in saved.message
    assert "You can go on" in saved.message
    assert ids(log.history) == ["id-1", "id-2"]
    assert ids(read_history(log.folder)) == ["id-1"]
    assert log.waiting == 1
    assert log.add(entry(2)).ok
    assert log.waiting == 0
    assert ids(read_history(log.folder)) == ids(log.history) == ["id-1", "id-2"]


def test_a_first_answer_on_a_full_disk_still_gets_its_header_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    log = AnswerLog("me", LESSON)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", full)
        assert not log.add(entry(1)).ok
    assert log.add(entry(1)).ok
    assert [line["kind"] for line in objects(only_file(log))] == [HEADER, ANSWER]


def test_a_folder_that_cannot_be_made_raises_nothing_until_it_can(home: Path) -> None:
    (home / "answers").write_text("a file stands in the way", encoding="utf-8")
    log = AnswerLog("me", LESSON)
    saved = log.add(entry(1))
    assert not saved.ok
    assert saved.message.startswith("This answer could not be saved (")
    (home / "answers").unlink()
    assert log.add(entry(1)).ok
    assert ids(read_history(log.folder)) == ["id-1"]


class Torn:
    """A file whose disk fills up in the middle of a line."""

    def __init__(self, file: Any, after: int, fail: Callable[[], int]) -> None:
        self.file, self.after, self.fail = file, after, fail

    def __enter__(self) -> Torn:
        return self

    def __exit__(self, *_details: object) -> None:
        self.file.close()

    def write(self, content: bytes) -> int:
        self.file.write(content[: self.after])
        return self.fail() or self.after


@pytest.mark.parametrize("fail", [lambda: 0, full], ids=["short write", "error"])
@pytest.mark.parametrize("after", [0, 1, 40])
@pytest.mark.parametrize("can_cut", [True, False], ids=["taken back", "left there"])
def test_a_torn_line_costs_only_itself(
    monkeypatch: pytest.MonkeyPatch, fail: Callable[[], int], after: int, *, can_cut: bool
) -> None:
    log = AnswerLog("me", LESSON)
    log.add(entry(1))
    real = Path.open
    with monkeypatch.context() as patch:
        if not can_cut:
            patch.setattr(os, "truncate", full)
        patch.setattr(
            Path, "open", lambda *args, **options: Torn(real(*args, **options), after, fail)
        )
        assert not log.add(entry(2)).ok
    assert log.add(entry(3)).ok
    assert log.add(entry(2)).ok
    history = read_history(log.folder)
    assert ids(history) == ["id-1", "id-2", "id-3"]
    assert len(history.damaged) == (after > 0 and not can_cut)


def test_a_file_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    log = AnswerLog("me", LESSON)
    log.add(entry(1))

    def refuse(self: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    history = read_history(log.folder)
    assert history.entries == ()
    assert history.damaged == (f"{only_file(log).name} could not be read (Permission denied).",)


# ---------------------------------------------------------------- modes


@pytest.mark.parametrize("mode", ["off", "example"])
def test_off_and_example_write_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    monkeypatch.setenv("HEALTHCLAIMS_ANSWERS", mode)
    log = AnswerLog("me", LESSON)
    for _ in range(2):
        saved = log.add(entry(1))
        assert (saved.ok, saved.message) == (False, "Answers are not kept in this session.")
        assert saved.dropped
    assert choose_learner("blue-fox-7").ok is False
    assert files(home) == []
    assert "id-1" in ids(log.history)


def test_the_example_is_always_the_same_learner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEALTHCLAIMS_ANSWERS", "example")
    first, second = AnswerLog("me", LESSON), AnswerLog("blue-fox-7", LESSON)
    assert first.learner == second.learner == "example"
    assert first.history == second.history
    assert first.history.entries


def test_switched_off_every_session_draws_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEALTHCLAIMS_ANSWERS", "off")
    assert AnswerLog("me", LESSON).seed == AnswerLog("you", LESSON).seed


def test_a_misspelt_mode_is_refused_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEALTHCLAIMS_ANSWERS", "of")
    with pytest.raises(ValueError, match=r"is 'of'\. Set it to off, example or keep, or remove it"):
        AnswerLog("me", LESSON)


# ---------------------------------------------------------------- learner codes


@pytest.mark.parametrize("code", ["me", "blue-fox-7", "A_1", "7", "x" * 32, "  fox \n"])
def test_letters_digits_hyphen_and_underscore_make_a_learner_code(code: str) -> None:
    assert check_code(code) == code.strip().lower()


def test_a_capital_letter_does_not_make_another_learner() -> None:
    assert check_code("Blue-Fox-7") == check_code("blue-fox-7")


def test_a_notebook_shows_the_sentence_alone_where_a_code_cannot_be_used() -> None:
    with pytest.raises(LearnerCodeError) as caught:
        check_code("Löwe 7")
    (shown,) = caught.value._render_traceback_()
    assert shown.startswith("'löwe 7' cannot be used as a learner code.")


@pytest.mark.parametrize(
    "code",
    [
        "",
        " ",
        "../me",
        "me/you",
        "a\\b",
        "-x",
        "_x",
        ".",
        "..",
        "blue fox",
        "x" * 33,
        "fö",
        "a\x00",
        "a\nb",
    ],
)
def test_any_other_learner_code_is_refused_with_an_example(code: str) -> None:
    with pytest.raises(ValueError, match="for example blue-fox-7"):
        check_code(code)
    with pytest.raises(ValueError, match="Do not use your name"):
        choose_learner(code)


@pytest.mark.parametrize("code", ["con", "NUL", "prn", "Aux", "com1", "LPT9", "com0"])
def test_a_name_that_windows_keeps_for_itself_is_refused_as_a_code(home: Path, code: str) -> None:
    with pytest.raises(ValueError, match="Windows keeps this name for itself"):
        choose_learner(code)
    with pytest.raises(ValueError, match="for example blue-fox-7"):
        AnswerLog(code, LESSON)
    assert files(home) == []


@pytest.mark.parametrize("code", ["contra", "com", "com10", "null", "lpt-1", "aux7"])
def test_a_code_that_only_begins_like_one_is_taken(code: str) -> None:
    assert check_code(code) == code


def test_the_chosen_code_is_remembered_on_this_machine() -> None:
    assert current_learner() == DEFAULT_LEARNER
    assert choose_learner(" blue-fox-7 ").ok
    assert current_learner() == "blue-fox-7"


def test_a_damaged_note_of_the_code_falls_back_to_the_default(home: Path) -> None:
    choose_learner("blue-fox-7")
    for content in (b"", b"../x", b"\xff"):
        (home / "answers" / "learner.txt").write_bytes(content)
        assert current_learner() == DEFAULT_LEARNER


def test_a_code_that_cannot_be_remembered_raises_nothing(home: Path) -> None:
    (home / "answers").write_text("", encoding="utf-8")
    assert not choose_learner("blue-fox-7").ok


def test_learners_on_one_machine_do_not_see_each_other() -> None:
    AnswerLog("fox", LESSON).add(entry(1))
    assert AnswerLog("owl", LESSON).history.entries == ()


# ---------------------------------------------------------------- what a history tells


def test_a_sitting_is_one_quiz_on_one_day_since_it_was_started_again() -> None:
    restart = replace(entry(5), kind=RESTART)
    entries = (
        entry(1),
        entry(2, time="2026-03-01T09:00:00+01:00"),
        replace(entry(3), quiz="pairs"),
        entry(4),
        restart,
        entry(6),
    )
    history = History(entries, 1)
    assert [e.id for e in history.sitting(LESSON, "check", MONDAY)] == ["id-6"]
    assert [e.id for e in history.sitting(LESSON, "check", days_later(-1))] == ["id-2"]
    assert [e.id for e in history.sitting(LESSON, "pairs", MONDAY)] == ["id-3"]
    assert history.sitting(LESSON, "check", days_later(1)) == ()


def test_the_day_is_the_one_on_the_learners_own_clock() -> None:
    late = entry(1, time="2026-03-02T23:30:00-05:00")
    assert late.day == MONDAY
    assert History((late,), 1).before(MONDAY).entries == ()
    assert History((late,), 1).before(days_later(1)).entries == (late,)


def test_an_answer_to_a_question_that_has_changed_is_kept_and_not_counted() -> None:
    log = AnswerLog("me", LESSON)
    log.add(answer_entry("semax/u40/certainty", "hedged", seen="0123456789ab"))
    log.add(answer_entry("semax/u46/certainty", "hedged"))
    history = read_history(log.folder)
    kept = {entry.question for entry in history.answers()}
    assert kept == {"semax/u40/certainty", "semax/u46/certainty"}
    assert [o.question.id for o in outcomes(history.answers())] == ["semax/u46/certainty"]


@pytest.mark.parametrize(
    "name",
    [
        "semax/u99/certainty",
        "gone/u01/fit",
        "pair/e99/evidence",
        "",
        "x" * MAX_TEXT,
        "x" * 300 + "/u1/fit",
    ],
)
def test_an_answer_to_a_question_that_is_gone_is_not_counted(name: str) -> None:
    assert outcomes([replace(entry(1), question=name)]) == []


def test_an_answer_that_is_no_longer_offered_is_not_counted() -> None:
    assert outcomes([replace(answer_entry("semax/u40/certainty", "hedged"), choice="maybe")]) == []
