"""The files of a quiz bank, one for each way in which a learning platform takes questions in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from healthclaims.core.atomic_write import replace_file
from healthclaims.core.problems import PlainError
from healthclaims.quiz_bank.gift import gift
from healthclaims.quiz_bank.item import Item, item_of
from healthclaims.quiz_bank.moodle_xml import moodle_xml
from healthclaims.quiz_bank.qti12 import qti12
from healthclaims.quiz_bank.qti21 import qti21
from healthclaims.quiz_bank.selection import Selection, select

_FORMATS: dict[str, Callable[[Sequence[Item]], bytes]] = {
    "moodle.xml": moodle_xml,
    "gift.txt": gift,
    "canvas_qti12.zip": qti12,
    "qti21.zip": qti21,
}


def write_bank(wanted: Selection, out: Path) -> Iterator[str]:
    """Write a bank in all formats; files of these names are written anew.

    Parameters
    ----------
    wanted : Selection
        Which questions.
    out : Path
        Folder for the files; it is made where it is missing.

    Yields
    ------
    str
        One line a file, and what could not be made.

    Raises
    ------
    UnknownNameError
        If the selection names what is not there; nothing is written then.
    """
    items = tuple(map(item_of, select(wanted)))
    out.mkdir(parents=True, exist_ok=True)
    for name, write in _FORMATS.items():
        try:
            content = write(items)
        except PlainError as error:
            yield f"{name} was left out. {error}"
            continue
        path = replace_file(out / name, content)
        yield f"{path.as_posix()}: {len(items)} questions, {round(len(content) / 1000)} kB"
