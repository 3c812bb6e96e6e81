"""Zip files that the kit writes: the same contents give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)


def zip_bytes(parts: Mapping[str, bytes], *, compressed: bool = True) -> bytes:
    """Return a zip of some files, in the order given.

    Parameters
    ----------
    parts : mapping of str to bytes
        Path in the zip, with ``/`` between folders, to what the file holds.
    compressed : bool
        False where the bytes shall not depend on the machine's zlib either.

    Returns
    -------
    bytes
        The zip. It holds no date and nothing else of this machine.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in parts.items():
            method = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
            packed.writestr(entry(name), content, method)
    return file.getvalue()


def entry(name: str) -> zipfile.ZipInfo:
    """Return the entry of a file, with nothing of this machine in it."""
    made = zipfile.ZipInfo(name, _FIXED_TIME)
    made.create_system, made.external_attr = 3, 0o644 << 16
    return made
