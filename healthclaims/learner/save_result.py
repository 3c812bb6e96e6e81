"""What became of a write, in words for the learner."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SaveResult:
    """What became of a write.

    Parameters
    ----------
    ok : bool
        True if the line is on disk.
    message : str
        For the learner, where it is not.
    dropped : bool
        True if it will not be written, however often it is given again.
    """

    ok: bool
    message: str = ""
    dropped: bool = False


def not_saved(what: str, reason: str, remedy: str) -> str:
    """Tell a learner what could not be saved, why, and what to do."""
    return f"{what} could not be saved ({reason}). {remedy}"
