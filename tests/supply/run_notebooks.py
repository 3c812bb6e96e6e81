"""Runs every notebook of a folder and says in JSON what went wrong; started by a test."""

# ruff: noqa: T201 - a script that prints its result

import json
import socket
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

import healthclaims

CELL_TIMEOUT_S = 120


def run(path: Path) -> str | None:
    """Run a notebook where it lies; give its error."""
    notebook = nbformat.read(path, as_version=4)
    folder = {"metadata": {"path": str(path.parent)}}
    client = NotebookClient(
        notebook, timeout=CELL_TIMEOUT_S, kernel_name="python3", resources=folder
    )
    try:
        client.execute()
    except CellExecutionError as error:
        return str(error)
    said = [
        output["text"]
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if output.get("name") == "stderr"
    ]
    return "".join(said) or None


found = {path.stem: run(path) for path in sorted(Path(sys.argv[1]).rglob("*.ipynb"))}
interfaces = [name for _, name in socket.if_nameindex()]
print(json.dumps({"package": healthclaims.__file__, "ran": found, "interfaces": interfaces}))
