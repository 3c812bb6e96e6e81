"""Every fault in lessons and assignments is caught."""

import pytest

from . import assignments, lessons
from .bench import Bench
from .fault import Fault, drawn

pytestmark = pytest.mark.exhaustive
FAULTS = drawn((*lessons.FAULTS, *assignments.FAULTS))


def test_without_a_fault_every_check_of_the_notebooks_is_green(bench: Bench) -> None:
    assert bench.failing(fault.check for fault in FAULTS) == {}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_a_fault_in_a_notebook_is_caught(bench: Bench, fault: Fault) -> None:
    bench.catches(fault)
