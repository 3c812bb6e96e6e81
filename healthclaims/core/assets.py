"""The package's own scripts and style sheets, each read once."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


@functools.cache
def asset(name: str) -> str:
    """Read a script or style sheet by its path below the package: ``"quiz/widget.js"``."""
    return (PACKAGE / name).read_text(encoding="utf-8")


def widget_modules() -> Iterator[str]:
    """Name the modules that lie beside a script of the same name: those of the widgets."""
    for script in sorted(PACKAGE.rglob("*.js")):
        module = script.with_suffix(".py")
        if module.is_file():
            yield ".".join((PACKAGE.name, *module.relative_to(PACKAGE).with_suffix("").parts))
