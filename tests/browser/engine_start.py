"""Starts Firefox and WebKit for a test, and says what is missing where they cannot be started."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .engines import PATIENCE_SECONDS, Engine, Firefox, WebKit
from .server import free_port


def missing(name: str) -> str:
    """Say what has to be installed for an engine; nothing where all is there."""
    wanted = PROGRAMS[name]
    if all(any(shutil.which(program) for program in choice) for choice in wanted.values()):
        return ""
    return f"{name} is not installed (on Debian: apt-get install {' '.join(wanted)})"


# Debian's package to the programs of which one is needed.
PROGRAMS = {
    "firefox": {"firefox-esr": ("firefox-esr", "firefox")},
    "webkit": {"webkit2gtk-driver": ("WebKitWebDriver",), "xvfb": ("Xvfb",)},
}


@contextlib.contextmanager
def start(name: str, private: Path) -> Iterator[Engine]:
    """Start an engine; its settings and what it writes stay in a private folder."""
    with {"firefox": _firefox, "webkit": _webkit}[name](private) as engine:
        yield engine


@contextlib.contextmanager
def _firefox(private: Path) -> Iterator[Engine]:
    [program, *_] = filter(None, map(shutil.which, PROGRAMS["firefox"]["firefox-esr"]))
    # Nothing moves by itself while it is clicked.
    (private / "user.js").write_text('user_pref("ui.prefersReducedMotion", 1);\n')
    options = ["--headless", "--no-remote", "--remote-debugging-port=0", "--profile", str(private)]
    with _running(private, program, *options) as log:
        address = _wait_for(lambda: re.search(r"BiDi listening on (ws://\S+)", _read(log)), log)[1]
        yield Firefox(address)


@contextlib.contextmanager
def _webkit(private: Path) -> Iterator[Engine]:
    settings = private / "gtk-3.0/settings.ini"
    settings.parent.mkdir()
    settings.write_text("[Settings]\ngtk-enable-animations=false\n")
    port = free_port()
    told = private / "display"
    with told.open("w") as file:
        display = ["Xvfb", "-displayfd", str(file.fileno()), "-screen", "0", "1300x1000x24"]
        with _running(private, *display, "-nolisten", "tcp", keep=file.fileno()) as log:
            number = _wait_for(lambda: re.fullmatch(r"(\d+)\s", _read(told)), log)[1]
            # Drawn by the processor alone, a page is drawn ten times as fast without this.
            more = {"DISPLAY": f":{number}", "WEBKIT_DISABLE_DMABUF_RENDERER": "1"}
            with _running(private, "WebKitWebDriver", f"--port={port}", **more) as log:
                _wait_for(lambda: _answers(f"http://127.0.0.1:{port}/status"), log)
                engine = WebKit(f"http://127.0.0.1:{port}/session")
                try:
                    yield engine
                finally:
                    engine.close()


@contextlib.contextmanager
def _running(private: Path, *command: str, keep: int | None = None, **more: str) -> Iterator[Path]:
    """Run a program to the end of the block; give the file with what it says."""
    own = {f"XDG_{kind}_HOME": str(private) for kind in ("CACHE", "CONFIG", "DATA")}
    log = private / f"{Path(command[0]).name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            env=os.environ | own | {"HOME": str(private)} | more,
            pass_fds=[] if keep is None else [keep],
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield log
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for(found: Any, log: Path) -> Any:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        result = found()
        if result:
            return result
        time.sleep(0.05)
    raise AssertionError(f"{log.stem} did not start. It said:\n{_read(log)[-3000:]}")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=5).close()
    except (urllib.error.URLError, OSError):
        return False
    return True
