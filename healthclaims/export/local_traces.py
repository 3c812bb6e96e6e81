"""What belongs to the maker's machine and not on a page: warnings, folders, colours of a terminal.

It is taken out of a notebook that was run, before a page is made of it, and told to whoever makes
the page.
"""

from __future__ import annotations

import contextlib
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from healthclaims.core.files import home_dir

# Colours and moves of the cursor; and titles of a window.
_COLOURS = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
_ROOTS = (
    "home|Users|root|tmp|var|private|mnt|media|opt|usr|srv|Volumes|content|workspaces?|nix|scratch"
    "|builds|run|snap|dev/shm|kaggle|gpfs|lustre|afs|net|cygdrive|storage"
)
# Below these, people name folders as they like.
_OWN = r"(?:[\w.-]+/){0,4}(?:Users|home\d?)|Volumes|media|content/drive"
# Letters of a name in a path; some folders may have a blank in their name.
_NAME = r"[^\s/\\'\"<>:|*?(),;`]"
_WITH_BLANK = _NAME + r"[^/\\'\"<>:|*?\r\n\t]*"
_ELSEWHERE = re.compile(
    rf"(?:file|vscode[\w-]*):/+{_NAME}[^\s'\"<>]*"
    rf"|(?<![A-Za-z0-9])[A-Za-z]:[\\/]+(?:{_WITH_BLANK}[\\/]+)*{_NAME}*"
    rf"|(?<![^\s'\"(=])\\\\+(?:\?\\+)?[\w.$-]+\\+(?:{_WITH_BLANK}\\+)*{_NAME}+"
    rf"|(?<![\w.:/~<&;%=\\-])/(?:{_OWN})/(?:{_WITH_BLANK}/)*{_NAME}*"
    rf"|(?<![\w.:/~<&;%=\\-])/(?:{_ROOTS})/{_NAME}*(?:/{_NAME}*)*"
)
# Below an environment's folder, wherever that is; looked for only where there is one.
_PACKAGES = re.compile(
    rf"[^\s'\"<>(]{{0,300}}[\\/](?:site|dist)-packages[\\/]{_NAME}*(?:[\\/]+{_NAME}+)*"
)
_OWNERS = ("home", "users", "documents and settings")
_KINDS = ("text/plain", "text/html", "text/markdown", "text/latex", "image/svg+xml")
_LONGEST = 160
_LEFT_OUT = "It is not on the page"


def take_out_local_traces(notebook: Any, folder: Path) -> list[str]:
    """Take warnings, folders of a machine and colour codes out of a notebook, in place.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        A notebook that was run.
    folder : Path
        Where it lies.

    Returns
    -------
    list of str
        One sentence for each cell in which something was taken out.
    """
    paths = {str(path) for path in _own_folders(folder)}
    # In code and in messages a backslash may stand twice.
    paths |= {path.replace("\\", "\\\\") for path in paths}
    own = sorted(paths, key=len, reverse=True)
    told = []
    for number, cell in enumerate(notebook.cells, 1):
        name = f"cell {number} ({cell.get('id', 'without an id')})"
        warned = "".join(_take_stderr(cell))
        if warned.strip():
            first = _hide(" ".join(warned.split()), own)
            told.append(f"{name} printed a warning or error. {_LEFT_OUT}: {_short(first)}")
        hidden: set[str] = set()
        _clean_cell(cell, own, hidden)
        if hidden:
            named = ", ".join(sorted(hidden))
            told.append(f"{name} names a folder of a machine. {_LEFT_OUT}: {_short(named)}")
    return told


def _own_folders(folder: Path) -> Iterator[Path]:
    """Yield the folders of this machine by which a text may name it."""
    found = [folder, home_dir(), Path.cwd(), Path(tempfile.gettempdir()), Path(sys.prefix)]
    with contextlib.suppress(RuntimeError):  # a machine without a home folder
        found.append(Path.home())
    for path in found:
        # A folder such as / or /data would be found in any text.
        yield from (one for one in (path.absolute(), path.resolve()) if len(one.parts) > 2)


def _take_stderr(cell: Any) -> Iterator[str]:
    """Take what was printed for the person at the machine out of the results of a cell."""
    kept = []
    for output in cell.get("outputs", ()):
        if output["output_type"] == "stream" and output["name"] == "stderr":
            yield _COLOURS.sub("", output["text"])
        else:
            kept.append(output)
    if "outputs" in cell:
        cell["outputs"] = kept


def _clean_cell(cell: Any, own: Sequence[str], hidden: set[str]) -> None:
    cell["source"] = _hide(cell["source"], own, hidden)
    for output in cell.get("outputs", ()):
        if output["output_type"] == "stream":
            output["text"] = _hide(_COLOURS.sub("", output["text"]), own, hidden)
        if output["output_type"] == "error":
            output["evalue"] = _hide(_COLOURS.sub("", output["evalue"]), own, hidden)
        for kind in _KINDS:
            if isinstance(output.get("data", {}).get(kind), str):
                text = _COLOURS.sub("", output["data"][kind])
                output["data"][kind] = _hide(text, own, hidden)


def _hide(text: str, own: Sequence[str], hidden: set[str] | None = None) -> str:
    """Leave of each path on a machine the name of its file."""

    def short(found: re.Match[str]) -> str:
        path = found[0].rstrip(".")
        parts = [part for part in re.split(r"[\\/]+", path) if part]
        if len(parts) < 2:  # no more than "/home/"
            return found[0]
        if hidden is not None:
            hidden.add(path)
        # Below these folders the first name is that of a person.
        is_person = parts[-2].casefold() in _OWNERS
        left = "…" if is_person or path in own else f"…/{parts[-1]}"
        return left + found[0][len(path) :]

    patterns = [
        re.compile(rf"{re.escape(top)}(?![\w-])(?:[\\/]+{_NAME}+)*") for top in own if top in text
    ]
    patterns += [_PACKAGES] if "-packages" in text else []
    for pattern in (*patterns, _ELSEWHERE):
        text = pattern.sub(short, text)
    return text


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
