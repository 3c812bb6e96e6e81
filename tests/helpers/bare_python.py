"""A Python environment as students have it: the kit from its wheel, and no nbgrader."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

# nbgrader and what came with it alone.
ABSENT = ("nbgrader", "sqlalchemy", "alembic", "rapidfuzz", "mako")


def make_python(folder: Path, kit: Path) -> Path:
    """Make an environment with a kit installed, as `pip install -r requirements.txt` does.

    Parameters
    ----------
    folder : Path
        Where to.
    kit : Path
        The kit that is installed.

    Returns
    -------
    Path
        The environment's Python. Its packages are links to those of the running one.
    """
    venv.create(folder, with_pip=False, symlinks=True)
    paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
    site = Path(paths["purelib"])
    for path in Path(sysconfig.get_paths()["purelib"]).iterdir():
        name = re.split(r"-\d", path.name)[0].lower()
        if name not in ABSENT and path.suffix != ".pth" and "healthclaims" not in name:
            (site / path.name).symlink_to(path)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=kit, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as file:
        file.extractall(site)
    return Path(paths["scripts"]) / Path(sys.executable).name


def run(python: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run that Python with a student's settings: none."""
    private = python.parents[1] / "private"
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("HEALTHCLAIMS", "JUPYTER", "PYTHON", "VIRTUAL_ENV", "MPL"))
    }
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        environment[name] = str(private / name.lower())
    return subprocess.run(
        [str(python), *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
