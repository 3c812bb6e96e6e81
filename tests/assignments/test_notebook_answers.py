"""What students wrote is found in their notebooks, which are read as data and never run."""

from __future__ import annotations

import base64
import json
import tracemalloc

import pytest

from healthclaims.assignments.beside_answers import MOST_PICTURES, Extra, beside_answers
from healthclaims.assignments.notebook_answers import (
    STUB,
    WrittenAnswers,
    given_texts,
    written_answers,
)
from healthclaims.assignments.notebook_cells import assignment_of
from healthclaims.submissions.file_kinds import LOG, NOTEBOOK, Part
from healthclaims.submissions.submitted_notebooks import read_written
from tests.helpers.fuzz import ODD_CELLS, ODD_JSON
from tests.helpers.handed_in import A1, LOG_NAME, TASK, cell, good_notebook, log, notebook

PROMPT = f"### Your verdict\n\nWrite two sentences.\n\n{STUB}"


def read(*cells: object, given: str = "") -> WrittenAnswers:
    return written_answers(notebook(*cells), [TASK], {TASK: given} if given else None)


def text(*cells: object, given: str = "") -> str:
    found = read(*cells, given=given)
    assert found.problems == ()
    return found.texts.get(TASK, "")


# ---------------------------------------------------------------- one cell


def test_an_answer_is_found_by_the_name_nbgrader_gives_its_cell() -> None:
    assert text(cell("# Title"), cell("In rats.", TASK, id="other")) == "In rats."


def test_an_answer_is_found_by_the_id_of_its_cell_where_an_editor_dropped_the_name() -> None:
    assert text(cell("In rats.", id=TASK)) == "In rats."


def test_the_name_counts_before_the_id() -> None:
    assert text(cell("no", id=TASK), cell("yes", TASK, id="x")) == "yes"


@pytest.mark.parametrize("kind", ["code", "raw", "markdown", 7])
def test_the_type_of_the_cell_does_not_matter(kind: object) -> None:
    assert text(cell("In rats.", TASK, cell_type=kind, outputs=[{"text": "no"}])) == "In rats."


def test_text_in_pieces_is_put_together() -> None:
    assert text(cell(["One\r\n", "two"], TASK)) == "One\ntwo"


@pytest.mark.parametrize("source", [PROMPT, STUB, f"  {STUB}  ", "", " \n", f"{PROMPT}\n\n{STUB}"])
def test_an_unchanged_cell_holds_no_answer(source: str) -> None:
    assert text(cell(source, TASK)) == ""
    assert text(cell(source, TASK), given=PROMPT) == ""


@pytest.mark.parametrize(
    "source",
    [
        PROMPT.replace(STUB, "In rats."),
        PROMPT + "\nIn rats.",
        PROMPT.replace("Write two", "In rats.\n\nWrite two"),
        "In rats.",
        f"In rats.\n\n{STUB}",
        PROMPT.replace("\n", "  \r\n") + "\r\n\r\nIn rats.",
    ],
)
def test_where_the_cell_as_given_is_known_only_what_was_added_counts(source: str) -> None:
    assert text(cell(source, TASK), given=PROMPT) == "In rats."


def test_where_it_is_not_known_what_stands_below_the_stub_counts() -> None:
    assert text(cell(PROMPT + "\nIn rats.", TASK)) == "In rats."
    assert text(cell("In rats.", TASK)) == "In rats."


def test_the_cells_as_given_are_read_from_the_assignment() -> None:
    assert given_texts(notebook(cell("# 1"), cell(PROMPT, TASK)), [TASK]) == {TASK: PROMPT}
    assert given_texts(b"damaged", [TASK]) == {}


def test_scripts_and_half_characters_stay_plain_text() -> None:
    assert text(cell("<script>alert(1)</script>", TASK)) == "<script>alert(1)</script>"
    assert text(cell("a\ud800b", TASK)) == "a?b"


# ---------------------------------------------------------------- cells that are not as they were


def test_a_deleted_cell_is_a_problem() -> None:
    found = read(cell("# Title"))
    assert found.texts == {}
    assert found.problems == (f"The place for {TASK} was deleted.",)


def test_of_a_copied_cell_every_different_answer_is_kept() -> None:
    found = read(cell("One.", TASK), cell(STUB, TASK), cell("Two.", TASK), cell("One.", TASK))
    assert found.texts == {TASK: "One.\n\nTwo."}
    assert found.problems == (f"There are 4 places for {TASK}; they are put together.",)
    found = read(cell("One.", TASK), cell("One.", TASK))
    assert found.texts == {TASK: "One."}
    assert found.problems == (f"There are 2 places for {TASK}; they hold one answer.",)


@pytest.mark.parametrize("source", [None, 7, {}, [1], [["x"]], True])
def test_a_cell_without_text_is_a_problem(source: object) -> None:
    assert read(cell(source, TASK)).problems == (f"The place for {TASK} holds no text.",)


# ---------------------------------------------------------------- notebooks that are damaged


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "damaged"),
        (good_notebook()[:-5], "damaged"),
        (b"[" * 100_000, "damaged"),
        (b"[" * 3_000 + b"]" * 3_000, "damaged"),
        (b"[]", "no notebook of version 4"),
        (notebook(nbformat=3, worksheets=[]), "no notebook of version 4"),
        (notebook(nbformat="4"), "no notebook of version 4"),
        (notebook(cells={"a": 1}), "no list of cells"),
        (b'{"nbformat":4,"cells":[' + b"{}," * 300_000 + b"{}]}", "far more than anybody writes"),
    ],
)
def test_a_notebook_that_cannot_be_read_says_why_and_what_to_do(
    content: bytes, problem: str
) -> None:
    found = written_answers(content, [TASK])
    assert found.texts == {}
    assert len(found.problems) == 1
    assert problem in found.problems[0]
    assert found.problems[0].endswith("Ask for the notebook again, saved in JupyterLab.")


@pytest.mark.parametrize("content", ODD_JSON.values(), ids=ODD_JSON)
def test_odd_json_raises_nothing(content: bytes) -> None:
    assert written_answers(content, [TASK]).texts == {}
    inside = b'{"nbformat":4,"cells":[' + content.strip() + b"]}"
    assert written_answers(inside, [TASK]).texts == {}


@pytest.mark.parametrize("cells", ODD_CELLS.values(), ids=ODD_CELLS)
def test_odd_cells_raise_nothing(cells: list[object]) -> None:
    found = written_answers(notebook(*cells), [TASK])
    assert all(isinstance(one, str) for one in (*found.texts.values(), *found.problems))


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_notebook_is_read_as_any_editor_saves_it(name: str) -> None:
    content = good_notebook("Café.").decode().encode(name)
    assert written_answers(content, [TASK]).texts == {TASK: "Café."}


@pytest.mark.parametrize("piece", [b"[],", b"{},", b'{"a":{}},', b"1,", b'"",', b"[[[[[[[["])
def test_twenty_megabytes_of_anything_take_little_memory(piece: bytes) -> None:
    count = 20_000_000 // len(piece)
    content = b'{"nbformat":4,"cells":[' + piece * count + b"0]}"
    less = b'{"nbformat":4,"cells":[' + piece * (450_000 // max(1, piece.count(b"{") * 2)) + b"0]}"
    for one in (content, less):
        tracemalloc.start()
        try:
            assert written_answers(one, [TASK]).texts == {}
            assert tracemalloc.get_traced_memory()[1] < 100_000_000
        finally:
            tracemalloc.stop()


# ---------------------------------------------------------------- several notebooks


def several(**contents: bytes) -> WrittenAnswers:
    parts = [Part(f"j/{name}.ipynb", NOTEBOOK, content) for name, content in contents.items()]
    return read_written([*parts, Part(f"j/{LOG_NAME}", LOG, log())], [TASK], A1)


def test_of_two_notebooks_the_one_named_like_the_assignment_counts() -> None:
    for other in (f"{A1}-Copy1", f"{A1} (1)", f"{A1}-1", f"my_{A1}", "zzz", "aaa"):
        found = several(**{other: good_notebook("no"), A1: good_notebook("yes")})
        assert found.texts == {TASK: "yes"}
        assert found.problems == (
            f"The answer to {TASK} in j/{other}.ipynb was not used: j/{A1}.ipynb has another.",
        )


def test_among_names_equally_like_it_the_last_counts() -> None:
    found = several(
        **{f"{A1} (1)": good_notebook("no"), f"{A1} (2)": good_notebook("yes"), "z": b"{}"}
    )
    assert found.texts == {TASK: "yes"}


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (f"{A1}_me.zip", f"{A1}_me-1.zip"),
        (f"{A1}_me.zip", f"{A1}_me (1).zip"),
        (f"{A1}_me-1.zip", f"{A1}_me (2).zip"),
        (f"{A1}_me (2).zip", f"{A1}_me-3.zip"),
        (f"{A1}_me-9.zip", f"{A1}_me-10.zip"),
        (f"{A1}_me (2).zip", f"{A1}_me-1 (3).ZIP"),
    ],
)
def test_of_two_hand_ins_the_newest_counts_and_the_other_is_named(older: str, newer: str) -> None:
    files = {older: good_notebook("no"), newer: good_notebook("yes")}
    for order in ((older, newer), (newer, older)):
        parts = [Part(f"m.zip/Jane_1_/{one}/{A1}.ipynb", NOTEBOOK, files[one]) for one in order]
        found = read_written(parts, [TASK], A1)
        assert found.texts == {TASK: "yes"}
        assert found.problems == (
            f"The answer to {TASK} in {older}/{A1}.ipynb was not used: "
            f"{newer}/{A1}.ipynb has another.",
        )


def test_the_newest_of_two_loose_notebooks_counts() -> None:
    old, new = f"doejane_1_2_{A1}-9", f"doejane_1_2_{A1}-10"
    found = several(**{old: good_notebook("no"), new: good_notebook("yes")})
    assert found.texts == {TASK: "yes"}


@pytest.mark.parametrize("mark", ["-1", "(1)", "1" * 9, "-" + "1" * 60_000])
def test_a_name_of_many_copies_takes_no_time(mark: str) -> None:
    long = "a" + mark * (60_000 // len(mark))
    found = several(**{f"{long}x": good_notebook("no"), A1: good_notebook("yes")})
    assert found.texts == {TASK: "yes"}


def test_an_empty_notebook_does_not_hide_the_answers_of_another() -> None:
    found = several(**{A1: good_notebook(STUB), "draft": good_notebook("In rats.")})
    assert found.texts == {TASK: "In rats."}
    assert found.problems == ()


def test_notebooks_of_other_lessons_are_no_problem() -> None:
    found = several(**{A1: good_notebook(), "02_animal_or_human": notebook(cell("# Lesson"))})
    assert found.problems == ()
    found = several(**{"z": good_notebook(), A1: notebook(cell("# Lesson"))})
    assert (found.problems, found.missing) == ((), ())


def test_a_place_that_no_notebook_has_is_said_once() -> None:
    found = several(**{A1: notebook(), "draft": notebook(), "bad": b"{"})
    assert len(found.problems) == 2
    assert found.problems[0].startswith("j/bad.ipynb: This notebook is damaged.")
    assert found.problems[1] == f"The place for {TASK} was deleted."


def test_without_a_notebook_there_is_nothing_to_say() -> None:
    assert several() == WrittenAnswers({})


def test_nothing_is_executed() -> None:
    code = "import pathlib; pathlib.Path('ran').touch()"
    outputs = [{"output_type": "display_data", "data": {"text/html": "<script>1</script>"}}]
    content = notebook(cell(code, TASK, cell_type="code", outputs=outputs, execution_count=1))
    assert written_answers(content, [TASK]).texts == {TASK: code}
    assert json.loads(content)["cells"][0]["outputs"]


# ---------------------------------------------------------------- beside the places

GIVEN = notebook(
    cell("# Assignment 4\n\nAbout 20 minutes.", id="title"),
    cell('assignment.task("verdict")', id="task", cell_type="code"),
    cell("Click the next cell once.", id="here"),
    cell(STUB, TASK),
)
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 20


def beside(*cells: object) -> list[Extra]:
    return list(beside_answers(notebook(*cells), [TASK], GIVEN))


def pasted(content: bytes, kind: str = "image/png") -> dict[str, object]:
    return {"a.png": {kind: base64.b64encode(content).decode()}}


@pytest.mark.parametrize(
    "own",
    [
        cell("In rats."),
        cell("In rats.", cell_type="raw"),
        {"cell_type": "markdown", "source": "In rats."},
        cell("Click the next cell once.\n\nIn rats.", id="here"),
        cell("# In rats and mice.", cell_type="code"),
    ],
    ids=["a cell of their own", "a raw cell", "no id", "the cell above", "a code cell"],
)
def test_words_in_another_cell_are_found_and_the_assignments_own_are_not(
    own: dict[str, object],
) -> None:
    found = beside(cell("# Assignment 4\n\nAbout 20 minutes.", id="title"), own, cell("x", TASK))
    assert len(found) == 1
    assert found[0].task == TASK
    assert "In rats" in found[0].text


def test_an_untouched_notebook_and_code_hold_nothing_beside() -> None:
    assert beside_answers(GIVEN, [TASK], GIVEN) == ()
    assert beside(cell("quiz = assignment.quiz()\nquiz.answer(1)", cell_type="code")) == []
    assert beside(cell("About 25 minutes.", id="title")) == []


@pytest.mark.parametrize(
    "code",
    [
        "# In 32 ponies (not in people) it may help.",
        "In 32 ponies (not in people) it may help.",
        "It eased rats = yes",
        'answer = "In 32 ponies it may help."',
        "print('Rats: yes, people: no')",
        'answer = """\nRats: yes\nPeople: no\n"""',
        '"""In rats (never closed',
        "# rats (yes)\n# nobody else (no)",
        "In rats.\nNot people.",
        "Rats, yes; people, no.",
        "%%markdown\nIn 32 ponies (not in people)",
        'assignment.task("verdict")  # It eased rats (only).',
        'assignment.task("verdict", "It eased rats")',
        "It doesn't (in rats), isn't",
        "It doesn't work, isn't safe",
        "From rats to people (no)",
    ],
)
def test_code_that_says_something_in_words_is_shown(code: str) -> None:
    (found,) = beside(cell(code, id="task", cell_type="code"))
    assert (found.task, found.text) == (TASK, code)


@pytest.mark.parametrize(
    "code",
    [
        'lesson = open_lesson("01_read_the_article")',
        "import numpy as np\nfrom math import sin, cos",
        "1 + 1",
        "a = b + c\nx + y + z",
        "[1, 2, 3, 4], f(a, b, c, d)",
        "for one in quiz:\n    print(one)",
        "if a is not None and (b not in c):\n    pass",
        "lesson\nquiz\nlesson",
        'print("hello world")',
        "quiz = assignment.quiz(",
        "# quiz\n# x = 1",
        "!pip install one two three\n%matplotlib inline\n%%time",
        'assignment.task("verdict") # done',
    ],
)
def test_code_to_play_with_is_not(code: str) -> None:
    assert beside(cell(code, id="mine", cell_type="code")) == []
    assert beside(cell(code, id="task", cell_type="code")) == []


def test_an_answer_over_the_instruction_is_shown_and_a_word_of_an_older_copy_is_not() -> None:
    assert beside(cell("Click on the cell below once.", id="here")) == []
    (found,) = beside(cell("Click the next cell once. It eased rats.", id="here"))
    assert "It eased rats." in found.text


def test_a_cell_that_is_not_read_as_an_answer_is_shown() -> None:
    cells = [cell("In people.", TASK, id="a"), cell("In rats.", id=TASK)]
    assert written_answers(notebook(*cells), [TASK]).texts == {TASK: "In people."}
    assert [one.text for one in beside(*cells)] == ["In rats."]


def test_words_belong_to_the_task_above_them() -> None:
    found = beside_answers(
        notebook(cell("x", "one"), cell("First."), cell("x", "two"), cell("Second.")),
        ["one", "two"],
        GIVEN,
    )
    assert [(one.task, one.text) for one in found] == [("one", "First."), ("two", "Second.")]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff" + b"x" * 20, "image/jpeg"),
        (b"GIF89a" + b"x" * 20, "image/gif"),
        (b"RIFF0000WEBP" + b"x" * 20, "image/webp"),
    ],
)
def test_a_picture_pasted_as_an_answer_is_shown_as_what_it_is(content: bytes, kind: str) -> None:
    code = base64.b64encode(content).decode()
    for one in (
        cell("![a](attachment:a.png)", TASK, attachments=pasted(content)),
        cell(f"![a](data:image/png;base64,{code})", TASK),
        cell(f'<img src="data:image/png;base64,{code}">', TASK),
    ):
        (found,) = beside(one)
        assert found.pictures == (f"data:{kind};base64,{code}",)
        assert (found.text, found.left_out) == ("", 0)


@pytest.mark.parametrize(
    "content",
    [b"<svg onload='alert(1)'/>xxxxxxx", PNG + bytes(2_000_000), b"RIFF0000WAVE" + b"x" * 20],
    ids=["SVG", "too large", "sound"],
)
def test_a_picture_that_is_not_shown_is_counted(content: bytes) -> None:
    (found,) = beside(cell("![a](attachment:a.png)", TASK, attachments=pasted(content)))
    assert (found.pictures, found.left_out) == ((), 1)


def test_many_pictures_are_counted_and_a_remote_one_is_never_fetched() -> None:
    found = beside(*[cell("x", TASK, attachments=pasted(PNG)) for _ in range(9)])
    assert sum(len(one.pictures) for one in found) == MOST_PICTURES
    assert sum(one.left_out for one in found) == 9 - MOST_PICTURES
    assert beside(cell("![a](https://example.org/a.png)", TASK)) == []


@pytest.mark.parametrize(
    "attachments", [None, 7, [], {"a": 7}, {"a": {"image/png": 7}}, {"a": {"image/png": "%%%"}}]
)
def test_odd_attachments_raise_nothing(attachments: object) -> None:
    assert all(not one.pictures for one in beside(cell("x", TASK, attachments=attachments)))


@pytest.mark.parametrize("cells", ODD_CELLS.values(), ids=ODD_CELLS)
def test_odd_cells_beside_raise_nothing(cells: list[object]) -> None:
    for one in beside_answers(notebook(*cells), [TASK], GIVEN):
        one.text.encode()


def test_a_notebook_says_which_assignment_it_opens() -> None:
    code = cell('a = healthclaims.open_assignment("a4_whole_article")', cell_type="code")
    assert assignment_of(notebook(code)) == "a4_whole_article"
    assert assignment_of(notebook(cell("x"))) == ""
