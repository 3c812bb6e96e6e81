"""A cell that is run before the page was started says what to press."""

from __future__ import annotations

import json
import os
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.manager import start_new_kernel

from healthclaims.widgets.start import NOT_STARTED

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "healthclaims/widgets/ipython_kernel_config.json"


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A kernel that finds the kit's settings, as where the kit is installed."""
    settings = tmp_path_factory.mktemp("ipython")
    (settings / "profile_default").mkdir()
    shutil.copy(CONFIG, settings / "profile_default")
    environment = {**os.environ, "IPYTHONDIR": str(settings), "PYTHONPATH": str(ROOT)}
    manager, client = start_new_kernel(kernel_name="python3", env=environment)
    yield client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def shown(kernel: Any, code: str) -> tuple[str, list[tuple[str, str]]]:
    """Run a cell; give how it ended and what it showed, each with its kind."""
    found: list[tuple[str, str]] = []

    def keep(message: Any) -> None:
        kind, content = message["header"]["msg_type"], message["content"]
        if kind in ("display_data", "error"):
            words = content.get("evalue") or content["data"]["text/html"]
            found.append((kind, words))

    reply = kernel.execute_interactive(code, output_hook=keep, timeout=120)
    return reply["content"]["status"], found


@pytest.mark.parametrize(
    "code", ['lesson.quiz("practice")', "assignment.quiz()", "own.read()", "healthclaims.Lesson"]
)
def test_a_cell_that_is_run_first_says_what_to_press(kernel: Any, code: str) -> None:
    words = f"<p><strong>{NOT_STARTED}</strong></p>"
    # It still counts as an error: no later cell is run after it.
    assert shown(kernel, code) == ("error", [("display_data", words)])


@pytest.mark.parametrize("code", ["lessen.quiz()", "def f():\n    return lessen\nf()"])
def test_any_other_unknown_name_is_told_as_python_tells_it(kernel: Any, code: str) -> None:
    assert shown(kernel, code) == ("error", [("error", "name 'lessen' is not defined")])


def test_the_settings_are_installed_where_every_kernel_and_jupyterlab_look() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert shared == {
        "healthclaims/widgets/ipython_kernel_config.json": "etc/ipython/ipython_kernel_config.json",
        "healthclaims/widgets/jupyterlab_settings.json": (
            "share/jupyter/lab/settings/overrides.d/healthclaims.json"
        ),
    }
    assert all(json.loads((ROOT / name).read_text("utf-8")) for name in shared)
