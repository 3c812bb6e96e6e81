"""The package's own scripts and style sheets, each read once."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


@functools.cache
def asset(name: str) -> str:
    """Read a script or style sheet by its path below the package: ``"quiz/widget.js"``."""
    return (_PACKAGE / name).read_text(encoding="utf-8")


def widget_modules() -> Iterator[str]:
    """Name the modules that lie beside a script of the same name: those of the widgets."""
    for script in sorted(_PACKAGE.rglob("*.js")):
        module = script.with_suffix(".py")
        if module.is_file():
            yield ".".join((_PACKAGE.name, *module.relative_to(_PACKAGE).with_suffix("").parts))
