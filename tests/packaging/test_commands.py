"""Every command that a document, a lesson or a message names is one that the kit understands."""

from __future__ import annotations

import contextlib
import io
import re
import shlex

import pytest

from healthclaims.__main__ import build_parser
from tests.course.lesson_cells import DOCUMENTS, ROOT, cells_of

# The end of a comment or an ellipsis is not part of a command.
COMMAND = re.compile(r"python -m healthclaims ([a-z][^`\n\"]*?)(?: …| -->|\.)?(?=[`\n\"]|$)")
# "`python -m healthclaims agreement` prints …, `… reading` …"
SHORT = re.compile(r"`… ([a-z][^`\n]*)`")
NOTEBOOKS = [
    path for name in ("notebooks", "solutions") for path in ROOT.glob(f"{name}/**/*.ipynb")
]
CODE = [*ROOT.glob("healthclaims/**/*.py"), *ROOT.glob("docs/**/Dockerfile")]


def texts() -> dict[str, str]:
    """Give everything that may name a command, by file."""
    found = {path: path.read_text(encoding="utf-8") for path in [*DOCUMENTS, *CODE]}
    found |= {path: "\n".join(cell.text for cell in cells_of(path)) for path in NOTEBOOKS}
    return {path.relative_to(ROOT).as_posix(): text for path, text in found.items()}


TEXTS = texts()
NAMED = sorted(
    (name, command)
    for name, text in TEXTS.items()
    for command in {*COMMAND.findall(text), *SHORT.findall(text)}
)


def refused(command: str) -> str:
    """Give what the kit would say to a command that it does not understand."""
    words = shlex.split(command)
    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
            build_parser().parse_args(words)
    except SystemExit:
        # A command that is only named lacks what it needs, and is known all the same.
        is_named = len(words) == 1 and "arguments are required" in said.getvalue()
        return "" if is_named else said.getvalue()
    return ""


@pytest.mark.parametrize(("name", "command"), NAMED)
def test_a_command_that_is_named_is_understood(name: str, command: str) -> None:
    assert refused(command) == "", f"{name} names python -m healthclaims {command}"


def commands() -> list[str]:
    """List the commands of the kit."""
    (named,) = re.findall(r"\{([a-z,-]+)\}", build_parser().format_usage())
    return named.split(",")


def test_every_command_is_told_of_in_the_readme() -> None:
    told = {command.split()[0] for name, command in NAMED if name.endswith(".md")}
    assert set(commands()) - told == set()


def test_what_the_kit_does_not_understand_is_seen() -> None:
    assert "invalid choice: 'pretend-learners'" in refused("pretend-learners")
    assert "--exercise" in refused("mark a.zip --exercise a1 --assignment a1")
    assert refused("student-kit") == ""
