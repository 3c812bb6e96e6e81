"""How the tests are shared out between workers, what is tried twice, and what is told."""

from __future__ import annotations

import tempfile
from collections import Counter

import pytest

from tests.nbval_kernels import prepare_kernels


def pytest_configure(config: pytest.Config) -> None:
    """Prepare kernels, and keep the order in which tests were collected."""
    folder = tempfile.TemporaryDirectory(prefix="healthclaims-ipython-")
    config.add_cleanup(folder.cleanup)
    prepare_kernels(folder.name)
    config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the browser tests and put them first: they take longest.

    Browsers, kernels and killed processes depend on how busy the machine is. A test that fails
    there is tried once more: what is broken fails twice, and what failed once is told at the end.
    """
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        if item.get_closest_marker("browser") or item.get_closest_marker("exhaustive"):
            item.add_marker(pytest.mark.flaky(reruns=1))
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say why tests were skipped, each reason once, and which failed before they passed."""
    skipped = terminalreporter.stats.get("skipped", ())
    for reason, count in Counter(report.longrepr[2] for report in skipped).items():
        terminalreporter.write_line(f"{count} x {reason}")
    for report in terminalreporter.stats.get("rerun", ()):
        terminalreporter.section(f"failed at first: {report.nodeid}")
        terminalreporter.write_line(report.longreprtext)
