"""One copy of the kit for each worker."""

import pytest

from .bench import Bench


@pytest.fixture(scope="session")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Return a copy of the kit without any fault."""
    return Bench(tmp_path_factory.mktemp("seeded") / "kit")
