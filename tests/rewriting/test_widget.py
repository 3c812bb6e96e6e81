"""Rewriting a claim as Python sees it: what is written is kept, checked and comes back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from healthclaims.core.html import escape
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.clock import now
from healthclaims.learner.entries import NOTE
from healthclaims.rewriting.check import LIMITS, LONGEST_LINE
from healthclaims.rewriting.claims import load_rewrite, load_rewrites
from healthclaims.rewriting.widget import ClaimRewrite
from tests.helpers.kit import Page

LESSON = "05_the_whole_picture"
SENTENCE = "In rats, Semax may soften stress."


def widget(name: str = "stress") -> ClaimRewrite:
    return ClaimRewrite(load_rewrite(name), LESSON, AnswerLog("me", LESSON))


def note(made: ClaimRewrite, text: str, number: int = 1, **fields: Any) -> dict[str, Any]:
    """Make the message a page sends."""
    entry = {
        "kind": NOTE, "id": f"page-{number}", "time": now().isoformat(), "lesson": LESSON,
        "quiz": made.rewrite["quiz"], "question": made.rewrite["question"],
        "seen": made.rewrite["seen"], "text": text, **fields,
    }  # fmt: skip
    return {"type": "entry", "entry": entry}


def kept(home: Path) -> list[str]:
    """Read what stands in the learner's log."""
    lines = [
        json.loads(line)
        for path in (home / "answers").rglob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [line["text"] for line in lines if line["kind"] == NOTE]


@pytest.mark.parametrize("name", load_rewrites())
def test_the_printed_copy_holds_claim_task_and_all_that_is_known(name: str) -> None:
    rewrite, made = load_rewrite(name), widget(name)
    data, _ = made._repr_mimebundle_()
    printed = data["text/html"]
    assert escape(rewrite.unit.text) in printed
    assert escape(rewrite.task) in printed
    assert all(escape(known.text) in printed for known in rewrite.known)
    assert all(escape(known.how) in printed for known in rewrite.known)
    assert printed.index("<details>") < printed.index(escape(rewrite.models[0].text))
    assert made.model_id not in printed
    assert (
        data["text/plain"]
        == repr(made)
        == f"Rewrite a claim: {rewrite.title} " + ("(press ▶▶ to write)")
    )


def test_what_is_written_is_kept_and_the_check_comes_back_with_its_name(home: Path) -> None:
    made = widget()
    saved, checked = Page(made).says(note(made, SENTENCE))
    assert (saved["type"], saved["ok"], saved["ids"]) == ("saved", True, ["page-1"])
    assert (checked["type"], checked["id"], checked["text"]) == ("checked", "page-1", SENTENCE)
    assert checked["line"].startswith("Wording and evidence match")
    assert {"kind": "found", "sign": "✓", "words": "The claim is still there."} in checked[
        "findings"
    ]
    assert kept(home) == [SENTENCE]


def test_a_sentence_sent_again_is_checked_again_and_kept_once(home: Path) -> None:
    made = widget()
    page = Page(made)
    page.says(note(made, SENTENCE))
    assert [message["type"] for message in page.says(note(made, SENTENCE))] == ["saved", "checked"]
    assert kept(home) == [SENTENCE]


def test_the_last_sentence_comes_back_with_its_check() -> None:
    made = widget()
    page = Page(made)
    page.says(note(made, "Semax may soften stress.", 1))
    page.says(note(made, SENTENCE, 2))
    again = widget()
    assert again.rewrite["last"]["text"] == SENTENCE
    assert again.rewrite["last"]["line"].startswith("Wording and evidence match")
    assert [entry["text"] for entry in again.resume] == [SENTENCE]
    assert widget("heading").rewrite["last"] is None


def test_a_sentence_written_about_other_words_does_not_come_back() -> None:
    made = widget()
    Page(made).says(note(made, SENTENCE, seen="000000000000"))
    assert widget().rewrite["last"] is None


def test_a_note_on_something_else_is_kept_and_not_checked() -> None:
    made = widget()
    replies = Page(made).says(note(made, SENTENCE, question="rewrite/heading"))
    assert [message["type"] for message in replies] == ["saved"]


@pytest.mark.parametrize("content", [None, {}, {"type": "entry"}, {"type": "entry", "entry": 3}])
def test_damaged_messages_do_no_harm(content: object, home: Path) -> None:
    made = widget()
    Page(made).says(content)
    assert kept(home) == []


def test_the_route_in_words_prints_the_same_check_and_keeps_the_sentence(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = widget()
    page = Page(made)
    made.check(f" {SENTENCE} ")
    made.check(SENTENCE)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Wording and evidence match, as far as this check can see."
    assert "  ✓ It names those who were studied: “rats”." in lines
    assert any(line.startswith("  • Leaves room for doubt: “may”") for line in lines)
    assert lines.count(LIMITS) == 2
    assert kept(home) == [SENTENCE]
    assert [message["text"] for message in page.sent] == [SENTENCE, SENTENCE]


@pytest.mark.parametrize("text", ["", "  ", "x" * (LONGEST_LINE + 1)])
def test_too_little_and_too_much_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"1 to {LONGEST_LINE} letters"):
        widget().check(text)


def test_the_longest_line_that_the_box_takes_is_kept_whole(home: Path) -> None:
    made = widget()
    line = "x" * made.rewrite["most"]
    replies = Page(made).says(note(made, line))
    assert [message["type"] for message in replies] == ["saved", "checked"]
    assert kept(home) == [line]


def test_the_example_shows_no_sentence_of_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEALTHCLAIMS_ANSWERS", "example")
    made = widget()
    replies = Page(made).says(note(made, SENTENCE))
    assert [message["type"] for message in replies] == ["saved", "checked"]
    assert replies[0]["dropped"]
    assert widget().rewrite["last"] is None


def test_model_answers_are_no_part_of_what_a_sentence_is_kept_under(data: Path) -> None:
    seen = widget().rewrite["seen"]
    path = data / "rewrites.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("says who was studied, and “may”", "names them, and “may”"), "utf-8"
    )
    load_rewrites.__globals__["_load"].cache_clear()
    assert widget().rewrite["seen"] == seen
    path.write_text(text.replace("Your reader should learn", "Let your reader know"), "utf-8")
    load_rewrites.__globals__["_load"].cache_clear()
    assert widget().rewrite["seen"] != seen
