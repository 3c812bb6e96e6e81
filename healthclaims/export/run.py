"""Reading and running a notebook, as it becomes a page or is stored anew."""

from __future__ import annotations

import os
import re
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from healthclaims.core.problems import Problem, why
from healthclaims.learner.clock import EXAMPLE
from healthclaims.widgets.figures import load_matplotlib

CELL_TIMEOUT_S = 120
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
_LONGEST_MESSAGE = 200
# A notebook that another program made may name its kernel and no language.
_OF_KERNELS = {"ir": "R", "xr": "R", "julia": "Julia", "octave": "Octave", "sagemath": "Sage"}
# The kernel's notices are not for whoever makes pages, and what it runs is nobody's history.
_KERNEL_OPTIONS = ("--log-level=ERROR", "--HistoryManager.enabled=False")


def read_notebook(path: Path) -> Any:
    """Return a notebook as an ``nbformat.NotebookNode``, or the `Problem` that kept it unread."""
    import nbformat

    try:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
    except OSError as error:
        what = f"cannot be read ({why(error)})."
        return Problem(path, None, what, "Check that the file is there.")
    except (ValueError, KeyError, AttributeError, TypeError, nbformat.ValidationError) as error:
        what = f"is not a notebook ({_short(str(error))})."
        return Problem(path, None, what, "Open it in JupyterLab and save it again.")
    language = _language(notebook.metadata)
    if not language.casefold().startswith(("python", "ipython")):
        what = f"is written in {language}, and only notebooks in Python can be run here."
        remedy = "Write it in Python, or make its page with a program for that language."
        return Problem(path, None, what, remedy)
    return notebook


def _language(metadata: Mapping[str, Any]) -> str:
    """Find the language of a notebook; one that names none is taken for Python."""
    kernel = metadata.get("kernelspec", {})
    named = metadata.get("language_info", {}).get("name") or kernel.get("language")
    known = _OF_KERNELS.get(re.split(r"[^a-z]", str(kernel.get("name", "")).lower())[0], "python")
    return str(named or known).strip()


def run_notebook(path: Path, notebook: Any, *, widget_state: bool = True) -> Problem | None:
    """Run a notebook as the simulated learner; nothing of the person at the machine gets in.

    Parameters
    ----------
    path : Path
        Its file; it stays as it is.
    notebook : nbformat.NotebookNode
        The notebook; it gets its results.
    widget_state : bool
        Whether it also gets the state of its widgets.

    Returns
    -------
    Problem or None
        The cell that stopped it, if one did.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError

    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    notebook.metadata.pop("widgets", None)
    # The kernel is to import the package that runs this, not an older installed copy.
    package = str(Path(__file__).resolve().parents[2])
    load_matplotlib()
    # Kernels are looked for in the home folder, too; whether it can be written to is all the same.
    warnings.filterwarnings("ignore", "IPython parent ", UserWarning)
    started: list[Mapping[str, Any]] = []
    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT_S,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        store_widget_state=widget_state,
        extra_arguments=list(_KERNEL_OPTIONS),
        on_cell_start=lambda cell, cell_index: started.append(cell),
        # A kernel that ends by itself may say on its way that its own sockets are gone.
        shutdown_kernel="immediate",
    )
    try:
        with tempfile.TemporaryDirectory() as folder:
            _connect_by_file(client, Path(folder))
            # A folder of its own for IPython: the home folder may not be writable, and what
            # somebody set up there for themselves shall not change what is shown.
            own = {"HEALTHCLAIMS_ANSWERS": EXAMPLE, "PYTHONPATH": package, "IPYTHONDIR": folder}
            client.execute(env={**os.environ, **own})
    except CellExecutionError as error:
        what = f"{_stopping_cell(started)} ends with {error.ename}: {_short(error.evalue)}."
    except CellTimeoutError:
        what = f"{_stopping_cell(started)} was not done after {CELL_TIMEOUT_S} seconds."
    except RuntimeError as error:
        if not started:
            return Problem(path, None, f"could not be run ({_short(str(error))}).", "Try again.")
        what = f"{_stopping_cell(started)} made Python stop."
    else:
        return None
    return Problem(path, None, what, "Run the notebook in JupyterLab and put that cell right.")


def _connect_by_file(client: Any, folder: Path) -> None:
    """Let the kernel be reached through a file: nobody else can take it first, as with a port."""
    client.create_kernel_manager()
    if os.name == "posix":
        client.km.transport = "ipc"
        client.km.connection_file = str(folder / "kernel.json")


def _stopping_cell(started: Sequence[Mapping[str, Any]]) -> str:
    """Name the cell at which a notebook stopped."""
    return f"cell {started[-1]['id']!r}" if started and "id" in started[-1] else "a cell"


def _short(text: str) -> str:
    lines = text.strip().splitlines() or [""]
    return lines[0][:_LONGEST_MESSAGE].rstrip(".")
