"""The page that a student gets back: what it says, and that nothing in it can do harm."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from healthclaims.core.assets import asset
from healthclaims.marking.feedback import feedback_page
from healthclaims.marking.feedback_points import points_sentence, points_table
from healthclaims.marking.feedback_wording import answers_summary
from healthclaims.marking.judge import Result
from healthclaims.marking.rubric_page import rubric_page
from healthclaims.marking.rubric_points import Given, RubricPoints
from healthclaims.questions.question import look_for
from tests.helpers.classwork import ATTACK, about, key_of, work, written_by, wrong_answer

STUDIED, SURE, ARTICLE, REWRITE = (
    key_of(name) for name in ("a1_who_was_studied", "a2_how_sure", "a4_whole_article", "a5_rewrite")
)
FULL = {task.id: Given(tuple(c.points for c in task.criteria)) for task in REWRITE.assignment.tasks}


class Seen(HTMLParser):
    """What a browser would make of a page: its elements, and its text by element."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip() and self._open[-1] != "style":
            self.texts.append((self._open[-1], data))

    @property
    def text(self) -> str:
        return "".join(text for _, text in self.texts)

    def names(self) -> set[str]:
        return {name for name, _ in self.elements}

    def all(self, name: str) -> list[str]:
        return [text for element, text in self.texts if element == name]


def page_of(result: Result, given: dict[str, Given] | None = None, *notes: str) -> Seen:
    return Seen(feedback_page(result, "Student 1", given or {}, notes))


# ---------------------------------------------------------------- what is told


def test_everything_right_is_praised_and_nothing_is_left_to_practise() -> None:
    assert answers_summary(work(ARTICLE, sure=3)) == [
        "Every answer you gave is right: 28 of 28. You found all 3 lines that go further than "
        "their evidence and all 3 lines that make no claim about the product. You rightly trusted "
        "2 lines whose words fit the evidence.",
        "Of 28 answers that you were certain of, all were right: here you can rely on feeling "
        "certain.",
    ]


def test_what_went_well_comes_before_what_to_practise_and_both_are_counted() -> None:
    missed = about(SURE, "certainty", "hedged")[:3]
    assert answers_summary(work(SURE, wrong=missed)) == [
        "This went well. You found all 5 lines that make no claim about the product and all 5 "
        "lines that sound certain.",
        "Practise next: you found 2 of the 5 lines that leave room for doubt; 3 times you said "
        "“Sounds certain”. Lesson 03 has more such lines.",
    ]


def test_trust_that_was_deserved_is_named_even_where_little_is_right() -> None:
    kept = about(STUDIED, "evidence", "people")[:2]
    wrong = [asked.id for asked in STUDIED.assignment.questions if asked.id not in kept]
    first = answers_summary(work(STUDIED, wrong=wrong))[0]
    assert first == "2 of your 15 answers are right already. You rightly saw people behind 2 lines."


def test_trust_is_named_once_only() -> None:
    said = answers_summary(work(STUDIED))
    assert said == [
        "Every answer you gave is right: 15 of 15. You found all 5 lines that name people as "
        "studied and all 5 lines that name animals or cells as studied."
    ]


def test_being_certain_and_wrong_again_and_again_is_told_in_one_sentence() -> None:
    wrong = [asked.id for asked in SURE.assignment.questions[:4]]
    said = answers_summary(work(SURE, wrong=wrong, sure=3))[-1]
    assert said.startswith("Of 15 answers that you were certain of, 11 were right. When you feel")
    assert not any("certain of" in s for s in answers_summary(work(SURE, wrong=wrong[:2], sure=3)))
    assert not any("certain of" in s for s in answers_summary(work(SURE, wrong=wrong, sure=1)))
    others = [asked.id for asked in SURE.assignment.questions[2:]]
    two = answers_summary(work(SURE, wrong=wrong[:2], left=others, sure=3))
    assert not any("certain of" in s for s in two)


def test_being_certain_brings_a_warning_only_below_the_share_it_should_reach() -> None:
    names = [asked.id for asked in SURE.assignment.questions]
    three = names[:3]
    just_enough = answers_summary(work(SURE, wrong=three, sure=3))  # 12 of 15
    assert not any("certain of" in sentence for sentence in just_enough)
    too_few = answers_summary(work(SURE, wrong=three, left=names[-1:], sure=3))[-1]
    assert too_few.startswith("Of 14 answers that you were certain of, 11 were right. When you")


def test_open_questions_are_told_and_are_not_counted_as_missed() -> None:
    left = about(SURE, "certainty", "hedged")[:3]
    said = answers_summary(work(SURE, left=left))
    assert said[0] == (
        "You left 3 of 15 questions open. What follows is about the 12 answers you gave."
    )
    assert not any("Practise" in sentence for sentence in said)


def test_a_page_without_answers_says_that_they_may_not_have_come_along() -> None:
    everything = [asked.id for asked in SURE.assignment.questions]
    assert answers_summary(work(SURE, left=everything)) == [
        "No question has an answer from you. If you did answer them, your answers did not come "
        "along: tell your teacher, and hand in again."
    ]
    assert answers_summary(work(SURE, changed=everything)) == [
        "15 answers are not counted, because the question has changed since. Ask your teacher."
    ]


def test_no_question_gives_no_sentence_about_answers() -> None:
    assert answers_summary(work(REWRITE)) == []


@pytest.mark.parametrize(
    ("result", "given", "said"),
    [
        (work(SURE, wrong=[SURE.assignment.questions[0].id]), {}, "14 of 15 points."),
        (work(REWRITE), FULL, "12 of 12 points."),
        (
            work(REWRITE),
            {},
            "12 points depend on what you wrote, and are not marked yet.",
        ),
        (
            work(REWRITE),
            {"ankles": FULL["ankles"], "socks": Given((1, None, 1))},
            "4 of 4 points so far. 8 more points depend on what you wrote, and are not marked yet.",
        ),
        (
            work(ARTICLE),
            {},
            "28 of 28 points so far. 6 more points depend on what you wrote, and are not marked "
            "yet.",
        ),
        (work(ARTICLE), {"verdict": Given((2, 0, 1))}, "31 of 34 points."),
    ],
)
def test_points_are_told_in_words(result: Result, given: dict[str, Given], said: str) -> None:
    assert points_sentence(result, given) == said


# ---------------------------------------------------------------- what is shown


def test_every_question_is_there_with_its_outcome_in_words() -> None:
    first, second, third, *_ = (asked.id for asked in SURE.assignment.questions)
    seen = page_of(work(SURE, wrong=[first], left=[second], changed=[third]))
    heads = seen.all("h3")
    assert heads[:4] == [
        "Question 1: not yet",
        "Question 2: not attempted",
        "Question 3: not counted: the question has changed",
        "Question 4: right",
    ]
    assert len(heads) == 15


def test_a_missed_question_shows_both_answers_the_mistake_and_the_reason() -> None:
    asked = SURE.assignment.questions[0]
    chosen = asked.option(wrong_answer(SURE, asked))
    seen = page_of(work(SURE, wrong=[asked.id], sure=1))
    text = seen.text[seen.text.index("Question 1") : seen.text.index("Question 2")]
    parts = [
        asked.passages[0].cue,
        asked.prompt,
        f"Your answer: {chosen.text} (a guess)",
        f"The answer: {asked.option(asked.key).text}",
        chosen.mistake,
        *asked.why,
        look_for(asked.rule),
        "0 of 1 point",
    ]
    places = [text.index(one) for one in parts]
    assert places == sorted(places)
    assert asked.passages[0].cue in seen.all("mark")


def test_a_right_answer_has_its_reason_and_no_mistake() -> None:
    asked = SURE.assignment.questions[0]
    text = page_of(work(SURE)).text.partition("Question 2")[0]
    assert all(why in text for why in asked.why)
    assert "The answer:" not in text
    assert not any(option.mistake in text for option in asked.options if option.mistake)


def test_where_another_answer_counts_the_page_says_why() -> None:
    asked = SURE.assignment.questions[0]
    other = wrong_answer(SURE, asked)
    both = frozenset({asked.key, other})
    key = replace(
        SURE,
        accepted={**SURE.accepted, asked.id: both},
        notes={asked.id: "“helps” can be read in two ways."},
    )
    marked = work(key)
    taken = replace(marked.marked[0], chosen=other)
    seen = page_of(replace(marked, marked=(taken, *marked.marked[1:])))
    first = seen.text.partition("Question 2")[0]
    assert "Question 1: right" in first
    assert f"Your answer: {asked.option(other).text}" in first
    assert "How this one is marked: “helps” can be read in two ways." in first
    missed = page_of(work(key, wrong=[asked.id])).text.partition("Question 2")[0]
    texts = [option.text for option in asked.options if option.value in both]
    assert f"The answer: {' – or: '.join(texts)}" in missed


def test_points_stand_in_a_table_by_kind_of_question_and_task() -> None:
    missed = about(ARTICLE, "fit", "fits")
    cells = [
        *page_of(work(ARTICLE, wrong=missed), {"verdict": Given((2, 1, 0))}).all("td"),
    ]
    assert cells[:12] == ["5", "7", "7", "7", "7", "7", "7", "7", "3", "6", "29", "34"]


def test_every_task_has_its_own_points_in_the_table() -> None:
    most, got = (1, 2, 4), (0, 1, 3)
    tasks = [
        replace(task, criteria=(replace(task.criteria[0], points=points),))
        for task, points in zip(REWRITE.assignment.tasks, most, strict=True)
    ]
    key = replace(REWRITE, assignment=replace(REWRITE.assignment, tasks=tuple(tasks)))
    given = {task.id: Given((points,)) for task, points in zip(tasks, got, strict=True)}
    seen = Seen(points_table(work(key), given))
    names = [name for name in seen.all("th") if name in {task.title for task in tasks}]
    assert names == [task.title for task in tasks]
    assert seen.all("td") == ["0", "1", "1", "2", "3", "4", "4", "7"]


def test_written_answers_show_what_was_written_the_points_and_the_comment() -> None:
    texts = {"ankles": "First line.\n\n**Not** _markdown_ <b>", "socks": "  \n"}
    given = {"ankles": Given((1, 0, None), "Look at “will”.\nThen again.")}
    seen = page_of(work(REWRITE, texts=texts), given)
    assert "First line.\n\n**Not** _markdown_ <b>" in seen.all("div")
    assert "Look at “will”.\nThen again." in seen.all("div")
    assert "Nothing was written." in seen.all("p")
    guide = REWRITE.guides["ankles"]
    assert guide.levels[1][2].words in seen.all("td")
    assert REWRITE.assignment.tasks[0].criteria[2].look_for in seen.all("td")
    assert seen.all("td").count("not marked yet") == 3 + 2 + 4 + 4
    assert all(model.text in seen.all("strong") for model in guide.models)
    assert "details" in seen.names()


def test_what_could_not_be_read_stands_above_everything_else() -> None:
    note = "answers.jsonl, line 3 is damaged. Hand in the file again."
    seen = page_of(work(SURE), {}, note)
    assert seen.all("h2")[0] == "Not everything could be read"
    assert seen.text.index(note) < seen.text.index("In short")
    assert "could be read" not in page_of(work(SURE)).text


def test_a_very_long_answer_is_cut_and_says_so() -> None:
    page = feedback_page(work(REWRITE, texts={"nails": "ha" * 500_000}), "Student 1", {})
    assert len(page) < 60_000
    assert "(Cut here: 980000 more characters.)" in page


# ---------------------------------------------------------------- how it is made


def test_the_page_asks_for_nothing_and_says_its_language_and_title() -> None:
    page = feedback_page(work(ARTICLE), "Student 1", {})
    elements = Seen(page).elements
    metas = [attributes for name, attributes in elements if name == "meta"]
    policy = next(m["content"] for m in metas if m.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert any(m.get("name") == "viewport" for m in metas)
    assert ("html", {"lang": "en"}) in elements
    assert Seen(page).all("title") == ["Feedback: A whole article"]
    assert not {"script", "img", "a", "link", "iframe", "form"} & Seen(page).names()


def test_headings_are_in_order_and_tables_have_captions_and_scopes() -> None:
    texts = {"verdict": "I trust the pensioners."}
    seen = page_of(work(ARTICLE, texts=texts), {"verdict": Given((2, 2, 2), "Yes.")}, "One note.")
    levels = [int(name[1]) for name, _ in seen.elements if re.fullmatch("h[1-6]", name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    names = [name for name, _ in seen.elements]
    assert names.count("caption") == names.count("table") == 2
    assert all(attributes.get("scope") for name, attributes in seen.elements if name == "th")


def test_nothing_from_outside_becomes_an_element() -> None:
    key = replace(REWRITE, notes={})
    texts = {task.id: ATTACK for task in key.assignment.tasks}
    given = {task: Given(one.points, ATTACK) for task, one in FULL.items()}
    page = feedback_page(work(key, texts=texts), ATTACK, given, [ATTACK, "javascript:alert(1)"])
    harmless = {**FULL, "nails": Given((1, 2, 1), "y")}
    plain = page_of(work(key, texts=dict.fromkeys(texts, "x")), harmless, "z", "z")
    seen = Seen(page)
    assert seen.names() == plain.names()
    assert not [a for _, attributes in seen.elements for a in attributes if a.startswith("on")]
    assert seen.text.count("<img src=x onerror=") == 3 + 3 + 1 + 1
    page.encode()
    assert "\x00" not in page
    assert "\x1b" not in page


def test_the_same_work_gives_the_same_pages() -> None:
    missed = about(ARTICLE, "fit", "fits")
    one, again = (feedback_page(work(ARTICLE, wrong=missed), "S", {}) for _ in range(2))
    assert one == again
    given = {("plain:s1", "ankles"): Given((1, 2, 1)), ("plain:s2", "nails"): Given((0, 0, 0))}
    tasks = REWRITE.assignment.tasks
    pages = [
        rubric_page(REWRITE, written_by(REWRITE, 2), RubricPoints(tasks, dict(rows)))
        for rows in (given.items(), reversed(given.items()))
    ]
    assert pages[0] == pages[1]


def _light(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("sheet", ["marking/feedback.css", "marking/rubric.css"])
def test_every_colour_of_text_can_be_read_in_light_and_dark(sheet: str) -> None:
    themes = re.findall(r":root \{[^}]*?(--text: #\w{6}[^}]*)\}", asset(sheet))
    assert len(themes) == 2
    for theme in themes:
        colours = dict(re.findall(r"--(\w+): (#\w{6})", theme))
        for paper in ("paper", "panel"):
            for name in {"text", "soft", "accent", "look", "good"} & colours.keys():
                one, other = sorted((_light(colours[name]), _light(colours[paper])))
                assert (other + 0.05) / (one + 0.05) >= 4.5, (sheet, name, paper)
        one, other = sorted((_light(colours["line"]), _light(colours["paper"])))
        assert (other + 0.05) / (one + 0.05) >= 3, sheet
