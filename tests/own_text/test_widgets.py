"""The box for a text of one's own, reading it, and the quiz made of it, as Python sees them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from healthclaims.content.articles import article_ids, load_article
from healthclaims.core.html import escape
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.lessons.lesson import Lesson, open_lesson
from healthclaims.own_text.example import own_example
from healthclaims.own_text.highlighted import MOST_CUES
from healthclaims.own_text.paste import MOST_CHARACTERS, NOT_ENGLISH, PasteError
from healthclaims.own_text.widget import MOST_READ, NOT_A_KEY, PRIVATE, OwnArticle
from healthclaims.quiz.widget import Quiz
from tests.helpers.kit import Page

LESSON = "09_your_own_article"
TEXT = "Corvane drops\n\nThey may calm a cough. In rats, swelling went down. Take 5 drops a day."
ATTACK = "<img src=x onerror=alert(1)></script><script>alert(1)</script><svg onload=alert(1)>"
Said = Callable[[], str]


@pytest.fixture
def lesson() -> Lesson:
    return open_lesson(LESSON)


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    return lambda: capsys.readouterr().out.removesuffix("\n")


def folders(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "my_articles").glob("*"))


def paste(own: OwnArticle, text: object, **fields: object) -> dict:
    """Press the button as the page does, and give what the page is shown."""
    Page(own).says({"type": "read", "turn": 7, "text": text, **fields})
    return own.reading


# ---------------------------------------------------------------- the box


def test_an_invented_example_stands_in_the_box_and_is_not_written(
    lesson: Lesson, home: Path
) -> None:
    own = lesson.own_article()
    assert repr(own) == (
        "Your own article: Pendrowe tea and your winter throat "
        "(14 lines; press ▶▶ to paste another)"
    )
    assert own.reading["isExample"]
    assert folders(home) == []


def test_the_box_says_that_nothing_leaves_the_machine(lesson: Lesson) -> None:
    own = lesson.own_article()
    assert own.form["private"] == PRIVATE
    assert "Nothing you paste leaves this machine." in own.printed()
    assert "Not your own illness" in own.printed()
    assert "do not publish it" in own.printed()


def test_the_printed_copy_shows_the_text_and_no_suggestion(lesson: Lesson) -> None:
    own = lesson.own_article()
    printed = own.printed()
    assert all(escape(unit.text) in printed for unit in own.article.units)
    assert "<mark" not in printed
    assert "uggest" not in printed
    data, _ = own._repr_mimebundle_()
    assert own.model_id not in data["text/html"] + data["text/plain"]


def test_a_pasted_text_is_saved_in_the_kits_own_form(lesson: Lesson, home: Path) -> None:
    own = lesson.own_article()
    shown = paste(own, TEXT, title="Corvane", publisher="A shop", promotes="yes", genre="shop page")
    assert shown["turn"] == 7
    assert shown["notes"] == ["Saved in my_articles/corvane."]
    assert folders(home) == ["corvane"]
    found = load_article("corvane")
    assert (found.card.publisher, found.card.promotes) == ("A shop", "yes")
    assert own.article == found


def test_the_lesson_opens_with_the_text_of_this_learner(lesson: Lesson) -> None:
    paste(lesson.own_article(), TEXT, title="Corvane")
    assert open_lesson(LESSON).own_article().article.id == "corvane"
    other = open_lesson(LESSON).use_code("blue-fox-7")
    assert other.own_article().reading["isExample"]
    assert other.own_article().form["saved"] == [["corvane", "Corvane"]]


@pytest.mark.parametrize("mode", ["keep", "off"])
def test_a_better_title_leaves_marks_and_questions_where_they_are(
    monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    monkeypatch.setenv("HEALTHCLAIMS_ANSWERS", mode)
    own = labelled(open_lesson(LESSON))
    form = own.reasons()
    form.because("u02", "certainty", "“may” leaves it open")
    form.save()
    paste(own, TEXT, title="Corvane, a second look", promotes="no")
    assert (own.article.id, own.article.card.title) == ("corvane", "Corvane, a second look")
    assert [item["label"] for item in own.reasons().form["items"]] == ["hedged", "people"]
    assert len(own.quiz().questions) == 1


def test_a_saved_text_can_be_gone_on_with(lesson: Lesson) -> None:
    lesson.own_article(TEXT, title="Corvane")
    own = lesson.own_article("It may help a little.", title="Oil")
    Page(own).says({"type": "open", "turn": 1, "id": "corvane"})
    assert own.article.id == "corvane"
    assert lesson.own_article(saved="oil").article.id == "oil"
    Page(own).says({"type": "open", "turn": 2, "id": "semax"})
    assert own.reading["refused"] == "semax is one of the kit’s texts."
    Page(own).says({"type": "open", "turn": 3, "id": "nothing"})
    assert "There is no article 'nothing'" in own.reading["refused"]
    assert own.article.id == "corvane"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "There is no text yet."),
        ("word", "only one word"),
        ("x" * (MOST_CHARACTERS + 1), "Choose the part you want to read"),
        (None, "There is no text yet."),
        (["It", "may"], "There is no text yet."),
    ],
)
def test_a_text_that_cannot_be_taken_leaves_the_old_one_standing(
    lesson: Lesson, home: Path, text: object, message: str
) -> None:
    own = lesson.own_article()
    before = own.article
    shown = paste(own, text)
    assert message in shown["refused"]
    assert (shown["turn"], own.article) == (7, before)
    assert folders(home) == []
    assert "refused" not in paste(own, TEXT)


@pytest.mark.parametrize(
    "message",
    ["read", None, {}, {"type": "read"}, {"type": "read", "turn": "x", "text": 3, "title": []},
     {"type": "open"}, {"type": "open", "id": {"a": 1}}, {"type": "entry", "entry": {}}],
)  # fmt: skip
def test_a_damaged_message_changes_nothing(lesson: Lesson, message: object) -> None:
    own = lesson.own_article()
    Page(own).says(message)
    assert own.article.id == own_example().id


def test_a_text_in_another_language_says_what_still_works(lesson: Lesson) -> None:
    shown = paste(lesson.own_article(), "Чай может помочь от кашля. Спросите врача.", title="Чай")
    assert NOT_ENGLISH in shown["notes"]
    assert len(shown["lines"]) == 2


def test_a_text_that_cannot_be_written_can_still_be_worked_on(lesson: Lesson, home: Path) -> None:
    (home / "my_articles").write_text("a file in the way", encoding="utf-8")
    own = lesson.own_article(TEXT, title="Corvane")
    assert "It could not be saved" in own.reading["notes"][0]
    own.read(question="certainty").mark("u02", "hedged")
    form = own.reasons()
    form.because("u02", "certainty", "“may” leaves it open")
    form.save()
    assert isinstance(own.quiz().now, Quiz)


@pytest.mark.parametrize("mode", ["off", "example"])
def test_nothing_is_written_where_nothing_is_kept(
    monkeypatch: pytest.MonkeyPatch, home: Path, said: Said, mode: str
) -> None:
    monkeypatch.setenv("HEALTHCLAIMS_ANSWERS", mode)
    own = open_lesson(LESSON).own_article(TEXT, title="Corvane")
    own.read(question="certainty").mark("u02", "hedged")
    form = own.reasons()
    form.because("u02", "certainty", "“may” leaves it open", "may")
    said()
    form.save()
    assert said() == "1 question taken in. Nothing is written in this session."
    assert [asked.id for asked in own.quiz().questions] == ["corvane/u02/certainty"]
    assert open_lesson(LESSON).quiz_for_a_friend("corvane").questions
    assert "corvane" not in article_ids()
    assert list(home.iterdir()) == []


def test_a_file_is_taken_with_what_is_to_be_said_about_it(lesson: Lesson, home: Path) -> None:
    (home / "page.txt").write_bytes("It “may” help a lot.".encode("windows-1252"))
    own = lesson.own_article(file="page.txt", title="Page")
    assert own.article.text == "It “may” help a lot."
    assert "was read as Windows text" in own.reading["notes"][0]


def test_wrong_uses_in_words_say_what_is_right(lesson: Lesson) -> None:
    with pytest.raises(ValueError, match="Give one of text, file and saved"):
        lesson.own_article(TEXT, file="page.txt")
    with pytest.raises(ValueError, match=r"promotes is 'maybe'\. Use one of 'yes', 'no'"):
        lesson.own_article(TEXT, promotes="maybe")
    with pytest.raises(KeyError, match=r"semax is one of the kit’s texts: use lesson\.read"):
        lesson.own_article(saved="semax")
    with pytest.raises(PasteError, match="There is no text yet"):
        lesson.own_article(title="Only a title")
    with pytest.raises(KeyError, match="semax was not brought in by a reader"):
        lesson.quiz_for_a_friend("semax")


# ---------------------------------------------------------------- what the page gets


def test_every_reason_and_rule_of_the_page_is_sent_once(lesson: Lesson) -> None:
    shown = paste(lesson.own_article(), TEXT + " It may help." * 50)
    assert len(set(shown["reasons"])) == len(shown["reasons"])
    for _, _, text, cues, suggestions in shown["lines"]:
        assert len(suggestions) == 3
        for start, end, axis, _, rule, reason in cues:
            assert text[start:end].strip()
            assert axis in range(3)
            assert shown["rules"][rule]
            assert shown["reasons"][reason]


def test_places_are_counted_as_a_page_counts(lesson: Lesson) -> None:
    shown = paste(lesson.own_article(), "😀 It 😀 may help a sore throat 😀 now.")
    _, _, text, cues, _ = shown["lines"][0]
    page = text.encode("utf-16-le")
    words = [page[2 * start : 2 * end].decode("utf-16-le") for start, end, *_ in cues]
    assert "may" in words


def test_a_line_of_a_thousand_doubt_words_stays_small(lesson: Lesson) -> None:
    shown = paste(lesson.own_article(), "It helps and it " + "may " * 1_000)
    assert len(shown["lines"][0][3]) <= MOST_CUES


def test_a_text_of_20000_words_goes_in_one_message_of_less_than_a_megabyte(
    lesson: Lesson,
) -> None:
    text = "\n".join(f"Part {n}. {load_article('solveta_review').text}" for n in range(65))
    assert len(text.split()) > 20_000
    shown = paste(lesson.own_article(), text)
    assert "refused" not in shown
    assert len(json.dumps(shown)) < 1_000_000


# ---------------------------------------------------------------- reading and comparing


def test_marks_are_compared_with_suggestions_that_are_no_key(lesson: Lesson, said: Said) -> None:
    own = lesson.own_article(TEXT, title="Corvane")
    reader = own.read()
    reader.mark("u02", "firm", "certainty")
    reader.mark("u03", "animals_or_cells", "evidence")
    reader.compare("certainty")
    told = said()
    assert told.startswith("u02 (Sounds certain): the highlighter says: Leaves room for doubt.")
    assert "Where this rule fails: " in told
    assert told.endswith(NOT_A_KEY)
    reader.compare("evidence")
    assert said().startswith("u03 (Animals or cells): as suggested.")
    words = reader.article["words"]
    assert " key" not in " ".join(words.values())


def test_a_suggestion_without_a_rule_names_none(lesson: Lesson) -> None:
    own = lesson.own_article("The label is blue and the bottle is brown.", title="Blue")
    key = own.read(question="certainty").article["units"][0]["keys"]["certainty"]
    assert key["rule"] == ""
    assert key["fails"] == ""
    _, _, _, _, suggestions = own.reading["lines"][0]
    assert {own.reading["rules"][rule][1] for _, rule, _ in suggestions} == {""}


def test_a_rule_that_cannot_tell_says_so(lesson: Lesson, said: Said) -> None:
    reader = lesson.own_article("Hmm, zzz brr. Ask a nurse first.").read(question="evidence")
    reader.mark("u01", "people")
    reader.compare()
    assert said().startswith("u01 (People): it cannot tell.")
    assert reader.article["units"][0]["keys"]["evidence"]["labels"] == []


def test_a_long_text_is_read_in_parts(lesson: Lesson) -> None:
    own = lesson.own_article("\n".join(f"It may help on day {n}." for n in range(300)))
    first, last = own.read(), own.read(first=241)
    assert len(first.article["units"]) == MOST_READ
    assert "Lines 1 to 120 of 300. For later lines: own.read(first=121)." in first.article["note"]
    assert last.article["units"][-1]["id"] == "u300"
    assert last.article["note"].endswith("Lines 241 to 300 of 300.")
    with pytest.raises(ValueError, match=r"first is 301\. This text has the lines 1 to 300"):
        own.read(first=301)
    with pytest.raises(KeyError, match="There is no question 'fit'"):
        own.read(question="fit")


def test_suggestions_in_words_stay_away_until_asked_for(lesson: Lesson, said: Said) -> None:
    own = lesson.own_article(TEXT, title="Corvane")
    own.show()
    assert said().split("\n")[1] == "u02: They may calm a cough."
    own.show(suggestions=True)
    told = said()
    assert "How sure is the wording? Leaves room for doubt." in told
    assert told.endswith(NOT_A_KEY)


def test_amounts_are_covered_in_the_reader_and_not_asked(lesson: Lesson) -> None:
    own = lesson.own_article(TEXT, title="Corvane")
    reader = own.read(question="purpose")
    assert "5" not in reader.article["units"][3]["text"]
    assert "Amounts are covered" in reader.article["note"]
    assert own.reading["lines"][3][2] == "Take ▮ drops a day."
    reader.mark("u04", "marketing")
    assert own.reasons().form["items"] == []


# ---------------------------------------------------------------- the quiz for a friend


def test_the_example_shows_what_a_quiz_looks_like(lesson: Lesson, home: Path, said: Said) -> None:
    own = lesson.own_article()
    form = own.reasons()
    assert repr(form).endswith("(6 marks; press ▶▶ to go on)")
    assert "belong to the example" in form.printed()
    assert len(own.quiz().questions) == 6
    form.save()
    assert said() == "6 questions taken in. The example is not saved; a text of your own is."
    assert folders(home) == []


def labelled(lesson: Lesson) -> OwnArticle:
    """Bring in a text and mark two lines."""
    own = lesson.own_article(TEXT, title="Corvane", promotes="yes")
    reader = own.read()
    reader.mark("u02", "hedged", "certainty")
    reader.mark("u03", "people", "evidence")
    return own


def test_marks_without_reasons_make_no_quiz_yet(lesson: Lesson, said: Said) -> None:
    own = labelled(lesson)
    assert repr(own.quiz()).startswith("There are no questions about “Corvane” yet.")
    form = own.reasons()
    assert [item["why"] for item in form.form["items"]] == ["", ""]
    form.save()
    assert said() == "Write a reason for at least one mark first."
    with pytest.raises(KeyError, match="corvane has no questions yet"):
        lesson.quiz_for_a_friend("corvane")
    with pytest.raises(KeyError, match=r"You have not marked u03 for 'purpose'\. Marked: u02"):
        form.because("u03", "purpose", "it says so plainly")


def test_deciding_words_are_offered_only_where_the_highlighter_agrees(lesson: Lesson) -> None:
    first, second = labelled(lesson).reasons().form["items"]
    assert (first["label"], first["cue"]) == ("hedged", "may")
    assert (second["label"], second["cue"]) == ("people", "")


def test_a_quiz_from_the_page_is_saved_packed_and_asked(lesson: Lesson, home: Path) -> None:
    own = labelled(lesson)
    form = own.reasons()
    why = f"“may” leaves it open {ATTACK}"
    reasons = [
        {"unit": "u02", "axis": "certainty", "why": why, "cue": "may"},
        {"unit": "u03", "axis": "evidence", "why": "  ", "cue": ""},
        {"unit": "u01", "axis": "purpose", "why": "I never marked this line"},
        "damaged",
    ]
    Page(form.now).says({"type": "save", "turn": 3, "reasons": reasons})
    assert form.result["turn"] == 3
    assert form.result["problems"] == {}
    assert "Saved: 1 question." in form.result["text"]
    assert "send the file my_articles/corvane.zip" in form.result["text"]
    assert "writes corvane into the cell" in form.result["text"]
    assert folders(home) == ["corvane", "corvane.zip"]
    quiz = open_lesson(LESSON).quiz_for_a_friend("corvane.zip")
    assert [asked.id for asked in quiz.questions] == ["corvane/u02/certainty"]
    assert ATTACK not in quiz.printed()
    assert escape(ATTACK) in quiz.printed()
    assert own.reasons().form["items"][0]["why"] == why


@pytest.mark.parametrize("mode", ["keep", "off", "example"])
def test_the_cell_for_a_friends_quiz_says_what_to_write_while_no_name_stands_in_it(
    monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    monkeypatch.setenv("HEALTHCLAIMS_ANSWERS", mode)
    for name in ("", "  "):
        waiting = open_lesson(LESSON).quiz_for_a_friend(name)
        assert "write its name between the quotation marks" in repr(waiting)


def test_a_name_is_found_with_blanks_around_it(lesson: Lesson) -> None:
    form = labelled(lesson).reasons()
    form.because("u02", "certainty", "“may” leaves it open")
    form.save()
    assert lesson.quiz_for_a_friend(" corvane ").questions


def test_every_reason_that_cannot_be_used_is_named_at_once(lesson: Lesson, home: Path) -> None:
    form = labelled(lesson).reasons()
    reasons = [
        {"unit": "u02", "axis": "certainty", "why": "because", "cue": "may"},
        {"unit": "u03", "axis": "evidence", "why": "mice are no people here", "cue": "mice"},
    ]
    Page(form.now).says({"type": "save", "turn": 1, "reasons": reasons})
    assert form.result["text"] == "Not saved yet: 2 lines need another look."
    assert set(form.result["problems"]) == {"u02/certainty", "u03/evidence"}
    assert load_article("corvane").annotations == {}
    assert not (home / "my_articles" / "corvane.zip").exists()


@pytest.mark.parametrize("message", [None, "save", {"type": "save"}, {"type": "save", "turn": []}])
def test_a_damaged_message_saves_nothing(lesson: Lesson, home: Path, message: object) -> None:
    form = labelled(lesson).reasons()
    Page(form.now).says(message)
    assert load_article("corvane").annotations == {}


def test_a_quiz_whose_answers_are_all_the_same_is_pointed_out(lesson: Lesson, said: Said) -> None:
    own = lesson.own_article("It may help. It could calm. It might soothe a cough.", title="Tea")
    reader = own.read(question="certainty")
    form_of = {"u01": "may", "u02": "could", "u03": "might"}
    for unit in form_of:
        reader.mark(unit, "hedged")
    form = own.reasons()
    for unit, cue in form_of.items():
        form.because(unit, "certainty", f"“{cue}” leaves it open", cue)
    form.save()
    assert "the answer is always “Leaves room for doubt”" in said()


def test_a_friends_quiz_agrees_or_discusses_and_ends_in_a_sentence(
    lesson: Lesson, said: Said
) -> None:
    own = labelled(lesson)
    form = own.reasons()
    form.because("u02", "certainty", "“may” leaves it open", "may")
    form.because("u03", "evidence", "I take rats for people")
    form.save()
    said()
    quiz = lesson.quiz_for_a_friend("corvane")
    quiz.answer("corvane/u02/certainty", "hedged")
    assert said().startswith("You agree with the maker of this quiz: leaves room for doubt.")
    quiz.answer("corvane/u03/evidence", "animals_or_cells")
    assert "Nobody has checked this." in said()
    again = lesson.quiz_for_a_friend("corvane")
    assert again.deck["summary"] == "You and the maker of this quiz agree on 1 of 2."


# ---------------------------------------------------------------- what is passed over


def test_every_lesson_names_a_folder_that_is_passed_over(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "my_articles" / "no_card").mkdir(parents=True)
    (home / "my_articles" / "<b>bad").mkdir()
    for name in (LESSON, "00_start_here"):
        shown = open_lesson(name)._repr_html_()
        assert "my_articles/no_card: holds no source.toml" in shown
        assert "&lt;b&gt;bad: has a name that cannot be used" in shown
    monkeypatch.setenv("HEALTHCLAIMS_ANSWERS", "example")
    assert "no_card" not in open_lesson(LESSON)._repr_html_()


def test_hostile_text_is_escaped_in_every_printed_copy(lesson: Lesson) -> None:
    own = lesson.own_article(f"It may help. {ATTACK} may harm.", title=ATTACK, publisher=ATTACK)
    own.read(question="certainty").mark("u01", "hedged")
    for part in (own, own.read().now, own.reasons().now, own.quiz().now):
        data = getattr(part, "printed", getattr(part, "_repr_html_", None))()
        assert not re.search(r"<(img|script|svg)", data)
    assert AnswerLog("me", LESSON).history.entries


class Cells:
    """What stands on the page, under the name of each output."""

    def __init__(self) -> None:
        self.shown: dict[str, str] = {}

    def display(self, data: dict[str, str], *, display_id: str, update: bool, **_: object) -> None:
        assert (display_id in self.shown) == update
        self.shown[display_id] = data["text/plain"]


def test_text_marks_and_quiz_follow_one_another_without_running_a_cell_again(
    lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = Cells()
    monkeypatch.setattr("IPython.display.display", cells.display)
    own = lesson.own_article("Corvane\n\nIt may help.")
    read, reasons, quiz = own.read(), own.reasons(), own.quiz()
    for part in (read, reasons, quiz):
        part._ipython_display_()
    shown = lambda: list(cells.shown.values())  # noqa: E731
    assert "(0 marks" in shown()[1]
    assert shown()[2].startswith("There are no questions")

    read.mark("u02", "hedged", "certainty")
    assert "(1 mark;" in shown()[1]
    reasons.because("u02", "certainty", "The word may leaves room.")
    read.mark("u02", "information", "purpose")
    assert "(2 marks" in shown()[1]
    reasons.save()
    assert "(1 question;" in shown()[2]

    Page(own).says({"type": "read", "text": "Other\n\nIt heals.\n\nIt sells.", "turn": 1})
    assert "Reader: Other (3 lines" in shown()[0]
    assert "(0 marks" in shown()[1]
    assert shown()[2].startswith("There are no questions about “Other”")
    assert len(cells.shown) == 3
