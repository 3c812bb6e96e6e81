"""An instructor marks written answers on a page of its own, without a server, and loses nothing."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as draw
from hypothesis import strategies as st
from playwright.sync_api import Browser, BrowserContext, expect

from healthclaims.core.assets import asset
from healthclaims.core.problems import DataError
from healthclaims.marking.rubric_page import Answer, rubric_page
from healthclaims.marking.rubric_points import (
    COLUMNS,
    Given,
    RubricPoints,
    words_mark,
)
from healthclaims.marking.rubric_reading import read_points
from tests.helpers.classwork import ATTACK, key_of, written_by
from tests.helpers.points_table import write_points

KEY = key_of("a5_rewrite")
TASKS = KEY.assignment.tasks
NOTHING = RubricPoints(TASKS)
FIRST = RubricPoints(TASKS, {("plain:s1", "ankles"): Given((1, 2, 1), "Well done.")})

# What Chromium gives a file once in some hundred times: empty, and forgotten with the page.
FOREIGN_STORAGE = """(times) => {
  const given = Number(window.name);
  if (given >= times) return;
  window.name = given + 1;
  const values = new Map();
  const storage = {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => values.set(key, value),
    removeItem: (key) => values.delete(key),
  };
  Object.defineProperty(window, "localStorage", { value: storage });
}"""


class Desk:
    """The rubric page as an instructor uses it."""

    def __init__(self, context: BrowserContext, folder: Path) -> None:
        self.folder = folder
        self.page = context.new_page()
        self.heading = self.page.get_by_role("heading", level=2, name="Answer")
        self.progress = self.page.locator(".progress")
        self.unsaved = self.page.locator(".unsaved")
        self.said = self.page.locator(".said")
        self.text = self.page.locator(".own")
        self.comment = self.page.get_by_label("Comment (the student reads it)")
        self.conflict = self.page.locator(".box").nth(1)

    def open(self, answers: Sequence[Answer], given: RubricPoints = NOTHING) -> None:
        path = self.folder / "rubric.html"
        path.write_text(rubric_page(KEY, answers, given), encoding="utf-8", newline="\n")
        self.page.goto(path.as_uri())
        # The first time in a browser, the page loads itself again.
        expect(self.unsaved).not_to_be_empty()

    def give_foreign_storage(self, times: int) -> None:
        self.page.add_init_script(f"({FOREIGN_STORAGE})({times})")

    def button(self, name: str) -> Any:
        return self.page.get_by_role("button", name=name, exact=True).first

    def level(self, criterion: str, words: str) -> Any:
        return self.page.get_by_role("group", name=criterion).get_by_label(words)

    def give(self, *points: int) -> None:
        for field, number in zip(self.page.locator("fieldset").all(), points, strict=True):
            field.locator(f'input[value="{number}"]').check()

    def save(self) -> Path:
        with self.page.expect_download() as started:
            self.button("Save points").click()
        path = self.folder / started.value.suggested_filename
        started.value.save_as(path)
        return path

    def load(self, points: RubricPoints | str) -> None:
        path = self.folder / "from_elsewhere.csv"
        if isinstance(points, str):
            path.write_text(points, encoding="utf-8")
        else:
            write_points(path, points)
        self.page.get_by_label("Open points").set_input_files(path)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(accept_downloads=True) as context:
        yield context


@pytest.fixture
def desk(context: BrowserContext, tmp_path: Path) -> Desk:
    return Desk(context, tmp_path)


def test_answers_to_one_task_come_one_after_another_without_names(desk: Desk) -> None:
    desk.open(written_by(KEY, 3))
    expect(desk.heading).to_have_text("Answer 1 of 3")
    expect(desk.text).to_have_text(KEY.guides["ankles"].models[0].text)
    expect(desk.page.get_by_text("20 words of at most 45")).to_be_visible()
    expect(desk.page.get_by_text("Student 1")).to_have_count(0)
    desk.button("Next").click()
    expect(desk.heading).to_have_text("Answer 2 of 3")
    desk.page.get_by_label("Show names").check()
    expect(desk.heading).to_have_text("Answer 2 of 3: Student 2")
    desk.page.get_by_label("Task", exact=True).select_option(index=1)
    expect(desk.heading).to_have_text("Answer 1 of 3: Student 1")
    expect(desk.text).to_have_text(KEY.guides["socks"].models[0].text)
    desk.button("Previous").click()
    expect(desk.heading).to_have_text("Answer 3 of 3: Student 3")
    desk.page.get_by_label("Go to").select_option(index=1)
    expect(desk.heading).to_have_text("Answer 2 of 3: Student 2")


@pytest.mark.exhaustive
def test_the_word_check_is_folded_and_says_that_it_can_be_wrong(desk: Desk) -> None:
    desk.open(written_by(KEY, 1))
    found = desk.page.locator("details.check li").first
    expect(found).to_be_hidden()
    desk.page.get_by_text("What a word check found; it can be wrong").click()
    expect(found).to_be_visible()


def test_points_saved_here_are_the_bytes_that_python_writes(desk: Desk) -> None:
    desk.open(written_by(KEY, 2), FIRST)
    expect(desk.heading).to_have_text("Answer 2 of 2")
    expect(desk.progress).to_have_text("1 of 2 marked for this task")
    expect(desk.unsaved).to_have_text("Everything is in a file.")
    desk.give(0, 1, 1)
    desk.comment.fill('=1+1 and "quotes", ümlauts;\nnext line ')
    expect(desk.progress).to_have_text("2 of 2 marked for this task")
    expect(desk.unsaved).to_contain_text("4 changes are not in a file yet.")
    path = desk.save()
    expect(desk.said).to_contain_text("Move it into the folder of this page")
    expect(desk.unsaved).to_have_text("Everything is in a file.")
    expected = RubricPoints(
        TASKS,
        {
            ("plain:s1", "ankles"): FIRST.of("plain:s1", "ankles"),
            ("plain:s2", "ankles"): Given(
                (0, 1, 1),
                '=1+1 and "quotes", ümlauts;\nnext line',
                words_mark(KEY.guides["ankles"].models[0].text),
            ),
        },
    )
    assert path.name == "rubric_points.csv"
    assert read_points(path, TASKS) == expected
    write_points(path.with_name("python.csv"), expected)
    assert path.read_bytes() == path.with_name("python.csv").read_bytes()


@pytest.mark.exhaustive
def test_digits_and_arrows_choose_levels_and_a_mark_can_be_taken_back(desk: Desk) -> None:
    desk.open(written_by(KEY, 1))
    desk.level("As sure as the box?", "Not marked yet").focus()
    desk.page.keyboard.press("1")
    expect(desk.level("As sure as the box?", "1 point")).to_be_checked()
    desk.page.keyboard.press("ArrowUp")
    expect(desk.level("As sure as the box?", "2 points")).to_be_checked()
    desk.page.keyboard.press("7")
    expect(desk.level("As sure as the box?", "2 points")).to_be_checked()
    expect(desk.unsaved).to_contain_text("1 change is not in a file yet.")
    desk.level("As sure as the box?", "Not marked yet").check()
    expect(desk.unsaved).to_have_text("Nothing is marked yet.")


@pytest.mark.exhaustive
def test_next_unmarked_leads_through_what_is_left(desk: Desk) -> None:
    desk.open(written_by(KEY, 3), FIRST)
    expect(desk.heading).to_have_text("Answer 2 of 3")
    desk.button("Next unmarked").click()
    expect(desk.heading).to_have_text("Answer 3 of 3")
    desk.give(1, 1, 1)
    desk.page.get_by_role("button", name="Next unmarked").last.click()
    expect(desk.heading).to_have_text("Answer 2 of 3")
    expect(desk.heading).to_be_focused()
    desk.give(1, 1, 1)
    desk.button("Next unmarked").click()
    expect(desk.said).to_have_text("All 3 answers to this task are marked.")


@pytest.mark.exhaustive
def test_empty_answers_get_no_points_with_one_press(desk: Desk) -> None:
    desk.open([*written_by(KEY, 1), *written_by(KEY, 3, {"socks": "Words."})[1:]])
    desk.button("Give 0 points to all 2 answers to this task in which nothing was written").click()
    expect(desk.progress).to_have_text("2 of 3 marked for this task")
    assert read_points(desk.save(), TASKS).of("plain:s3", "ankles").points == (0, 0, 0)


@pytest.mark.exhaustive
def test_comments_are_used_again_kept_changed_and_removed(desk: Desk) -> None:
    desk.open(written_by(KEY, 2), FIRST)
    desk.comment.fill("Look at “may”.")
    desk.button("Well done.").click()
    expect(desk.comment).to_have_value("Look at “may”.\nWell done.")
    desk.comment.fill("Who was studied?")
    desk.button("Keep this comment for other answers").click()
    desk.page.reload()
    desk.button("Edit: Who was studied?").click()
    desk.page.get_by_label("Kept comment").fill("Who took part?")
    desk.button("Done").click()
    desk.button("Previous").click()
    desk.button("Who took part?").click()
    expect(desk.comment).to_have_value("Well done.\nWho took part?")
    desk.button("Remove: Who took part?").click()
    desk.page.reload()
    expect(desk.button("Remove: Who took part?")).to_have_count(0)


def test_what_was_given_survives_a_reload_and_closing_warns(desk: Desk) -> None:
    desk.open(written_by(KEY, 2))
    desk.give(1, 2, 0)
    desk.comment.fill("No push, please.")
    dialogs: list[str] = []

    def leave(dialog: Any) -> None:
        dialogs.append(dialog.type)
        dialog.accept()

    desk.page.on("dialog", leave)
    desk.page.reload()
    assert dialogs == ["beforeunload"]
    expect(desk.unsaved).to_contain_text("4 changes are not in a file yet.")
    desk.button("Previous").click()
    expect(desk.comment).to_have_value("No push, please.")
    desk.save()
    desk.page.reload()
    assert dialogs == ["beforeunload"]
    expect(desk.unsaved).to_have_text("Everything is in a file.")
    expect(desk.progress).to_have_text("1 of 2 marked for this task")


def test_a_foreign_storage_takes_no_points_away_and_gets_none(desk: Desk) -> None:
    desk.give_foreign_storage(1)
    desk.open(written_by(KEY, 2))
    desk.give(1, 2, 0)
    desk.save()
    desk.give_foreign_storage(3)
    desk.page.reload()
    expect(desk.unsaved).to_have_text("Everything is in a file.")
    assert desk.page.evaluate("window.name") == "3"


@pytest.mark.exhaustive
def test_a_page_made_again_with_the_saved_points_has_nothing_unsaved(desk: Desk) -> None:
    answers = written_by(KEY, 2)
    desk.open(answers)
    desk.give(1, 2, 0)
    saved = read_points(desk.save(), TASKS)
    desk.open(answers, saved)
    expect(desk.unsaved).to_have_text("Everything is in a file.")
    expect(desk.conflict).to_be_hidden()


@pytest.mark.exhaustive
def test_where_the_page_was_made_with_other_points_the_instructor_decides(desk: Desk) -> None:
    answers = written_by(KEY, 1)
    desk.open(answers)
    desk.give(1, 2, 0)
    changed = RubricPoints(TASKS, {("plain:s1", "ankles"): Given((1, 2, 1))})
    desk.page.on("dialog", lambda dialog: dialog.accept())
    desk.open(answers, changed)
    expect(desk.conflict).to_contain_text("1 judgement differs from the points that this page")
    expect(desk.conflict).to_contain_text(
        "Answer 1, A gel for ankles, “Claim kept, no push?” – here: 0 points; there: 1 point"
    )
    desk.button("Take theirs").click()
    expect(desk.unsaved).to_have_text("Everything is in a file.")
    expect(desk.level("Claim kept, no push?", "1 point")).to_be_checked()


@pytest.mark.exhaustive
def test_changes_of_an_earlier_copy_are_offered_when_answers_came_in_late(desk: Desk) -> None:
    desk.open(written_by(KEY, 1))
    desk.give(1, 2, 0)
    desk.page.on("dialog", lambda dialog: dialog.accept())
    desk.open(written_by(KEY, 2))
    expect(desk.page.get_by_text("An earlier copy of this page has 3 changes")).to_be_visible()
    desk.button("Take them over").click()
    expect(desk.progress).to_have_text("1 of 2 marked for this task")
    expect(desk.unsaved).to_contain_text("3 changes are not in a file yet.")
    assert read_points(desk.save(), TASKS).of("plain:s1", "ankles").points == (1, 2, 0)


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    ("choice", "points", "unsaved"),
    [
        ("Take theirs", (0, 2, 1), "Everything is in a file."),
        ("Keep what stands here", (1, 2, 1), "1 change is not in a file yet."),
    ],
)
def test_opened_points_are_merged_and_differences_are_asked_about(
    desk: Desk, choice: str, points: tuple[int, ...], unsaved: str
) -> None:
    desk.open(written_by(KEY, 3), FIRST)
    other = {
        ("plain:s1", "ankles"): Given((0, 2, None)),
        ("plain:s2", "ankles"): Given((1, 1, 1), "Good."),
        ("plain:gone", "nails"): Given((1, None, None)),
    }
    desk.load(RubricPoints(TASKS, other))
    expect(desk.conflict.get_by_role("heading")).to_have_text(
        "1 judgement differs from from_elsewhere.csv"
    )
    expect(desk.conflict).to_contain_text("here: 1 point; there: 0 points")
    expect(desk.progress).to_have_text("2 of 3 marked for this task")
    desk.button(choice).click()
    expect(desk.unsaved).to_contain_text(unsaved)
    saved = read_points(desk.save(), TASKS)
    assert saved.of("plain:s1", "ankles") == Given(points, "Well done.")
    assert saved.of("plain:s2", "ankles") == other["plain:s2", "ankles"]
    assert saved.of("plain:gone", "nails") == other["plain:gone", "nails"]


@pytest.mark.exhaustive
def test_a_damaged_file_is_refused_as_a_whole_with_every_problem(desk: Desk) -> None:
    desk.open(written_by(KEY, 1))
    head = ",".join(COLUMNS[:-1])
    desk.load(f"{head}\nplain:s1,ankles,1,1,\nplain:s1,ancles,1,1,\nplain:s1,ankles,2,9,\n")
    expect(desk.said.locator("p")).to_have_text(
        [
            "Nothing was taken from from_elsewhere.csv:",
            "Line 3: The task “ancles” is not part of this assignment.",
            "Line 4: The points “9” do not fit “As sure as the box?”.",
        ]
    )
    expect(desk.progress).to_have_text("0 of 1 marked for this task")


@pytest.mark.exhaustive
def test_who_handed_in_nothing_is_named_and_stays_in_the_file(desk: Desk) -> None:
    given = RubricPoints(TASKS, {("moodle:77", "nails"): Given((1, 2, 1), "See me.")})
    desk.open(written_by(KEY, 1), given)
    expect(desk.page.locator(".strangers")).to_contain_text("moodle:77")
    desk.give(1, 1, 1)
    assert read_points(desk.save(), TASKS).of("moodle:77", "nails").comment == "See me."


@pytest.mark.exhaustive
def test_where_the_browser_keeps_nothing_the_page_says_so(desk: Desk) -> None:
    desk.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', "
        "{ get() { throw new DOMException('refused', 'SecurityError'); } });"
    )
    desk.open(written_by(KEY, 1))
    expect(desk.unsaved).to_contain_text("This browser does not let the page keep anything")
    desk.give(1, 2, 1)
    expect(desk.unsaved).to_contain_text("3 changes are not in a file yet.")
    assert read_points(desk.save(), TASKS).of("plain:s1", "ankles").total == 4


def test_where_the_browser_forgets_everything_the_page_says_so(desk: Desk) -> None:
    desk.give_foreign_storage(100)
    desk.open(written_by(KEY, 1))
    expect(desk.unsaved).to_contain_text("This browser does not let the page keep anything")
    assert int(desk.page.evaluate("window.name")) < 10


def test_hostile_answers_names_comments_and_keys_stay_text(desk: Desk) -> None:
    asked: list[str] = []
    said: list[str] = []
    desk.page.on("request", lambda request: asked.append(request.url))
    desk.page.on("console", lambda message: said.append(message.text))
    desk.page.on("pageerror", lambda error: said.append(str(error)))
    texts = {task.id: ATTACK for task in TASKS}
    answers = [Answer(ATTACK, ATTACK, one.written) for one in written_by(KEY, 1, texts)]
    given = RubricPoints(
        TASKS,
        {
            (ATTACK, "ankles"): Given((1, None, 1), ATTACK),
            (f"=x{ATTACK}", "nails"): Given((1, 2, 1)),
        },
    )
    desk.open([*answers, *written_by(KEY, 1)], given)
    desk.page.get_by_label("Show names").check()
    desk.button("Keep this comment for other answers").click()
    desk.button("Next").click()
    expect(desk.page.locator(".used")).to_contain_text("<img src=x onerror")
    desk.button("Previous").click()
    for place in (desk.text, desk.heading, desk.page.locator(".strangers")):
        expect(place).to_contain_text('<img src=x onerror="window.hacked')
    desk.give(1, 2, 1)
    saved = read_points(desk.save(), TASKS)
    assert saved.of(ATTACK, "ankles").points == (1, 2, 1)
    assert saved.of(f"=x{ATTACK}", "nails") == given.of(f"=x{ATTACK}", "nails")
    assert desk.page.evaluate("window.hacked") is None
    assert desk.page.locator("img, svg, a, iframe").count() == 0
    assert desk.page.locator("script").count() == 2
    assert [url for url in asked if not url.startswith(("file:", "blob:"))] == []
    assert said == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_fits_its_window(desk: Desk, width: int) -> None:
    desk.page.set_viewport_size({"width": width, "height": 800})
    desk.open(written_by(KEY, 300), FIRST)
    expect(desk.progress).to_have_text("1 of 300 marked for this task")
    assert desk.page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.exhaustive
def test_however_many_handed_in_the_page_draws_one_answer(desk: Desk) -> None:
    drawn = []
    for students in (3, 300):
        desk.open(written_by(KEY, students))
        expect(desk.heading).to_have_text(f"Answer 1 of {students}")
        drawn.append(desk.page.locator("body *:not(option)").count())
    assert drawn[0] == drawn[1]


@pytest.mark.exhaustive
def test_an_assignment_that_nobody_handed_in_gives_a_page_too(desk: Desk) -> None:
    desk.open([])
    expect(desk.said).to_have_text("Nobody has handed in an answer yet.")


def test_points_that_were_given_to_other_words_are_shown_and_can_be_confirmed(desk: Desk) -> None:
    before, after = words_mark("Other words."), words_mark(KEY.guides["ankles"].models[0].text)
    old = RubricPoints(TASKS, {("plain:s1", "ankles"): Given((1, 2, 1), "Good.", before)})
    desk.open(written_by(KEY, 2), old)
    expect(desk.heading).to_have_text("Answer 1 of 2")
    expect(desk.page.get_by_text("These words have changed since")).to_be_visible()
    expect(desk.progress).to_have_text("0 of 2 marked for this task")
    assert read_points(desk.save(), TASKS) == old, "saving alone confirms nothing"
    desk.button("The points hold for these words, too").click()
    expect(desk.page.get_by_text("These words have changed since")).to_have_count(0)
    expect(desk.unsaved).to_contain_text("1 change is not in a file yet.")
    desk.page.on("dialog", lambda dialog: dialog.accept())
    desk.page.reload()
    expect(desk.progress).to_have_text("1 of 2 marked for this task")
    desk.button("Previous").click()
    given = read_points(desk.save(), TASKS).of("plain:s1", "ankles")
    assert given == Given((1, 2, 1), "Good.", after)
    expect(desk.unsaved).to_have_text("Everything is in a file.")


@pytest.mark.exhaustive
@pytest.mark.parametrize("choice", ["Take theirs", "Keep what stands here"])
def test_points_opened_from_a_file_bring_the_mark_of_their_words(desk: Desk, choice: str) -> None:
    here, there = (words_mark(text) for text in ("Words here.", "Words there."))
    desk.open(written_by(KEY, 2), RubricPoints(TASKS, {("plain:s1", "nails"): _given(0, here)}))
    other = {("plain:s1", "nails"): _given(1, there), ("plain:s2", "nails"): _given(1, there)}
    desk.load(RubricPoints(TASKS, other))
    desk.button(choice).click()
    saved = read_points(desk.save(), TASKS)
    taken = _given(1, there) if choice == "Take theirs" else _given(0, here)
    assert saved.of("plain:s1", "nails") == taken
    assert saved.of("plain:s2", "nails") == _given(1, there)


def _given(first: int, words: str) -> Given:
    return Given((first, 1, 1), "", words)


def test_two_students_of_one_name_are_told_apart(desk: Desk) -> None:
    answers = [replace(one, name="Lena") for one in written_by(KEY, 2)]
    desk.open([*answers, *written_by(KEY, 3)[2:]])
    desk.page.get_by_label("Show names").check()
    expect(desk.page.get_by_label("Go to").locator("option")).to_contain_text(
        ["Lena (s1)", "Lena (s2)", "Student 3"]
    )


# ---------------------------------------------------------------- the table, in both languages

TEXT = st.sampled_from(["'=1", "''-x", "'y"]) | st.text(
    st.sampled_from("=+-@'\t\n\r\",;aü“😀\x00\x7f\u2028\ufeff") | st.characters(codec="utf-8"),
    max_size=10,
)
STUDENTS = TEXT.filter(bool)
JUNK = ["", "1", "9", "x", "ankles", '"x,y;z"', '"a\nb"', "'=1", '"', 'a"b', '"a"b']
SOUND = {
    "student": ["s", "t", "'=s", '"s"'],
    "task": ["ankles", "nails", " socks"],
    "line": ["1", " 2", "3"],
    "points": ["", "0", "1 ", "1", '"1,0"', "1.00"],
    "words": ["", "", "0123456789", " abc"],
    "comment": [
        "",
        "",
        "good",
        '"see; ""me"", ok"',
        "'-x",
        '"two\nlines"',
        '"two\r\nmore"',
        "'=1",
        "''=1",
    ],
}
MARKS = st.sampled_from(["", "0123456789", "abc"])
ROW = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in SOUND.items()})
WHOLE = st.fixed_dictionaries(
    {
        **{name: st.sampled_from(SOUND[name]) for name in ("student", "task", "comment", "words")},
        "line": st.just(""),
        "points": st.just(""),
    }
)
SPOILED = st.builds(
    lambda row, name, junk: {**row, name: junk},
    ROW,
    st.sampled_from(COLUMNS),
    st.sampled_from(JUNK),
)
ROWS = st.lists(ROW | WHOLE, max_size=4) | st.lists(ROW | WHOLE | SPOILED, max_size=5)
HEADS = (
    st.permutations(COLUMNS)
    | st.just(COLUMNS)
    | st.lists(st.sampled_from([*COLUMNS, "notes", ""]), max_size=7)
    | st.permutations([*COLUMNS, "", ""])
    | st.just(COLUMNS[:-1])
)


@pytest.fixture(scope="module")
def table(browser: Browser) -> Iterator[Callable[..., Any]]:
    """The page's own reading and writing of tables, as a function of name and arguments."""
    tasks = [
        {
            "id": task.id,
            "criteria": [
                {"name": c.name, "levels": [{"points": p} for p in range(c.points, -1, -1)]}
                for c in task.criteria
            ],
        }
        for task in TASKS
    ]
    with browser.new_context() as context:
        page = context.new_page()
        page.add_script_tag(
            content=asset("core/csv_cells.js")
            + asset("marking/rubric_table.js")
            + "\nwindow.table = { writeTable, readTable };"
        )
        yield lambda name, value: page.evaluate(
            "([name, value, tasks]) => window.table[name](value, tasks)", [name, value, tasks]
        )


@st.composite
def all_given(draw: st.DrawFn) -> RubricPoints:
    lines = {
        task.id: [st.none() | st.integers(0, c.points) for c in task.criteria] for task in TASKS
    }
    places = draw(st.lists(st.tuples(STUDENTS, st.sampled_from(sorted(lines))), max_size=6))
    given = {(s, t): draw(st.builds(Given, st.tuples(*lines[t]), TEXT, MARKS)) for s, t in places}
    return RubricPoints(TASKS, given)


def flat(points: RubricPoints, dice: random.Random | None = None) -> list[list[Any]]:
    found: list[list[Any]] = [
        [student, task, line, value, one.words]
        for student in points.students
        for task, one in points.of_student(student).items()
        for line, value in enumerate([one.comment or None, *one.points])
        if value is not None
    ]
    if dice:
        dice.shuffle(found)
    return found


@draw(points=all_given(), dice=st.randoms(use_true_random=False))
@pytest.mark.exhaustive
def test_both_writers_give_the_same_bytes_and_both_readers_the_same_judgements(
    table: Callable[..., Any],
    tmp_path_factory: pytest.TempPathFactory,
    points: RubricPoints,
    dice: random.Random,
) -> None:
    path = tmp_path_factory.getbasetemp() / "both.csv"
    write_points(path, points)
    text = path.read_bytes().decode()
    assert table("writeTable", flat(points, dice)) == text
    read = table("readTable", text)
    assert read["problems"] == []
    assert sorted(read["judgements"], key=str) == sorted(flat(points), key=str)


@draw(
    rows=ROWS,
    head=HEADS,
    mark=st.sampled_from([",", ";"]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_both_readers_take_and_refuse_the_same_tables_on_the_same_lines(
    table: Callable[..., Any],
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[dict[str, str]],
    head: list[str],
    mark: str,
    end: str,
) -> None:
    text = end.join(
        [mark.join(head), *(mark.join(row.get(name, "") for name in head) for row in rows), ""]
    )
    path = tmp_path_factory.getbasetemp() / "tables.csv"
    path.write_bytes(text.encode())
    read = table("readTable", text)
    try:
        expected, lines = flat(read_points(path, TASKS)), []
    except DataError as error:
        expected, lines = [], sorted(problem.line or 0 for problem in error.problems)
    assert sorted(problem["line"] for problem in read["problems"]) == lines
    assert sorted(read["judgements"], key=str) == sorted(expected, key=str)
