"""Pages that remember: answered, closed, opened another day, taken along, deleted."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from healthclaims.learner.before_after import read_check, result_sentences
from healthclaims.learner.clock import now
from healthclaims.learner.history import History, read_files
from healthclaims.learner.my_data import README, answers_table
from healthclaims.learner.outcomes import outcomes
from healthclaims.lessons.lesson import open_lesson
from healthclaims.marking.class_logs import read_learners
from healthclaims.paper.pdf import find_browser as find_installed
from healthclaims.questions.forms import check_questions, load_forms
from healthclaims.questions.quiz_config import load_plans
from tests.browser.browsers import BROWSER_OPTIONS
from tests.browser.quiz import Click, QuizPage, all_answered, answered
from tests.helpers.exported_lessons import Export

START, READ, LESSON = "00_start_here", "01_read_the_article", "02_animal_or_human"
END, NUMBERS = "06_fresh_texts", "08_what_numbers_hide"
PARTS = ("work", "solid", "leaning", "sure", "due")
PRACTICE = "Practice: who was studied?"
KEPT = "Saved in this browser."
ZONE = "Europe/Berlin"
MONDAY, TUESDAY, WEDNESDAY = (f"2026-03-{day:02d}" for day in (9, 10, 11))


class Desk:
    """One person's browser, which is closed between two visits, without a network."""

    def __init__(self, browser: Browser, exported: Export, folder: Path) -> None:
        self._kind, self._exported, self._folder = browser.browser_type, exported, folder
        self._held: list[BrowserContext] = []
        self.complaints: list[str] = []

    def open(self, lesson: str, day: str, *, code: str = "") -> Page:
        """Open the page of a lesson on a day, in a browser that has just been started."""
        self.close()
        installed = find_installed()
        context = self._kind.launch_persistent_context(
            self._folder,
            executable_path=installed,
            args=BROWSER_OPTIONS,
            offline=True,
            reduced_motion="reduce",
            timezone_id=ZONE,
        )
        self._held.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self.complaints.append(said.text))
        self.go(page, lesson, day)
        if code:
            use_code(page, code)
        return page

    def go(self, page: Page, lesson: str, day: str) -> None:
        """Go to the page of a lesson, with the clock on a day."""
        moment = datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=ZoneInfo(ZONE))
        page.clock.set_system_time(moment)
        page.goto((self._exported(lesson) / f"{lesson}.html").as_uri())
        expect(page.locator("#my-answers section")).to_be_visible()

    def close(self) -> None:
        while self._held:
            self._held.pop().close()


@pytest.fixture
def desk_at_home(browser: Browser, exported: Export, tmp_path: Path) -> Iterator[Desk]:
    with closing(Desk(browser, exported, tmp_path / "profile")) as desk:
        yield desk
    assert desk.complaints == []


def ready(page: Page) -> str:
    """What the page says first."""
    return page.locator("#my-answers p").first.inner_text()


def unfold(page: Page) -> None:
    fold = page.locator("#my-answers details")
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()


def use_code(page: Page, code: str) -> None:
    unfold(page)
    page.get_by_label("Your code").fill(code)
    with page.expect_navigation():
        page.get_by_role("button", name="Use this code").click()
    expect(page.locator("#my-answers")).to_contain_text(f"under the code “{code}”")


def answer_all(quiz: QuizPage, *, missing: int = 0) -> list[Click]:
    """Answer a whole quiz, so many of the first wrongly; what comes back in it, rightly."""
    clicks: list[Click] = []
    while quiz.root.get_by_role("radio").count():
        clicks.append(quiz.answer(right=len(clicks) >= missing))
        expect(quiz.saved).to_have_text(KEPT)
        quiz.go_on()
    return clicks


def take_along(page: Page, folder: Path) -> Path:
    """Press the button, and give the file that comes."""
    unfold(page)
    with page.expect_download() as coming:
        page.get_by_role("button", name="Take my answers along").click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path


def unpacked(path: Path, folder: Path) -> History:
    """Read the logs of a file that was taken along as JupyterLab would, copied to its place."""
    with zipfile.ZipFile(path) as packed:
        assert packed.testzip() is None
        packed.extractall(folder)
    return read_files(sorted((folder / "my_answers" / "logs").glob("*/*.jsonl")))


def test_a_page_goes_on_where_it_was_left_and_says_so(desk_at_home: Desk) -> None:
    page = desk_at_home.open(LESSON, MONDAY)
    assert ready(page).startswith("Ready. 3 quizzes, about ")
    assert "did" not in ready(page)
    quiz = QuizPage(page, PRACTICE)
    first = quiz.answer(right=False)
    expect(quiz.saved).to_have_text(KEPT)
    page = desk_at_home.open(LESSON, MONDAY)
    assert ": 0 right, 1 not yet." in ready(page)
    quiz = QuizPage(page, PRACTICE)
    expect(quiz.root.locator("[data-step='not yet']")).to_have_count(1)
    assert quiz.shown() != first.question


@pytest.mark.exhaustive
def test_a_learner_works_over_days_and_python_reads_the_same_from_what_is_taken_along(
    desk_at_home: Desk, tmp_path: Path
) -> None:
    page = desk_at_home.open(LESSON, MONDAY)
    clicks = answer_all(QuizPage(page, PRACTICE), missing=1)
    missed = clicks[0].question
    asked = len({click.question.id for click in clicks})

    # The next day what was missed comes back, alone; all else of that quiz is done.
    page = desk_at_home.open(LESSON, TUESDAY)
    assert ready(page).endswith(f"Yesterday you did {asked} of 14; 1 comes back today.")
    quiz = QuizPage(page, f"{PRACTICE} (1 comes back today)")
    expect(quiz.root).to_contain_text("Back from an earlier day")
    assert quiz.shown() == missed
    clicks += answer_all(quiz)

    # Two days later nothing is due, and the quiz opens as finished.
    page = desk_at_home.open(LESSON, WEDNESDAY)
    expect(QuizPage(page, PRACTICE).root).to_contain_text(
        f"On Monday, 9 March you answered all of these: {asked - 1} of {asked} right"
    )
    desk_at_home.go(page, READ, WEDNESDAY)
    line = page.locator(".hc-reader .hc-unit").nth(2)
    line.click()
    reader = page.locator(".hc-reader").first
    expect(reader.locator(".hc-saved")).to_have_text(KEPT)
    clicks += answer_all(QuizPage(page, "A first try, one question of each kind"), missing=1)
    page.reload()
    expect(page.locator(".hc-reader .hc-unit").nth(2).locator(".hc-badge")).to_be_visible()
    desk_at_home.go(page, START, WEDNESDAY)
    before = QuizPage(page, "Before you start")
    in_check = []
    while before.root.get_by_role("radio").count():
        in_check.append(before.answer_in_check(right=len(in_check) % 2 == 0))
        expect(before.saved).to_have_text(KEPT)
    expect(before.root).to_contain_text("You will see how it went after lesson 06")

    path = take_along(page, tmp_path)
    assert path.name == "my_answers_me.zip"
    history = unpacked(path, tmp_path)
    assert history.damaged == ()
    told = [vars(entry) for entry in history.answers()]
    assert answered(told) == all_answered([*clicks, *in_check])
    rights = [one.right for one in outcomes(history.answers())]
    expected = [line["choice"] == c.question.key for c in clicks for line in c.answered]
    assert rights == expected
    form = load_forms()[history.forms[0]].block(history.block)
    assert [click.question for click in in_check] == list(form)
    table = (tmp_path / "my_answers" / "answers.csv").read_text(encoding="utf-8-sig")
    # A mark in a text is told in words here, and by its id there.
    assert answer_rows(table) == answer_rows(answers_table(history))
    assert (tmp_path / "my_answers" / "README.txt").read_text(encoding="utf-8") == README
    found = read_learners([path])
    assert found.passed_over == ()
    (theirs,) = found.histories.values()
    assert theirs.entries == history.entries
    assert take_along(page, tmp_path / "again").read_bytes() == path.read_bytes()


def answer_rows(table: str) -> list[list[str]]:
    return [row for row in csv.reader(io.StringIO(table)) if "mark in a text" not in row]


def test_a_check_shows_the_learners_own_form_and_holds_no_answer(desk_at_home: Desk) -> None:
    page = desk_at_home.open(START, MONDAY)
    data = json.loads(page.locator("#widgets").text_content() or "")
    text = json.dumps(data)
    for name in check_questions():
        assert name in text
    first = QuizPage(page, "Before you start").shown()
    page = desk_at_home.open(START, TUESDAY)
    assert QuizPage(page, "Before you start").shown() == first
    QuizPage(page, "Before you start").answer_in_check()
    expect(QuizPage(page, "Before you start").count).to_have_text("Recorded. Question 2 of 9")
    page = desk_at_home.open(START, WEDNESDAY)
    expect(QuizPage(page, "Before you start").count).to_have_text("Recorded. Question 2 of 9")


# A browser in which another window keeps something just after this one has looked.
LOOKS_TOO_EARLY = """() => {
  if (sessionStorage.looked) return;
  sessionStorage.looked = "yes";
  const { getAll } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.getAll = function () {
    IDBObjectStore.prototype.getAll = getAll;
    return getAll.call(this, "nothing");
  };
}"""
DRAWN = "() => healthclaimsHost.memory.draw"
SAME = f"(drawn) => JSON.stringify(({DRAWN})()) === JSON.stringify(drawn)"
COME_INTO_SIGHT = "() => document.dispatchEvent(new Event('visibilitychange'))"


def test_two_windows_that_begin_in_the_same_moment_draw_once(desk_at_home: Desk) -> None:
    page = desk_at_home.open(START, MONDAY)
    expect(page.locator("#my-answers")).to_contain_text("Ready.")
    drawn = page.evaluate(DRAWN)
    other = page.context.new_page()
    other.add_init_script(f"({LOOKS_TOO_EARLY})()")
    desk_at_home.go(other, START, MONDAY)
    other.wait_for_function(SAME, arg=drawn)


def test_a_page_follows_the_code_that_was_chosen_in_another_window(desk_at_home: Desk) -> None:
    page = desk_at_home.open(LESSON, MONDAY)
    other = page.context.new_page()
    desk_at_home.go(other, LESSON, MONDAY)
    use_code(other, "blue-fox-7")
    with page.expect_navigation():
        page.evaluate(COME_INTO_SIGHT)
    expect(page.locator("#my-answers")).to_contain_text("under the code “blue-fox-7”")


def test_everybody_on_one_browser_has_answers_of_their_own_and_deletes_only_these(
    desk_at_home: Desk,
) -> None:
    page = desk_at_home.open(LESSON, MONDAY)
    QuizPage(page, PRACTICE).answer()
    expect(QuizPage(page, PRACTICE).saved).to_have_text(KEPT)
    unfold(page)
    page.get_by_label("Your code").fill("No code")
    page.get_by_role("button", name="Use this code").click()
    expect(page.locator("#my-answers")).to_contain_text("“no code” cannot be used")
    use_code(page, "Blue-Fox-7".lower())
    assert "did" not in ready(page)
    QuizPage(page, PRACTICE).answer()
    expect(QuizPage(page, PRACTICE).saved).to_have_text(KEPT)
    page = desk_at_home.open(LESSON, MONDAY)
    assert "Today you did 1 of" in ready(page)
    unfold(page)
    page.get_by_role("button", name="Delete my answers here").click()
    told = page.locator("#my-answers [role=status]")
    expect(told).to_contain_text(
        "This would delete 1 answer under the code “blue-fox-7”, from 1 lesson."
    )
    page.get_by_role("button", name="Keep them").click()
    expect(told).to_have_text("Nothing was deleted.")
    page.get_by_role("button", name="Delete my answers here").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Delete them").click()
    assert "did" not in ready(page)
    use_code(page, "me")
    assert "Today you did 1 of" in ready(page)


BLOCKED = {
    "its settings forbid it, or this is a private window": """
        indexedDB.open = () => { throw new DOMException("no", "SecurityError"); };""",
    "its storage is full": """
        const put = IDBObjectStore.prototype.put;
        const full = { value: new DOMException("no room", "QuotaExceededError") };
        IDBObjectStore.prototype.put = function (...given) {
          const { transaction } = this;
          if (!Object.hasOwn(transaction, "error")) {
            Object.defineProperty(transaction, "error", full);
            queueMicrotask(() => transaction.abort());
          }
          return put.apply(this, given);
        };""",
}


@pytest.mark.parametrize("why", BLOCKED)
def test_where_nothing_can_be_kept_the_page_says_so_and_goes_on(
    why: str, browser: Browser, exported: Export, tmp_path: Path
) -> None:
    with browser.new_context(offline=True) as context:
        context.add_init_script(BLOCKED[why])
        page = context.new_page()
        page.goto((exported(LESSON) / f"{LESSON}.html").as_uri())
        quiz = QuizPage(page, PRACTICE)
        click = quiz.answer()
        told = f"This browser does not let the page keep anything: {why}."
        expect(quiz.saved).to_contain_text(told)
        expect(quiz.feedback).to_contain_text("✓")
        if "settings" in why:
            expect(page.locator("#my-answers")).to_contain_text(told)
            with page.expect_download() as coming:
                page.get_by_role("button", name="Take my answers along").click()
            path = tmp_path / coming.value.suggested_filename
            coming.value.save_as(path)
        else:
            path = take_along(page, tmp_path)
        history = unpacked(path, tmp_path)
        assert answered([vars(e) for e in history.answers()]) == click.answered


@pytest.mark.exhaustive
def test_how_the_check_went_is_told_when_both_rounds_are_done_in_the_words_of_jupyterlab(
    desk_at_home: Desk, tmp_path: Path
) -> None:
    page = desk_at_home.open(START, MONDAY)
    for name, lesson, day in (
        ("Before you start", START, MONDAY),
        ("After the course", END, TUESDAY),
    ):
        desk_at_home.go(page, lesson, day)
        quiz = QuizPage(page, name)
        while quiz.root.get_by_role("radio").count():
            if lesson == END:
                expect(page.get_by_role("region", name="How it went")).to_contain_text(
                    "The result is told when both are done"
                )
            left = int((quiz.count.text_content() or "").split()[-3])
            quiz.answer_in_check(right=lesson == END or left > 4)
            expect(quiz.saved).to_have_text(KEPT)
    told = page.get_by_role("region", name="How it went").get_by_role("status").locator("p")
    history = unpacked(take_along(page, tmp_path), tmp_path)
    expected = result_sentences(read_check(history))[:2]
    assert told.all_text_contents()[:2] == list(expected)
    assert expected[0].startswith("Before the course you had 5 of 9 right, after it 9 of 9.")


def report_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What lesson 10 tells somebody who works in a folder."""
    monkeypatch.chdir(folder)
    lesson = open_lesson("10_my_progress")
    return [str(lesson.my_progress(part).now().words()) for part in PARTS]


@pytest.mark.exhaustive
def test_lesson_10_tells_the_same_of_a_lesson_done_on_a_page_and_in_python(
    desk_at_home: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = desk_at_home.open(NUMBERS, str(now().date()))
    names = [name for lesson, name in load_plans() if lesson == NUMBERS]
    done = {
        name: answer_all(QuizPage.of_lesson(page, NUMBERS, name), missing=missing)
        for missing, name in enumerate(names)
    }
    path = take_along(page, tmp_path)
    on_page, in_python = (tmp_path / name for name in ("page", "python"))
    unpacked(path, on_page)
    (on_page / "answers").mkdir()
    (on_page / "my_answers" / "logs").rename(on_page / "answers" / "me")
    in_python.mkdir()
    monkeypatch.chdir(in_python)
    lesson = open_lesson(NUMBERS)
    for name, clicks in done.items():
        for click in clicks:
            lesson.quiz(name).answer(click.question.id, click.choice, click.sure)
            if click.second_try:
                lesson.quiz(name).answer(click.question.id, click.second_try, sure=1)
    told = report_in(in_python, monkeypatch)
    assert "simulated" not in "".join(told)
    assert report_in(on_page, monkeypatch) == told
