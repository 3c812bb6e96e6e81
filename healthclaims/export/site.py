"""What makes a folder of pages a site: the service worker that lets it open without a network."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from healthclaims.core.assets import asset
from healthclaims.export.folder import INDEX, MADE_BY, write_page
from healthclaims.export.page import Lesson

WORKER = "offline.js"


def write_worker(out: Path, listed: Sequence[Lesson]) -> str:
    """Write the service worker for the front page and all it lists; return one line on it.

    It changes with any of the pages, and so a browser notices that there are new ones.
    """
    contents = [(out / page).read_bytes() for page in (INDEX, *(one.page for one in listed))]
    told = {
        "VERSION": hashlib.sha256(b"\0".join(contents)).hexdigest()[:16],
        "PAGES": [INDEX, *(one.address for one in listed)],
    }
    lines = [f"const {name} = {json.dumps(value)};\n" for name, value in told.items()]
    return write_page(out / WORKER, f"// {MADE_BY}\n{''.join(lines)}{asset('export/offline.js')}")
