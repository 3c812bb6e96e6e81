"""The kit's wheel, installed into an environment of its own, and a way to cut the network off."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent


def build_wheel(folder: Path) -> Path:
    """Build the wheel into a folder."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def install(wheel: Path, folder: Path) -> Path:
    """Install a wheel into a new environment that borrows all other packages; give its Python.

    The other packages are reached by a path. Python follows no `.pth` files there, so that an
    editable installation of the checkout stays out of sight.
    """
    venv.create(folder, symlinks=os.name != "nt", with_pip=False)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    found = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True, capture_output=True, text=True,
    ).stdout.strip()  # fmt: skip
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(found, "lent.pth").write_text("\n".join(sorted(lent)) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q"]
    subprocess.run([*command, "--no-index", "--no-deps", str(wheel)], check=True)
    return python


def cut_off() -> list[str]:
    """Give what to put before a Python command so that it runs without a network.

    Where the system allows it that is a network namespace with nothing but the loopback
    interface. Elsewhere Python itself refuses every address outside this machine.
    """
    namespace = ["unshare", "--map-root-user", "--net"]
    try:
        done = subprocess.run([*namespace, "true"], capture_output=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return []
    return namespace if done.returncode == 0 else []


def bare_environment(home: Path) -> dict[str, str]:
    """Give an environment that knows nothing of the checkout or of whoever runs the tests."""
    kept = {"PATH", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT", "MPLCONFIGDIR"}
    folders = ("HOME", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR")
    own = {name: str(home / name.lower()) for name in folders}
    for path in own.values():
        Path(path).mkdir(parents=True, exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if name in kept}
    return environment | own | {"HEALTHCLAIMS_GUARD": "on", "PYTHONPATH": str(HERE / "guard")}
