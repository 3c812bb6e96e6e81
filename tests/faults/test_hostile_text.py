"""Hostile text, wherever the kit shows or exports it: it stays text, and moves nothing around it.

What browsers make of it is tested in tests/browser/test_hostile_text.py and test_feedback_page.py.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from healthclaims.assignments.page import open_assignment
from healthclaims.content.articles import load_article
from healthclaims.core.html import escape, shown
from healthclaims.core.problems import DataError, Problem
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.entries import NOTE
from healthclaims.lessons.lesson import open_lesson
from healthclaims.marking.mark_class import mark_class
from healthclaims.quiz.widget import Quiz
from tests.helpers.classwork import key_of
from tests.helpers.hand_ins import log_of, models_of, zip_of
from tests.helpers.handed_in import zip_file
from tests.helpers.kit import ROOT, Page, answer_entry
from tests.helpers.places import A1, command, make_student

HOSTILE = {
    "script": "<script>window.hacked = true</script>",
    "image": '<img src=x onerror="window.hacked = true">',
    "svg": "<svg/onload=window.hacked=true><animate onbegin=alert(1) attributeName=x>",
    "link": '<a href="javascript:window.hacked=true">go</a>',
    "bare link": "javascript:window.hacked=true",
    "markdown link": "[go](javascript:window.hacked=true) ![x](https://x.example/y.png)",
    "data link": "data:text/html,<script>window.hacked=true</script>",
    "template": "{{7*7}} ${7*7} <%= 7*7 %> #{7*7} {% raw %} %(a)s {0.__class__}",
    "closing": "</textarea></title></style></script><!-- --><![CDATA[ ]]>",
    "attribute": "\" onmouseover=\"window.hacked=true' x='",
    "entity": "&lt;script&gt; &amp;#60; &#x3c;",
    "math": "$\\href{javascript:window.hacked=true}{x}$ $$\\unicode{x}$$",
    "override": "safe \u202etxet desrever\u202c end",
    "isolate": "\u2066\u2067never closed",
    "right to left": "\u05e9\u05dc\u05d5\u05dd 123 (\u0633\u0644\u0627\u0645)",
    "null": "a\x00b",
    "terminal": "\x1b[31mred\x1b]0;title\x07\x9b2J\x08\x7f",
    "half": "half \ud800 a letter",
    "lines": "one\u2028two\u2029three\x85four",
    "wide": "\ufeff\u200b\u200d\u00ad\U000e0001",
}
TURNING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
KITS_OWN = {"script", "style"}


class Elements(HTMLParser):
    """Collects the elements and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(str(page))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


PICTURE = re.compile(r"data:image/png;base64,[A-Za-z0-9+/]+=*")


def check_page(page: str, text: str, *, plain: str | None = None) -> None:
    """Check that hostile text stands in a page as text, and that nothing was made of it."""
    assert not TURNING.search(page)
    parts = Elements(page)
    for name, attributes in parts.found:
        if name == "img" and PICTURE.fullmatch(attributes.get("src") or ""):
            continue  # one of the kit's own figures
        assert name not in {"img", "svg", "animate", "iframe", "object", "embed"}, name
        assert not [key for key in attributes if key.startswith("on")]
        for key in ("href", "src", "action"):
            assert (
                not (attributes.get(key) or "").strip().lower().startswith(("javascript", "data"))
            )
    assert (shown(text) if plain is None else plain) in parts.text


def check_words(words: str) -> None:
    """Check that words give a terminal no orders and turn nothing around."""
    assert not TURNING.search(words)


def storable(text: str) -> str:
    """Give text as UTF-8 files can hold it."""
    return text.encode("utf-8", "replace").decode()


@pytest.fixture(params=HOSTILE.values(), ids=list(HOSTILE))
def text(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def write_article(home: Path, text: str) -> None:
    """Plant a text in which every field that is shown holds hostile text."""
    folder = home / "my_articles" / "hostile"
    folder.mkdir(parents=True)
    title, line = f"Title {text}", f"In rats, {text} tea may calm."
    for one in ("\n", "\r", "\x85", "\u2028", "\u2029"):
        title, line = title.replace(one, " "), line.replace(one, " ")
    (folder / "article.txt").write_text(f"{title}\n\n{line}\n", encoding="utf-8", newline="\n")
    card = dict.fromkeys(
        ("publisher", "promotes_how_known", "sells_how_known", "author", "date", "references"),
        f"card {text}",
    )
    card |= {"title": title, "promotes": "not verified", "sells": "not verified", "genre": text}
    lines = [f'{name} = "{_escaped(value)}"' for name, value in card.items()]
    rest = ["invented = true", "own = true", 'rights = "x"', "amounts_or_routes = []"]
    (folder / "source.toml").write_text("\n".join([*lines, *rest]), encoding="utf-8")
    units = [["unit", "kind", "section", "repeat_of", "text"]]
    units += [["u01", "title", "p", "", title], ["u02", "sentence", "p", "", line]]
    labels = [["unit", "axis", "label", "subtype", "rule", "cue", "status", "why"]]
    labels.append(
        [
            "u02",
            "certainty",
            "hedged",
            "",
            "OWN",
            "may",
            "scored",
            f"It says {text} and so it may be doubted.",
        ]
    )
    for name, rows in (("units", units), ("annotations", labels)):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)


def _escaped(value: str) -> str:
    return "".join(f"\\U{ord(sign):08X}" for sign in value)


@pytest.fixture
def made(home: Path, text: str) -> str:
    """Plant a hostile text of a student's own, as far as a file can hold it."""
    kept = storable(text)
    write_article(home, kept)
    return kept.replace("\u2028", " ").replace("\u2029", " ").replace("\x85", " ")


def pages_of_the_text() -> Iterator[tuple[str, str]]:
    """Show a text of one's own everywhere: a printed copy and a line each."""
    lesson = open_lesson("09_your_own_article")
    own = lesson.own_article(saved="hostile")
    yield own.printed(), repr(own)
    reader = own.read()
    yield reader.printed(), repr(reader)
    quiz = lesson.quiz_for_a_friend("hostile")
    yield quiz.printed(), repr(quiz)
    card = lesson.card("hostile")
    yield card._repr_html_(), repr(card)
    lines = lesson.side_by_side("hostile", "u02")
    yield lines._repr_html_(), repr(lines)
    reasons = own.reasons()
    yield reasons.printed(), repr(reasons)


def test_a_text_is_shown_as_text_in_every_printed_copy(home: Path, made: str) -> None:
    load_article("hostile")
    for page, line in pages_of_the_text():
        check_page(page, made, plain="")
        check_words(line)
    printed = open_lesson("09_your_own_article").own_article(saved="hostile").printed()
    assert shown(made).strip() in Elements(printed).text


def test_a_widget_that_shows_a_hostile_text_can_be_sent_to_a_page(home: Path, made: str) -> None:
    lesson = open_lesson("09_your_own_article")
    for widget in (lesson.own_article(saved="hostile"), lesson.quiz_for_a_friend("hostile")):
        state = {name: value for name, value in widget.get_state().items() if name[0] != "_"}
        json.dumps(state, default=str, ensure_ascii=False).encode("utf-8")


def quiz_of(home: Path) -> tuple[Quiz, AnswerLog]:
    log = AnswerLog("fox", "02_animal_or_human")
    from healthclaims.questions.quiz_config import load_plan
    from healthclaims.quiz.widget import Quiz

    return Quiz.of_today(load_plan("02_animal_or_human", "check"), log), log


def test_answers_and_notes_of_a_page_are_kept_and_shown_as_text(home: Path, text: str) -> None:
    quiz, log = quiz_of(home)
    asked = quiz.deck["questions"][0]["id"]
    page = Page(quiz)
    for kind, choice in (("note", "people"), ("answer", text)):
        (told,) = page.answers(asked, choice, kind=kind, id=f"{kind}-{text}", text=text)
        check_words(told["text"])
    lesson = open_lesson("10_my_progress").use_code("fox")
    for part in ("work", "solid", "due"):
        made = lesson.my_progress(part)
        check_words(repr(made))
        if hasattr(made, "_repr_html_"):  # the others are figures
            check_page(made._repr_html_(), text, plain="")
    lesson.export_my_answers()
    with zipfile.ZipFile(home / "my_answers_fox.zip") as file:
        rows = list(
            csv.DictReader(io.StringIO(file.read("my_answers/answers.csv").decode("utf-8-sig")))
        )
    kept = [storable(row["note"]) for row in rows if row["what"] == "note"]
    assert all(storable(text).strip("'") in note for note in kept)
    assert log.history.damaged == ()


def test_a_log_with_hostile_text_in_every_field_is_read(home: Path, text: str) -> None:
    folder = home / "answers" / "me" / "02_animal_or_human"
    folder.mkdir(parents=True)
    made = replace(answer_entry("semax/u40/certainty", text), kind=NOTE, quiz=text, text=text)
    fields = {**vars(made), "lesson": text, "question": text, "seen": text}
    # Written as another program would: half characters as \ud800.
    (folder / "x.jsonl").write_text(json.dumps(fields) + "\n[{" + storable(text) + "\n", "utf-8")
    lesson = open_lesson("02_animal_or_human")
    check_page(lesson._repr_html_(), text, plain="")
    json.dumps(lesson.quiz("check").resume, ensure_ascii=False).encode("utf-8", "replace")
    check_page(open_lesson("10_my_progress").delete_my_answers()._repr_html_(), text, plain="")


def test_what_is_handed_in_is_shown_as_text(home: Path, text: str) -> None:
    folder = make_student(home / "kit")
    path = folder / f"exercises/{A1}/{A1}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = text
    path.write_text(json.dumps(notebook), encoding="utf-8")
    os.chdir(path.parent)
    done = open_assignment(A1).hand_in()
    check_page(done._repr_html_(), text, plain="")
    check_words(repr(done))


NO_NAME = re.compile("[\x00/]")


def test_marking_shows_hostile_names_and_answers_as_text(home: Path, text: str) -> None:
    os.chdir(ROOT)
    name = "a4_whole_article"
    key = key_of(name)
    work = zip_of(key, log_of(key, "x"), dict.fromkeys(models_of(key), storable(text)))
    student = NO_NAME.sub("_", storable(text)) or "x"
    files = {f"{student}_12_assignsubmission_file_/a.zip": work, f"{student}.txt": b"?"}
    mark_class([zip_file(home / "m.zip", files)], name, home / "marks")
    for path in (home / "marks/feedback").iterdir():
        page = path.read_text(encoding="utf-8")
        check_page(page, text, plain="")
        assert "Content-Security-Policy" in page
    rubric = (home / "marks/rubric.html").read_text(encoding="utf-8")
    parts = Elements(rubric)
    assert [tag for tag, _ in parts.found if tag in KITS_OWN | {"img", "svg"}] == [
        *(["style"] if "<style>" in rubric else []),
        *(tag for tag, _ in parts.found if tag == "script"),
    ]
    assert sum(tag == "script" for tag, _ in parts.found) == 2  # its data, and its one script
    said = command("mark", str(home / "m.zip"), f"--assignment={name}", f"--out={home}/again")
    check_words(said)


SAYS: dict[str, Callable[[str], object]] = {
    "a problem": lambda text: Problem(Path(f"data/{text}"), 3, f"label “{text}” is odd.", text),
    "problems": lambda text: DataError([Problem(Path(text), None, text, text)]),
}


@pytest.mark.parametrize("says", SAYS)
def test_a_message_gives_a_terminal_no_orders(text: str, says: str) -> None:
    check_words(str(SAYS[says](text)))


def test_the_command_prints_hostile_file_names_plainly(
    home: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    name = NO_NAME.sub("_", storable(text))
    check_words(command("mark", f"{home}/{name}", "--assignment=a1_who_was_studied", "--out=m"))
    check_words(command("mark", f"{home}/{name}", f"--assignment={text}", f"--out={home}/m"))
    check_words(command("gain", f"{home}/{name}"))
    assert not capsys.readouterr().out


def test_escaped_text_is_as_long_as_it_was(text: str) -> None:
    assert len(shown(text)) == len(text)
    assert not TURNING.search(escape(text))
    assert not set(escape(text)) & set("<>\"'")


def test_letters_that_are_read_from_right_to_left_stay() -> None:
    assert shown(HOSTILE["right to left"]) == HOSTILE["right to left"]
    assert shown("\u200e\u200f\u061c") == "\u200e\u200f\u061c"


def test_pages_in_javascript_follow_the_same_rule() -> None:
    script = (ROOT / "healthclaims/widgets/_shared.js").read_text(encoding="utf-8")
    found = re.search(r"const UNFIT = /\[(.*)\]/g;", script)
    assert found
    pattern = re.compile(f"[{found[1]}]")
    for number in range(0x3000):
        sign = chr(number)
        assert bool(pattern.match(sign)) == (shown(sign) != sign), hex(number)
    for path in (ROOT / "healthclaims").glob("*/*.js"):
        for bad in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
            assert bad not in path.read_text(encoding="utf-8"), path.name
