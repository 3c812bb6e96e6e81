"""Where the kit's files live, and how text and TOML are read from them."""

from __future__ import annotations

import codecs
import functools
import json
import os
import tomllib
from pathlib import Path
from typing import Any

from healthclaims.core.problems import DataError, Problem, why

PACKAGE_NAME = "health-claims"
_MARKER = "datapackage.json"
# Those of UTF-32 begin like these.
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


def data_dir() -> Path:
    """Find the folder that holds the texts and labels.

    The order is: the environment variable ``HEALTHCLAIMS_DATA``; the nearest parent of the
    working directory with this kit's ``data/datapackage.json``; the copy inside the installed
    package (or, in an editable installation, the checkout).

    Returns
    -------
    Path
        An existing folder.

    Raises
    ------
    FileNotFoundError
        If ``HEALTHCLAIMS_DATA`` names no folder, or nothing was found.
    """
    named = os.environ.get("HEALTHCLAIMS_DATA")
    if named:
        folder = Path(named).expanduser()
        if not folder.is_dir():
            message = (
                f"HEALTHCLAIMS_DATA is {named!r}, which is not a folder. "
                "Set it to the kit's data folder or remove it."
            )
            raise FileNotFoundError(message)
        return folder.resolve()
    return _find_data(os.getcwd())  # noqa: PTH109 - a plain string makes the cheapest key


@functools.cache
def _find_data(working_folder: str) -> Path:
    start = Path(working_folder)
    for parent in (start, *start.parents):
        if _is_kit(parent / "data"):
            return parent / "data"
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_data", package.parent / "data"):
        if _is_kit(folder):
            return folder
    message = (
        "The kit's data folder was not found. Start Jupyter from the kit's own folder, "
        "or set HEALTHCLAIMS_DATA to its data folder."
    )
    raise FileNotFoundError(message)


def _is_kit(folder: Path) -> bool:
    try:
        text = (folder / _MARKER).read_text(encoding="utf-8")
    except OSError:
        return False
    return f'"name": "{PACKAGE_NAME}"' in text


def home_dir() -> Path:
    """Find the folder for what a student makes: answers and own articles.

    It is the one that holds ``data/`` when the working directory lies inside the kit, else the
    working directory.
    """
    return _find_home(Path.cwd())


def solutions_dir() -> Path:
    """Find the folder ``solutions`` with the answers to the assignments.

    Raises
    ------
    FileNotFoundError
        If this copy of the kit has none, as the students' copy.
    """
    folder = home_dir() / "solutions"
    if not (folder / "keys").is_dir():
        message = (
            "There are no solutions in this copy of the kit, so nothing can be marked here. "
            "Work in the instructor's copy, the one with the folder solutions/keys."
        )
        raise FileNotFoundError(message)
    return folder


@functools.cache
def _find_home(start: Path) -> Path:
    for parent in (start, *start.parents):
        if _is_kit(parent / "data"):
            return parent
    return start


def read_text(path: Path) -> str:
    """Read a text file as UTF-8, with or without a byte order mark; line ends stay.

    Raises
    ------
    DataError
        If the file is missing or is not UTF-8; the message names the line.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        what = f"cannot be read ({why(error)})."
        raise DataError([Problem(path, None, what, "Check that the file is there.")]) from error
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = f"is not UTF-8: byte 0x{raw[error.start]:02x}."
        remedy = "Save the file again as “CSV UTF-8” or, in an editor, with encoding UTF-8."
        raise DataError([Problem(path, line, what, remedy)]) from error


def as_utf8(content: bytes) -> bytes:
    """Return text in UTF-8 without a mark at its start, whatever an editor saved it as.

    UTF-16 and UTF-32 are recognized. What is UTF-8 already, damaged or not, keeps its bytes.
    """
    encoding = json.detect_encoding(content)
    if encoding == "utf-8":
        return content
    if encoding == "utf-8-sig":
        return content[3:]
    return content.decode(encoding, "replace").encode("utf-8", "replace")


def without_mark(content: bytes) -> bytes:
    """Return text in UTF-8 where a mark at its start says that an editor saved it otherwise.

    What has no mark, damaged or not, keeps its bytes.
    """
    return as_utf8(content) if content.startswith(_MARKS) else content


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file.

    Raises
    ------
    DataError
        If it cannot be read or is not TOML; the message names the line.
    """
    text = read_text(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(
            [Problem(path, None, f"is not valid TOML: {error}.", "Correct it at that place.")]
        ) from error
