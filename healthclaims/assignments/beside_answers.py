"""What a student wrote or pasted where no answer was asked for, for a person to look at."""

from __future__ import annotations

import base64
import binascii
import functools
import keyword
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from healthclaims.assignments.notebook_cells import Cell, places_for, plain, read_cells, text_of

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
# Fewer are no answer, but a name, or what an older copy of the assignment has otherwise.
_FEWEST_WORDS = 3
_COMMAND = re.compile(r"^[ \t]*[%!]+[a-z].*", re.M)
_SAID = re.compile(r"""#.*|"{3}[\s\S]*?"{3}|'{3}[\s\S]*?'{3}|"[^"\n]*"|'[^'\n]*'""")
_CODE = re.compile(r"[()=\[\]{}<>+*]|:\s*$|^\s*(?:import|from)\b")
# Python has no two words side by side but its own.
_ITS_OWN = rf"(?:{'|'.join(keyword.kwlist)})\b"
_SIDE_BY_SIDE = re.compile(rf"\b(?!{_ITS_OWN})[^\W_]+[ \t]+(?!{_ITS_OWN})[^\W_]")


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
    places = {id(cell): task for task in task_ids for cell in places_for(task, cells)}
    extras: list[Extra] = []
    task = task_ids[0] if task_ids else ""
    room = MOST_PICTURES
    for cell in cells:
        source = cell.source or ""
        above = _TASK_CELL.search(source)
        own = places.get(id(cell), "")
        task = own or (above[1] if above and above[1] in task_ids else task)
        if source in whole and not cell.content.get("attachments"):
            continue
        shown, left_out = _pictures(cell, room)
        room -= len(shown)
        lines = [line for line in source.split("\n") if plain(line) not in there]
        before = own_lines.get(cell.id, [])
        lines = [line for line in lines if not _is_as_given(line, before)]
        text = _DATA_URI.sub("(picture)", "\n".join(lines)).strip()
        if own or (cell.content.get("cell_type") == "code" and not _is_said(text)):
            text = ""
        if (text or shown or left_out) and len(extras) < MOST_EXTRAS:
            extras.append(Extra(task, text, tuple(shown), left_out))
    return tuple(extras)


def _is_as_given(line: str, before: Sequence[str]) -> bool:
    """Tell whether a line was given, but for the few words that an older copy has otherwise."""
    alike = get_close_matches(line[:500], before, 1, 0.6)
    new = Counter(_words(line)) - Counter(_words("".join(alike)))
    return bool(alike) and new.total() < _FEWEST_WORDS


def _is_said(code: str) -> bool:
    """Tell whether a code cell says something in words, as an answer does and code does not.

    What it says are its comments, its strings, and its lines that are no code. One word alone is a
    name.
    """
    code = _COMMAND.sub("", code)
    rest = _SAID.sub(";", code).split("\n")
    bare = [line for line in rest if _SIDE_BY_SIDE.search(line) or not _CODE.search(line)]
    counts = (len(_words(one)) for one in (*_SAID.findall(code), *bare))
    return sum(count for count in counts if count > 1) >= _FEWEST_WORDS


def _words(text: str) -> list[str]:
    return [word for word in text.split() if any(map(str.isalpha, word))]


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
