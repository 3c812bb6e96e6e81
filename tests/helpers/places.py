"""Folders as students and instructors have them, and what the kit writes into them."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from healthclaims.__main__ import main
from healthclaims.assignments.page import open_assignment
from healthclaims.lessons.lesson import open_lesson
from healthclaims.own_text.draft import Reason, draft, with_labels
from healthclaims.own_text.store import store, store_labels
from tests.helpers.classwork import key_of
from tests.helpers.kit import DATA, ROOT, Page

A1 = "a1_who_was_studied"
CODE = "fox-7"
OWN_TEXT = "Mint tea and calm\n\nOne study in rats suggests that mint tea may calm. Buy it now!\n"


def tree(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder that has a name people see; links are not followed.

    Logs are left out: their names and ids are drawn anew by each kernel.
    """
    found = {}
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name != "answers"]
        for name in names:
            path = Path(place, name)
            if not name.startswith(".") and not path.is_symlink():
                found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def make_student(folder: Path) -> Path:
    """Make a student's copy of the kit, in which two questions of an assignment are answered."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "data").symlink_to(DATA)
    shutil.copytree(ROOT / "exercises" / A1, folder / "exercises" / A1)
    os.chdir(folder / "exercises" / A1)
    page = open_assignment(A1).use_code(CODE)
    quiz = page.quiz()
    for asked in key_of(A1).assignment.questions[:2]:
        quiz.answer(asked.id, asked.key)
    return folder


def answer_more(folder: Path, count: int = 4) -> None:
    """Answer some more questions."""
    os.chdir(folder / "exercises" / A1)
    quiz = open_assignment(A1).quiz()
    for asked in key_of(A1).assignment.questions[:count]:
        quiz.answer(asked.id, asked.key)


def hand_in(folder: Path) -> str:
    """Hand in, and give what is said."""
    os.chdir(folder / "exercises" / A1)
    return repr(open_assignment(A1).hand_in())


def export(folder: Path) -> str:
    """Take one's data along, and give what is said."""
    os.chdir(folder)
    return open_lesson("10_my_progress").export_my_answers()._repr_html_()


def choose(folder: Path) -> str:
    """Choose another code, and give what is said."""
    os.chdir(folder)
    return open_lesson("00_start_here").use_code("owl-2")._repr_html_()


def answer(folder: Path) -> str:
    """Answer a question in a lesson, and give what the page is told."""
    os.chdir(folder)
    quiz = open_lesson("02_animal_or_human").quiz("check")
    asked = quiz.deck["questions"][0]
    (told,) = Page(quiz).answers(asked["id"], asked["options"][0]["value"])
    return "ok" if told["ok"] else told["text"]


def save_text(folder: Path) -> str:
    """Take in a text of one's own, and give what is said."""
    os.chdir(folder)
    own = open_lesson("09_your_own_article").own_article(OWN_TEXT, title="Mint tea")
    return " ".join(own.reading["notes"])


def save_labels(folder: Path) -> str:
    """Label a text of one's own anew."""
    os.chdir(folder)
    why = "It says may, so it is careful."
    article = store(draft(OWN_TEXT, title="Mint tea"))
    store_labels(with_labels(article, {("u02", "certainty"): Reason("hedged", why, "may")}))
    return ""


def command(*arguments: str) -> str:
    """Run a command in the kit's own folder and give what it says."""
    os.chdir(ROOT)
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        status = main(arguments)
    return f"{status}: {said.getvalue()}"


def is_whole_zip(content: bytes) -> bool:
    """Tell whether a zip can be read to its end."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return file.testzip() is None
