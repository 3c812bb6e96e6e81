"""Every fault in the tables is caught."""

import pytest

from . import labels, studies, tables
from .bench import Bench
from .fault import Fault, drawn

pytestmark = pytest.mark.exhaustive
FAULTS = drawn((*labels.FAULTS, *tables.FAULTS, *studies.FAULTS))


def test_without_a_fault_every_check_of_the_data_is_green(bench: Bench) -> None:
    assert bench.failing(fault.check for fault in FAULTS) == {}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_a_fault_in_the_data_is_caught(bench: Bench, fault: Fault) -> None:
    bench.catches(fault)
