"""Runs work in a copy of this process: killed at a step, on a full disk, or in a locked folder.

The copy is made with fork, so that everything is loaded already and hundreds of rounds are cheap.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import pickle
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"}
_NEW_MOUNTS, _PRIVATE, _ALL_BELOW = 0x20000, 1 << 18, 1 << 14
_CAPABILITIES = 0x20080522
_MAY_WRITE_ANYWHERE, _MAY_READ_ANYWHERE = 1 << 1, 1 << 2


@dataclass(frozen=True)
class Done:
    """What became of work in a copy of this process.

    Parameters
    ----------
    value : object
        What it gave; None if it was killed.
    killed : bool
        True if it was killed on the way.
    steps : int
        How many steps changed something on disk; 0 if it was killed.
    """

    value: Any
    killed: bool
    steps: int


class Steps:
    """Counts the steps that change something on disk, and kills the process at one of them."""

    def __init__(self, last: int) -> None:
        self.count, self._last = 0, last

    def take(self) -> None:
        """Go one step, or die."""
        self.count += 1
        if self.count == self._last:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self) -> None:
        """Count from here on; every file that is written at once is half written for a step."""
        sys.addaudithook(self._hear)

        def in_halves(path: Path, content: bytes) -> int:
            with path.open("wb") as file:
                file.write(content[: len(content) // 2])
                file.flush()
                self.take()
                file.write(content[len(content) // 2 :])
            return len(content)

        Path.write_bytes = in_halves  # type: ignore[method-assign]  # stands in for a slow disk

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES
        if writes or event in _CHANGES:
            self.take()


def apart(work: Callable[[], Any], *, kill_at: int = 0, counted: bool = False) -> Done:
    """Do work in a copy of this process, and give what it gives.

    Parameters
    ----------
    work : callable
        The work.
    kill_at : int
        The step that changes something on disk at which it is killed; 0 for none.
    counted : bool
        True to count the steps.

    Returns
    -------
    Done
        What became of it. If the work raises, so does this, with the lines of code behind it.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _be_the_copy(work, writing, kill_at, counted=counted or bool(kill_at))
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL, status
        return Done(None, killed=True, steps=0)
    failed, value, steps = pickle.loads(said)
    if failed:
        raise AssertionError(failed)
    return Done(value, killed=False, steps=steps)


def _be_the_copy(work: Callable[[], Any], writing: int, kill_at: int, *, counted: bool) -> None:
    steps = Steps(kill_at)
    failed, value = "", None
    try:
        if counted:
            steps.watch()
        value = work()
    except BaseException:
        failed = traceback.format_exc()
    answer = pickle.dumps((failed, value, steps.count))
    while answer:
        answer = answer[os.write(writing, answer) :]
    os._exit(0)


@contextlib.contextmanager
def no_file_beyond(most: int) -> Iterator[None]:
    """Let no file grow beyond so many bytes, as on a disk that is full; for copies only."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def mount_small_disk(folder: Path, size: str) -> bool:
    """Put a small disk into a folder that only this process sees; for copies only."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "unshare") or libc.unshare(_NEW_MOUNTS):
        return False
    if libc.mount(b"none", b"/", None, _PRIVATE | _ALL_BELOW, None):
        return False
    return libc.mount(b"tmpfs", bytes(folder), b"tmpfs", 0, f"size={size}".encode()) == 0


def obey_permissions() -> None:
    """Give up the right to write anywhere, which tests have that run as root; for copies only."""
    if os.geteuid() or sys.platform != "linux":
        return
    header = (ctypes.c_uint32 * 2)(_CAPABILITIES, 0)
    rights = (ctypes.c_uint32 * 6)()
    libc = ctypes.CDLL(None, use_errno=True)
    assert not libc.capget(header, rights)
    rights[0] &= ~(_MAY_WRITE_ANYWHERE | _MAY_READ_ANYWHERE)
    assert not libc.capset(header, rights)


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Forbid changes below a folder while something is done in a copy of this process."""
    paths = [folder, *(path for path in folder.rglob("*") if not path.is_symlink())]
    modes = {path: path.stat().st_mode for path in paths}
    for path in paths:
        path.chmod(modes[path] & ~0o222)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)
