"""Where the home folder cannot be written to, pages are made all the same, without a word of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nbformat

from tests.helpers.exported import code, notebook, prose
from tests.helpers.kit import ROOT

PLOT = "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]);\nplt.show()"
LAST_WORDS = "import atexit, os\natexit.register(os.write, 2, b'Socket operation on non-socket')"
PERSONAL = ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "MPLCONFIGDIR", "IPYTHONDIR")


def test_pictures_are_drawn_and_nothing_is_said(home: Path) -> None:
    (home / "no_folder").write_text("", encoding="utf-8")
    nbformat.write(notebook(prose("# Plot"), code(PLOT), code(LAST_WORDS)), home / "plot.ipynb")
    environment = {name: value for name, value in os.environ.items() if name not in PERSONAL}
    done = subprocess.run(
        [sys.executable, "-m", "healthclaims", "export", "plot.ipynb", "--out", "out"],
        cwd=home,
        env={**environment, "HOME": str(home / "no_folder"), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split(":")[0] for line in done.stdout.splitlines()[:-1]] == [
        "out/plot.html",
        "out/index.html",
    ]
    assert "data:image/png;base64," in (home / "out/plot.html").read_text(encoding="utf-8")
