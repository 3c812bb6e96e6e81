"""Write the expected files anew: ``python -m tests.golden``. Look at ``git diff`` afterwards."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

# What `RENEW` in golden.py says; pytest puts that module on the path only when it collects.
os.environ["HEALTHCLAIMS_GOLDEN_RENEW"] = "yes"
folder = str(Path(__file__).parent)
options = ["-o", "addopts=", "-p", "no:cacheprovider", "-p", "no:nbval", "-q"]
sys.exit(pytest.main([*options, folder]))
