"""What the guide for teaching says of a lesson is what the lesson says of itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest

from healthclaims.class_report.wording import NEXT_SENTENCES
from healthclaims.content.answer_key import key_mark
from healthclaims.content.articles import load_article
from healthclaims.learner.before_after import ONE_IN, usual_difference
from healthclaims.learner.statistics import chance_of_at_most
from tests.course.from_the_data import word
from tests.course.lesson_cells import LESSONS, ROOT, cells_of
from tests.course.number_words import NUMBER, WORDS
from tests.course.test_timing import planned
from tests.helpers.classwork import key_of

GUIDE = (ROOT / "docs/instructors/teaching.md").read_text(encoding="utf-8")
# What research found elsewhere is no number of ours: those lines name their source.
PLANS = "\n".join(
    line for line in GUIDE.split("## What is known")[0].splitlines() if "](#sources)" not in line
)
LESSON = {path.stem[:2]: path for path in LESSONS}
ASSIGNMENT = {path.stem[:2]: path.stem for path in ROOT.glob("solutions/keys/*.toml")}


def text_of(lesson: str) -> str:
    """Give all cells of a lesson."""
    return "\n".join(cell.text for cell in cells_of(LESSON[lesson]))


def cell_of(lesson: str, name: str) -> str:
    """Give one cell of a lesson."""
    return next(cell.text for cell in cells_of(LESSON[lesson]) if cell.id == name)


def minutes_of(lesson: str) -> int:
    """Give the time that a lesson promises."""
    return int(re.findall(r"\*\*Time:\*\* (?:about )?(\d+) minutes", text_of(lesson))[0])


def parts_of(lesson: str) -> dict[str, int]:
    """Give the minutes that a lesson plans for each of its parts."""
    (timing,) = re.findall(r"\*\*Timing:\*\* ([^.]+)\.", text_of(lesson))
    parts = [re.sub(r" minutes?$", "", part.strip()).rsplit(" ", 1) for part in timing.split(",")]
    return {name: int(minutes) for name, minutes in parts}


def section(heading: str) -> str:
    """Give what stands below a heading."""
    return PLANS.split(f"\n## {heading}")[1].split("\n## ")[0]


def units_in(lesson: str, name: str) -> list[str]:
    """Give the lines of the Semax page that a cell shows."""
    return re.findall(r'"(u\d+)"', cell_of(lesson, name))


def claims_among(units: Sequence[str]) -> int:
    """Count the claims among some lines of the Semax page."""
    article = load_article("semax")
    marks = [key_mark(article, article.unit(unit), "claim") for unit in units]
    return sum(mark is not None and mark.labels == ("claim",) for mark in marks)


def questions_of(assignment: str) -> int:
    """Count the questions of an assignment."""
    return len(key_of(ASSIGNMENT[assignment]).assignment.questions)


def right_by_guessing(least: int, asked: int) -> int:
    """Give how often in 100 somebody who guesses has at least so many right."""
    return round(100 * (1 - chance_of_at_most(least - 1, asked, 1 / 3)))


OPENED = units_in("00", "claim-lines")
FACTS: tuple[tuple[str, Callable[[], Sequence[object]]], ...] = (
    ("| {} | Do lesson 00", lambda: [minutes_of("00")]),
    ("Lesson 00 ({} minutes)", lambda: [minutes_of("00")]),
    (
        "{} lines, of which {} are claims",
        lambda: [word(len(OPENED)), word(claims_among(OPENED))],
    ),
    (
        "read the {} traps",
        lambda: [word(len(re.findall(r"(?m)^\d\. ", cell_of("02", "principle"))))],
    ),
    (
        "{} lines; ask for line {}",
        lambda: [word(len(units_in("02", "example"))), units_in("02", "example").index("u41") + 1],
    ),
    ("takes the {} minutes of the first row", lambda: [parts_of("02")["starting up"]]),
    # No lesson plans them, nobody has timed them: the guide says that it guesses.
    ("Plan {} minutes for them (a guess)", lambda: ["five"]),
    ("one of the {} readings", lambda: [word(text_of("06").count("lesson.read("))]),
    ("lesson 10 for {} minutes", lambda: re.findall(r"worth (\w+) minutes", text_of("10"))),
    ("the {} sentences of the class report", lambda: [word(NEXT_SENTENCES)]),
    ("the {} sentences to begin with", lambda: [word(NEXT_SENTENCES)]),
    (
        "guesses all {} questions of a1 gets {} or more right {} times in 100",
        lambda: [questions_of("a1"), "nine", right_by_guessing(9, questions_of("a1"))],
    ),
    (
        "know enough for ten, one has {} more than the other in more than one of {} pairs",
        lambda: [word(usual_difference(2 * 10, questions_of("a1"))), ONE_IN],
    ),
    (
        "a4 in class ({} minutes, {} questions and a verdict)",
        lambda: [key_of(ASSIGNMENT["a4"]).assignment.minutes, questions_of("a4")],
    ),
)


@pytest.mark.parametrize(("sentence", "values"), FACTS, ids=[fact[0] for fact in FACTS])
def test_the_guide_tells_what_lessons_and_assignments_hold(
    sentence: str, values: Callable[[], Sequence[object]]
) -> None:
    told = sentence.format(*values())
    assert told.casefold() in PLANS.casefold(), f"the lessons want {told!r}"


PART = re.compile(r"^\| (\d+) \| (\d\d) \| ([^|]+) \|", re.MULTILINE)
NAMED = re.compile(r"(\d\d) ([A-Z][^(|]*) \((\d+) minutes\)")
HANDED = re.compile(r"\b(a\d) \((\d+) minutes\)")


@pytest.mark.parametrize(("minutes", "lesson", "part"), PART.findall(PLANS))
def test_a_part_takes_as_long_as_its_lesson_plans(minutes: str, lesson: str, part: str) -> None:
    assert parts_of(lesson).get(part) == int(minutes)


@pytest.mark.parametrize(("lesson", "part"), [found[1:] for found in PART.findall(PLANS)])
def test_a_part_is_called_by_words_of_a_heading_of_its_lesson(lesson: str, part: str) -> None:
    headings = [name.casefold() for name in re.findall(r"(?m)^#+ (.+)$", text_of(lesson))]
    unknown = [name for name in part.split(" and ") if not any(name in one for one in headings)]
    assert not unknown, f"the headings are {headings}"


def test_the_parts_of_one_lesson_fill_it_and_the_steps_of_the_first_hour_an_hour() -> None:
    parts = PART.findall(section("One lesson of 45 minutes"))
    assert sum(int(minutes) for minutes, _, _ in parts) == 45
    whole = {name for name in parts_of("02") if name != "starting up"}
    assert {part for _, lesson, part in parts if lesson == "02"} == whole
    steps = re.findall(r"(?m)^\| (\d+) \|", section("Your first hour"))
    assert sum(map(int, steps)) == 60


@pytest.mark.parametrize(("lesson", "title", "minutes"), sorted(set(NAMED.findall(PLANS))))
def test_lessons_have_the_title_and_the_minutes_that_the_guide_gives(
    lesson: str, title: str, minutes: str
) -> None:
    assert text_of(lesson).startswith(f"# {title}\n")
    assert minutes_of(lesson) == int(minutes)


@pytest.mark.parametrize(("name", "minutes"), sorted(set(HANDED.findall(PLANS))))
def test_assignments_take_the_minutes_that_the_guide_gives(name: str, minutes: str) -> None:
    assert key_of(ASSIGNMENT[name]).assignment.minutes == int(minutes)


@pytest.mark.parametrize("heading", ["Three lessons", "A unit of six weeks"])
def test_what_is_left_out_first_is_what_the_lesson_says(heading: str) -> None:
    lines = [line for line in section(heading).splitlines() if line.startswith("|")]
    column = [name.strip() for name in lines[0].split("|")].index("leave out first")
    for line in lines[2:]:
        lesson = re.findall(r"\| (\d\d) ", line)[0]
        phrase = line.split("|")[column].strip()
        assert phrase in cell_of(lesson, "teacher").casefold() or phrase == "nothing", line


def test_a_unit_has_as_many_weeks_as_it_is_called_by_and_three_lessons_are_three() -> None:
    for heading, pattern in (
        ("A unit of six weeks", r"(?m)^\| \d \| (\d\d) "),
        ("Three lessons", r"(?m)^\| (\d\d) "),
    ):
        (count,) = re.findall(rf"\b({'|'.join(WORDS)})\b", heading.lower())
        lessons = re.findall(pattern, section(heading))
        assert len(lessons) == NUMBER[count]
        assert lessons == sorted(set(lessons))


def test_lines_that_the_guide_quotes_say_so_and_lines_left_open_are() -> None:
    article = load_article("semax")
    quoted = re.findall(r"\bLine (\d) says “([^”]+)”", PLANS)
    assert quoted
    for number, words in quoted:
        assert words in article.unit(units_in("00", "claim-lines")[int(number) - 1]).text
    (number,) = re.findall(r"left open \(such as line (\d) of the worked example\)", PLANS)
    left_open = units_in("02", "example")[int(number) - 1]
    mark = key_mark(article, article.unit(left_open), "evidence")
    assert mark is None or len(mark.labels) > 1


def test_no_number_of_a_lesson_stands_unbound() -> None:
    text = re.sub(r"^```.*?^```|`[^`\n]*`|\]\([^)]*\)", "", PLANS, flags=re.DOTALL | re.MULTILINE)
    for sentence, values in FACTS:
        text = re.sub(re.escape(sentence.format(*values())), " ", text, flags=re.IGNORECASE)
    for pattern in (PART, NAMED, HANDED):
        text = pattern.sub(" ", text)
    # Weeks, the steps of the first hour (an hour in all), names of lessons and assignments, lines.
    text = re.sub(r"(?m)^\| \d+ \|", " ", text)
    text = re.sub(rf"\b(?:{'|'.join([*LESSON, *ASSIGNMENT])})\b|\b[Ll]ine \d\b", " ", text)
    text = text.replace("One lesson of 45 minutes", " ")
    assert re.findall(r".{0,30}\d+.{0,20}", text) == []
    # The kit asks three questions of a claim: that is its subject and no count of a lesson.
    text = text.replace("three questions", " ")
    counted = "questions|minutes|lines|traps|claims|readings|places|papers"
    assert re.findall(rf"\b(?:{'|'.join(WORDS[1:])}) (?:{counted})\b", text.lower()) == []


def test_every_source_is_cited_and_every_citation_has_its_source() -> None:
    cited = {int(number) for number in re.findall(r"\[\[(\d+)\]\]\(#sources\)", GUIDE)}
    listed = [int(number) for number in re.findall(r"(?m)^(\d+)\. .*\b\d{4}\b", GUIDE)]
    assert listed == sorted(cited)


def test_the_minutes_of_parts_are_read_as_the_test_of_timing_reads_them() -> None:
    for lesson in ("00", "02"):
        (timing,) = re.findall(r"\*\*Timing:\*\* ([^.]+)\.", text_of(lesson))
        assert sum(parts_of(lesson).values()) == planned(timing)
