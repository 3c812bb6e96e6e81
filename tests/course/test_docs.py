"""What the documents say is what the kit does."""

import re
import tomllib
from pathlib import Path

import pytest

from healthclaims.article_map.claim_map import mapped_claims
from healthclaims.content.answer_key import key_mark
from healthclaims.content.articles import article_ids, load_article
from healthclaims.content.studies import load_evidence
from healthclaims.maintain.highlighter_scores import cue_label_table, cue_table
from healthclaims.maintain.pretend_learners import pretend_shares
from healthclaims.maintain.report import agreement_table, genre_table, label_counts_table

ROOT = Path(__file__).parents[2]
FULLEST = ("not_stated", "firm")
DOCUMENTS = [ROOT / "README.md", *ROOT.glob("*/README.md"), *ROOT.glob("docs/**/*.md")]


def test_the_agreement_table_is_the_one_the_data_give() -> None:
    assert agreement_table() in (ROOT / "data/README.md").read_text(encoding="utf-8")


def test_the_table_of_label_counts_is_the_one_the_data_give() -> None:
    assert label_counts_table() in (ROOT / "data/README.md").read_text(encoding="utf-8")


def test_the_table_of_guesses_by_genre_is_the_one_the_data_give() -> None:
    assert genre_table() in (ROOT / "data/README.md").read_text(encoding="utf-8")


def test_the_scores_of_the_cue_words_are_the_ones_the_rules_give() -> None:
    text = (ROOT / "data/README.md").read_text(encoding="utf-8")
    told = text.split("<!-- cue scores")[1].split("<!-- end of cue scores -->")[0]
    assert cue_table() in told
    assert cue_label_table() in told


@pytest.mark.exhaustive
def test_the_table_of_pretend_learners_is_near_the_one_measured_now() -> None:
    # Every new lesson changes what they are asked, so the figures move a little.
    text = (ROOT / "data/README.md").read_text(encoding="utf-8")
    told = dict(
        re.findall(
            r"^\| ([a-z ,]+) \| \d+% \| (\d+% \| \d+% \| \d+% \| \d+%) \|$", text, re.MULTILINE
        )
    )
    measured = pretend_shares()
    assert told.keys() == measured.keys()
    for kind, cells in told.items():
        shown = [int(cell.strip(" %")) / 100 for cell in cells.split("|")]
        assert shown == pytest.approx(measured[kind], abs=0.1), kind


def test_the_counts_of_checked_citations_are_the_ones_in_the_record() -> None:
    text = (ROOT / "data/README.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| ([ABCP]) \|.*\| (\d+) \|$", text, flags=re.MULTILINE))
    grades = [study.check_grade for study in load_evidence().studies.values()]
    assert told == {grade: str(grades.count(grade)) for grade in "ABCP"}


def test_the_word_counts_of_the_texts_are_right() -> None:
    text = (ROOT / "data/README.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `(\w+)` \|.*\| (\d+) \|$", text, flags=re.MULTILINE)
    assert {name for name, _ in told} == set(article_ids())
    assert {name: int(words) for name, words in told} == {
        name: len(load_article(name).text.split()) for name, _ in told
    }


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_in_a_document_leads_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text)
    missing = [
        link for link in links if "://" not in link and not (document.parent / link).exists()
    ]
    assert missing == []


def test_every_link_in_a_lesson_leads_to_a_lesson() -> None:
    missing = [
        (notebook.name, link)
        for notebook in (ROOT / "notebooks").glob("*.ipynb")
        for link in re.findall(r"\]\((\w+\.ipynb)\)", notebook.read_text(encoding="utf-8"))
        if not (notebook.parent / link).exists()
    ]
    assert missing == []


def test_the_two_commands_stand_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "pip install -r requirements.txt && jupyter lab" in text
    assert "pip install -e . -r tests/requirements.txt && python -m pytest" in text


def test_ci_runs_the_readmes_command_and_forbids_skipping_browsers() -> None:
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert re.search(r"(?m)^export HEALTHCLAIMS_REQUIRE_BROWSER=1\b", script)
    assert re.search(r'(?m)^bash -euo pipefail -c "\$test_command"', script)
    exhaustive = "python -m pytest -m exhaustive"
    assert re.search(rf"(?m)^{exhaustive} ", script)
    assert f"| `{exhaustive}` |" in (ROOT / "README.md").read_text(encoding="utf-8")
    workflow = (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    assert "- run: bash .ci/run\n" in workflow
    assert "continue-on-error" not in workflow


def test_where_the_package_and_its_users_name_a_requirement_they_ask_for_the_same() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needs = {re.split(r"[<>=]", need)[0]: need for need in project["dependencies"]}
    for name in ("requirements.txt", "tests/requirements.txt"):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        named = {re.split(r"[<>=]", line)[0]: line for line in lines}
        both = needs.keys() & named.keys()
        assert {"anywidget", "ipywidgets", "matplotlib", "nbformat"} <= both, name
        assert {need: named[need] for need in both} == {need: needs[need] for need in both}, name
    assert "." in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()


def test_every_lesson_stands_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    told = re.findall(r"(?m)^\| (\d\d) ", text)
    assert told == [path.name[:2] for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]


def test_every_folder_named_in_the_readme_exists_or_appears_later() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `(\w+)/` \|", text, flags=re.MULTILINE))
    assert {"notebooks", "data", "exercises", "solutions", "tests"} <= named
    assert {name for name in named if not (ROOT / name).is_dir()} <= {
        *("answers", "hand_in", "my_articles", "pages")
    }


def test_the_lines_told_beside_the_map_of_lesson_05_are_where_it_says() -> None:
    claims = mapped_claims(load_article("semax"))
    text = (ROOT / "notebooks/05_the_whole_picture.ipynb").read_text(encoding="utf-8")
    boxed = [claim.unit for claim in claims if (claim.evidence, claim.certainty) == FULLEST]
    assert f"{len(boxed)} of the {len(claims)} claims stand there" in text
    pushing = [claim.unit.lstrip("u0") for claim in claims if claim.purpose == "marketing"]
    assert f"({', '.join(pushing)})" in text
    people = [claim.unit.lstrip("u0") for claim in claims if claim.evidence == "people"]
    assert f"({' and '.join(people)})" in text


def test_the_count_of_claims_told_in_lesson_01_is_the_one_in_the_labels() -> None:
    article = load_article("semax")
    keys = [key_mark(article, unit, "claim") for unit in article.units if not unit.repeat_of]
    claims = sum(key is not None and key.labels == ("claim",) for key in keys)
    disputed = sum(key is not None and len(key.labels) == 2 for key in keys)
    text = (ROOT / "notebooks/01_read_the_article.ipynb").read_text(encoding="utf-8")
    assert f"{claims} of {len(keys)} are claims" in text
    assert f"even with the {disputed} that we leave open" in text
