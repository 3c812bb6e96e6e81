"""No folder, warning or colour of the maker's machine gets onto a page; the maker is told of it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import nbformat
import pytest

from healthclaims.__main__ import main
from healthclaims.export.local_traces import take_out_local_traces
from tests.helpers.exported import code, notebook, page_of, prose, result

PATHS = {
    "a home on Linux": ("/home/anna.k/kit/data.csv", "…/data.csv"),
    "a home on a Mac": ("/Users/Anna Kim/My kit/data.csv", "…/data.csv"),
    "a home on Windows": (r"C:\Users\Anna Kim\kit\data.csv", "…/data.csv"),
    "Windows, written twice": (r"C:\\Users\\Anna\\kit\\data.csv", "…/data.csv"),
    "Windows, slashes": ("D:/courses/kit/data.csv", "…/data.csv"),
    "a share": (r"\\server\anna\data.csv", "…/data.csv"),
    "the home itself": ("/home/anna", "…"),
    "the home of root": ("/root/kit/data.csv", "…/data.csv"),
    "a temporary folder": ("/tmp/tmpabc123/data.csv", "…/data.csv"),
    "a Mac's temporary folder": ("/private/var/folders/q1/x/T/data.csv", "…/data.csv"),
    "an environment": ("/data/anna/env/lib/python3.12/site-packages/numpy/core.py", "…/core.py"),
    "Windows, an environment": (r"E:\env\Lib\site-packages\numpy\core.py", "…/core.py"),
    "Windows, seen from Linux": ("/mnt/c/Users/Anna Kim/kit/data.csv", "…/data.csv"),
    "Windows, seen from Cygwin": ("/cygdrive/d/courses/anna/data.csv", "…/data.csv"),
    "a home on a cluster": ("/gpfs/uni.edu/home2/anna/data.csv", "…/data.csv"),
    "a stick": ("/Volumes/ANNA STICK/kit/data.csv", "…/data.csv"),
    "a drive on the web": ("/content/drive/MyDrive/kit of Anna/data.csv", "…/data.csv"),
    "another machine": ("vscode-remote://ssh-remote+anna-pc/home/anna/data.csv", "…/data.csv"),
    "an address of a file": ("file:///home/anna/data.csv", "…/data.csv"),
}
KEPT = (
    "https://example.org/home/anna/data.csv",
    "mg/kg/day and/or /10/ of 3:1",
    "http://example.org/tmp/x",
    r"\begin{pmatrix}1\\2\\3\end{pmatrix}",
    "data/articles/semax/units.csv",
    "Under /home/ or 1/2/3.",
    "At home/school and /week/home.",
)


def cleaned(made: object, folder: Path = Path()) -> tuple[str, list[str]]:
    told = take_out_local_traces(made, folder)
    return page_of(made), told


@pytest.mark.parametrize("kind", PATHS)
def test_of_a_path_the_name_of_the_file_stays(kind: str) -> None:
    path, left = PATHS[kind]
    shown = nbformat.v4.new_output("stream", name="stdout", text=f"Read '{path}', line 3.\n")
    page, told = cleaned(notebook(prose("# Title"), code("show()", shown)))
    assert f"Read &#39;{left}&#39;, line 3." in page
    assert len(told) == 1
    assert path in told[0]


@pytest.mark.parametrize("text", KEPT)
def test_what_is_no_path_of_a_machine_stays(text: str) -> None:
    made = notebook(code(text, result(text_plain=text)), prose(text))
    before = nbformat.writes(made)
    assert take_out_local_traces(made, Path()) == []
    assert nbformat.writes(made) == before


def test_a_path_is_taken_out_wherever_it_stands() -> None:
    path = "/home/anna/kit/data.csv"
    for cell in (
        prose(f"Open {path}."),
        code(f"open('{path}')"),
        code("x", result(text_html=f"<b title='{path}'>{path}</b>")),
        code("x", result(text_markdown=f"`{path}`")),
        code("x", result(text_plain=path)),
        code("x", nbformat.v4.new_output("error", ename="OSError", evalue=path, traceback=[path])),
    ):
        page, told = cleaned(notebook(prose("# Title"), cell))
        assert "anna" not in page
        assert told == [
            f"cell 2 ({cell['id']}) names a folder of a machine. It is not on the page: {path}"
        ]


def test_the_folders_of_this_machine_are_known_by_name(home: Path) -> None:
    for folder in (home, home / "a folder"):
        shown = result(text_plain=f"{folder}/inner/data.csv and {folder}")
        page, told = cleaned(notebook(prose("# Title"), code("x", shown)), home / "a folder")
        assert len(told) == 1
        assert str(home) not in page
        assert "…/data.csv and …" in page


def test_colours_of_a_terminal_are_left_out() -> None:
    words = "\x1b[31mred\x1b[0m \x1b[38;5;12mblue\x1b[K \x1b]0;title\x07plain"
    shown = nbformat.v4.new_output("stream", name="stdout", text=words)
    page, told = cleaned(notebook(code("x", shown, result(text_plain=words))))
    assert page.count("red blue plain") == 2
    assert told == []


def test_a_notebook_that_warns_is_told_with_its_cell(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = (
        "import warnings\nwarnings.warn('old')",
        "import logging\nlogging.getLogger('x').warning('low')",
        "import sys\nprint('\\x1b[31mbad\\x1b[0m', file=sys.stderr)\n"
        "print('\\x1b[32mfine\\x1b[0m')",
        "import os, tempfile\nprint(os.path.join(tempfile.gettempdir(), 'a', 'made.txt'))",
        "import pathlib\npathlib.Path.cwd()",
    )
    made = notebook(prose("# Warns"), *map(code, texts))
    for number, cell in enumerate(made.cells):
        cell["id"] = f"id-{number}"
    nbformat.write(made, home / "warns.ipynb")
    assert main(["export", "warns.ipynb", "--out", "out"]) == 0
    told = capsys.readouterr().out.splitlines()
    warned = "printed a warning or error. It is not on the page:"
    assert told[0].startswith(f"warns.ipynb: cell 2 (id-1) {warned} …/")
    assert "UserWarning: old" in told[0]
    assert told[1:3] == [
        f"warns.ipynb: cell 3 (id-2) {warned} low",
        f"warns.ipynb: cell 4 (id-3) {warned} bad",
    ]
    assert [line[:34] for line in told[3:5]] == [
        f"warns.ipynb: cell {n} (id-{n - 1}) names a" for n in (5, 6)
    ]
    page = Path("out/warns.html").read_text(encoding="utf-8")
    assert "fine" in page
    assert "…/made.txt" in page
    for trace in ("\x1b", "\ufffd", str(home), tempfile.gettempdir(), "ipykernel", "UserWarning"):
        assert trace not in page
