"""A copy of the kit in which faults are put, checked and taken out again."""

from __future__ import annotations

import compileall
import os
import py_compile
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .changes import Content
from .fault import NOTEBOOKS, Fault

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT_S = 600
# Folders that are never part of the kit, for a kit without git.
_LEFT_OUT = {"build", "dist", "answers", "hand_in", "my_articles", "__pycache__", "node_modules"}
_ALONE = ["-q", "-n0", "-p", "no:cacheprovider", "-rpfE", "--color=no", "--tb=short"]
_REPORTED = re.compile(r"^(PASSED|FAILED|ERROR) (\S+?\.\w+(?:::.*?)?)(?: - .*)?$", re.MULTILINE)
CAUGHT, MISSED, OTHER = "caught", "MISSED", "failed for another reason"


def kit_files() -> list[str]:
    """List the files of the kit: what git knows, or, without git, all but what runs leave."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        command = [git, "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached"]
        options = ["--others", "--exclude-standard"]
        listed = subprocess.run([*command, *options], cwd=ROOT, check=True, capture_output=True)
        names = {name for name in os.fsdecode(listed.stdout).split("\0") if name}
        return sorted(name for name in names if (ROOT / name).is_file())
    found = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
    is_kept = (path for path in found if path.name != ".git" and not _is_left(path.parts[:-1]))
    return sorted(path.as_posix() for path in is_kept)


def _is_left(folders: Sequence[str]) -> bool:
    """Tell whether files in these folders are what runs have left behind."""
    if folders[:1] in ((".ci",), (".github",)):
        return False
    return any(
        name in _LEFT_OUT or name.startswith(".") or name.endswith("egg-info") for name in folders
    )


def read_kit(path: str) -> Content:
    """Give a file of the kit as it is now; None where there is none."""
    file = ROOT / path
    return file.read_bytes() if file.is_file() else None


@dataclass(frozen=True)
class Ran:
    """What became of a check."""

    status: int
    output: str

    def reported(self, what: str, check: str) -> bool:
        """Tell whether pytest reported a test of this check so (PASSED, FAILED or ERROR)."""
        return any(
            kind == what and (test == check or test.startswith((f"{check}[", f"{check}::")))
            for kind, test in _REPORTED.findall(self.output)
        )


@dataclass(frozen=True)
class Verdict:
    """What became of a seeded fault."""

    fault: Fault
    outcome: str
    output: str = ""
    seconds: float = 0.0


class Bench:
    """A copy of the kit in a folder of its own.

    Parameters
    ----------
    folder : Path
        Where to; it is made.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in kit_files():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target)
        # Compiled files that know the text they were made of: a change of the same length within
        # one second must not go unnoticed.
        mode = py_compile.PycInvalidationMode.CHECKED_HASH
        compileall.compile_dir(folder / "healthclaims", quiet=2, invalidation_mode=mode)

    @contextmanager
    def holding(self, fault: Fault) -> Iterator[None]:
        """Put a fault in, and take it out again."""
        before = {change.path: self._read(change.path) for change in fault.changes}
        after = fault.apply(before.__getitem__)
        try:
            for path, content in after.items():
                self._write(path, content)
            yield
        finally:
            for path, content in before.items():
                self._write(path, content)

    def _read(self, path: str) -> Content:
        file = self.folder / path
        return file.read_bytes() if file.is_file() else None

    def _write(self, path: str, content: Content) -> None:
        file = self.folder / path
        if content is None:
            file.unlink(missing_ok=True)
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    def run(self, *checks: str) -> Ran:
        """Run checks of one sort in a fresh process that imports the copy."""
        arguments = [*_arguments(checks[0]), *(checks if _is_pytest(checks[0]) else ())]
        command = [sys.executable, "-m", "tests.seeded.inside", *arguments]
        settings = ("HEALTHCLAIMS_DATA", "HEALTHCLAIMS_ANSWERS", "PYTHON", "PYTEST_", "COV_")
        clean = {name: text for name, text in os.environ.items() if not name.startswith(settings)}
        clean |= {"PYTHONPATH": str(self.folder), "PYTHONDONTWRITEBYTECODE": "1"}
        try:
            done = subprocess.run(
                command, cwd=self.folder, env=clean, timeout=TIMEOUT_S, text=True, check=False,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, errors="replace",
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return Ran(124, f"{' '.join(checks)} took more than {TIMEOUT_S} seconds")
        return Ran(done.returncode, done.stdout)

    def passes(self, checks: Sequence[str]) -> dict[str, str]:
        """Run checks on the untouched copy; give the output of each that does not pass."""
        wrong: dict[str, str] = {}
        for together in _together(checks):
            ran = self.run(*together)
            for check in together:
                told = ran.status in (0, 1) and not _is_pytest(check) and ran.status == 0
                if _is_pytest(check):
                    told = ran.reported("PASSED", check) and not any(
                        ran.reported(what, check) for what in ("FAILED", "ERROR")
                    )
                if not told:
                    wrong[check] = ran.output
        return wrong

    def judge(self, fault: Fault) -> Verdict:
        """Put one fault in and see whether its check finds it."""
        start = time.monotonic()
        with self.holding(fault):
            ran = self.run(fault.check)
        seconds = time.monotonic() - start
        if ran.status == 0:
            return Verdict(fault, MISSED, ran.output, seconds)
        failed = ran.status == 1
        if _is_pytest(fault.check):
            failed = failed and ran.reported("FAILED", fault.check)
        else:
            failed = failed and "Traceback" not in ran.output
        right = failed and _plain(fault.words) in _plain(ran.output)
        return Verdict(fault, CAUGHT if right else OTHER, ran.output, seconds)


def _is_pytest(check: str) -> bool:
    return check.startswith(("tests/", *NOTEBOOKS))


def _arguments(check: str) -> list[str]:
    if check.startswith(NOTEBOOKS):
        return ["pytest", *_ALONE]
    if check.startswith("tests/"):
        return ["pytest", *_ALONE, "-o", "addopts=", "-p", "no:nbval"]
    return ["healthclaims", *check.split()]


def _together(checks: Iterable[str]) -> list[list[str]]:
    """Put all tests into one process, and all notebooks; each command is on its own."""
    sorts: dict[str, list[str]] = {}
    for check in dict.fromkeys(checks):
        sort = check.partition("/")[0] if _is_pytest(check) else check
        sorts.setdefault(sort, []).append(check)
    return list(sorts.values())


def _plain(text: str) -> str:
    """Leave out how a text is broken into lines and coloured."""
    return " ".join(re.sub(r"\x1b\[[0-9;]*m|\nE +", " ", text).split())
