"""The files of worksheets and keys: pages to print, and PDFs where a browser is found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from healthclaims.core.assets import asset
from healthclaims.core.atomic_write import replace_file
from healthclaims.core.files import home_dir
from healthclaims.core.names import whole_names
from healthclaims.core.offline_page import offline_page
from healthclaims.core.problems import PlainError, Problem, raise_if_any
from healthclaims.export.run import read_notebook
from healthclaims.marking.key import assignments_here, load_key
from healthclaims.paper.assignment_sheet import assignment_sheet
from healthclaims.paper.notebook_sheet import lesson_sheet
from healthclaims.paper.pdf import find_browser, print_page
from healthclaims.paper.sheet import Sheet

_BY_HAND = (
    "No Chromium or Chrome was found, so no PDF was made. Open a page in any browser and print it "
    "(Ctrl+P); leave headers and footers off."
)


def write_paper(names: Sequence[str], size: str, out: Path) -> Iterator[str]:
    """Write worksheet and key of lessons and assignments.

    Parameters
    ----------
    names : sequence of str
        Lessons and assignments; the beginning of a name is enough: ``"02"``, ``"a1"``. All lessons
        by default.
    size : str
        One of `healthclaims.paper.SIZES`.
    out : Path
        Folder for the files; those of these names are written anew.

    Yields
    ------
    str
        One line a file.

    Raises
    ------
    UnknownNameError
        If a name fits nothing, or more than one; all such names are told.
    DataError
        If a notebook cannot be read.
    """
    sheets = {name: _sheet(path) for name, path in _chosen(names).items()}
    raise_if_any(found for found in sheets.values() if isinstance(found, Problem))
    out.mkdir(parents=True, exist_ok=True)
    browser = find_browser()
    for name, sheet in sheets.items():
        if isinstance(sheet, Problem):
            continue
        for part in ("worksheet", "key"):
            style = asset("paper/paper.css").replace("PAPER_SIZE", size)
            content = {"sheet": sheet, "part": part}
            page = offline_page("paper/paper.html.j2", content, style, outside=True)
            path = replace_file(out / f"{name}_{part}_{size}.html", page.encode("utf-8", "replace"))
            yield path.as_posix()
            if browser:
                pdf = path.with_suffix(".pdf")
                try:
                    print_page(browser, path, pdf)
                except PlainError as error:
                    yield str(error)
                else:
                    yield pdf.as_posix()
    if not browser:
        yield _BY_HAND


def _chosen(names: Sequence[str]) -> dict[str, Path | str]:
    """Find what is meant: a lesson's notebook, or the name of an assignment."""
    lessons = {path.stem: path for path in sorted((home_dir() / "notebooks").glob("*.ipynb"))}
    known: dict[str, Path | str] = {**lessons, **{name: name for name in assignments_here()}}
    chosen = whole_names(names or tuple(lessons), known, "lessons and assignments")
    return {name: known[name] for name in chosen}


def _sheet(source: Path | str) -> Sheet | Problem:
    if isinstance(source, str):
        return assignment_sheet(load_key(source))
    notebook = read_notebook(source)
    return (
        notebook
        if isinstance(notebook, Problem)
        else lesson_sheet(source.stem, notebook, source.parent)
    )
