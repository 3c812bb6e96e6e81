"""What was read once and is kept, so that a change asks to be read again.

Whether a sentence, a picture or an answer is right, no program can tell. So some files keep the
state that somebody has read, and a test fails where it has changed. `python -m tests.course`
prints every change, to be read, and keeps the new state.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).parent / "kept"
RENEW = (
    "Changed since it was read last. Put right what is wrong; if all is meant so, run "
    "python -m tests.course: it prints every change, to be read, and keeps the new state."
)


def read_kept(name: str) -> dict[str, str]:
    """Read a file of lines "place: what is kept"."""
    path = FOLDER / name
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return dict(line.split(": ", 1) for line in lines)


def write_kept(name: str, state: Mapping[str, str]) -> None:
    """Write such a file in order of the places, so that a diff shows what changed."""
    FOLDER.mkdir(exist_ok=True)
    text = "".join(f"{place}: {state[place]}\n" for place in sorted(state))
    (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")


def changes(kept: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """Tell what is new, gone or different, by place."""
    return {
        place: f"{kept.get(place, 'nothing')} -> {now.get(place, 'nothing')}"
        for place in sorted(kept.keys() | now.keys())
        if kept.get(place) != now.get(place)
    }
