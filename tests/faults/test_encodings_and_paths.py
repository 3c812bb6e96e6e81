"""Files from other editors and machines: other encodings and line ends, odd folders and names."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path, PureWindowsPath

import pytest

from healthclaims.__main__ import main
from healthclaims.content.articles import is_id, load_article
from healthclaims.content.codebook import load_codebook
from healthclaims.core.files import read_toml
from healthclaims.core.problems import DataError
from healthclaims.core.tables import read_table
from healthclaims.learner.learner_code import LearnerCodeError, check_code
from healthclaims.marking.mark_class import mark_class
from healthclaims.own_text.draft import draft
from healthclaims.own_text.paste import read_file
from tests.helpers.classwork import key_of
from tests.helpers.hand_ins import handed_in, log_of, models_of, moodle, notebook_of, table, zip_of
from tests.helpers.handed_in import pack, zip_file
from tests.helpers.kit import ROOT, Table
from tests.helpers.places import A1, CODE, answer, export, hand_in, make_student, save_text

SAVED_AS: dict[str, Callable[[str], bytes]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "a mark": lambda text: text.encode("utf-8-sig"),
    "a mark and CRLF": lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
    "CR": lambda text: text.replace("\n", "\r").encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16, big end first": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "UTF-32": lambda text: text.encode("utf-32"),
    "Windows-1252": lambda text: text.encode("cp1252", "replace"),
    "two encodings": lambda text: text.encode() + "# “”\n".encode("cp1252"),
    "NUL": lambda text: text.replace("e", "e\x00", 1).encode(),
}
READS = {"CRLF", "a mark", "a mark and CRLF"}
# A file of every kind that the kit reads, each of a text of its own.
FILES = (
    *("articles/caligrin_news/annotations.csv", "articles/bramosol_leaflet/units.csv"),
    *("articles/tilmarra_leaflet/source.toml", "articles/merrowlin_advert/article.txt"),
    *("pairs.csv", "decks.toml", "headlines.csv", "evidence/studies.csv", "flips.toml"),
)


def is_same_text(content: bytes, text: str) -> bool:
    """Tell whether a file holds the same words in UTF-8, whatever its line ends."""
    try:
        found = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return found.splitlines() == text.splitlines()


@pytest.mark.parametrize("form", SAVED_AS)
def test_files_saved_otherwise_are_read_or_named_with_what_to_do(
    data: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    may_be_read = []
    for name in FILES:
        text = (data / name).read_bytes().decode("utf-8-sig")
        (data / name).write_bytes(SAVED_AS[form](text))
        if is_same_text((data / name).read_bytes(), text):
            may_be_read.append(name)
    status = main(["check"])
    said = capsys.readouterr().out.splitlines()
    if form in READS:
        assert (status, may_be_read) == (0, list(FILES)), said
    for name in FILES:
        # What is wrong with the words of an article is told of the table that quotes them.
        named = [line for line in said if name.removesuffix("article.txt") in line]
        assert named or name in may_be_read, (name, said)
        for line in named:
            assert line.endswith((".", "?")), line
            assert len(line.split(": ", 1)[1].split()) > 5, line
    assert "Traceback" not in "".join(said)


@pytest.mark.parametrize("form", SAVED_AS)
def test_a_codebook_saved_otherwise_is_read_or_named_with_what_to_do(data: Path, form: str) -> None:
    path = data / "codebook.toml"
    path.write_bytes(SAVED_AS[form](path.read_bytes().decode("utf-8-sig")))
    if form in READS:
        assert load_codebook().rules
        return
    with pytest.raises(DataError, match=r"data/codebook.toml.*: .* (Correct|Save)"):
        load_codebook()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig"])
def test_a_table_as_spreadsheets_save_it_is_read(
    data: Path, delimiter: str, end: str, coding: str
) -> None:
    before = load_article("caligrin_news")
    for name in ("annotations", "units"):
        path = data / "articles/caligrin_news" / f"{name}.csv"
        Table(path).save(delimiter, end, coding)
    load_article.__globals__["_load"].cache_clear()
    assert load_article("caligrin_news").annotations == before.annotations


@pytest.mark.parametrize(
    ("coding", "note"),
    [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", ""), ("cp1252", "not stored as UTF-8")],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_text_of_ones_own_is_read_however_it_was_saved(
    home: Path, coding: str, note: str, end: str
) -> None:
    text = f"Mint tea{end}{end}One study says that “mint” tea may calm – a little.{end}"
    (home / "mint.txt").write_bytes(text.encode(coding))
    found = read_file("mint.txt")
    assert "“mint” tea may calm – a little." in found.text
    assert note in " ".join(found.notes)
    assert len(draft(found.text).units) == 2


def test_submissions_from_other_editors_are_marked(home: Path) -> None:
    key = key_of(A1)
    log, notebook = log_of(key, "x"), notebook_of(key, models_of(key))
    forms = {name: SAVED_AS[name] for name in ("CRLF", "a mark", "UTF-16", "UTF-32", "CR")}
    files = {}
    for place, form in enumerate(forms.values()):
        parts = {"answers.jsonl": form(log.decode()), f"{A1}.ipynb": form(notebook.decode())}
        files[f"S{place}_{1000 + place}_assignsubmission_file_/a.zip"] = pack(parts)
    os.chdir(ROOT)
    mark_class([zip_file(home / "m.zip", files)], A1, home / "marks")
    rows = table(home / "marks/marks.csv")
    assert [row["Grade"] for row in rows] == [rows[0]["most_points"]] * len(forms)


# ---------------------------------------------------------------- names

RESERVED = ("con", "PRN", "aux", "NUL", "com1", "lpt9", "COM0")
BAD_NAMES = (
    *("a.", "a..", ".", "..", "a b", "a/b", "a\\b", "C:", "C:\\x", "\\\\server\\x", "a:b", "a*"),
    *("nul.txt", "é", "日本", "x" * 33, "", "a\x00", "a\n", "%TEMP%", "~", "-a", "com¹"),
)


@pytest.mark.parametrize("code", [*RESERVED, *BAD_NAMES])
def test_a_code_that_some_system_cannot_store_is_refused_with_an_example(code: str) -> None:
    if code.strip() == "a":
        assert check_code(code) == "a"
        return
    with pytest.raises(LearnerCodeError, match="blue-fox-7"):
        check_code(code)


@pytest.mark.parametrize("name", [*RESERVED, *BAD_NAMES, "CON.txt", "trailing ", "dot."])
def test_a_title_becomes_a_folder_that_every_system_can_have(name: str) -> None:
    made = draft("A title\n\nOne study says that tea may calm.\n", title=name).id
    path = PureWindowsPath(made)
    assert is_id(made)
    assert len(path.parts) == 1
    assert not path.is_reserved()
    assert made == made.rstrip(". ")
    assert len(made) <= 64


@pytest.mark.parametrize(
    "name",
    [
        *("..\\..\\evil.zip", "C:\\evil.zip", "con.zip", "aux", "a.zip.", "a.zip ", "x" * 300),
        *(
            "\\\\server\\share\\a.zip",
            "a:stream.zip",
            "日本 – Übung 'x' & (1).zip",
            "a\u202ezip.exe",
        ),
    ],
)
def test_pages_for_odd_file_names_have_names_that_every_system_can_have(
    home: Path, name: str
) -> None:
    key = key_of(A1)
    files = {f"{name}_12_assignsubmission_file_/{name}": zip_of(key, log_of(key, "x"))}
    os.chdir(ROOT)
    mark_class([zip_file(home / "m.zip", files)], A1, home / "marks")
    made = [path for path in (home / "marks").rglob("*") if path.is_file()]
    for path in made:
        windows = PureWindowsPath(path.name)
        assert len(windows.parts) == 1
        assert not windows.is_reserved()
        assert path.name.isascii()
        assert len(path.name) < 120
    assert {path.parent.name for path in made} <= {"marks", "feedback"}


# ---------------------------------------------------------------- folders

ODD_FOLDER = "Mein Kurs – Übung 日本 'x' & (1)"


@pytest.fixture
def odd(home: Path) -> Path:
    return make_student(home / ODD_FOLDER)


def test_in_a_folder_with_an_odd_name_answers_hand_in_export_and_own_texts_work(odd: Path) -> None:
    assert answer(odd) == "ok"
    assert "Hand in" in hand_in(odd) or "hand_in" in hand_in(odd)
    assert (odd / f"hand_in/{A1}_{CODE}.zip").is_file()
    assert f"my_answers_{CODE}.zip" in export(odd)
    assert "Saved in my_articles/mint_tea." in save_text(odd)


def test_in_a_folder_with_an_odd_name_commands_work(home: Path) -> None:
    course = home / ODD_FOLDER / "course"
    keep = ("data", "solutions", "exercises", "notebooks", "healthclaims", "docs")
    for name in keep:
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, course / name, ignore=ignore)
    for name in ("README.md", "pyproject.toml", "requirements.txt", "nbgrader_config.py"):
        shutil.copyfile(ROOT / name, course / name)
    moodle(course.parent / "class.zip", handed_in(key_of(A1), 2))
    outside = course.parent
    for arguments in (
        ("check",),
        ("mark", f"{outside}/class.zip", f"--assignment={A1}", f"--out={outside}/marks"),
        ("student-kit", f"{outside}/für Lernende"),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "healthclaims", *arguments],
            cwd=course,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(course), "PYTHONUTF8": "1"},
        )
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)
    assert (outside / "marks/marks.csv").is_file()
    assert (outside / "für Lernende/notebooks").is_dir()


def test_a_terminal_of_few_letters_breaks_nothing(home: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "healthclaims", "mark", f"{home}/日本.zip", f"--assignment={A1}"],
        cwd=home,
        capture_output=True,
        env=environment,
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


def test_damage_to_a_table_or_toml_is_a_plain_message(home: Path) -> None:
    for name, read in (("t.csv", lambda p: read_table(p, ("a",))), ("t.toml", read_toml)):
        (home / name).write_bytes(b"\xff\xfe\x00\x00a\x00")
        with pytest.raises(DataError, match="encoding UTF-8"):
            read(home / name)
