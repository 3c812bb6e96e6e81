"""What nbval's kernels need to be changed in; nbval has no option for either.

- A kernel is to show the same on every machine and to import this checkout, so it gets an
  environment of its own: `nbval.kernel.start_new_kernel` passes none on.
- Cells are to be run as Jupyter runs them, with history, without which IPython does not see a
  trailing semicolon: `RunningKernel.execute_cell_input` runs them without.
"""

from __future__ import annotations

import functools
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbval.kernel

ROOT = Path(__file__).resolve().parents[1]
_start_kernel = nbval.kernel.start_new_kernel


def prepare_kernels(ipython_folder: str) -> None:
    """Change how nbval starts kernels and runs cells, in this process."""
    environment = _environment(ipython_folder)
    nbval.kernel.start_new_kernel = functools.partial(_start, environment)
    nbval.kernel.RunningKernel.execute_cell_input = _execute


def _environment(ipython_folder: str) -> dict[str, str]:
    personal = ("HEALTHCLAIMS_DATA", "MPLBACKEND", "PYTHONSTARTUP", "PYTHONWARNINGS")
    return {name: value for name, value in os.environ.items() if name not in personal} | {
        "HEALTHCLAIMS_ANSWERS": "example",
        "IPYTHONDIR": ipython_folder,
        "PYTHONPATH": str(ROOT),
    }


@functools.cache
def _build_font_cache() -> None:
    """Let matplotlib look for fonts now: a first search of more than 5 s prints into the cell."""
    subprocess.run([sys.executable, "-c", "import matplotlib.font_manager"], check=True)


def _start(environment: Mapping[str, str], *args: Any, **options: Any) -> Any:
    _build_font_cache()
    return _start_kernel(*args, env=dict(environment), **options)


def _execute(
    self: nbval.kernel.RunningKernel, cell_input: str, allow_stdin: bool | None = None
) -> str:
    return self.kc.execute(
        cell_input, store_history=True, allow_stdin=allow_stdin, stop_on_error=False
    )
