"""Every dependency has a licence that a school can live with, and the page lists it."""

from __future__ import annotations

import re

import pytest

from tests.supply.licences import PAGE, STUDENT, TESTS, UNKNOWN, direct, families, tables

STUDENTS, TESTERS = tables().values()


def listed() -> dict[str, str]:
    """What the page says: package to licence."""
    text = PAGE.read_text(encoding="utf-8").replace("**", "")
    return dict(re.findall(r"^\| ([a-z0-9-]+) \| (.+?) \|$", text, flags=re.MULTILINE))


@pytest.mark.parametrize("name", sorted({*direct(STUDENT), *direct(TESTS)}))
def test_what_the_kit_asks_for_is_listed_with_the_licence_it_names(name: str) -> None:
    assert listed()[name] == {**STUDENTS, **TESTERS}[name], "run python -m tests.supply.licences"


def test_nothing_a_student_installs_is_without_a_licence_or_forbids_closed_courses() -> None:
    assert len(STUDENTS) > 50
    told = {name: set(licence.split(", ")) for name, licence in STUDENTS.items()}
    assert not {name for name, found in told.items() if found <= {UNKNOWN, "GPL", "AGPL"}}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("MIT", "MIT"),
        ("BSD-3-Clause AND Zlib", "BSD"),
        ("License :: OSI Approved :: GNU General Public License v3 (GPLv3)", "GPL"),
        ("GNU Lesser General Public License v2 (LGPLv2)", "LGPL"),
        ("AGPL-3.0-only", "AGPL"),
        ("All rights reserved; permitted nowhere", ""),
    ],
)
def test_licences_are_known_by_their_words(words: str, found: str) -> None:
    assert families(words) == found
