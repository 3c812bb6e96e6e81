"""Writing files whole: whatever stops the writing, there is the old file or the new one."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path


def replace_file(path: Path, content: bytes) -> Path:
    """Write a file beside its place and move it there at once; its folder has to be there.

    Raises
    ------
    OSError
        If it cannot be written; an earlier file is then still whole.
    """
    fresh = path.with_name(f".{path.name}.new")
    try:
        with naming(path):
            fresh.write_bytes(content)
            return fresh.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise


def renew_file(path: Path, content: bytes) -> bool:
    """Replace a file, in a folder that is made if needed, and return whether anything changed."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, content)
    return True


@contextlib.contextmanager
def naming(path: Path) -> Iterator[None]:
    """Put the file into an error that names none, as the one of a full disk does."""
    try:
        yield
    except OSError as error:
        if error.filename is None and error.strerror:
            error.filename = str(path)
        raise


def disk_message(error: OSError) -> str:
    """Return what a disk would not do: where, why and what to do next."""
    reason = error.strerror
    if error.args and isinstance(error.args[0], list):  # several files of a copied folder
        error_of_one = error.args[0][0]
        return (
            f"{error_of_one[1]} could not be written ({error_of_one[2]}). Make room on the disk, "
            "or take a folder that you may write to, and run the same again."
        )
    if reason is None:
        return str(error)
    where = error.filename2 or error.filename
    if where is None:
        return f"A file could not be read or written ({reason}). {_REMEDY}"
    return f"{where} could not be read or written ({reason}). {_REMEDY}"


_REMEDY = (
    "Make sure that it is there, that you may use it and that the disk has room; then run the "
    "same again."
)
