"""The command that makes pages: what it takes, what it refuses, and where it writes."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import nbformat
import pytest

from healthclaims.__main__ import main
from healthclaims.core.problems import DataError, Problem, UnknownNameError
from healthclaims.export import export
from healthclaims.export import folder as pages_folder
from healthclaims.export.export import export_pages
from healthclaims.export.folder import MADE_BY
from tests.helpers.exported import code, notebook, prose
from tests.helpers.kit import problems_of

OURS = f"<!-- {MADE_BY} --><title>Old page – Course</title>"


@pytest.fixture
def lessons(home: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A kit with three short lessons that have nothing to run, so that no kernel starts."""
    monkeypatch.setattr(export, "run_notebook", lambda path, found: None)
    folder = home / "notebooks"
    folder.mkdir()
    for name in ("00_first", "01_second", "02_third"):
        text = f"# {name[3:].title()}\n\n**After this lesson you can** do it."
        write(folder / f"{name}.ipynb", prose(text))
    return folder


def write(path: Path, *cells: dict[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook(*cells), path)
    return path


def pages(*names: str) -> list[str]:
    """Make pages; give the lines that are told."""
    return list(export_pages(names, Path("pages")))


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refused(*names: str) -> list[str]:
    return problems_of(lambda: pages(*names))


def test_every_lesson_gets_a_page_and_one_page_lists_them(lessons: Path) -> None:
    told = pages()
    assert [line.split(":")[0] for line in told] == [
        "pages/00_first.html",
        "pages/01_second.html",
        "pages/02_third.html",
        "pages/index.html",
    ]
    index = Path("pages/index.html").read_text(encoding="utf-8")
    assert [index.index(name) for name in ("00 First", "01 Second", "02 Third")] == sorted(
        index.index(name) for name in ("00 First", "01 Second", "02 Third")
    )


def test_the_same_lessons_give_the_same_bytes(lessons: Path) -> None:
    def content() -> dict[str, bytes]:
        pages()
        return {path.name: path.read_bytes() for path in Path("pages").iterdir()}

    assert content() == content()


def test_pages_hold_no_path_of_this_machine(lessons: Path, home: Path) -> None:
    pages()
    for path in Path("pages").iterdir():
        assert str(home) not in path.read_text(encoding="utf-8")


def test_one_lesson_keeps_the_others_in_the_list(lessons: Path) -> None:
    pages()
    pages("01_second")
    index = Path("pages/index.html").read_text(encoding="utf-8")
    assert index.count("After it you can do it.") == 3
    page = Path("pages/01_second.html").read_text(encoding="utf-8")
    assert "← 00 First" in page
    assert "02 Third →" in page


def test_a_lesson_alone_links_no_page_that_is_not_there(lessons: Path) -> None:
    pages("01_second")
    assert names_in(Path("pages")) == ["01_second.html", "index.html"]
    assert "00_first.html" not in Path("pages/01_second.html").read_text(encoding="utf-8")


def test_a_notebook_of_ones_own_becomes_a_page_beside_the_lessons(lessons: Path) -> None:
    own = write(Path("elsewhere/mine.ipynb"), prose("# Mine & yours"))
    pages("00_first", str(own))
    pages("02_third")
    index = Path("pages/index.html").read_text(encoding="utf-8")
    found = [index.index(name) for name in ("00 First", "02 Third", "Mine &amp; yours")]
    assert found == sorted(found)


def test_a_notebook_of_ones_own_does_not_take_the_page_of_a_lesson(lessons: Path) -> None:
    pages("01_second")
    before = Path("pages/01_second.html").read_bytes()
    own = write(Path("elsewhere/01_second.ipynb"), prose("# Mine"))
    with pytest.raises(DataError, match="would become a page whose name another page has"):
        pages(str(own))
    assert Path("pages/01_second.html").read_bytes() == before


def test_a_lesson_named_twice_is_made_once(lessons: Path) -> None:
    assert len(pages("00_first", "notebooks/00_first.ipynb")) == 2


def test_unknown_lessons_are_all_named_with_those_there_are(lessons: Path) -> None:
    with pytest.raises(UnknownNameError) as caught:
        pages("00_frist", "00_first", "99_none")
    assert str(caught.value).splitlines() == [
        "There is no lesson '00_frist'. Known lessons: 00_first, 01_second, 02_third. "
        "Did you mean '00_first'?",
        "There is no lesson '99_none'. Known lessons: 00_first, 01_second, 02_third.",
    ]


def test_away_from_the_kit_it_says_where_lessons_are(home: Path) -> None:
    for names in ((), ("01_second",)):
        with pytest.raises(UnknownNameError, match="Run this in the kit's folder"):
            pages(*names)


def test_solutions_are_refused_with_the_reason(lessons: Path) -> None:
    Path("solutions/keys").mkdir(parents=True)
    solution = write(Path("solutions/a1/a1.ipynb"), prose("# A1"))
    assert refused(str(solution)) == [
        "solutions/a1/a1.ipynb: stands in solutions/ and holds answers. Pages are for students: "
        "name a lesson, or an assignment in exercises/."
    ]
    assert not Path("pages").exists()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"cells": 3}', b"\x00\xff", b'{"nbformat": 4, "cells": [1]}']
)
def test_what_is_not_a_notebook_is_told_as_such(content: bytes, lessons: Path) -> None:
    Path("odd.ipynb").write_bytes(content)
    assert refused("odd.ipynb")[0].startswith("odd.ipynb: is not a notebook (")
    assert refused("gone.ipynb")[0].startswith("gone.ipynb: cannot be read (No such file")


def test_two_pages_of_one_name_are_refused(lessons: Path) -> None:
    other = write(Path("elsewhere/00_first.ipynb"), prose("# Other"))
    index = write(Path("elsewhere/index.ipynb"), prose("# Index"))
    told = refused("00_first", str(other), str(index))
    assert [line.split(":")[0] for line in told] == [
        "notebooks/00_first.ipynb",
        "00_first.ipynb",
        "index.ipynb",
    ]


def test_nothing_that_this_command_did_not_make_is_touched(lessons: Path) -> None:
    folder = Path("pages")
    folder.mkdir()
    (folder / "00_first.html").write_text("<p>My own page</p>", encoding="utf-8")
    (folder / "kept.html").write_text(OURS, encoding="utf-8")
    (folder / "index.html").symlink_to("kept.html")
    assert len(refused()) == 2
    assert refused()[0] == (
        "00_first.html: is there already and was not made by this command. "
        "Move it away. Or: Give another folder with --out."
    )
    assert (folder / "00_first.html").read_text(encoding="utf-8") == "<p>My own page</p>"
    assert names_in(folder) == ["00_first.html", "index.html", "kept.html"]


def test_pages_made_before_are_written_anew_and_all_else_stays(lessons: Path) -> None:
    folder = Path("pages")
    folder.mkdir()
    for name in ("00_first.html", "left_over.html"):
        (folder / name).write_text(OURS, encoding="utf-8")
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    pages()
    assert "<h1>First</h1>" in (folder / "00_first.html").read_text(encoding="utf-8")
    assert (folder / "left_over.html").read_text(encoding="utf-8") == OURS
    assert (folder / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_file_in_place_of_the_folder_is_told(lessons: Path) -> None:
    Path("pages").write_text("", encoding="utf-8")
    assert refused() == [
        "pages: is not a folder, and the pages need one. Give another folder with --out."
    ]


def test_a_folder_that_cannot_be_written_to_is_told_before_anything_is_run(
    lessons: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages_folder.os, "access", lambda path, mode: False)
    assert "is a folder you may not write to." in refused()[0]


def test_a_full_disk_leaves_the_old_page_whole_and_no_half_of_a_new_one(
    lessons: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages()
    before = Path("pages/00_first.html").read_bytes()

    def full(self: Path, content: bytes) -> int:
        with self.open("wb") as file:
            file.write(content[:100])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert refused() == [
        "00_first.html: could not be written (No space left on device). "
        "Make room. Or: Give another folder with --out."
    ]
    assert Path("pages/00_first.html").read_bytes() == before
    assert len(names_in(Path("pages"))) == 4


def test_the_problems_of_all_lessons_are_told_at_once_and_nothing_is_written(
    lessons: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        export,
        "run_notebook",
        lambda path, found: Problem(path, None, "cell 'x' ends.", "Mend it."),
    )
    assert len(refused()) == 3
    assert not Path("pages").exists()


def test_cells_that_stop_a_notebook_are_named_and_it_runs_as_the_simulated_learner(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show = "import os, healthclaims; print(os.environ['HEALTHCLAIMS_ANSWERS'])"
    fine = write(home / "fine.ipynb", prose("# Fine"), code(show), code("open('made here', 'w')"))
    raises = code("x = 1\n1 / 0")
    raises["id"] = "half-way"
    ends = code("import os; os._exit(1)")
    ends["id"] = "the-end"
    bad = [
        write(home / "one.ipynb", code("y = 2"), raises, code("x")),
        write(home / "two.ipynb", ends),
    ]
    with pytest.raises(DataError) as caught:
        pages(str(fine), *map(str, bad))
    remedy = "Run the notebook in JupyterLab and put that cell right."
    assert sorted(map(str, caught.value.problems)) == [
        f"one.ipynb: cell 'half-way' ends with ZeroDivisionError: division by zero. {remedy}",
        f"two.ipynb: cell 'the-end' made Python stop. {remedy}",
    ]
    before = fine.read_bytes()
    assert main(["export", str(fine), "--out", "out"]) == 0
    assert "<pre>example\n</pre>" in Path("out/fine.html").read_text(encoding="utf-8")
    assert fine.read_bytes() == before
    assert json.loads(before)["cells"][1]["outputs"] == []
    told = capsys.readouterr()
    assert told.out.splitlines()[-1] == "Open out/index.html with a double click."
    assert told.err == ""
    assert not os.path.lexists(home / "answers")
