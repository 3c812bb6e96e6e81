"""Learner codes: what may be one, and which one was chosen last on this machine."""

from __future__ import annotations

import re

from healthclaims.core.atomic_write import replace_file
from healthclaims.core.files import home_dir
from healthclaims.core.problems import PlainError, why
from healthclaims.learner.clock import KEEP, answers_mode
from healthclaims.learner.save_result import SaveResult, not_saved

EXAMPLE_LEARNER = "example"


DEFAULT_LEARNER = "me"


CODE_PATTERN = r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}"


# Names that Windows keeps for devices: no folder can have them.
RESERVED_PATTERN = r"con|prn|aux|nul|(com|lpt)[0-9]"


UNUSABLE = (
    "{code} cannot be used as a learner code. Take letters, digits, - and _ (at most 32), for "
    "example blue-fox-7. Do not use your name."
)
TAKEN = (
    "{code} cannot be used as a learner code: Windows keeps this name for itself, and your answers "
    "would be lost there. Take another one, for example blue-fox-7. Do not use your name."
)


class LearnerCodeError(PlainError, ValueError):
    """Raised for a learner code that cannot be used; the message says what can."""


def check_code(code: str) -> str:
    """Return a learner code in small letters, or raise `LearnerCodeError` with what can be used.

    Letters, digits, ``-`` and ``_``, at most 32, starting with a letter or digit; none of the names
    that Windows keeps for devices. A capital letter more or less does not make another learner.
    """
    code = str(code).strip().lower()
    if not re.fullmatch(CODE_PATTERN, code):
        raise LearnerCodeError(UNUSABLE.format(code=repr(code)))
    if re.fullmatch(RESERVED_PATTERN, code):
        raise LearnerCodeError(TAKEN.format(code=repr(code)))
    return code


def current_learner() -> str:
    """Return the learner code that was chosen last on this machine, or `DEFAULT_LEARNER`."""
    try:
        return check_code((home_dir() / "answers" / "learner.txt").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return DEFAULT_LEARNER


def choose_learner(code: str) -> SaveResult:
    """Remember a learner code for all lessons on this machine."""
    code = check_code(code)
    if answers_mode() != KEEP:
        return SaveResult(False, "Answers are not kept in this session.")
    try:
        folder = home_dir() / "answers"
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(folder / "learner.txt", f"{code}\n".encode())
    except OSError as error:
        remedy = (
            "It holds on this page only. Ask for help if you need it on others. Its place is "
            "answers/learner.txt."
        )
        return SaveResult(False, not_saved("Your code", why(error), remedy))
    return SaveResult(True)
