"""What a student wrote or pasted where no answer was asked for, for a person to look at."""

from __future__ import annotations

import base64
import binascii
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from healthclaims.assignments.notebook_cells import Cell, plain, read_cells, text_of

# No more of it is shown.
MOST_EXTRAS, MOST_PICTURES, MOST_PICTURE_BYTES = 20, 6, 2_000_000
_PICTURES = (
    ("image/png", b"\x89PNG\r\n\x1a\n"),
    ("image/jpeg", b"\xff\xd8\xff"),
    ("image/gif", b"GIF8"),
    ("image/webp", b"RIFF"),
)
_DATA_URI = re.compile(r"data:image/[a-z]{3,5};base64,([A-Za-z0-9+/=\s]{16,})")
_TASK_CELL = re.compile(r"assignment\.task\(['\"]([\w-]+)")
_CODE = re.compile(r"[()=\[\]{}]|^\s*(?:import|from|%|!)")


@dataclass(frozen=True)
class Extra:
    """What a student wrote or pasted where no answer was asked for.

    Parameters
    ----------
    task : str
        The task after whose words it stands; the first one where none is above it.
    text : str
        As written; empty for a picture alone.
    pictures : tuple of str
        Pictures of known kinds, as data URIs.
    left_out : int
        Pictures that are not shown: of another kind, too large, or too many.
    """

    task: str
    text: str
    pictures: tuple[str, ...] = ()
    left_out: int = 0


def beside_answers(notebook: bytes, task_ids: Sequence[str], given: bytes) -> tuple[Extra, ...]:
    """Find what was written or pasted beside the places for answers, and pictures in them.

    `given` is the notebook as students get it: what stands there already is not the student's.
    """
    cells, _ = read_cells(notebook)
    own_lines, whole, there = _lines_of_cells(given)
    extras: list[Extra] = []
    task = task_ids[0] if task_ids else ""
    room = MOST_PICTURES
    for cell in cells:
        source = cell.source or ""
        above = _TASK_CELL.search(source)
        names = [name for name in (cell.name, cell.id) if name in task_ids]
        task = names[0] if names else above[1] if above and above[1] in task_ids else task
        if source in whole and not cell.content.get("attachments"):
            continue
        shown, left_out = _pictures(cell, room)
        room -= len(shown)
        lines = [line for line in source.split("\n") if plain(line) not in there]
        # An older copy of the assignment says the same in other words.
        before = own_lines.get(cell.id, [])
        lines = [one for one in lines if not get_close_matches(one[:500], before, 1, 0.6)]
        if cell.content.get("cell_type") == "code":
            lines = [line for line in lines if len(line.split()) > 2 and not _CODE.search(line)]
        text = _DATA_URI.sub("(picture)", "\n".join(lines)).strip()
        if names:
            text = ""
        if (text or shown or left_out) and len(extras) < MOST_EXTRAS:
            extras.append(Extra(task, text, tuple(shown), left_out))
    return tuple(extras)


# A whole class has the same.
@functools.lru_cache(maxsize=8)
def _lines_of_cells(notebook: bytes) -> tuple[dict[str, list[str]], set[str], set[str]]:
    """Return the lines of each cell by its id, all cells as text, and all lines made plain."""
    cells, _ = read_cells(notebook)
    own = {cell.id: (cell.source or "").split("\n") for cell in cells}
    whole = {"\n".join(lines) for lines in own.values()}
    return own, whole, {plain(line) for lines in own.values() for line in lines}


def _pictures(cell: Cell, most: int) -> tuple[list[str], int]:
    """Return the pictures of a cell that are shown, and how many more there are."""
    found = list(_attached(cell)) + [match[1] for match in _DATA_URI.finditer(cell.source or "")]
    shown: list[str] = []
    for one in found:
        try:
            content = base64.b64decode(one[: 2 * MOST_PICTURE_BYTES], validate=False)
        except (binascii.Error, ValueError):
            continue
        kind = next((kind for kind, start in _PICTURES if content.startswith(start)), "")
        is_webp = content[8:12] == b"WEBP" or kind != "image/webp"
        if kind and is_webp and len(content) <= MOST_PICTURE_BYTES and len(shown) < most:
            shown.append(f"data:{kind};base64,{base64.b64encode(content).decode()}")
    return shown, len(found) - len(shown)


def _attached(cell: Cell) -> Iterator[str]:
    """Yield what was pasted into a cell, as base64."""
    attachments = cell.content.get("attachments")
    for bundle in attachments.values() if isinstance(attachments, dict) else ():
        for content in bundle.values() if isinstance(bundle, dict) else ():
            if (text := text_of(content)) is not None:
                yield text
