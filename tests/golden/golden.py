"""Compares what users see with what is stored in expected/, file by file.

``python -m tests.golden`` in the kit's folder writes the expected files anew; what changed is
then reviewed with ``git diff``.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXPECTED = Path(__file__).parent / "expected"
RENEW = "HEALTHCLAIMS_GOLDEN_RENEW"
MOST_LINES, MOST_LETTERS = 40, 300


def compare(found: Mapping[str, str], folder: str, pattern: str = "**/*") -> None:
    """Compare texts by file name with the files of a folder of expected/ that fit a pattern."""
    home = EXPECTED / folder
    paths = {path.relative_to(home).as_posix(): path for path in home.glob(pattern)}
    stored = {name: _read(path) for name, path in paths.items() if path.is_file()}
    if os.environ.get(RENEW):
        for name in stored.keys() - found.keys():
            (home / name).unlink()
        for name, text in found.items():
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            (home / name).write_text(text, encoding="utf-8", newline="")
        return
    differences = list(_differences(stored, found))
    if differences:
        renew = "If all of this is wanted: python -m tests.golden, and look at git diff."
        pytest.fail("\n\n".join([*differences, renew]), pytrace=False)


def _differences(stored: Mapping[str, str], found: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(stored.keys() | found.keys()):
        if name not in found:
            yield f"{name}: is expected and was not made."
        elif name not in stored:
            yield f"{name}: was made and is not expected."
        elif stored[name] != found[name]:
            before, after = stored[name].splitlines(), found[name].splitlines()
            lines = difflib.unified_diff(before, after, f"expected {name}", "found", "", "", 1, "")
            shown = [_cut(line) for line in islice(lines, MOST_LINES + 1)]
            if len(shown) > MOST_LINES:
                shown[MOST_LINES] = "… and more."
            yield "\n".join(shown) or f"{name}: differs in its line ends."


def _cut(line: str) -> str:
    return line if len(line) <= MOST_LETTERS else f"{line[:MOST_LETTERS]}…"


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def plain(html: str) -> str:
    """Return HTML one tag a line, without what may change unseen: styles, scripts and pictures.

    Data in a script of type ``application/json`` stays.
    """
    html = re.sub(r"(<style\b[^>]*>).*?</style>", r"\1…</style>", html, flags=re.DOTALL)
    html = re.sub(
        r"(<script\b(?![^>]*application/json)[^>]*>).*?</script>",
        r"\1…</script>",
        html,
        flags=re.DOTALL,
    )
    html = re.sub(r"data:image/png;base64,[\w+/=]+", "data:image/png;base64,…", html)
    html = re.sub(r"'sha256-[\w+/=]+'", "'sha256-…'", html)
    html = re.sub(r'(data-kind=")[\w.]+\.', r"\1", html)
    html = re.sub(r' style="[^"]*"', "", html)
    return re.sub(r">(?=<)", ">\n", html)
