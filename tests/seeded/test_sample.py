"""A few of the seeded faults in every run, others each day; ``python -m tests.seeded`` runs all."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from .bench import CAUGHT, MISSED, OTHER, ROOT, Bench, Ran, kit_files, read_kit
from .changes import Added, NoLongerAppliesError, Swap
from .fault import BROWSER, NOTEBOOKS, Fault, fault
from .running import run_faults, score, told
from .table import FAULTS, GROUPS

SAMPLE = 8
FEWEST = 70
COMMANDS = ("check", "refresh --check")


def seed() -> str:
    """Give what the sample is drawn by: the day, or what the environment says."""
    return os.environ.get("HEALTHCLAIMS_SEEDED") or datetime.now(UTC).date().isoformat()


def sample(faults: tuple[Fault, ...], drawn_by: str) -> list[Fault]:
    """Draw a few quick faults, so that in a few weeks each comes up."""
    quick = sorted((fault for fault in faults if fault.is_quick), key=lambda fault: fault.id)
    return random.Random(drawn_by).sample(quick, SAMPLE)


def test_a_sample_of_the_seeded_faults_is_caught(tmp_path: Path) -> None:
    drawn_by = seed()
    verdicts = run_faults(sample(FAULTS, drawn_by), tmp_path / "copies")
    again = f"Drawn by HEALTHCLAIMS_SEEDED={drawn_by}; set it to draw the same again."
    report = "\n".join([*map(told, verdicts), score(verdicts), again])
    sys.stdout.write(report)  # shown where it fails, and with -rP
    assert [verdict.fault.id for verdict in verdicts if verdict.outcome != CAUGHT] == [], report


# ---------------------------------------------------------------- the table itself


def test_no_fault_is_content_with_words_that_any_failure_holds() -> None:
    of_any_failure = {"", "assert", "AssertionError", "Error", "FAILED", "E"}
    assert [fault.id for fault in FAULTS if fault.words.strip(" []:") in of_any_failure] == []


def test_every_fault_can_still_be_put_in() -> None:
    gone = []
    for one in FAULTS:
        try:
            made = one.apply(read_kit)
        except NoLongerAppliesError as error:
            gone.append(str(error))
        else:
            assert all(content != read_kit(path) for path, content in made.items()), one.id
    assert gone == [], "\n\n".join(gone)


def test_every_check_that_is_named_exists() -> None:
    checks = {one.check for one in FAULTS}
    tests = sorted(check for check in checks if check.startswith("tests/"))
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-n0", "--color=no"]
    command += ["-o", "addopts=", "-p", "no:nbval", "-p", "no:cacheprovider", *tests]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    others = checks - set(tests)
    notebooks = {check for check in others if check.startswith(NOTEBOOKS)}
    assert [check for check in notebooks if not (ROOT / check).is_file()] == []
    assert others - notebooks <= set(COMMANDS)


def test_there_are_enough_faults_of_every_kind_and_each_says_whom_it_harms() -> None:
    assert len(FAULTS) >= FEWEST
    assert [name for name, count in Counter(one.id for one in FAULTS).items() if count > 1] == []
    for one in FAULTS:
        assert one.changes, one.id
        assert one.words, one.id
        assert one.harm.endswith("."), one.id
        assert len(one.harm.split()) >= 6, one.id
    assert all(len(group) >= 10 for group in GROUPS.values())


def test_each_quick_fault_is_drawn_on_some_day_of_a_few_months() -> None:
    drawn = {one.id for day in range(200) for one in sample(FAULTS, f"day {day}")}
    assert drawn == {one.id for one in FAULTS if one.is_quick}
    assert sample(FAULTS, "today") == sample(FAULTS, "today")
    assert not [one for one in sample(FAULTS, "today") if one.check.startswith(BROWSER)]


# ---------------------------------------------------------------- the bench


def test_without_git_the_copy_holds_the_same_files(monkeypatch: pytest.MonkeyPatch) -> None:
    known = set(kit_files())
    monkeypatch.setattr("shutil.which", lambda _name: None)
    assert known <= set(kit_files())
    assert "tests/seeded/bench.py" in known


class Small(Bench):
    """A folder with one file in it, whose check prints what the test wants."""

    def __init__(self, folder: Path, ran: Ran) -> None:
        self.folder, self.ran = folder, ran
        (folder / "a.txt").write_text("one two two", encoding="utf-8")
        self.seen = ""

    def run(self, *checks: str) -> Ran:
        self.seen = (self.folder / "a.txt").read_text(encoding="utf-8")
        return self.ran


def judged(folder: Path, status: int, output: str, check: str = "tests/a.py::test_a") -> str:
    bench = Small(folder, Ran(status, output))
    one = fault("one", "Harm.", check, "three here", Swap("a.txt", "one", "three"))
    outcome = bench.judge(one).outcome
    assert bench.seen == "three two two"
    assert (folder / "a.txt").read_text(encoding="utf-8") == "one two two"
    return outcome


@pytest.mark.parametrize(
    ("status", "output", "outcome"),
    [
        (0, "PASSED tests/a.py::test_a", MISSED),
        (1, "E  three\nE   here\nFAILED tests/a.py::test_a - assert", CAUGHT),
        (1, "E  three here\nFAILED tests/a.py::test_a[some name]", CAUGHT),
        (1, "E  four\nFAILED tests/a.py::test_a - assert", OTHER),
        (1, "three here\nERROR tests/a.py::test_a - no fixture", OTHER),
        (1, "three here\nFAILED tests/a.py::test_another - assert", OTHER),
        (2, "three here\nERROR tests/a.py - SyntaxError", OTHER),
        (4, "three here\nERROR: not found: tests/a.py::test_a", OTHER),
    ],
)
def test_a_fault_is_caught_only_by_the_failure_that_is_expected(
    tmp_path: Path, status: int, output: str, outcome: str
) -> None:
    assert judged(tmp_path, status, output) == outcome


@pytest.mark.parametrize(
    ("status", "output", "outcome"),
    [
        (0, "All in order.", MISSED),
        (1, "a.csv, line 3: three here.", CAUGHT),
        (1, "Traceback (most recent call last):\nthree here", OTHER),
        (2, "usage: three here", OTHER),
    ],
)
def test_a_command_catches_a_fault_by_telling_it_and_not_by_breaking(
    tmp_path: Path, status: int, output: str, outcome: str
) -> None:
    assert judged(tmp_path, status, output, "check") == outcome


def test_words_that_are_gone_or_stand_twice_stop_a_fault_with_the_nearest_line() -> None:
    text = b"A first line.\nThe second line of it.\nTwice. Twice."
    for old, told_now in (
        ("The second lime of it.", "Most like it is now: The second line of it."),
        ("Twice.", "holds 2 times, not once"),
    ):
        one = fault("one", "Harm.", "check", "x", Swap("a.txt", old, "new"))
        with pytest.raises(NoLongerAppliesError) as caught:
            one.apply(lambda _: text)
        assert told_now in str(caught.value)
        assert "one can no longer be put in. a.txt" in str(caught.value)
    with pytest.raises(NoLongerAppliesError, match="is there already"):
        fault("one", "Harm.", "check", "x", Added("a.txt", "")).apply(lambda _: text)
