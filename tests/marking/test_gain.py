"""What a class gained: told from enough learners on, with its interval, naming nobody."""

from __future__ import annotations

import io
import itertools
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from healthclaims.__main__ import main
from healthclaims.core.zips import zip_bytes
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.entries import HEADER, Entry
from healthclaims.learner.my_data import export_logs, find_logs
from healthclaims.marking.gain import Scores, gain
from healthclaims.marking.gain_report import class_checks, gain_report
from healthclaims.questions.forms import BLOCKS, FORM_NAMES, WHOLE
from healthclaims.questions.quiz_config import load_plans
from healthclaims.quiz.draw import build_deck
from tests.helpers.kit import MONDAY, answer_entry, wrong_choice

ROUNDS = [plan for plan in load_plans().values() if plan.form]


def work(home: Path, learner: str, group: tuple[str, int], *wrong: int) -> None:
    """Let a learner of a group do one or both rounds with so many wrong answers."""
    form, block = group
    header = Entry(HEADER, "h", "2026-03-02T08:00:00+00:00", seed=1, form=form, block=block)
    folder = home / "answers" / learner / "00_start_here"
    folder.mkdir(parents=True)
    (folder / "header.jsonl").write_bytes(header.as_line())
    for plan, missed in zip(ROUNDS, wrong, strict=False):
        log = AnswerLog(learner, plan.lesson)
        for place, asked in enumerate(build_deck(plan, log.history, MONDAY).questions):
            choice = wrong_choice(asked.id) if place < missed else asked.key
            log.add(answer_entry(asked.id, choice, lesson=plan.lesson, quiz=plan.quiz))


def groups(*sizes: int) -> list[tuple[str, int]]:
    """Give so many learners each form first and each block, in this order."""
    kinds = itertools.product(FORM_NAMES, BLOCKS)
    return [kind for kind, size in zip(kinds, sizes, strict=True) for _ in range(size)]


def test_the_mean_gain_of_a_class_is_told_with_its_interval(home: Path) -> None:
    for number, group in enumerate(groups(2, 2, 2, 2)):
        work(home, f"code-{number}", group, 5, 1 + number % 2)
    work(home, "half-done", ("form_a", 1), 5)
    text = gain_report(class_checks([home / "answers"]))
    assert text.startswith(
        "8 of 9 learners have done both rounds, of 9 questions each; 4 met form A first and 4 "
        "form B.\n\n"
    )
    assert "| all | 44 | 83 | +39 | +31 to +47 |" in text
    assert "left out" not in text
    assert "code-" not in text


def test_old_answers_to_all_18_questions_count_beside_new_ones(home: Path) -> None:
    whole = [(form, WHOLE) for form in FORM_NAMES]
    for number, group in enumerate([*groups(2, 2, 2, 2), *whole]):
        missed = 12 if group in whole else 6
        work(home, f"code-{number}", group, missed, missed // 2)
    text = gain_report(class_checks([home / "answers"]))
    assert text.startswith("10 of 10 learners have done both rounds, of 9 or 18 questions each;")
    assert "| all | 33 | 67 | +33 | +33 to +33 |" in text


def test_learners_whose_questions_nobody_met_in_the_other_order_are_left_out(home: Path) -> None:
    for number, group in enumerate(groups(4, 2, 4, 0)):
        work(home, f"code-{number}", group, 4, 9 if group[1] == 2 else 2)
    text = gain_report(class_checks([home / "answers"]))
    assert "| all | 56 | 78 | +22 |" in text
    assert "\n2 are left out: nobody met the same questions in the other order" in text


def test_how_hard_a_form_is_moves_the_gain_of_no_class_however_unequal_the_groups_are() -> None:
    # Form B of block 1 and form A of block 2 are easier by 0.3; everybody gains 0.1.
    easier = {("form_b", 1): 0.3, ("form_a", 2): 0.3}
    scores = []
    for first, block in groups(9, 1, 2, 5):
        second = FORM_NAMES[1 - FORM_NAMES.index(first)]
        before, after = (0.4 + easier.get((form, block), 0) for form in (first, second))
        scores.append(Scores(block, first, before, after + 0.1))
    found = gain(scores)
    assert found.change == pytest.approx(0.1)
    assert found.after - found.before == pytest.approx(0.1)
    plain = sum(one.after - one.before for one in scores) / len(scores)
    assert plain > 0.25


def test_the_interval_is_that_of_a_regression_on_order_and_block() -> None:
    linalg = pytest.importorskip("numpy.linalg")
    stats = pytest.importorskip("scipy.stats")
    for sizes in ((3, 2, 4, 3), (9, 10, 8, 6)):
        kinds = groups(*sizes)
        scores = [
            Scores(block, first, 0.3, 0.3 + place * place % 7 / 9)
            for place, (first, block) in enumerate(kinds)
        ]
        changes = [one.after - one.before for one in scores]
        rows = [
            [1, *(sign * (block == own) for own in BLOCKS)]
            for first, block in kinds
            for sign in (1 if first == "form_a" else -1,)
        ]
        estimate = linalg.lstsq(rows, changes, rcond=None)[0][0]
        means = {
            kind: sum(c for c, k in zip(changes, kinds, strict=True) if k == kind)
            / kinds.count(kind)
            for kind in kinds
        }
        spread = sum((c - means[k]) ** 2 for c, k in zip(changes, kinds, strict=True))
        freedom = len(kinds) - 4
        columns = [[row[place] for row in rows] for place in range(3)]
        products = [
            [sum(a * b for a, b in zip(one, two, strict=True)) for two in columns]
            for one in columns
        ]
        error = (spread / freedom * linalg.inv(products)[0][0]) ** 0.5
        found = gain(scores)
        half = stats.t.ppf(0.975, freedom) * error
        assert found.change == pytest.approx(estimate)
        assert (found.low, found.high) == pytest.approx(
            (estimate - half, estimate + half), abs=1e-4
        )


def zips_of_a_class(home: Path, monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Let nine learners, each on a machine of their own, take their answers along in lesson 10."""
    made = []
    for number, group in enumerate(groups(3, 2, 2, 2)):
        machine = home / "machines" / str(number)
        machine.mkdir(parents=True)
        monkeypatch.chdir(machine)
        # Nobody chooses a code, so all are called "me".
        work(machine, "me", group, 5, 1 + number % 2)
        made.append(export_logs(find_logs("me")).read_bytes())
    monkeypatch.chdir(home)
    return made


def told_of(*paths: Path) -> tuple[str, list[str]]:
    """Give the first sentence of a report, and what was told beside it."""
    told: list[str] = []
    report = gain_report(class_checks(paths, told.append))
    return report.split(",")[0], told


ALL_NINE = "9 of 9 learners have done both rounds"


def write_file(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def unpack(content: bytes, folder: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        packed.extractall(folder)


def test_zips_of_lesson_10_are_read_wherever_they_lie(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = zips_of_a_class(home, monkeypatch)
    shapes: dict[str, Callable[[int, Path], None]] = {
        "side by side": lambda n, top: write_file(top / f"my_answers_me ({n}).zip", work[n]),
        "a folder each": lambda n, top: write_file(top / f"{n} Kim" / "my_answers_me.zip", work[n]),
        "deep down": lambda n, top: write_file(top / f"a/b/{n}/c/my_answers_me.zip", work[n]),
        "unpacked": lambda n, top: unpack(work[n], top / f"student_{n}"),
        "unpacked beside each other": lambda n, top: unpack(work[n], top / f"my_answers {n + 1}"),
        "zips in a zip": lambda n, top: write_file(
            top / f"{n}.zip", zip_bytes({"hand in/my_answers_me.zip": work[n]})
        ),
        "of Canvas": lambda n, top: write_file(
            top / f"kimann_{n + 100}_{n + 9000}_my_answers_me-1.zip", work[n]
        ),
        "own folders of answers": lambda n, top: shutil.copytree(
            home / f"machines/{n}/answers", top / f"student {n}" / "answers"
        ),
    }
    for shape, lay_out in shapes.items():
        top = home / shape
        for number in range(9):
            lay_out(number, top)
        assert told_of(top) == (ALL_NINE, []), shape
        files = {p.relative_to(home).as_posix(): p for p in top.rglob("*") if p.is_file()}
        class_zip = home / f"{shape}.zip"
        class_zip.write_bytes(zip_bytes({name: p.read_bytes() for name, p in files.items()}))
        assert told_of(class_zip) == (ALL_NINE, []), shape
    assert told_of(*sorted((home / "side by side").iterdir())) == (ALL_NINE, [])


def one_log(content: bytes) -> bytes:
    """Join the logs of a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return b"".join(packed.read(name) for name in packed.namelist() if "/logs/" in name)


def loose(count: int, counted: str = "each counted as a learner’s own") -> str:
    return (
        f"Logs outside the folders of lessons: {count}, {counted}. If that is wrong, ask for the "
        "zip that lesson 10 makes."
    )


def test_loose_logs_beside_each_other_are_several_learners(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zips = zips_of_a_class(home, monkeypatch)
    logs = [one_log(content) for content in zips]
    flat = {f"Kim {n}_{n + 100}_assignsubmission_file_a.jsonl": log for n, log in enumerate(logs)}
    for name, log in flat.items():
        write_file(home / "one folder" / name, log)
        write_file(home / "wrapped/logs" / name, log)
    (home / "moodle.zip").write_bytes(zip_bytes(flat))
    for number, (content, log) in enumerate(zip(zips, logs, strict=True)):
        write_file(home / f"some/{number}.zip", content) if number < 7 else None
        write_file(home / f"some/{number}.jsonl", log) if number >= 7 else None
        write_file(home / f"a zip each/{number}.zip", zip_bytes({"a.jsonl": log}))
    unpack(zips[0], home / "one unpacked")
    for number in range(1, 9):
        write_file(home / f"one unpacked/{number}.jsonl", logs[number])
    assert told_of(home / "one folder") == (ALL_NINE, [f"the folder itself: {loose(9)}"])
    assert told_of(home / "wrapped") == (ALL_NINE, [f"the folder itself: {loose(9)}"])
    assert told_of(home / "moodle.zip") == (ALL_NINE, [f"moodle.zip: {loose(9)}"])
    assert told_of(home / "some") == (ALL_NINE, [f"the folder itself: {loose(2)}"])
    assert told_of(home / "a zip each") == (ALL_NINE, [])
    assert told_of(home / "one unpacked") == (ALL_NINE, [f"the folder itself: {loose(8)}"])
    given = sorted((home / "one folder").iterdir())
    assert told_of(*given) == (ALL_NINE, [f"the folder itself: {loose(9)}"])


def test_one_loose_log_in_the_folder_that_is_given_counts_by_its_own_name(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other, *_ = zips_of_a_class(home, monkeypatch)
    write_file(home / "class/kim.zip", one)
    write_file(home / "class/lee.jsonl", one_log(other))
    assert list(class_checks([home / "class"])) == ["kim.zip", "lee.jsonl"]


def test_loose_logs_that_began_as_one_and_repeat_no_answer_are_one_learner(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, content in enumerate(zips_of_a_class(home, monkeypatch)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = {n.replace("/", "-"): packed.read(n) for n in packed.namelist()}
        logs = {name: part for name, part in parts.items() if name.endswith(".jsonl")}
        write_file(home / f"class/{number}.zip", zip_bytes(logs))
    lines = [f"{n}.zip: {loose(len(logs), 'counted as one learner’s')}" for n in range(9)]
    assert told_of(home / "class") == (ALL_NINE, lines)


def test_logs_of_several_learners_in_the_folders_of_one_are_told(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents = zips_of_a_class(home, monkeypatch)
    # Learner 1 was asked the same questions as learner 0, learner 8 others.
    for number, other in ((0, 1), (2, 8)):
        for one in (number, other):
            path = home / f"class/{number}/logs/00_start_here/{one}.jsonl"
            write_file(path, one_log(contents[one]))
    told: list[str] = []
    class_checks([home / "class"], told.append)
    assert [line.split(",")[0] for line in told] == [
        f"{number}: Its logs were begun apart" for number in (0, 2)
    ]


def test_learners_whose_zips_have_the_same_name_stay_two(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = []
    for number, content in enumerate(zips_of_a_class(home, monkeypatch)):
        paths.append(home / str(number // 2) / f"{number % 2}.zip")
        write_file(paths[-1], content)
    first, told = told_of(*paths)
    assert first == ALL_NINE
    assert len(told) == 7
    assert set(told) == {f"{n}.zip: Another one has this name, and both count." for n in (0, 1)}


def test_a_copy_counts_once_and_is_named_and_what_a_mac_adds_is_nobodys(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = zips_of_a_class(home, monkeypatch)
    top = home / "class"
    for number, content in enumerate(work):
        write_file(top / str(number) / "my_answers_me.zip", content)
        write_file(top / "__MACOSX" / str(number) / "._my_answers_me.zip", b"\0\5\x16\7")
    unpack(work[2], top / "2" / "a copy")
    write_file(top / "2" / "my_answers_me (1).zip", work[2])
    first, told = told_of(top)
    assert first == ALL_NINE
    assert told == [
        f"2/my_answers_me{copy}.zip: It holds the same answers as 2/a copy, which are counted once."
        for copy in ("", " (1)")
    ]


def test_an_earlier_copy_of_a_learners_answers_is_no_second_learner(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents = zips_of_a_class(home, monkeypatch)
    top = home / "class"
    for number, content in enumerate(contents):
        write_file(top / f"{number}.zip", content)
    unpack(contents[4], top / "half-way")
    shutil.rmtree(top / "half-way/my_answers/logs/06_fresh_texts")
    first, told = told_of(top)
    assert first == ALL_NINE
    assert told == ["half-way: It holds the same answers as 4.zip, which are counted once."]


def test_what_holds_no_answers_is_named_with_the_reason(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents = zips_of_a_class(home, monkeypatch)
    top = home / "class"
    for number, content in enumerate(contents):
        write_file(top / f"{number}.zip", content)
    write_file(top / "torn.zip", contents[0][:-200])
    write_file(top / "other.zip", zip_bytes({"holiday.jpg": b"\xff\xd8"}))
    write_file(top / "packed.rar", b"Rar!")
    write_file(top / "answers.pdf", b"%PDF")
    write_file(top / "large/answers.txt", bytes(5_000_001))
    write_file(top / "read me.txt", b"Hello.")
    write_file(top / "anna/exercises/a1/answers.jsonl", b'{"kind": "header"}\n')
    write_file(top / "empty/00_start_here/a.jsonl", b'{"kind": "header"}\n')
    (top / "half/00_start_here").mkdir(parents=True)
    log = next((home / "machines/0/answers/me/00_start_here").glob("2*.jsonl"))
    lines = log.read_bytes().replace(b'"planted-', b'"other-').splitlines(keepends=True)
    write_file(top / "half/00_start_here" / log.name, b"".join(lines[:-1]) + b"not an entry\n")
    first, told = told_of(top)
    assert first == "9 of 10 learners have done both rounds"
    assert sorted(line[:40] for line in told) == sorted(
        line[:40]
        for line in (
            "anna/exercises/a1/answers.jsonl: It is the log of an assignment",
            "answers.pdf: It holds no answer log. Ask for the zip",
            "empty: Its log holds no answers.",
            "half: Not in the table, for not all questions of both rounds",
            f"half/00_start_here/{log.name}, line {len(lines)} could not be read",
            "large/answers.txt: It is larger than 5 MB.",
            "other.zip: It holds no answer log. Ask for the zip",
            "packed.rar: It holds no answer log. Ask for the zip",
            "torn.zip: It is no zip, or the zip is cut off",
        )
    )


def test_answers_to_earlier_words_are_told_apart_from_those_not_given(home: Path) -> None:
    work(home, "anna", ("form_a", 0), 2, 1)
    log = next((home / "answers/anna/00_start_here").glob("2*.jsonl"))
    first, *answers = log.read_bytes().splitlines(keepends=True)
    earlier = [re.sub(rb'"seen":"[0-9a-f]+"', b'"seen":"0"', line) for line in answers]
    log.write_bytes(b"".join([first, *earlier]))
    told: list[str] = []
    class_checks([home / "answers"], told.append)
    (line,) = told
    assert "0 of 18 before the course and 18 of 18 after it." in line
    assert "Answers to questions whose words have changed since: 18." in line


def test_a_gain_of_a_few_learners_is_not_told(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    work(home, "only-one", ("form_a", 1), 8, 2)
    assert main(["gain", str(home / "answers")]) == 1
    assert "A gain is reported from 8 on" in capsys.readouterr().err


def test_a_folder_that_does_not_exist_is_named(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["gain", str(home / "nowhere")]) == 1
    assert f"There is no '{home / 'nowhere'}'." in capsys.readouterr().err
