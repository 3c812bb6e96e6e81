"""A JupyterLab of its own: free port, no settings of the person who runs the tests, no news."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from .student import ROOT

START_SECONDS = 180
STOP_SECONDS = 10
PRIVATE_FOLDERS = (
    "IPYTHONDIR",
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_CONFIG_PATH",
    "JUPYTER_DATA_DIR",
    "JUPYTER_RUNTIME_DIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
)


# The tests need nbgrader, students do not have it, and its parts take seconds to start.
NBGRADER_PARTS = ("assignment_list", "course_list", "formgrader", "validate_assignment")


@contextlib.contextmanager
def run_jupyterlab(root: Path, private: Path, *options: str) -> Iterator[str]:
    """Serve a folder; yield the address. Settings and the log go to the private folder."""
    environment = _environment(private)
    settings = Path(environment["JUPYTERLAB_SETTINGS_DIR"], "@jupyterlab/apputils-extension")
    settings.mkdir(parents=True)
    news = {"fetchNews": "false", "checkForUpdates": False}
    (settings / "notification.jupyterlab-settings").write_text(json.dumps(news), encoding="utf-8")
    _switch_nbgrader_off(Path(environment["JUPYTER_CONFIG_PATH"]))
    port = free_port()
    log = private / "jupyterlab.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*_command(root, port), *options],
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address, server, log)
            yield address
        finally:
            server.terminate()
            try:
                server.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _switch_nbgrader_off(folder: Path) -> None:
    """Leave nbgrader's extensions out of the server and of the page."""
    parts = {f"nbgrader.server_extensions.{name}": False for name in NBGRADER_PARTS}
    server = {"ServerApp": {"jpserver_extensions": parts}}
    page = {"disabledExtensions": {"@jupyter/nbgrader": True}}
    for name, content in (
        ("jupyter_server_config.d/nbgrader.json", server),
        ("labconfig/page_config.json", page),
    ):
        path = folder / name
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(content), encoding="utf-8")


def _environment(private: Path) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("HEALTHCLAIMS_", "JUPYTER"))
    }
    folders = {name: str(private / name.lower()) for name in PRIVATE_FOLDERS}
    return kept | folders | {"PYTHONPATH": str(ROOT)}


def _command(root: Path, port: int) -> list[str]:
    options = [
        "--no-browser",
        "--allow-root",
        "--ip=127.0.0.1",
        f"--port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={root}",
        "--IdentityProvider.token=",
        "--LabApp.expose_app_in_browser=True",
        "--JupyterNotebookApp.expose_app_in_browser=True",
        "--LabApp.extension_manager=readonly",
    ]
    return [sys.executable, "-m", "jupyterlab", *options]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/api", timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    said = log.read_text(encoding="utf-8", errors="replace")[-3000:]
    message = f"JupyterLab did not answer within {START_SECONDS} s. It said:\n{said}"
    raise RuntimeError(message)
