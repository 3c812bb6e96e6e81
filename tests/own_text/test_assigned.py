"""The highlighter suggests nothing for a text that an assignment asks about."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from healthclaims.own_text.assigned import is_assigned
from healthclaims.own_text.paste import ASSIGNED, PasteError, clean
from tests.helpers.kit import ROOT

MARKED = ("a1_who_was_studied", "a2_how_sure", "a3_selling_or_telling", "a4_whole_article")


@pytest.fixture
def kit(home: Path) -> Path:
    shutil.copytree(ROOT / "exercises", home / "exercises")
    return home


def text_of(name: str) -> str:
    content = json.loads((ROOT / f"exercises/{name}/questions.json").read_text(encoding="utf-8"))
    return "\n\n".join(words for _, words in content["readings"][0]["paragraphs"])


@pytest.mark.parametrize("name", MARKED)
def test_a_text_of_an_assignment_is_not_taken_in(kit: Path, name: str) -> None:
    text = text_of(name)
    for pasted in (text, text.upper(), text.replace("’", "'"), text[len(text) // 3 :]):
        with pytest.raises(PasteError, match="part of an assignment"):
            clean(pasted)
    assert ASSIGNED.endswith("bring another text here.")


def test_one_quoted_sentence_does_not_make_a_text_part_of_an_assignment(kit: Path) -> None:
    longest = max(re.findall(r"[^.!?]+[.!?]", text_of(MARKED[0])), key=len)
    assert not is_assigned(f"A friend sent me this page. {longest} What do you think of it?")


def test_where_no_assignment_lies_or_its_file_is_damaged_every_text_is_taken_in(kit: Path) -> None:
    for path in kit.glob("exercises/*/questions.json"):
        path.write_text("{", encoding="utf-8")
    assert clean(text_of(MARKED[0])).text
    shutil.rmtree(kit / "exercises")
    assert clean(text_of(MARKED[0])).text
