"""A kernel is killed while it writes: what was acknowledged is there, once, and work goes on."""

from __future__ import annotations

import json
import os
import random
import select
import signal
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.manager import KernelManager

from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.history import History, read_history
from healthclaims.questions.quiz_config import load_plan
from healthclaims.quiz.widget import Quiz
from tests.helpers.kit import ROOT, Page

LESSON, QUIZ = "02_animal_or_human", "check"
LEARNERS, KILLS_EACH = 20, 10
FEW_KILLS = 3  # of one learner, in every run
MOST = 60  # answers that a kernel gives when nobody kills it
ROUNDS_OF_KERNELS = 5
OPEN = f"""
import healthclaims
quiz = healthclaims.open_lesson({LESSON!r}).quiz({QUIZ!r})
print(quiz.comm.comm_id)
"""


def quiz_of(code: str) -> Quiz:
    return Quiz.of_today(load_plan(LESSON, QUIZ), AnswerLog(code, LESSON))


def answer_until_killed(code: str, kernel: int, pipe: int) -> None:
    """Answer as a page does, message by message, and name every answer that is acknowledged."""
    quiz = quiz_of(code)
    page = Page(quiz)
    questions = quiz.deck["questions"]
    for number in range(MOST):
        asked = questions[number % len(questions)]
        name = f"{kernel}-{number}"
        (told,) = page.answers(asked["id"], asked["options"][0]["value"], id=name)
        assert told["ok"], told
        os.write(pipe, f"{told['ids'][0]}\n".encode())
    os._exit(0)


def killed_while_answering(code: str, kernel: int, dice: random.Random) -> list[str]:
    """Let a copy of this process answer, kill it at some moment, and give what it was told."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        answer_until_killed(code, kernel, writing)
    os.close(writing)
    wanted, told = dice.randrange(MOST - 10), b""
    while told.count(b"\n") < wanted:
        read = os.read(reading, 4096)
        assert read, "it ended before it was killed"
        told += read
    # A moment of the system's own making: the write of an answer takes a few hundredths of a ms.
    select.select([], [], [], dice.random() * 0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        told += pipe.read()
    return told.decode().split()


def check(history: History, acknowledged: list[str], kills: int) -> None:
    """Everything acknowledged is there once, and at most one answer a kill besides."""
    found = Counter(entry.id for entry in history.entries)
    assert found.keys() >= set(acknowledged)
    assert set(found.values()) <= {1}
    assert len(found.keys() - set(acknowledged)) <= kills
    assert len(history.damaged) <= kills


@pytest.mark.parametrize(
    ("learner", "kills"),
    [
        (0, FEW_KILLS),
        *(
            pytest.param(learner, KILLS_EACH, marks=pytest.mark.exhaustive)
            for learner in range(1, LEARNERS + 1)
        ),
    ],
)
def test_whatever_was_acknowledged_before_the_kill_is_read_back_once(
    home: Path, learner: int, kills: int
) -> None:
    dice, code = random.Random(learner), f"fox-{learner}"
    acknowledged: list[str] = []
    quiz_of(code)  # load everything before copies are made
    for kernel in range(kills):
        acknowledged += killed_while_answering(code, kernel, dice)
        check(read_history(home / "answers" / code), acknowledged, kernel + 1)
    # The next kernel goes on with all of it, and a page that sends its last answer again is known.
    log = AnswerLog(code, LESSON)
    (told,) = Page(Quiz.of_today(load_plan(LESSON, QUIZ), log)).answers(
        quiz_of(code).deck["questions"][0]["id"], "people", id=acknowledged[-1]
    )
    assert told["ok"]
    history = read_history(home / "answers" / code)
    check(history, acknowledged, kills)
    assert len({entry.id for entry in history.entries}) == len(history.entries)
    assert AnswerLog(code, LESSON).seed == log.seed


class RealKernel:
    """A kernel of its own, to which answers come as messages from a page."""

    def __init__(self, folder: Path) -> None:
        self.manager = KernelManager(kernel_name="python3")
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self.manager.start_kernel(cwd=str(folder), env=environment)
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=120)
        self.client.execute(OPEN)
        self.comm = self._until(lambda told: _printed(told), seconds=120).strip()

    def answer(self, question: str, choice: str, name: str) -> None:
        """Send an answer as the page's comm does."""
        entry = {
            "kind": "answer",
            "id": name,
            "time": "2026-03-02T09:00:00+01:00",
            "lesson": LESSON,
            "quiz": QUIZ,
            "question": question,
            "choice": choice,
            "sure": 2,
        }
        content = {"method": "custom", "content": {"type": "entry", "entry": entry}}
        message = self.client.session.msg("comm_msg", {"comm_id": self.comm, "data": content})
        self.client.shell_channel.send(message)

    def acknowledged(self) -> list[str]:
        """Wait for one acknowledgement."""
        return self._until(_saved, seconds=120)

    def heard(self) -> list[str]:
        """Give what was acknowledged and not asked for yet."""
        found: list[str] = []
        while self.client.iopub_channel.msg_ready():
            found += _saved(self.client.get_iopub_msg(timeout=10)) or []
        return found

    def kill(self) -> None:
        """Kill it as a system does that runs out of memory."""
        process = self.manager.provisioner.process
        os.kill(process.pid, signal.SIGKILL)
        process.wait()

    def end(self) -> None:
        """Let go of the channels."""
        self.client.stop_channels()
        self.manager.cleanup_resources()

    def _until(self, wanted: Any, seconds: float) -> Any:
        while True:
            found = wanted(self.client.get_iopub_msg(timeout=seconds))
            if found:
                return found


def _printed(message: dict[str, Any]) -> str:
    assert message["msg_type"] != "error", message["content"]
    return message["content"].get("text", "") if message["msg_type"] == "stream" else ""


def _saved(message: dict[str, Any]) -> list[str] | None:
    content = message["content"].get("data", {}).get("content", {})
    is_saved = message["msg_type"] == "comm_msg" and content.get("type") == "saved"
    return content["ids"] if is_saved and content["ok"] else None


@pytest.mark.exhaustive
def test_a_real_kernel_killed_between_messages_keeps_what_it_acknowledged(home: Path) -> None:
    (home / "data").symlink_to(ROOT / "data")
    dice = random.Random(5)
    asked = quiz_of("me").deck["questions"]
    acknowledged: list[str] = []
    for number in range(ROUNDS_OF_KERNELS):
        kernel = RealKernel(home)
        try:
            wanted = dice.randrange(1, 12)
            for place in range(40):
                question = asked[place % len(asked)]
                choice = question["options"][0]["value"]
                kernel.answer(question["id"], choice, f"{number}-{place}")
            for _ in range(wanted):
                acknowledged += kernel.acknowledged()
            kernel.kill()
            acknowledged += kernel.heard()
        finally:
            kernel.end()
        history = read_history(home / "answers" / "me")
        found = Counter(entry.id for entry in history.entries)
        assert found.keys() >= set(acknowledged)
        assert set(found.values()) == {1}
        assert history.damaged == ()
    assert len(acknowledged) >= ROUNDS_OF_KERNELS


def test_every_line_of_a_killed_kernel_is_whole(home: Path) -> None:
    quiz_of("me")
    killed_while_answering("me", 1, random.Random(1))
    (path,) = (home / "answers" / "me" / LESSON).iterdir()
    lines = path.read_bytes().splitlines()
    assert [json.loads(line)["kind"] for line in lines[:2]] == ["header", "answer"]
