"""Marking three downloads gives the stored tables, feedback pages and rubric pages."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from . import downloads
from .golden import ROOT, compare, plain

A4_POINTS = downloads.rubric_points(
    *(f"canvas:1001,verdict,{line},{points}," for line, points in ((1, 2), (2, 1), (3, 2))),
    "canvas:1001,verdict,,,=Well <b>quoted</b>",
    "canvas:1002,verdict,1,1,",
    "canvas:1009,verdict,1,1,",
)
A5_POINTS = downloads.rubric_points(
    *(
        f"plain:perfect,{task},{line},{points},"
        for task in ("ankles", "socks", "nails")
        for line, points in ((1, 1), (2, 2), (3, 0))
    ),
    "plain:perfect,socks,,,“Work” is too sure.",
)


@pytest.mark.parametrize(
    ("download", "assignment", "points"),
    [
        (downloads.moodle, downloads.A1, ""),
        (downloads.canvas, downloads.A4, A4_POINTS),
        (downloads.plain, downloads.A5, A5_POINTS),
    ],
    ids=["moodle", "canvas", "plain"],
)
def test_marking_a_class_gives_the_stored_files(
    download: Callable[[Path], Path], assignment: str, points: str, tmp_path: Path
) -> None:
    out = tmp_path / "marks"
    out.mkdir()
    if points:
        (out / "rubric_points.csv").write_text(points, encoding="utf-8")
    command = [sys.executable, "-m", "healthclaims", "mark", str(download(tmp_path))]
    done = subprocess.run(
        [*command, "--assignment", assignment, "--out", str(out)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    # The printed bar counts seconds; it goes to the other stream.
    found = {"printed.txt": done.stdout.replace(str(tmp_path), "…")}
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as packed:
                found[f"{name}.txt"] = "\n".join([*packed.namelist(), ""])
        elif path.is_file():
            text = path.read_bytes().decode("utf-8")
            found[name] = plain(text) if path.suffix == ".html" else text
    compare(found, f"mark_{download.__name__}")
