"""Runs one check inside a copy of the kit, and proves first that the copy is what is imported."""

from __future__ import annotations

import importlib.util
import runpy
import sys
from pathlib import Path

if __name__ == "__main__":
    found = importlib.util.find_spec("healthclaims")
    if found is None or not Path(found.origin or "").is_relative_to(Path.cwd()):
        sys.exit(f"healthclaims is taken from {found and found.origin}, not from {Path.cwd()}")
    del sys.argv[0]
    sys.modules.pop("tests.seeded", None)
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
