"""Lessons as pages; each notebook is run once in a whole run of the tests, whoever needs it.

The workers of pytest-xdist share one folder. Whoever comes first runs the notebook and stores it
there with its results and the state of its widgets; all others wait for that and read it.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from filelock import FileLock

from healthclaims.core.problems import Problem
from healthclaims.export import export
from healthclaims.export.run import run_notebook

ROOT = Path(__file__).resolve().parents[2]
Export = Callable[..., Path]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder that all workers of this run share."""
    folder = tmp_path_factory.getbasetemp()
    return folder if worker_id == "master" else folder.parent


@pytest.fixture(scope="session")
def exported(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Export:
    """Write the pages of some lessons, or of other notebooks; give the folder they are in."""
    made: dict[tuple[object, ...], Path] = {}

    def make(*names: str, site: bool = False) -> Path:
        asked = (*names, site)
        if asked not in made:
            made[asked] = tmp_path_factory.mktemp("exported")
            with contextlib.chdir(ROOT), pytest.MonkeyPatch.context() as patch:
                patch.delenv("HEALTHCLAIMS_DATA", raising=False)
                patch.setattr(export, "run_notebook", lambda *given: run_once(shared, *given))
                list(export.export_pages(names, made[asked], site=site))
        return made[asked]

    return make


def run_once(shared: Path, path: Path, notebook: Any) -> Problem | None:
    """Run a notebook as an export does, unless this has been done; give it its results."""
    key = hashlib.sha256(str(path).encode()).hexdigest()[:16]
    stored = shared / f"{path.stem}-{key}.ipynb"
    with FileLock(stored.with_suffix(".lock")):
        if not stored.exists():
            problem = run_notebook(path, notebook)
            if problem:
                return problem
            nbformat.write(notebook, stored)
    notebook.update(nbformat.read(stored, as_version=4))
    return None
