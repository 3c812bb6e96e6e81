"""How notebooks are run by the tests, and how the tests are shared out between two workers."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbval.kernel
import pytest

ROOT = Path(__file__).resolve().parent
BROWSER_TESTS = "tests/browser"
_start_kernel = nbval.kernel.start_new_kernel


def kernel_environment(ipython_folder: str) -> dict[str, str]:
    """Give what a kernel needs to show the same on every machine, and to import this checkout."""
    personal = ("HEALTHCLAIMS_DATA", "MPLBACKEND", "PYTHONSTARTUP", "PYTHONWARNINGS")
    return {name: value for name, value in os.environ.items() if name not in personal} | {
        "HEALTHCLAIMS_ANSWERS": "example",
        "IPYTHONDIR": ipython_folder,
        "PYTHONPATH": str(ROOT),
    }


@functools.cache
def build_font_cache() -> None:
    """Let matplotlib look for fonts now: a first search of more than 5 s prints into the cell."""
    subprocess.run([sys.executable, "-c", "import matplotlib.font_manager"], check=True)


def start_kernel(environment: Mapping[str, str], *args: Any, **options: Any) -> Any:
    """Start a notebook kernel in the given environment."""
    build_font_cache()
    return _start_kernel(*args, env=dict(environment), **options)


def execute_as_jupyter_does(
    self: nbval.kernel.RunningKernel, cell_input: str, allow_stdin: bool | None = None
) -> str:
    """Run a cell with history, without which IPython does not see a trailing semicolon."""
    return self.kc.execute(
        cell_input, store_history=True, allow_stdin=allow_stdin, stop_on_error=False
    )


def pytest_configure(config: pytest.Config) -> None:
    """Prepare kernels, and keep the order in which tests were collected."""
    folder = tempfile.TemporaryDirectory(prefix="healthclaims-ipython-")
    config.add_cleanup(folder.cleanup)
    nbval.kernel.start_new_kernel = functools.partial(start_kernel, kernel_environment(folder.name))
    nbval.kernel.RunningKernel.execute_cell_input = execute_as_jupyter_does
    config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser tests first: they take longest, and each worker has one JupyterLab."""
    items.sort(key=lambda item: not item.nodeid.startswith(BROWSER_TESTS))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say why tests were skipped, each reason once."""
    skipped = terminalreporter.stats.get("skipped", ())
    for reason, count in Counter(report.longrepr[2] for report in skipped).items():
        terminalreporter.write_line(f"{count} x {reason}")
