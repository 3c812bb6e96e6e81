"""What nbval's kernels need to be changed in; nbval has no option for any of it.

- A kernel is to show the same on every machine and to import this checkout, so it gets an
  environment of its own: `nbval.kernel.start_new_kernel` passes none on.
- A kernel that never answers when it is started says nothing about the notebook, which is tried
  once more in another: in one whole check one of some hundred kernels stayed silent for a minute.
- Cells are to be run as Jupyter runs them, with history, without which IPython does not see a
  trailing semicolon: `RunningKernel.execute_cell_input` runs them without.
"""

from __future__ import annotations

import functools
import os
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbval.kernel

from healthclaims.widgets.figures import load_matplotlib

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


def _start(environment: Mapping[str, str], *args: Any, **options: Any) -> Any:
    # A first search for fonts of more than 5 s would print into the cell.
    load_matplotlib()
    found = {name: os.environ[name] for name in ("MPLCONFIGDIR",) if name in os.environ}
    options["env"] = {**environment, **found}
    try:
        return _start_kernel(*args, **options)
    except RuntimeError as silent:
        warnings.warn(f"{silent}: another kernel is started", stacklevel=1)
        return _start_kernel(*args, **options)


def _execute(
    self: nbval.kernel.RunningKernel, cell_input: str, allow_stdin: bool | None = None
) -> str:
    return self.kc.execute(
        cell_input, store_history=True, allow_stdin=allow_stdin, stop_on_error=False
    )
