"""What the kit depends on, under which licence: writes docs/licences.md.

Run from the kit's folder, in a fresh environment: python -m tests.supply.licences
"""

# ruff: noqa: T201 - a script that prints its result

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/licences.md"
STUDENT, TESTS = ROOT / "requirements.txt", ROOT / "tests/requirements.txt"
# Words by which a licence is known; the order matters, since LGPL also holds GPL.
FAMILIES = {
    "LGPL": r"LGPL|Lesser General Public",
    "AGPL": r"AGPL|Affero",
    "GPL": r"\bGPL|GNU General Public",
    "MPL": r"MPL|Mozilla Public",
    "Apache": r"Apache",
    "BSD": r"BSD",
    "MIT": r"\bMIT|HPND",
    "ISC": r"ISC",
    "PSF": r"PSF|Python Software Foundation",
    "Unlicense": r"Unlicense|CC0|public domain",
    "ZPL": r"ZPL|Zope",
}
UNKNOWN = "not said"
HEAD = """# What the kit depends on, and under which licences

Written by `python -m tests.supply.licences` from what the installed packages say of themselves;
where a package names several licences, all are listed. axe-playwright-python carries axe-core,
which is under the MPL. The kit's own licences stand in the [README](../README.md#licences).
"""


def direct(path: Path) -> list[str]:
    """Give the names of the packages that a requirements file asks for, the kit itself left out."""
    lines = (line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [canonicalize_name(Requirement(line).name) for line in lines if line and line != "."]


def needed(names: list[str]) -> Iterator[str]:
    """Give packages and all that they need, each once; what is not installed is left out."""
    waiting, seen = [Requirement(name) for name in names], set()
    while waiting:
        asked = waiting.pop()
        for extra in ("", *asked.extras):
            key = (canonicalize_name(asked.name), extra)
            if key in seen:
                continue
            seen.add(key)
            try:
                found = distribution(asked.name)
            except PackageNotFoundError:
                continue
            if not extra:
                yield key[0]
            for line in found.requires or ():
                more = Requirement(line)
                if more.marker is None or more.marker.evaluate({"extra": extra}):
                    waiting.append(more)


def licences(name: str) -> str:
    """Give the families of licences that a package names."""
    metadata = distribution(name).metadata
    told = [metadata.get("License-Expression") or ""]
    told += [line for line in metadata.get_all("Classifier") or () if line.startswith("License")]
    # The old field sometimes holds the whole text; its first line tells which one it is.
    told += [(metadata.get("License") or "").strip().split("\n")[0]]
    for part in told:
        found = families(part)
        if found:
            return found
    return families(" ".join(told)) or _from_files(name) or UNKNOWN


def families(text: str) -> str:
    """Give the families of licences in some words."""
    found = []
    for family, words in FAMILIES.items():
        shorter, count = re.subn(words, " ", text, flags=re.IGNORECASE)
        if count:
            found.append(family)
            text = shorter
    return ", ".join(sorted(found))


def _from_files(name: str) -> str:
    """Read the head of the licence files, for packages that name no licence elsewhere."""
    files = distribution(name).files or ()
    texts = [
        file.locate().read_text(encoding="utf-8", errors="replace")[:300]
        for file in files
        if re.match(r"(?i)(licen[cs]e|copying)", file.name)
    ]
    return families(" ".join(texts))


def tables() -> dict[str, dict[str, str]]:
    """Give the two tables: package to licence, for students and for those who test."""
    asked = direct(STUDENT)
    students = sorted(set(needed(asked)))
    testers = sorted(set(direct(TESTS)) - set(students))
    return {
        "What a student installs": {name: licences(name) for name in students},
        "What instructors' and maintainers' tools ask for besides": {
            name: licences(name) for name in testers
        },
    }


def page(found: Mapping[str, Mapping[str, str]]) -> str:
    """Write the tables as a page; what requirements.txt itself names is set in bold."""
    asked = set(direct(STUDENT))
    parts = [HEAD]
    for title, rows in found.items():
        parts.append(f"\n## {title}\n\n| package | licence |\n|---|---|\n")
        for name, licence in rows.items():
            shown = f"**{name}**" if name in asked else name
            parts.append(f"| {shown} | {licence} |\n")
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(tables()), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)} written")
