"""Every link in a lesson, an assignment or a document leads somewhere."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.course.lesson_cells import DOCUMENTS, ROOT, cells_of

NOTEBOOKS = [
    path
    for name in ("notebooks", "solutions", "exercises")
    for path in ROOT.glob(f"{name}/**/*.ipynb")
]
PAGES = sorted(path for path in NOTEBOOKS + DOCUMENTS if ".ipynb_checkpoints" not in path.parts)
# [words](target "title"), [name]: target, and the two attributes of HTML
LINK = re.compile(
    r"""\]\(\s*<?([^)\s>]+)>?[^)]*\)|^\[[^\]]+\]:\s*(\S+)|(?:href|src)=["']([^"']+)["']""", re.M
)
ELSEWHERE = re.compile(r"[a-z][a-z+.-]*:|//", re.IGNORECASE)


def text_of(page: Path) -> str:
    """Give what a page says, without its code."""
    if page.suffix == ".ipynb":
        text = "\n\n".join(cell.text for cell in cells_of(page) if cell.is_prose)
    else:
        text = page.read_text(encoding="utf-8")
    return re.sub(r"^(```|~~~).*?^\1|`[^`\n]+`", "", text, flags=re.DOTALL | re.MULTILINE)


def anchors_of(page: Path) -> set[str]:
    """Give the anchors of a page: GitHub's form for documents, JupyterLab's for notebooks."""
    headings = re.findall(r"(?m)^#{1,6}\s+(.*?)\s*#*$", text_of(page))
    if page.suffix == ".ipynb":
        return {heading.replace(" ", "-") for heading in headings}
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(page: Path) -> list[str]:
    """List the links of a page whose file or heading is not there."""
    found = []
    for groups in LINK.findall(text_of(page)):
        link = html.unescape("".join(groups))
        if ELSEWHERE.match(link):
            continue
        name, _, anchor = unquote(link).partition("#")
        target = page.parent / name if name else page
        if not target.exists() or (anchor and anchor not in anchors_of(target)):
            found.append(link)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file_and_a_heading_that_exist(page: Path) -> None:
    assert broken_links(page) == []


def test_links_of_every_form_are_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# One, *two*\n[a](#one-two) [b](no.csv) ![c](no.png 'x') <a href='no.html'>d</a>\n"
        "[e](page.md#three) [f](https://example.org/x) `[g](code.md)`\n\n[h]: no.txt\n",
        encoding="utf-8",
    )
    assert broken_links(page) == ["no.csv", "no.png", "no.html", "page.md#three", "no.txt"]
