"""A copy of the kit in which faults are put, checked and taken out again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from .fault import CAUGHT, NOTEBOOKS, ROOT, Fault, Ran, is_pytest

TIMEOUT_S = 600
_FOLDERS = ("data", "docs", "exercises", "healthclaims", "notebooks", "solutions", "tests")
_PYTEST = ["pytest", "-q", "-n0", "-p", "no:cacheprovider", "-rpfE", "--color=no", "--tb=short"]
_SETTINGS = ("HEALTHCLAIMS_", "PYTHON", "PYTEST_", "COV_")


def read_kit(path: str) -> bytes | None:
    """Return a file of the kit as it is now; None where there is none."""
    return _read(ROOT / path)


class Bench:
    """A copy of the kit in a folder that does not exist yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        left = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
        for name in _FOLDERS:
            shutil.copytree(ROOT / name, folder / name, ignore=left)
        for file in ROOT.iterdir():
            if file.is_file():
                shutil.copy2(file, folder)

    @contextmanager
    def holding(self, fault: Fault) -> Iterator[None]:
        """Put a fault in, and take it out again."""
        before = {edit.path: _read(self.folder / edit.path) for edit in fault.edits}
        after = fault.apply(before.__getitem__)
        try:
            self._write(after)
            yield
        finally:
            self._write(before)

    def _write(self, files: Mapping[str, bytes | None]) -> None:
        for path, content in files.items():
            if content is None:
                (self.folder / path).unlink(missing_ok=True)
            else:
                (self.folder / path).write_bytes(content)

    def run(self, *checks: str) -> Ran:
        """Run one check, or several of pytest's of one sort, in a fresh process on the copy."""
        command = [sys.executable, "-m", *_command(*checks)]
        clean = {name: text for name, text in os.environ.items() if not name.startswith(_SETTINGS)}
        done = subprocess.run(
            command, cwd=self.folder, env=clean | {"PYTHONPATH": str(self.folder)}, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, errors="replace", timeout=TIMEOUT_S,
        )  # fmt: skip
        return Ran(done.returncode, done.stdout)

    def catches(self, fault: Fault) -> None:
        """Put a fault in; fail where its check does not find it."""
        with self.holding(fault):
            ran = self.run(fault.check)
        told = f"{fault.harm}\nExpected to read: {fault.words}\n{ran.output[-3000:]}"
        assert fault.outcome(ran) == CAUGHT, told

    def failing(self, checks: Iterable[str]) -> dict[str, str]:
        """Run checks on the copy as it is; return what each prints that does not pass."""
        wrong: dict[str, str] = {}
        for together in _together(checks):
            ran = self.run(*together)
            for check in together:
                passed = ran.status == 0
                if is_pytest(check):
                    passed = passed and ran.reported("PASSED", check)
                if not passed:
                    wrong[check] = ran.output
        return wrong


def _read(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _command(*checks: str) -> list[str]:
    if checks[0].startswith(NOTEBOOKS):
        return [*_PYTEST, *checks]
    if is_pytest(checks[0]):
        return [*_PYTEST, "-o", "addopts=", "-p", "no:nbval", *checks]
    return ["healthclaims", *checks[0].split()]


def _together(checks: Iterable[str]) -> list[list[str]]:
    """Put all tests into one process, and all notebooks; each command is on its own."""
    sorts: dict[str, list[str]] = {}
    for check in dict.fromkeys(checks):
        sort = check.partition("/")[0] if is_pytest(check) else check
        sorts.setdefault(sort, []).append(check)
    return list(sorts.values())
