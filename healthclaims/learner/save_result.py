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


def explain(what: str, reason: str, remedy: str) -> str:
    """Say what could not be saved, why, and what to do.

    Parameters
    ----------
    what, reason, remedy : str
        For example ``"Your code"``, ``"the disk is full"`` and a sentence.

    Returns
    -------
    str
        Two sentences.
    """
    return f"{what} could not be saved ({reason}). {remedy}"
