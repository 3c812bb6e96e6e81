"""An instructor's copy of the kit in a folder of its own, to be worked in or damaged."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.helpers.kit import ROOT

ASSIGNMENTS = (
    "a1_who_was_studied",
    "a2_how_sure",
    "a3_selling_or_telling",
    "a4_whole_article",
    "a5_rewrite",
    "a6_find_your_own",
)


def copy_course(folder: Path) -> Path:
    """Copy what assignments are made of; the texts of the lessons are linked."""
    folder.mkdir(exist_ok=True)
    for name in ("solutions", "exercises"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copyfile(ROOT / "nbgrader_config.py", folder / "nbgrader_config.py")
    (folder / "data").symlink_to(ROOT / "data")
    return folder
