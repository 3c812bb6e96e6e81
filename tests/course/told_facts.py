"""What lessons tell of the data: each sentence with places, and how the data fill them.

A new number in a lesson gets a row here if the data give it. Other numbers are kept
(`python -m tests.course`), so that no digit changes unread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from healthclaims.learner.schedule import RETURN_AFTER_DAYS
from healthclaims.learner.summary import LEAST_FOR_SOLID, OPEN_ALLOWED
from healthclaims.marking.gain import FEWEST
from healthclaims.numbers.sentences import PEOPLE
from healthclaims.numbers.small_studies import BETTER_ANYWAY, STUDIES
from healthclaims.questions.forms import QUESTIONS_PER_FORM
from healthclaims.questions.question import SURE
from healthclaims.questions.quiz_config import load_plan
from tests.course.from_the_data import (
    LARGE,
    NONE,
    SMALL,
    claims_in_semax,
    exaggeration,
    fullest_box,
    grades,
    least_that_is_striking,
    lines_on_map,
    number_in,
    papers,
    participants,
    pushing_lines,
    series,
    species,
    striking,
    studied_in_people,
    word,
)


@dataclass(frozen=True)
class Fact:
    """A sentence of a lesson; `values` gives what the data put into its places."""

    lesson: str
    cell: str
    sentence: str
    values: Callable[[], Sequence[object]]

    @property
    def place(self) -> str:
        """Name of the notebook and of the cell, as `Cell.place` gives it."""
        return f"{self.lesson}, cell {self.cell}"

    def told(self) -> str:
        """Give the sentence as the data want it."""
        return self.sentence.format(*self.values())


HELPED = ("strokes", "memory", "optic_nerve", "heart", "stress", "pain")
FORM = [QUESTIONS_PER_FORM]
ALL_PEOPLE = [f"{PEOPLE:,}"]

FACTS = (
    Fact("00_start_here", "before-text", "## First, {} questions", lambda: FORM),
    Fact("00_start_here", "before-text", "you get {} other questions", lambda: FORM),
    Fact(
        "00_start_here",
        "before-text",
        '"{}" is an honest answer.',
        lambda: [SURE[0].capitalize()],
    ),
    Fact("00_start_here", "teacher", "the first {} questions 12,", lambda: FORM),
    Fact("00_start_here", "teacher", "do the first {} questions", lambda: FORM),
    Fact("00_start_here", "teacher", "**The {} questions** come in two forms", lambda: FORM),
    Fact(
        "01_read_the_article",
        "map-after",
        "{} of {} are claims: fewer than half, even with the {} on which readers disagree.",
        claims_in_semax,
    ),
    Fact("02_animal_or_human", "record-text", "{} papers; {} bear on a line", papers),
    Fact("02_animal_or_human", "teacher", "**The {} papers:**", papers),
    Fact(
        "02_animal_or_human",
        "teacher",
        "{} were read on their own page; {} are known from a list only.",
        lambda: grades("A", "C"),
    ),
    Fact(
        "02_animal_or_human",
        "teacher",
        "compared {} treated patients with {} others",
        lambda: participants("gusev1997"),
    ),
    Fact(
        "03_hedged_or_firm",
        "hedges-after",
        "one small study of {} children",
        lambda: number_in("bramosol_leaflet", "u08", "children"),
    ),
    Fact(
        "03_hedged_or_firm",
        "sure-text",
        'If "{}" and "{}" look alike, slow down when you feel {}.',
        lambda: [SURE[-1], SURE[0], SURE[-1]],
    ),
    Fact("05_the_whole_picture", "map-answer", "{} of the {} claims stand there.", fullest_box),
    Fact(
        "05_the_whole_picture",
        "map-answer",
        "**Large marks** ({}) are few",
        lambda: [", ".join(lines_on_map("semax", purpose="marketing"))],
    ),
    Fact(
        "05_the_whole_picture",
        "map-answer",
        "Only line {} comes near.",
        lambda: [" and ".join(lines_on_map("semax", evidence="people", certainty="firm"))],
    ),
    Fact(
        "05_the_whole_picture",
        "map-answer",
        "It names people clearly in {} lines only ({}).",
        lambda: [
            word(len(found := lines_on_map("semax", evidence="people"))),
            " and ".join(found),
        ],
    ),
    Fact(
        "05_the_whole_picture",
        "sound-text",
        "a review of {} trials",
        lambda: number_in("solveta_review", "u10", "trials"),
    ),
    Fact(
        "05_the_whole_picture",
        "sound-answer",
        "over {} trials with {} smokers",
        lambda: [
            *number_in("solveta_review", "u13", "trials"),
            *number_in("solveta_review", "u13", "smokers"),
        ],
    ),
    Fact("06_fresh_texts", "after-text", "## {} questions again", lambda: FORM),
    Fact("06_fresh_texts", "after-text", "until all {} are done", lambda: FORM),
    Fact("06_fresh_texts", "key-points", "One result on {} questions", lambda: FORM),
    Fact(
        "06_fresh_texts", "teacher", "**Timing:** starting up 4 minutes, {} questions", lambda: FORM
    ),
    Fact("06_fresh_texts", "teacher", "on {} questions that is mostly chance", lambda: FORM),
    Fact("06_fresh_texts", "teacher", "from {} students on", lambda: [FEWEST]),
    Fact(
        "06_fresh_texts",
        "two-answer",
        "{} lines of the advert, {} of the charity's",
        lambda: [word(pushing_lines(name)) for name in ("merrowlin_advert", "pellowin_charity")],
    ),
    Fact(
        "06_fresh_texts",
        "two-answer",
        "two trials with {} office workers",
        lambda: number_in("merrowlin_advert", "u07", "office"),
    ),
    Fact("07_follow_the_evidence", "questions", "{} papers; {} bear on a line", papers),
    Fact(
        "07_follow_the_evidence",
        "papers-answer",
        "{} and {} stand in two papers.",
        lambda: participants("neurolbulletin"),
    ),
    Fact(
        "07_follow_the_evidence",
        "figure-answer",
        "**People** stand beside {}. For {} we found none; for pain none that we are sure of.",
        lambda: [
            studied_in_people(*HELPED).replace("memory and", "memory and the"),
            studied_in_people("heart", "stress", are=False),
        ],
    ),
    Fact(
        "02_animal_or_human",
        "record-after",
        "**{}: rats.**",
        lambda: [
            series([name for name in ("heart", "stress") if species(name) == {"rat"}]).capitalize()
        ],
    ),
    Fact(
        "07_follow_the_evidence",
        "teacher",
        "of {} citations, {} were read on a page that shows their identifier, {} in a summary, "
        "{} on a page without identifier; {} are known from a list.",
        lambda: [papers()[0], *grades("A", "B", "P", "C")],
    ),
    Fact(
        "08_what_numbers_hide",
        "half-text",
        "Of {} people who use them for a year, how many are spared?",
        lambda: ALL_PEOPLE,
    ),
    Fact("08_what_numbers_hide", "half-answer", "3 of {} may be worth a lot.", lambda: ALL_PEOPLE),
    Fact("08_what_numbers_hide", "key-points", "both counts out of {}:", lambda: ALL_PEOPLE),
    Fact(
        "08_what_numbers_hide",
        "luck-answer",
        "{} of {} small studies look striking. They show {} more of 100, *four",
        lambda: striking(*SMALL),
    ),
    Fact("08_what_numbers_hide", "luck-answer", "*{} times* the truth", exaggeration),
    Fact(
        "08_what_numbers_hide",
        "luck-answer",
        "hardly anything below {} more stands out",
        least_that_is_striking,
    ),
    Fact(
        "08_what_numbers_hide",
        "luck-answer",
        "With 500 people in a group, {0} look striking and show {2} more.",
        lambda: striking(*LARGE),
    ),
    Fact(
        "08_what_numbers_hide",
        "luck-answer",
        "With no effect at all, {} of {} still look striking.",
        lambda: striking(*NONE),
    ),
    Fact(
        "08_what_numbers_hide",
        "luck",
        "small_studies(true_effect={}, group_size={}, seed={})",
        lambda: SMALL,
    ),
    Fact("08_what_numbers_hide", "luck-text", "Now {} teams test it", lambda: [STUDIES]),
    Fact("08_what_numbers_hide", "teacher", "{} of 100 get better.", lambda: [BETTER_ANYWAY]),
    Fact(
        "08_what_numbers_hide",
        "told-record",
        "compared {} treated people with {} others.",
        lambda: participants("gusev1997"),
    ),
    Fact(
        "08_what_numbers_hide", "told-record", "had {} people;", lambda: participants("gusev2005")
    ),
    Fact(
        "08_what_numbers_hide",
        "told-record",
        "The {} and {} also stand on a journal's own page.",
        lambda: participants("neurolbulletin"),
    ),
    Fact(
        "08_what_numbers_hide",
        "told-record",
        "Two others scanned {} and {} healthy people",
        lambda: [participants("lebedeva2018")[0], participants("panikratova2020")[0]],
    ),
    Fact(
        "10_my_progress",
        "solid-after",
        "at least {} questions, with at most one in {} still open",
        lambda: [word(LEAST_FOR_SOLID), word(round(1 / OPEN_ALLOWED))],
    ),
    Fact(
        "10_my_progress",
        "due-text",
        "comes back after {} day. Each time you get it right, it rests longer: {} days",
        lambda: [word(days) for days in RETURN_AFTER_DAYS[:2]],
    ),
    Fact(
        "10_my_progress",
        "quiz-text",
        "up to {}, the oldest first",
        lambda: [word(load_plan("10_my_progress", "due").due)],
    ),
)
