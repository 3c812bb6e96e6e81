"""What the data say, in the words that lessons use."""

from __future__ import annotations

from collections.abc import Sequence

from healthclaims.content.answer_key import key_mark
from healthclaims.content.article import load_article
from healthclaims.content.studies import load_evidence
from healthclaims.lessons.claim_map import mapped_claims
from healthclaims.numbers.small_studies import STUDIES, average, run_studies
from tests.course.data_tables import DATA, rows
from tests.course.number_words import WORDS


def word(number: int) -> str:
    """Write a small number as a word, a larger one in digits."""
    return WORDS[number - 1] if number <= len(WORDS) else str(number)


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


def striking(effect: int, size: int, seed: int) -> list[int]:
    """Count the striking studies of a run; give all studies, and the average of the striking."""
    run = run_studies(effect, size, seed)
    return [len(run.striking), STUDIES, average(run.striking, size)]


def least_that_is_striking() -> list[int]:
    """Give the smallest difference that still looked striking."""
    run = run_studies(*SMALL)
    return [round(min(100 * study.ahead / study.size for study in run.striking))]


def exaggeration() -> list[str]:
    """Tell how many times the truth the striking small studies show."""
    truth, size, _ = SMALL
    return [word(round(average(run_studies(*SMALL).striking, size) / truth))]
