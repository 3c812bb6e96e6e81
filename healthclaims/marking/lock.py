"""Only one marking run at a time writes into a folder.

The system itself holds the lock and lets go of it when a run ends, however it ends: what a killed
run leaves behind keeps nobody out.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from healthclaims.core.problems import DataError, Problem

LOCK_FILE = ".running"


@contextlib.contextmanager
def one_run(folder: Path) -> Iterator[None]:
    """Keep other runs out of a folder that is there.

    Raises
    ------
    DataError
        If another run is writing into it now.
    OSError
        If nothing can be written there.
    """
    path = folder / LOCK_FILE
    number = _take(path)
    if number is None:
        what = "is in use: another run of this command is writing its marks into it now."
        remedy = "Wait until that one has ended, or give another folder with --out."
        raise DataError([Problem(folder, None, what, remedy)])
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # Windows removes no file that is open
            path.unlink()
        os.close(number)
        with contextlib.suppress(OSError):
            path.unlink()


def _take(path: Path) -> int | None:
    """Open the file and lock it; give None if somebody else has."""
    while True:
        number = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        if not _lock(number):
            os.close(number)
            return None
        # Whoever had it may have removed the file meanwhile: then this is a lock on nothing.
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(number), path.stat()):
                return number
        os.close(number)


def _lock(number: int) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # some network folders have no locks: then nobody is kept out
        return True
    return True
