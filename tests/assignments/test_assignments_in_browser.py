"""A student works on a marked assignment: nothing is lost, and no answer is told on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import WebSocket, expect

from healthclaims.marking.mark_class import mark_class
from healthclaims.questions.question import SURE, Question
from tests.browser.notebook import Desk, NotebookPage, OpenNotebook
from tests.browser.quiz import NOT_SAVED, SAVED
from tests.browser.student import Kit
from tests.browser.test_keyboard import Keys
from tests.browser.test_layout import expect_to_fit
from tests.helpers.classwork import key_of, wrong_answer
from tests.helpers.kit import ROOT
from tests.helpers.leaks import secrets, told

A1, A4 = "a1_who_was_studied", "a4_whole_article"
KEY = key_of(A1)
QUESTIONS = KEY.assignment.questions
COUNT = len(QUESTIONS)
# Fields that only feedback has, as JSON writes them.
FEEDBACK = re.compile(r'"(?:verdict|why|mistake|cue|rule|accepted)"\s*:')


class Marked:
    """The marked questions of an assignment, as a student sees them."""

    def __init__(self, notebook: NotebookPage, title: str = KEY.assignment.title) -> None:
        self.notebook = notebook
        self.root = notebook.page.get_by_role("region", name=f"Questions: {title}", exact=True)
        self.count = self.root.locator(".hc-count")
        self.saved = self.root.locator(".hc-saved")
        self.told = self.root.locator(".hc-told")

    def shown(self) -> tuple[int, Question]:
        """Tell which question is shown, counted from 0."""
        expect(self.count).to_have_text(re.compile(r"^Question \d+ of"))
        place = int(re.findall(r"\d+", self.count.text_content() or "")[0]) - 1
        return place, QUESTIONS[place]

    def button(self, name: str) -> None:
        self.root.get_by_role("button", name=name, exact=True).click()

    def give(self, choice: str, sure: int = 2) -> int:
        """Answer what is shown by mouse; give its place."""
        place, asked = self.shown()
        self.root.get_by_role("radio", name=asked.option(choice).text, exact=True).click()
        self.button(SURE[sure - 1])
        return place

    def answer(self, choice: str, sure: int = 2) -> None:
        """Answer what is shown by mouse, and be told so."""
        place = self.give(choice, sure)
        expect(self.told).to_have_text(f"Recorded: answer {place + 1}.")

    def answer_by_keyboard(self, keys: Keys, choice: str, send: str) -> None:
        """Choose with the arrow keys and press "fairly sure"."""
        place, asked = self.shown()
        keys.tab_to("radio")
        keys.press("Space")
        for _ in range([option.value for option in asked.options].index(choice)):
            keys.press("ArrowDown")
        keys.tab_to("button")
        keys.try_notebook_shortcuts()
        keys.press("Tab", send)
        expect(self.told).to_have_text(f"Recorded: answer {place + 1}.")

    def change(self, place: int, choice: str) -> None:
        """Change an answer from the list of all answers."""
        self.button(f"Change answer {place + 1}")
        assert self.shown() == (place, QUESTIONS[place])
        self.answer(choice)


@pytest.fixture
def frames(desk: Desk) -> Iterator[list[str]]:
    """Everything that goes between the page and the server, as text."""
    found: list[str] = []

    def keep(payload: str | bytes) -> None:
        is_text = isinstance(payload, str)
        found.append(payload if is_text else payload.decode("utf-8", "replace"))

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", keep)
        socket.on("framereceived", keep)

    desk.page.on("websocket", listen)
    yield found
    desk.page.remove_listener("websocket", listen)


def test_an_assignment_is_answered_changed_handed_in_and_marked_and_nothing_is_told(
    kit: Kit, frames: list[str], open_notebook: OpenNotebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = open_notebook(kit.add_exercise(A1))
    (cell,) = [n for n, (name, *_) in enumerate(notebook.cells()) if name == "questions"]
    notebook.run_all()
    quiz = Marked(notebook)
    given: dict[str, str] = {}

    # Three by keyboard, and the rest by mouse; every fourth is wrong.
    keys = Keys(notebook, quiz.root)
    keys.tab_into(cell)
    for send in ("Enter", "Space", "Enter"):
        _, asked = quiz.shown()
        quiz.answer_by_keyboard(keys, asked.key, send)
        given[asked.id] = asked.key
    for _ in range(COUNT - 3):
        place, asked = quiz.shown()
        given[asked.id] = wrong_answer(KEY, asked) if place % 4 == 3 else asked.key
        quiz.answer(given[asked.id], sure=3)
    expect(quiz.count).to_have_text(f"{COUNT} of {COUNT} answered")
    expect(quiz.saved).to_have_text(SAVED)

    # Changed, then seen again after the page was loaded afresh, and changed again.
    quiz.change(3, QUESTIONS[3].key)
    given[QUESTIONS[3].id] = QUESTIONS[3].key
    expect(quiz.saved).to_have_text(SAVED)
    notebook.save_and_reload()
    notebook.run_all()
    expect(quiz.count).to_have_text(f"{COUNT} of {COUNT} answered")
    quiz.change(0, wrong_answer(KEY, QUESTIONS[0]))
    given[QUESTIONS[0].id] = wrong_answer(KEY, QUESTIONS[0])
    expect(quiz.saved).to_have_text(SAVED)

    # Changed while nobody listens, and kept until the cell is run again.
    notebook.restart_kernel()
    quiz.button("Change answer 8")
    quiz.give(QUESTIONS[7].key)
    given[QUESTIONS[7].id] = QUESTIONS[7].key
    waits = f"{NOT_SAVED} 1 answer is not in what you hand in until then."
    expect(quiz.saved).to_have_text(waits)
    expect(quiz.told).to_have_text("")
    notebook.run_all()
    expect(quiz.saved).to_have_text(SAVED)
    shown = quiz.root.locator(".hc-answers li strong").all_text_contents()
    assert shown == [asked.option(given[asked.id]).text for asked in QUESTIONS]

    logged = kit.entries("answer")
    assert len(logged) == len({entry["id"] for entry in logged}) == COUNT + 3
    assert {entry["question"]: entry["choice"] for entry in logged} == given

    notebook.command("docmanager:save")
    notebook.run_all()
    notebook.wait_until_idle()
    said = notebook.page.get_by_text("Ready to hand in: ")
    expect(said.first).to_be_visible()
    zipped = kit.folder / f"hand_in/{A1}_me.zip"
    monkeypatch.chdir(ROOT)
    mark_class([zipped], A1, kit.folder / "marks")
    table = (kit.folder / "marks/marks.csv").read_text(encoding="utf-8-sig")
    points = sum(given[asked.id] in KEY.accepted[asked.id] for asked in QUESTIONS)
    assert points == COUNT - 2
    assert f",{COUNT},{COUNT},{points},," in table

    everything = [*frames, notebook.page.content(), notebook.page.evaluate(STORED)]
    assert len(frames) > 3 * COUNT
    text = "\n".join(everything)
    assert QUESTIONS[-1].passages[0].text in text, "nothing was listened to"
    assert told(text, secrets(A1, rules=True, rows=False)) == []
    assert FEEDBACK.findall(text) == []


STORED = "() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])"


@pytest.mark.exhaustive
def test_questions_can_be_left_out_and_come_to_later(kit: Kit, open_notebook: OpenNotebook) -> None:
    notebook = open_notebook(kit.add_exercise(A1))
    notebook.run_all()
    quiz = Marked(notebook)
    quiz.button(SURE[0])
    expect(quiz.told).to_have_text("First choose one of the answers.")
    quiz.button("Question after")
    quiz.button("Question after")
    place, asked = quiz.shown()
    assert place == 2
    quiz.answer(asked.key)
    quiz.button("All my answers")
    expect(quiz.root.get_by_text(f"{COUNT - 1} questions are not answered yet.")).to_be_visible()
    quiz.button("Give answer 1")
    assert quiz.shown()[0] == 0
    expect(quiz.saved).to_have_text(SAVED)
    assert [entry["question"] for entry in kit.entries("answer")] == [asked.id]


@pytest.mark.exhaustive
def test_the_marked_questions_fit_narrow_windows(kit: Kit, open_notebook: OpenNotebook) -> None:
    notebook = open_notebook(kit.add_exercise(A4))
    notebook.hide_side_bar()
    notebook.run_all()
    quiz = Marked(notebook, key_of(A4).assignment.title)
    expect_to_fit(notebook, quiz.root)
    quiz.button("All my answers")
    expect_to_fit(notebook, quiz.root)
