"""How much is read of what students hand in, and what is raised beyond that."""

from __future__ import annotations

from dataclasses import dataclass

ASK = "Ask for the zip that hand_in() makes."
# Folders in folders; beyond that, neither folders nor zips are followed.
FOLDERS = 40
# Why a file is not used, as a sentence, and what to do next; the latter is empty if nothing is.
Why = tuple[str, str]


class CannotReadError(Exception):
    """Raised when a file cannot be used; `cost` bytes had been unpacked when that was found out."""

    def __init__(self, reason: str, remedy: str, cost: int = 0) -> None:
        super().__init__(reason)
        self.why, self.cost = (reason, remedy), cost


class TooLargeError(CannotReadError):
    """Raised when a file is over `most` bytes."""

    def __init__(self, most: int) -> None:
        size = f"{most / 1_000_000:g} MB" if most >= 1_000_000 else f"{most} bytes"
        super().__init__(f"It is larger than {size}.", f"{ASK[:-1]}; it is small.")


@dataclass(frozen=True)
class Limits:
    """How much is read of what students hand in; real work stays far below.

    Parameters
    ----------
    log, notebook : int
        Bytes of one answer log, of one notebook.
    upload : int
        Bytes of one zip within another or in a folder.
    student : int
        Bytes of one student in all, as unpacked.
    files : int
        Files of one student that are looked at.
    directory : int
        Bytes of the list of contents of a student's zip.
    download : int
        Bytes of the list of contents of a zip given on the command line.
    ratio : int
        How many times larger than packed a file over one megabyte may be.
    depth : int
        How many zips deep a student's zip is opened.
    """

    log: int = 5_000_000
    notebook: int = 20_000_000
    upload: int = 30_000_000
    student: int = 60_000_000
    files: int = 2_000
    directory: int = 1_000_000
    download: int = 10_000_000
    ratio: int = 200
    ratio_from: int = 1_000_000
    depth: int = 6


LIMITS = Limits()
