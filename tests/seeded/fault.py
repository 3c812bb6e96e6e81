"""What a seeded fault is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .changes import Change, Content, NoLongerAppliesError

BROWSER = "tests/browser/"
NOTEBOOKS = ("notebooks/", "solutions/")


@dataclass(frozen=True, eq=False)
class Fault:
    """Something that goes wrong for a student or an instructor, and who has to notice.

    Parameters
    ----------
    id : str
        Short name.
    harm : str
        What goes wrong, and for whom.
    check : str
        What has to fail: a test (``tests/…::test_…``), a notebook that nbval runs
        (``notebooks/….ipynb``), or a command of the kit (``check``, ``refresh --check``).
    words : str
        Words that the failure has to hold, so that it fails for this reason.
    changes : tuple of Change
        The fault.
    slow : bool
        Takes more than a few seconds; not in the sample of every run.
    """

    id: str
    harm: str
    check: str
    words: str
    changes: tuple[Change, ...]
    slow: bool = False

    @property
    def is_quick(self) -> bool:
        """True where every run may draw it."""
        return not (self.slow or self.check.startswith((BROWSER, *NOTEBOOKS)))

    def apply(self, read: Callable[[str], Content]) -> dict[str, Content]:
        """Work out the changed files; nothing is written.

        Parameters
        ----------
        read : callable
            Gives the content of a file of the kit, None where there is none.

        Returns
        -------
        dict
            Path to new content; None stands for no file.

        Raises
        ------
        NoLongerAppliesError
            If the kit has changed so that this fault cannot be put in.
        """
        made: dict[str, Content] = {}
        for change in self.changes:
            path = change.path
            try:
                made[path] = change.edit(made[path] if path in made else read(path))
            except NoLongerAppliesError as error:
                remedy = "Anchor the fault anew in tests/seeded/, or take it out if it cannot be."
                message = f"{self.id} can no longer be put in. {error}\n{remedy}"
                raise NoLongerAppliesError(message) from error
        return made


def fault(
    name: str, harm: str, check: str, words: str, *changes: Change, slow: bool = False
) -> Fault:
    """Make a fault; see `Fault`."""
    return Fault(name, harm, check, words, changes, slow)
