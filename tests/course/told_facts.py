"""What lessons tell of the data: each sentence with places, and how the data fill them.

A new number in a lesson gets a row here if the data give it. Other numbers are kept
(`python -m tests.course`), so that no digit changes unread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from healthclaims.content.studies import load_evidence
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
    bdnf_without_people,
    check_counts,
    chosen,
    claims_in_semax,
    empty_signs,
    exaggeration,
    eyes_of_people,
    fullest_box,
    grades,
    in_section,
    least_that_is_striking,
    lines_on_map,
    lines_that_name_people,
    listed,
    number_in,
    only_in_animals,
    other_papers_on_pain,
    papers,
    participants,
    participants_after_colon,
    parts_in_chart,
    parts_with_people,
    pushing_lines,
    questions_of,
    read_and_not,
    same_lead_author,
    same_patients,
    scans_of_people,
    shares,
    species,
    striking,
    strokes_in_animals,
    studied_in_people,
    told_times,
    word,
    years,
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


STROKES = (
    "Of the {} papers on animals we read {} in part: {} report less damage, or more "
    "nerve cells, in the brains of rats, {} measured genes."
)
ALL_PEOPLE = [f"{PEOPLE:,}"]

FACTS = (
    Fact(
        "00_start_here",
        "before-text",
        '"{}" is an honest answer.',
        lambda: [SURE[0].capitalize()],
    ),
    Fact("00_start_here", "teacher", "are {} of {}, {} of each type.", check_counts),
    Fact("00_start_here", "teacher", "gets the {} that match them", lambda: check_counts()[:1]),
    Fact("00_start_here", "teacher", "a class meets all {}.", lambda: check_counts()[1:2]),
    Fact("00_start_here", "teacher", "you can ask {} instead", lambda: [QUESTIONS_PER_FORM]),
    Fact(
        "01_read_the_article",
        "map-after",
        "{} of {} are claims: fewer than half, even with the {} that we leave open.",
        claims_in_semax,
    ),
    Fact(
        "02_animal_or_human",
        "record-text",
        "We chose {} papers, most of them from a public list of {} on Semax; {} bear on a line",
        chosen,
    ),
    Fact(
        "02_animal_or_human",
        "record-after",
        "**{}: animals.** We found no study of human hearts, and none on stress in people.",
        lambda: [only_in_animals("heart", "stress")],
    ),
    Fact(
        "02_animal_or_human",
        "record-after",
        "{} of the {} papers have the same lead author",
        same_lead_author,
    ),
    Fact(
        "02_animal_or_human",
        "record-after",
        "and {} probably report the same patients",
        same_patients,
    ),
    Fact("02_animal_or_human", "record-text", "those for {} parts of it", parts_in_chart),
    Fact("02_animal_or_human", "record-after", "{} others scanned healthy", scans_of_people),
    Fact("02_animal_or_human", "record-after", STROKES, strokes_in_animals),
    Fact(
        "02_animal_or_human",
        "record-after",
        "{} papers on people's eyes, and little on Semax itself.** In {} of them Semax was one "
        "part of a package. In {}, both groups got it. {} is about diabetes.",
        lambda: [
            name.capitalize() if place == 3 else name for place, name in enumerate(eyes_of_people())
        ],
    ),
    Fact(
        "02_animal_or_human",
        "record-after",
        "{} of {} papers are about rats, mice or cells.",
        bdnf_without_people,
    ),
    Fact(
        "02_animal_or_human",
        "record-after",
        "**{}: animals.** Injections",
        lambda: ["Pain" if "human" not in species("pain") else "Nobody"],
    ),
    Fact("02_animal_or_human", "record-sure", "made by others holds {} papers", lambda: [listed()]),
    Fact(
        "02_animal_or_human",
        "record-sure",
        "Of {} we read the short summary (the abstract), a part of it, or what somebody else wrote "
        "about the paper. The other {} we know from a list only",
        read_and_not,
    ),
    Fact("02_animal_or_human", "teacher", "**The {} papers:**", lambda: papers()[:1]),
    Fact(
        "02_animal_or_human",
        "teacher",
        "**The map:** {} of the {} lines name people who were studied, and {} more can be read so.",
        lines_that_name_people,
    ),
    Fact(
        "02_animal_or_human",
        "teacher",
        "Of {}, the abstract or a part of it was read on a page that shows the paper's number; {} "
        "are known from a list only.",
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
        'gives a reason for its "may": {} patients',
        lambda: number_in("tilmarra_leaflet", "u11", "patients"),
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
        "**Squares with a P alone** ({}) are few",
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
        lambda: number_in("solveta_review", "u18", "trials"),
    ),
    Fact(
        "05_the_whole_picture",
        "sound-answer",
        "over {} trials with smokers",
        lambda: number_in("solveta_review", "u22", "trials"),
    ),
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
        "After {} trials with office workers",
        lambda: number_in("merrowlin_advert", "u07", "trials"),
    ),
    Fact(
        "05_the_whole_picture",
        "map-answer",
        "Yet people were studied for {}.",
        lambda: [
            studied_in_people(
                "strokes", "memory", "optic_nerve", "heart", "stress", "pain"
            ).replace("and optic", "and the optic")
        ],
    ),
    Fact(
        "07_follow_the_evidence",
        "questions",
        "We chose {0} papers; {2} bear on a line of it. Most come from a public list of {1} papers",
        chosen,
    ),
    Fact(
        "07_follow_the_evidence",
        "papers-answer",
        "{} and {} stand in two papers.",
        lambda: participants("neurolbulletin"),
    ),
    Fact(
        "07_follow_the_evidence",
        "eight-answer",
        "**{} times:** messenger RNA in cells of newborn rats",
        lambda: [told_times("shadrina2001")[0].capitalize()],
    ),
    Fact(
        "07_follow_the_evidence",
        "eight-answer",
        "- **{1} times:** such a message, in one part of the brain of living rats.\n"
        "- **At most {0} times:** the protein",
        lambda: told_times("dolotov2006_hippocampus"),
    ),
    Fact(
        "07_follow_the_evidence",
        "look-up-text",
        "the paper with the number {} in PubMed",
        lambda: [load_evidence().study("medvedeva2017").pmid],
    ),
    Fact(
        "07_follow_the_evidence",
        "nose-text",
        "Manchenko ({}) and Severyanova ({})",
        lambda: years("manchenko2010", "severyanova2020"),
    ),
    Fact(
        "07_follow_the_evidence",
        "nose-answer",
        "In the paper of {}, an injection",
        lambda: years("manchenko2010"),
    ),
    Fact(
        "07_follow_the_evidence",
        "nose-answer",
        "In the paper of {}, also with injections",
        lambda: years("severyanova2020"),
    ),
    Fact(
        "07_follow_the_evidence",
        "nose-answer",
        "There are {} other papers on animals. Of {} we read the abstract. In one, rats with "
        "Semax moved only at stronger shocks. In the other, some changed forms of it eased pain; "
        "one changed form and the shortened ones did not. The other {} we know",
        lambda: other_papers_on_pain("manchenko2010", "severyanova2020"),
    ),
    Fact(
        "07_follow_the_evidence",
        "figure-answer",
        "stand beside {} of the {} parts: {}. For heart and stress we found none",
        parts_with_people,
    ),
    Fact(
        "07_follow_the_evidence",
        "figure-answer",
        "Of the {} papers on people's eyes",
        lambda: [len(in_section("optic_nerve", "human"))],
    ),
    Fact(
        "07_follow_the_evidence",
        "figure-answer",
        'The {} on people beside "Side effects"',
        lambda: [word(len(in_section("side_effects", "human")))],
    ),
    Fact(
        "07_follow_the_evidence",
        "figure-answer",
        "the longest row: {} papers on animals. Of the {} that we read in part, {} report less "
        "damage, or more nerve cells, in the brains of rats; {} measured genes.",
        strokes_in_animals,
    ),
    Fact("07_follow_the_evidence", "figure-answer", "{} of {} signs are empty", empty_signs),
    Fact(
        "07_follow_the_evidence",
        "teacher",
        "of the {} questions the line or the study holds",
        lambda: [questions_of("evidence_trail")],
    ),
    Fact(
        "07_follow_the_evidence",
        "teacher",
        "Of {}, {} were read on a page that shows their identifier, {} in an abstract or a summary "
        "whose identifier comes from elsewhere, {} on a page without identifier; {} are known from "
        "a list.",
        lambda: [papers()[0], *grades("A", "B", "P", "C")],
    ),
    Fact(
        "08_what_numbers_hide",
        "told-record",
        "compared {} patients who got four treatments together, Semax among them, with {} on basic",
        lambda: participants_after_colon("neuropathies2022"),
    ),
    Fact(
        "08_what_numbers_hide",
        "told-record",
        "ulcers healed in {} with Semax and in {} without.",
        lambda: shares("ulcer2002"),
    ),
    Fact(
        "08_what_numbers_hide",
        "half",
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
        "hardly any result below {} more of 100 looks striking",
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
