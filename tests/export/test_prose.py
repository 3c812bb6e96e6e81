"""Prices are never taken for formulas, and formulas stay readable; links lead to the page."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat
import pytest

from healthclaims.core.problems import DataError
from healthclaims.export import export
from healthclaims.export.export import export_pages
from healthclaims.export.page import Lesson, index_page, lesson_of, lesson_page
from tests.helpers.exported import body_of, code, notebook, page_of, prose, result

NOTE = "[This formula needs JupyterLab:"
PRICES = (
    "It costs $49 a month, not **$99**.",
    "Between $49 and $99, [here](https://example.org/a_b_c) for $9.",
    "$49–$99, $5/$6, ($10,$20) or $1.99",
    "From $49 to 60 US$.",
    "US$49, then US$ 99, A$5 and C$6",
    "$.99 or -$5 to +$7",
    "Only $5",
    "First $5.\n\nThen $6 and 7$.",
    "`$x` costs `$y`",
)
FORMULAS = {
    "$x^2$": "x^2",
    r"With $\alpha < 5$ it holds.": r"\alpha &lt; 5",
    "$$\n\\sum_i x_i\n$$": r"\sum_i x_i",
    "$2n + 1$": "2n + 1",
    r"\begin{align}a &= b\end{align}": r"\begin{align}a &amp;= b\end{align}",
}


@pytest.mark.parametrize("text", PRICES)
def test_a_price_stays_a_price_and_what_stands_between_two_is_read_as_ever(text: str) -> None:
    body = body_of(page_of(notebook(prose(f"# Title\n\n{text}"))))
    assert NOTE not in body
    assert body.count("$") == text.count("$")
    assert "**" not in body
    assert "](" not in body


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_shown_as_it_was_written_with_a_note(text: str) -> None:
    body = body_of(page_of(notebook(prose(f"# Title\n\n{text}"))))
    assert f"{NOTE} <code>{FORMULAS[text]}</code>]" in body


def test_a_formula_and_prices_in_one_line_are_told_apart() -> None:
    body = body_of(page_of(notebook(prose("# T\n\nFor $49, $x^2$ or $99: $a_b$, $c_d$."))))
    assert body.count(NOTE) == 3
    assert "For $49, <em>" in body
    assert "or $99: <em>" in body


def test_a_formula_that_a_cell_gave_has_the_note_too() -> None:
    shown = result(text_latex=r"$\displaystyle x^{2}$", text_plain="<Math object>")
    body = body_of(page_of(notebook(code("Math()", shown))))
    assert f"{NOTE} <code>$\\displaystyle x^{{2}}$</code>]" in body
    assert "Math object" not in body


ODD_NAMES = ("Łódź 100%#1", "a?b&c", "1:2", "e\u0301te\u0301", "日本 語")


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_link_to_a_page_is_an_address_whatever_the_name(name: str) -> None:

    made = notebook(
        prose(f"# Title\n\n[See](<{name.replace('%', '%25').replace('#', '%23')}.ipynb>)")
    )
    lessons = [Lesson("first", "First"), lesson_of(name, made), Lesson("last", "Last")]
    index = index_page(lessons)
    first = lesson_page(lessons[0], made, Path(), lessons)
    for page in (index, first):
        addresses = [part.split('"')[0] for part in page.split('href="')[1:]]
        pages = [unquote(urlsplit(one).path) for one in addresses]
        assert f"{name}.html" in pages
        assert all(urlsplit(one).scheme == urlsplit(one).query == "" for one in addresses)
    # In prose, and in the row of lessons below it.
    assert first.count(f'href="{lessons[1].address}"') == 2


@pytest.mark.parametrize(
    ("metadata", "language"),
    [
        ({"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}}, "R"),
        ({"kernelspec": {"name": "julia-1.10", "display_name": "Julia 1.10"}}, "Julia"),
        ({"language_info": {"name": "bash"}}, "bash"),
        ({"kernelspec": {"name": "ir", "display_name": "R"}}, "R"),
    ],
)
def test_a_notebook_in_another_language_is_refused_in_words(
    metadata: dict[str, object], language: str, home: Path
) -> None:
    made = notebook(prose("# T"), code("x <- 1"))
    made.metadata.update(metadata)
    nbformat.write(made, home / "other.ipynb")
    with pytest.raises(DataError) as caught:
        list(export_pages(["other.ipynb"], Path("out")))
    assert [str(problem) for problem in caught.value.problems] == [
        f"other.ipynb: is written in {language}, and only notebooks in Python can be run here. "
        "Write it in Python, or make its page with a program for that language."
    ]
    assert not Path("out").exists()


@pytest.mark.parametrize("kernel", ["python3", "iris", "my-env", "conda-env-r-py"])
def test_a_kernel_of_ones_own_is_taken_for_python(
    kernel: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "run_notebook", lambda path, found: None)
    made = notebook(prose("# T"))
    made.metadata["kernelspec"] = {"name": kernel, "display_name": "Mine"}
    nbformat.write(made, home / "mine.ipynb")
    assert len(list(export_pages(["mine.ipynb"], Path("out")))) == 2
