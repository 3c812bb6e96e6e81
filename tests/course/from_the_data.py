"""What the data say, in the words that lessons use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from healthclaims.article_map.claim_map import mapped_claims
from healthclaims.content.answer_key import key_mark
from healthclaims.content.articles import load_article
from healthclaims.content.authored_questions import load_written
from healthclaims.content.studies import Study, load_evidence
from healthclaims.content.study_words import section_name, traced_sections
from healthclaims.learner.before_after import KINDS
from healthclaims.numbers.small_studies import STUDIES, average, run_studies
from healthclaims.questions.forms import QUESTIONS_PER_BLOCK, check_questions
from tests.course.data_tables import DATA, rows
from tests.course.lesson_cells import LESSONS, cells_of
from tests.course.number_words import WORDS


def word(number: int) -> str:
    """Write a small number as a word, a larger one in digits."""
    return WORDS[number - 1] if number <= len(WORDS) else str(number)


def series(parts: Sequence[str]) -> str:
    """Write "a, b and c"."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]


def check_counts() -> list[object]:
    """Count the questions of the check: for each learner, in all, and of each type."""
    per_kind = QUESTIONS_PER_BLOCK // len(KINDS)
    return [word(QUESTIONS_PER_BLOCK), len(check_questions()), word(per_kind)]


# ---------------------------------------------------------------- what the labels say


def claims_in_semax() -> list[int]:
    """Count claims, lines, and lines that are left open; repeated lines left out."""
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


def lines_that_name_people() -> list[int]:
    """Count the lines of Semax that name people, all of its lines, and those left open there."""
    article = load_article("semax")
    units = [unit for unit in article.units if not unit.repeat_of]
    marks = [key_mark(article, unit, "evidence") for unit in units]
    naming = [mark.labels for mark in marks if mark is not None and "people" in mark.labels]
    alone = sum(len(labels) == 1 for labels in naming)
    return [alone, len(units), len(naming) - alone]


def pushing_lines(article: str) -> int:
    """Count the lines of a text that push."""
    labels = rows(DATA / f"articles/{article}/annotations.csv")
    return sum((row["axis"], row["label"]) == ("purpose", "marketing") for row in labels)


def number_in(article: str, unit: str, noun: str) -> list[str]:
    """Give the number that stands before a noun in a line of a text, as it stands within one."""
    words = [word.strip(".,;:()") for word in load_article(article).unit(unit).text.split()]
    return [words[words.index(noun) - 1].lower()]


# ---------------------------------------------------------------- what the record says

ANIMALS = ("rat", "mouse", "animal")


def papers() -> list[int]:
    """Count all papers, and those that bear on a line."""
    record = load_evidence()
    return [len(record.studies), len({link.study for link in record.links})]


def listed() -> int:
    """Give how many titles the list holds that the papers were chosen from."""
    gap = load_evidence().gaps["u54"]
    return int(re.findall(r"of the (\d+) titles", gap)[0])


def chosen() -> list[int]:
    """Count all papers, the titles of the list, and the papers that bear on a line."""
    every, linked = papers()
    return [every, listed(), linked]


def grades(*names: str) -> list[int]:
    """Count the papers by how their citation was checked."""
    found = [study.check_grade for study in load_evidence().studies.values()]
    return [found.count(name) for name in names]


def is_read(study: Study) -> bool:
    """Tell whether any of a paper was read, or a summary of it."""
    return study.check_grade != "C"


def read_and_not() -> list[int]:
    """Count the papers that were read at least in part or in a summary, and the others."""
    found = [is_read(study) for study in load_evidence().studies.values()]
    return [sum(found), len(found) - sum(found)]


def in_section(section: str, *kinds: str) -> list[Study]:
    """List the papers that bear on a section of the Semax page, of some kinds or of all."""
    record, article = load_evidence(), load_article("semax")
    units = {unit.id for unit in article.units if unit.section == section}
    linked = {link.study for link in record.links if link.unit in units}
    found = [study for study in record.studies.values() if study.study in linked]
    return [study for study in found if not kinds or study.species in kinds]


def species(section: str) -> set[str]:
    """Tell who was studied in the papers that bear on a section of the Semax page."""
    return {study.species for study in in_section(section)}


def studied_in_people(*sections: str, are: bool = True) -> str:
    """Name those of these sections for which people were studied, or were not."""
    return series(
        [name.replace("_", " ") for name in sections if ("human" in species(name)) == are]
    )


def only_in_animals(*sections: str) -> str:
    """Name those of these sections for which living animals were studied and nobody else."""
    return series([name for name in sections if species(name) <= set(ANIMALS)]).capitalize()


def parts_with_people() -> list[object]:
    """Count the parts of the page with papers on people, and all parts; name the former."""
    article, record = load_article("semax"), load_evidence()
    parts = traced_sections(article, record)
    found = [section_name(name) for name in parts if in_section(name, "human")]
    return [len(found), len(parts), series(found)]


def empty_signs() -> list[int]:
    """Count the empty signs of the figure, and all."""
    article, record = load_article("semax"), load_evidence()
    signs = [study for name in traced_sections(article, record) for study in in_section(name)]
    return [sum(not is_read(study) for study in signs), len(signs)]


def strokes_in_animals() -> list[object]:
    """Count papers on strokes in animals, those read, and of these damage and genes."""
    found = in_section("strokes", *ANIMALS)
    read = [study for study in found if is_read(study)]
    genes = [study for study in read if "gene" in study.measured]
    assert {study.species for study in read} == {"rat"}
    return [len(found), len(read), word(len(read) - len(genes)), word(len(genes))]


def same_lead_author() -> list[str]:
    """Count the papers on strokes in people with the most frequent lead author, and all."""
    found = in_section("strokes", "human")
    leads = Counter(study.authors.split(";")[0] for study in found)
    return [word(leads.most_common(1)[0][1]).capitalize(), word(len(found))]


def same_patients() -> list[str]:
    """Count the papers on strokes in people that give the same numbers as another one."""
    numbers = Counter(tuple(participants(s.study)) for s in in_section("strokes", "human"))
    return [word(max(count for found, count in numbers.items() if found))]


def scans_of_people() -> list[str]:
    """Count the papers on memory in people that scanned brains."""
    found = [study for study in in_section("memory", "human") if "scan" in study.measured]
    return [word(len(found)).capitalize()]


def parts_in_chart() -> list[str]:
    """Count the parts of the page that the chart of lesson 02 shows."""
    lesson = next(path for path in LESSONS if path.stem == "02_animal_or_human")
    chart = next(cell for cell in cells_of(lesson) if cell.id == "record")
    return [word(chart.text.count('="'))]


def eyes_of_people() -> list[str]:
    """Count papers on people's eyes: all, Semax in a package, given to both, on diabetes."""
    found = {study.study for study in in_section("optic_nerve", "human")}
    links = [link for link in load_evidence().links if link.unit == "u27" and link.study in found]
    texts = [f"{link.shows} {link.does_not_show}" for link in links]
    told = ("package|treatments given together", "both groups", "diabetes")
    numbers = [len(links), *(sum(bool(re.search(how, text)) for text in texts) for how in told)]
    return [word(number) for number in numbers]


def bdnf_without_people() -> list[int]:
    """Count the papers on BDNF in animals and cells, and all."""
    every = in_section("bdnf")
    return [len([study for study in every if study.species != "human"]), len(every)]


def other_papers_on_pain(*told: str) -> list[object]:
    """Count the papers on pain in animals beside those told of; of these, read and listed."""
    found = [study for study in in_section("pain", *ANIMALS) if study.study not in told]
    assert len(found) + len(told) == len(in_section("pain", *ANIMALS))
    read = sum(is_read(study) for study in found)
    return [len(found), word(read), word(len(found) - read)]


def participants(study: str) -> list[str]:
    """Give the numbers in the record's words on who took part."""
    words = load_evidence().studies[study].participants.replace(",", " ").split()
    return [one for one in words if one.isdigit()]


def participants_after_colon(study: str) -> tuple[str, str]:
    """Give the sizes of the groups, which the record tells after a colon."""
    first, second = re.findall(r": (\d+) and (\d+)", load_evidence().studies[study].participants)[0]
    return first, second


def years(*studies: str) -> list[str]:
    """Give the years of papers."""
    return [load_evidence().studies[study].year for study in studies]


def told_times(study: str) -> list[str]:
    """Give the numbers before "times" in what a study found."""
    return re.findall(r"([\w.]+) times\b", load_evidence().studies[study].found)


def shares(study: str) -> list[str]:
    """Give the percentages in what a study found."""
    return re.findall(r"[\d.]+%", load_evidence().studies[study].found)


def questions_of(topic: str) -> str:
    """Count the written questions on a topic."""
    return word(sum(written.topic == topic for written in load_written().values()))


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
