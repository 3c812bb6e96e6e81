"""Questions that an author has written out, with all that can be wrong with them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from healthclaims.content.articles import load_article
from healthclaims.content.authored_questions import load_written
from healthclaims.questions.bank import all_questions, question
from healthclaims.questions.question import NOT_YET, RIGHT
from tests.helpers.kit import problems_of

GOOD = {
    "text": '"Tested in 12 mice."',
    "source": '"invented label"',
    "prompt": '"What does this tell you?"',
    "key": '"b"',
    "rule": '"Who was studied"',
    "why": '"It names mice. “12 people” would say something about people."',
    "options": """[
        { value = "a", text = "That it works in people", mistake = "Mice are not people." },
        { value = "b", text = "What happened in mice" },
    ]""",
}


def write(data: Path, **changes: str | None) -> None:
    """Write one question, some of its entries changed or left out."""
    entries = {name: value for name, value in (GOOD | changes).items() if value is not None}
    lines = [f"{name} = {value}" for name, value in entries.items()]
    text = "\n".join(["[trail.mice]", *lines])
    (data / "questions.toml").write_text(text, encoding="utf-8")


def test_a_written_question_is_asked_like_any_other(data: Path) -> None:
    write(data)
    asked = question("written/mice/trail")
    assert asked.passages[0].text == "Tested in 12 mice."
    assert asked.source == "invented label"
    assert asked.option("b").verdict == RIGHT
    assert asked.option("b").line == "Right. “What happened in mice”"
    assert asked.option("a").verdict == NOT_YET
    assert asked.option("a").line == "Not yet. A better answer: “What happened in mice”"
    assert asked.option("a").mistake == "Mice are not people."
    assert asked.id in all_questions()


def test_a_line_of_an_article_is_quoted_as_it_stands_with_amounts_covered(data: Path) -> None:
    article = load_article("semax")
    name = sorted(article.amounts_or_routes)[0]
    write(data, text=None, source=None, unit=f'"semax/{name}"')
    asked = question("written/mice/trail")
    assert asked.passages[0].text == article.shown_text(article.unit(name))
    assert asked.source == article.described
    assert not asked.may_return


def test_an_unknown_written_question_is_named_with_the_nearest_one(data: Path) -> None:
    write(data)
    with pytest.raises(KeyError, match="Did you mean 'written/mice/trail'"):
        question("written/mouse/trail")


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"key": '"c"'}, "[trail.mice] key 'c' is no option."),
        ({"why": None}, "[trail.mice] why is missing."),
        ({"rule": "3"}, "[trail.mice] rule is 3."),
        ({"hint": '"x"'}, "[trail.mice] the entry 'hint' is not known."),
        ({"options": "[]"}, "[trail.mice] options has 0 members. Write 2 to 4."),
        ({"options": '[{ value = "b", text = "x" }]'}, "[trail.mice] options has 1 members."),
        (
            {"options": '[{ value = "a", text = "x" }, { value = "b", text = "y" }]'},
            "option 'a' has the mistake ''.",
        ),
        (
            {"options": GOOD["options"].replace('"a"', '"b"')},
            "uses a value twice: b, b.",
        ),
        (
            {"options": '[{ value = "a" }, { value = "b", text = "y" }]'},
            "options 1: text is missing.",
        ),
        (
            {"options": GOOD["options"].replace("What happened in mice", "word " * 17)},
            "option 'b' has 17 words.",
        ),
        ({"unit": '"semax/u14"'}, "gives unit, text, source."),
        ({"text": None}, "gives source."),
        ({"text": None, "source": None, "unit": '"semax/u999"'}, "u999"),
        ({"text": None, "source": None, "unit": '"semaks/u14"'}, "Did you mean 'semax'?"),
    ],
)
def test_damage_to_a_written_question_is_named(
    data: Path, changes: dict[str, str | None], what: str
) -> None:
    write(data, **changes)
    found = problems_of(load_written)
    assert any("questions.toml" in problem and what in problem for problem in found), found


def test_all_problems_of_all_questions_are_told_at_once(data: Path) -> None:
    write(data, key='"c"')
    with (data / "questions.toml").open("a", encoding="utf-8") as file:
        file.write("\n[other]\nx = 1\n")
    found = problems_of(load_written)
    assert len(found) == 3
    assert any("[other.x]" in problem for problem in found)


def test_right_answers_of_a_topic_do_not_sit_in_one_place() -> None:
    places: dict[str, Counter[int]] = {}
    for written in load_written().values():
        place = [answer.value for answer in written.answers].index(written.key)
        places.setdefault(written.topic, Counter())[place] += 1
    for topic, counts in places.items():
        total = sum(counts.values())
        assert total < 4 or max(counts.values()) <= total / 2, (topic, counts)


def test_every_reason_and_every_mistake_is_written_for_its_own_question() -> None:
    whys = [written.why for written in load_written().values()]
    mistakes = [a.mistake for w in load_written().values() for a in w.answers if a.mistake]
    assert len(set(whys)) == len(whys)
    assert len(set(mistakes)) == len(mistakes)
