"""Every seeded fault is found by its check, and by nothing else than the failure expected.

One alone: ``python -m pytest -m exhaustive tests/seeded -k label-misspelt``.
"""

from __future__ import annotations

import ast

import pytest

from . import assignments, labels, lessons, studies, tables
from .bench import ROOT, read_kit
from .edits import CannotBePutInError
from .fault import CAUGHT, MISSED, NOTEBOOKS, OTHER, Ran, fault

FAULTS = (
    *labels.FAULTS,
    *tables.FAULTS,
    *studies.FAULTS,
    *lessons.FAULTS,
    *assignments.FAULTS,
)
COMMANDS = {"check", "refresh --check"}


def test_every_fault_can_still_be_put_in() -> None:
    gone = []
    for one in FAULTS:
        try:
            one.apply(read_kit)
        except CannotBePutInError as error:
            gone.append(str(error))
    assert gone == [], "\n".join(gone)


def test_every_check_that_a_fault_names_is_there() -> None:
    assert [one.check for one in FAULTS if not _is_there(one.check)] == []


def _is_there(check: str) -> bool:
    file, _, test = check.partition("::")
    if not test:
        return check in COMMANDS or (file.startswith(NOTEBOOKS) and (ROOT / file).is_file())
    if not (ROOT / file).is_file():
        return False
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    tests = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    return test.partition("[")[0] in tests


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    ("check", "status", "output", "outcome"),
    [
        ("tests/a.py::test_a", 0, "PASSED tests/a.py::test_a", MISSED),
        ("tests/a.py::test_a", 1, "E  three\nE   here\nFAILED tests/a.py::test_a - a", CAUGHT),
        ("tests/a.py::test_a", 1, "E  three here\nFAILED tests/a.py::test_a[some name]", CAUGHT),
        ("tests/a.py::test_a", 1, "E  four\nFAILED tests/a.py::test_a - assert", OTHER),
        ("tests/a.py::test_a", 1, "three here\nERROR tests/a.py::test_a - no fixture", OTHER),
        ("tests/a.py::test_a", 1, "three here\nFAILED tests/a.py::test_another - a", OTHER),
        ("tests/a.py::test_a", 4, "three here\nERROR: not found: tests/a.py::test_a", OTHER),
        ("check", 0, "All in order.", MISSED),
        ("check", 1, "a.csv, line 3: three here.", CAUGHT),
        ("check", 1, "Traceback (most recent call last):\nthree here", OTHER),
        ("check", 2, "usage: three here", OTHER),
    ],
)
def test_only_the_expected_failure_catches_a_fault(
    check: str, status: int, output: str, outcome: str
) -> None:
    assert fault("one", "Harm.", check, "three here").outcome(Ran(status, output)) == outcome
