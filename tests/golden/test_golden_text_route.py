"""Every widget and page says in words what is stored: printed text, one line, and HTML twin.

A new sentence in one of the texts changes some of these files as well; that is what they are for.
The stored notebooks are compared by nbval; here stands what nobody stores, above all feedback.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from .golden import EXPECTED, ROOT, compare
from .in_notebook import Notebook

OPEN = "import healthclaims\nlesson = healthclaims.open_lesson({!r})"
HAND_IN = "import healthclaims\npage = healthclaims.open_assignment({!r}).use_code('fox')\npage"
OWN_TEXT = (
    "Corvane drops\\n\\nThey may calm a cough. In rats, swelling went down. "
    "Order now and take 5 drops a day. In a trial with 90 people, coughs ended sooner <b>."
)
ADVERT = "Amazing Drovessa banishes seasickness. It may even help 84 passengers. Hurry!"
QUIZZES = {
    "quiz_first": ("00_start_here", "first_questions"),
    "quiz_contested": ("02_animal_or_human", "check"),
    "quiz_headlines": ("03_hedged_or_firm", "headlines"),
    "quiz_fit": ("03_hedged_or_firm", "fit"),
    "quiz_mistakes": ("05_the_whole_picture", "six_mistakes"),
    "quiz_papers": ("07_follow_the_evidence", "two_papers"),
    "quiz_people": ("08_what_numbers_hide", "people"),
}
# By name of the scenario: the value of HEALTHCLAIMS_ANSWERS, and the cells.
SCENARIOS: dict[str, tuple[str, list[str]]] = {
    name: (
        "example",
        [OPEN.format(lesson), f"quiz = lesson.quiz({quiz!r})\nquiz", "answer_everything(quiz)"],
    )
    for name, (lesson, quiz) in QUIZZES.items()
}
SCENARIOS |= {
    "quiz_errors": (
        "example",
        [
            OPEN.format("00_start_here"),
            "lesson.quiz('first')",
            "quiz = lesson.quiz('first_questions')",
            "quiz.answer('semax/u99/evidence', 'people')",
            "quiz.answer('semax/u39/evidence', 'mice')",
            "quiz.answer('semax/u39/evidence', 'people', 4)",
        ],
    ),
    "check": (
        "keep",
        [
            OPEN.format("00_start_here"),
            "lesson.use_code('Fox')",
            "lesson.use_code('my name')",
            "quiz = lesson.quiz('before')\nquiz",
            "quiz.show()",
            "quiz.answer('check_a_felmorra_page/u09/evidence', 'people', 3)",
            "quiz.answer('check_b_kedlith_news/u99/evidence', 'people', 3)",
            "healthclaims.open_lesson('06_fresh_texts').check_result()",
        ],
    ),
    "marked_quiz": (
        "keep",
        [
            HAND_IN.format("a1_who_was_studied"),
            "page.read()",
            "quiz = page.quiz()\nquiz",
            "quiz.show()",
            "quiz.answer('corbelane_roundup/u08/evidence', 'people', 3)",
            "quiz.answer('corbelane_roundup/u08/evidence', 'people', 3)",
            "quiz.answer('corbelane_roundup/u08/evidence', 'not_stated', 1)",
            "quiz.answer('corbelane_roundup/u99/evidence', 'people')",
            "page.standing()",
            "page",
        ],
    ),
    "hand_in": (
        "keep",
        [
            "%cd -q exercises/a4_whole_article",
            HAND_IN.format("a4_whole_article"),
            "page.task('verdict')",
            "page.task('verdikt')",
            "page.hand_in()",
            "page.quiz().answer('linnowray_magazine/u01/fit', 'fits', 3)",
            "page.hand_in()",
            "%cd -q ../a5_rewrite",
            HAND_IN.format("a5_rewrite"),
            "page.task('socks')",
            "page.hand_in()",
        ],
    ),
    "reader": (
        "keep",
        [
            OPEN.format("01_read_the_article"),
            "reader = lesson.read('semax', section='heart')\nreader",
            "reader.compare()",
            *(
                f"reader.mark('u{unit}', {label!r}, {question!r})"
                for unit in (39, 40, 41)
                for question, label in (
                    ("evidence", "people"),
                    ("certainty", "hedged"),
                    ("purpose", "marketing"),
                )
            ),
            "reader.compare('evidence')",
            "reader.compare('certainty')",
            "reader.compare('purpose')",
            "reader.mark('u99', 'people')",
            "reader.mark('u40', 'mice')",
            "claims = lesson.read('merrowlin_advert', 'claim')\nclaims",
            "claims.mark('u07', 'claim')\nclaims.mark('u03', 'claim')\nclaims.compare()",
            "lesson.read('semacs')",
        ],
    ),
    "word_flip": (
        "example",
        [OPEN.format("03_hedged_or_firm"), "lesson.word_flip('heart')", "lesson.word_flip('x')"],
    ),
    "rewrite": (
        "keep",
        [
            OPEN.format("05_the_whole_picture"),
            "claim = lesson.rewrite('stress')\nclaim",
            "claim.check('In rats, Semax may soften some effects of stress.')",
            "claim.check('Semax ends stress for good, so give it a try!')",
            "claim.check('Semax causes stress in mice and might help people to <b>sleep</b>.')",
            "claim.check('')",
            "claim = lesson.rewrite('newspaper')\nclaim",
            "claim.check('In 14 trials with adults, Solveta may reduce bleeding gums, and ' * 2)",
            "lesson.rewrite('heading').check('Semax heals strokes.')",
            f"lesson.rewrite('ferry_advert').check({ADVERT!r})",
            f"lesson.rewrite('ferry').check({ADVERT!r})",
            "lesson.rewrite('skin').check('It does not help the skin of anybody.')",
        ],
    ),
    "evidence": (
        "example",
        [
            "import healthclaims",
            "healthclaims.browse_studies('u46')",
            "healthclaims.browse_studies('strokes', who='rat')",
            "healthclaims.browse_studies('bdnf', kind='placebo')",
            "healthclaims.browse_studies(who='cat')",
            "healthclaims.browse_studies('u01')",
            "healthclaims.claim_and_studies('u22')",
            "healthclaims.compare_studies('gusev1997', 'gusev2005')",
            "healthclaims.studies_by_claim()",
        ],
    ),
    "numbers": (
        "example",
        [
            "import healthclaims",
            "healthclaims.thousand_people(without=6, with_product=3)",
            "healthclaims.thousand_people(without=40, with_product=260)",
            "healthclaims.thousand_people(without=6, with_product=1003)",
            "healthclaims.small_studies(true_effect=10, group_size=20, seed=8)",
            "healthclaims.small_studies(true_effect=0, group_size=200, seed=1)",
            "healthclaims.small_studies(true_effect=10, group_size=0, seed=1)",
            "healthclaims.ways_to_read(sprays=2, times=4, micrograms=10)",
            "healthclaims.ways_to_read(sprays=1, times=0, micrograms=10)",
        ],
    ),
    "figures": (
        "example",
        [
            OPEN.format("05_the_whole_picture"),
            "lesson.claim_map('solveta_review')",
            "lesson.map('caligrin_news', 'evidence')",
            "lesson.map('caligrin_news', 'purpose')",
            "lesson.who_was_studied(Stroke='strokes', Optic_nerve='optic_nerve')",
            "lesson.how_sure()",
            "lesson.card('bramosol_leaflet')",
            "lesson.side_by_side('semax', 'u61', 'u62')",
        ],
    ),
    "own_text": (
        "keep",
        [
            OPEN.format("09_your_own_article"),
            "lesson.own_article()",
            f"own = lesson.own_article('{OWN_TEXT}', title='Corvane <i>', promotes='yes')\nown",
            "own.show(suggestions=True)",
            "reader = own.read()\nreader",
            "own.quiz()",
            "reader.mark('u02', 'hedged', 'certainty')",
            "reader.mark('u03', 'animals_or_cells', 'evidence')",
            "reader.mark('u04', 'guidance', 'purpose')",
            "reader.compare('certainty')",
            "reader.compare('purpose')",
            "reasons = own.reasons()\nreasons",
            "reasons.because('u02', 'certainty', 'It says may.', 'may')\nreasons.save()",
            "reasons.because('u02', 'certainty', 'The word may leaves room.', 'may')",
            "reasons.because('u03', 'evidence', 'Only rats were looked at.', 'In rats')",
            "reasons.because('u09', 'evidence', 'Only rats were looked at.')",
            "reasons.save()",
            "own.quiz()",
            "answer_everything(own.quiz())",
            "lesson.quiz_for_a_friend('corvane_i')",
            "lesson.quiz_for_a_friend('nothing')",
            "lesson.own_article('Zu kurz')",
        ],
    ),
    "progress_example": (
        "example",
        [
            OPEN.format("10_my_progress"),
            "lesson",
            *(f"lesson.my_progress({part!r})" for part in ("work", "due", "solid")),
            *(f"lesson.my_progress({part!r})" for part in ("leaning", "sure", "all")),
            "healthclaims.open_lesson('06_fresh_texts').check_result()",
            "lesson.export_my_answers()",
            "lesson.delete_my_answers()",
        ],
    ),
    "progress_kept": (
        "keep",
        [
            OPEN.format("10_my_progress"),
            "lesson.use_code('otter')",
            *(f"lesson.my_progress({part!r})" for part in ("work", "due", "solid")),
            *(f"lesson.my_progress({part!r})" for part in ("leaning", "sure")),
            "lesson.quiz('due').show()",
            "healthclaims.open_lesson('06_fresh_texts').check_result()",
        ],
    ),
    "my_data": (
        "keep",
        [
            OPEN.format("10_my_progress"),
            "lesson.export_my_answers()",
            "lesson.delete_my_answers()",
            "lesson = lesson.use_code('otter')",
            "lesson.export_my_answers()",
            "lesson.delete_my_answers()",
            "lesson.delete_my_answers('fox')",
            "lesson.delete_my_answers('otter')",
            "lesson.my_progress('work')",
        ],
    ),
    "nothing_kept": (
        "off",
        [
            OPEN.format("10_my_progress"),
            "lesson",
            "lesson.quiz('due')",
            "lesson.quiz('due').show()",
            "lesson.my_progress('work')",
            "lesson.export_my_answers()",
            "lesson.delete_my_answers()",
        ],
    ),
}


def answer_everything(quiz: Any) -> None:
    """Print the questions of a quiz, and give every answer that they offer."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        quiz.show()
    sys.stdout.write(printed.getvalue())
    for block in printed.getvalue().split("\n\n"):
        question = block.split("\n", 1)[0]
        for choice in re.findall(r"(?m)^  '(\w+)': ", block):
            sys.stdout.write(f"> {question} {choice}\n")
            quiz.answer(question, choice)


@pytest.fixture(autouse=True)
def answers(home: Path) -> None:
    """Two learners work here: the simulated one under the code otter, and a new one."""
    shutil.copytree(ROOT / "data/example_learner", home / "answers/otter")
    # What is drawn depends on the seed, which is otherwise drawn from the name of the machine.
    head = {"kind": "header", "id": "head", "time": "2026-03-01T09:00:00+00:00", "schema": 1}
    for code in ("me", "fox"):
        folder = home / "answers" / code / "00_start_here"
        folder.mkdir(parents=True)
        line = json.dumps({**head, "lesson": "00_start_here", "seed": 7, "form": ""})
        (folder / "first.jsonl").write_text(f"{line}\n", encoding="utf-8")


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_is_said_and_shown_is_as_stored(
    name: str, notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    mode, cells = SCENARIOS[name]
    monkeypatch.setenv("HEALTHCLAIMS_ANSWERS", mode)
    notebook.names["answer_everything"] = answer_everything
    text = "\n\n\n".join(notebook.run(cell) for cell in cells)
    compare({f"{name}.txt": f"{text}\n"}, "text_route", f"{name}.txt")


def test_every_stored_text_has_a_scenario() -> None:
    assert {path.stem for path in (EXPECTED / "text_route").iterdir()} <= SCENARIOS.keys()
