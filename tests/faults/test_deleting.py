"""Who deletes answers is told what else holds some, and where."""

from __future__ import annotations

import os
from pathlib import Path

from healthclaims.lessons.lesson import open_lesson
from tests.helpers.places import A1, CODE, export, hand_in, make_student, save_text

PLACES = (
    f"my_answers_{CODE}.zip",
    f"hand_in/{A1}_{CODE}.zip",
    f"exercises/{A1}/answers.jsonl",
    "my_articles/",
)


def test_what_stays_after_deleting_is_named_before_and_afterwards(home: Path) -> None:
    folder = make_student(home / "kit")
    for work in (hand_in, export, save_text):
        work(folder)
    (folder / "hand_in" / f"{A1}_owl.zip").write_bytes(b"somebody else's")
    os.chdir(folder)
    lesson = open_lesson("10_my_progress")
    before = lesson.delete_my_answers()._repr_html_()
    after = lesson.delete_my_answers(CODE)._repr_html_()
    assert "This would stay" in before
    assert "This is still there" in after
    for said in (before, after):
        assert all(place in said for place in PLACES)
        assert "owl" not in said
        assert "Delete it in the folder list on the left if you like." in said
    for place in PLACES:
        assert (folder / place).exists()
        (folder / place).unlink() if place[-1] != "/" else None
    assert not list((folder / "answers").glob(f"{CODE}/*"))


def test_where_nothing_stays_nothing_is_said_of_it(home: Path) -> None:
    folder = make_student(home / "kit")
    os.chdir(folder)
    said = open_lesson("10_my_progress").delete_my_answers(CODE)._repr_html_()
    assert "still there" not in said
