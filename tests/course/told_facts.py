"""What lessons tell of the data: each sentence with places, and how the data fill them.

A new number in a lesson gets a row here if the data give it. Other numbers are kept
(`python -m tests.course`), so that no digit changes unread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from healthclaims.classroom.gain import FEWEST
from healthclaims.core.small_studies import BETTER_ANYWAY, STUDIES, average, more, run_studies
from healthclaims.practice.forms import QUESTIONS_PER_FORM
from healthclaims.practice.progress import RETURN_AFTER_DAYS
from healthclaims.texts.article import load_article
from healthclaims.texts.evidence import load_evidence
from healthclaims.texts.keys import key_mark
from healthclaims.views.claim_map import mapped_claims
from tests.course.data_tables import DATA, rows
from tests.course.number_words import WORDS


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


def word(number: int) -> str:
    """Write a small number as a word."""
    return WORDS[number - 1]


def series(parts: Sequence[str]) -> str:
    """Write "a, b and c"."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]


# ---------------------------------------------------------------- what the labels say


def claims_in_semax() -> list[int]:
    """Count claims, lines, and lines on which readers disagree; repeated lines left out."""
    article = load_article("semax")
    keys = [key_mark(article, unit, "claim") for unit in article.units if not unit.repeat_of]
    labels = [key.labels for key in keys if key]
    return [labels.count(("claim",)), len(keys), sum(len(found) > 1 for found in labels)]


def lines_on_map(article: str, **labels: str) -> list[str]:
    """List the numbers of the claims with these labels."""
    return [
        claim.unit.lstrip("u0")
        for claim in mapped_claims(load_article(article))
        if all(getattr(claim, axis) == label for axis, label in labels.items())
    ]


def fullest_box() -> list[int]:
    """Count the sure claims of Semax that name nobody, and all of its claims."""
    boxed = lines_on_map("semax", evidence="not_stated", certainty="firm")
    return [len(boxed), len(lines_on_map("semax"))]


def pushing_lines(article: str) -> int:
    """Count the lines of a text that push."""
    labels = rows(DATA / f"articles/{article}/annotations.csv")
    return sum((row["axis"], row["label"]) == ("purpose", "marketing") for row in labels)


def number_in(article: str, unit: str, noun: str) -> list[str]:
    """Give the number that stands before a noun in a line of a text."""
    words = load_article(article).unit(unit).text.replace(".", " ").replace(",", " ").split()
    return [words[words.index(noun) - 1]]


# ---------------------------------------------------------------- what the record says


def papers() -> list[int]:
    """Count all papers, and those that bear on a line."""
    record = load_evidence()
    return [len(record.studies), len({link.study for link in record.links})]


def grades(*names: str) -> list[int]:
    """Count the papers by how their citation was checked."""
    found = [study.check_grade for study in load_evidence().studies.values()]
    return [found.count(name) for name in names]


def species(section: str) -> set[str]:
    """Tell who was studied in the papers that bear on a section of the Semax page."""
    record, article = load_evidence(), load_article("semax")
    units = {unit.id for unit in article.units if unit.section == section}
    return {record.studies[link.study].species for link in record.links if link.unit in units}


def studied_in_people(*sections: str, are: bool = True) -> str:
    """Name those of these sections for which people were studied, or were not."""
    return series(
        [name.replace("_", " ") for name in sections if ("human" in species(name)) == are]
    )


def participants(study: str) -> list[str]:
    """Give the numbers in the record's words on who took part."""
    words = load_evidence().studies[study].participants.replace(",", " ").split()
    return [one for one in words if one.isdigit()]


# ---------------------------------------------------------------- what the dice show

SMALL, LARGE, NONE = (10, 20, 8), (10, 500, 8), (0, 20, 8)


def striking(effect: int, size: int, seed: int) -> list[object]:
    """Count the striking studies of a run, and tell what they show on average."""
    run = run_studies(effect, size, seed)
    shown = more(average(run.striking, size)) if effect else ""
    return [len(run.striking), STUDIES, shown]


def least_that_is_striking() -> list[int]:
    """Give the smallest difference that still looked striking."""
    run = run_studies(*SMALL)
    return [round(min(100 * study.ahead / study.size for study in run.striking))]


def exaggeration() -> list[str]:
    """Tell how many times the truth the striking small studies show."""
    return [word(round(run_studies(*SMALL).exaggeration))]


HELPED = ("strokes", "memory", "optic_nerve", "heart", "stress", "pain")
FORM = [QUESTIONS_PER_FORM]

FACTS = (
    Fact("00_start_here", "before-text", "## First, {} questions", lambda: FORM),
    Fact("00_start_here", "before-text", "you get {} other questions", lambda: FORM),
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
        lambda: (
            lines_on_map("semax", evidence="people", certainty="firm")[-1:]
            or lines_on_map("semax", evidence="people", certainty="firm")
        ),
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
        "luck-answer",
        "{} of {} small studies look striking. They show {}, *four",
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
        "due-text",
        "comes back after {} day. Each time you get it right, it rests longer: {} days",
        lambda: [word(days) for days in RETURN_AFTER_DAYS[:2]],
    ),
)
