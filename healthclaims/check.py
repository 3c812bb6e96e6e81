"""`python -m healthclaims check`: everything is loaded, and every problem named."""

from __future__ import annotations

from collections.abc import Callable

from healthclaims.content.articles import article_ids, load_article, passed_over
from healthclaims.content.authored_questions import load_written
from healthclaims.content.claim_reasons import load_claim_reasons
from healthclaims.content.codebook import load_codebook
from healthclaims.content.headlines import load_headlines
from healthclaims.content.pairs import load_pairs
from healthclaims.content.ratings import load_ratings
from healthclaims.content.studies import load_evidence
from healthclaims.content.word_flips import flip_names, load_flip
from healthclaims.core.atomic_write import disk_message
from healthclaims.core.files import home_dir
from healthclaims.core.problems import DataError, raise_if_any
from healthclaims.highlighter.word_table import load_cue_rules
from healthclaims.marking.source_problems import solution_problems
from healthclaims.own_text.example import own_example
from healthclaims.questions.bank import all_questions, question
from healthclaims.questions.forms import load_forms
from healthclaims.questions.quiz_config import load_plans
from healthclaims.rewriting.check import check_models


def check_all() -> list[str]:
    """Load everything and return every problem as a sentence, file by file."""
    found: list[str] = [str(problem) for problem in passed_over()]
    flips: tuple[str, ...] = ()
    try:
        flips = tuple(flip_names())
    except DataError as error:  # a file that cannot be read hides no other
        found += [str(problem) for problem in error.problems]
    steps: list[Callable[[], object]] = [
        load_codebook,
        *(lambda name=name: load_article(name) for name in article_ids()),
        load_pairs,
        load_headlines,
        load_claim_reasons,
        load_written,
        check_models,
        *(lambda name=name: load_flip(name) for name in flips),
        load_ratings,
        load_cue_rules,
        load_evidence,
        own_example,
        load_plans,
        load_forms,
        lambda: [question(name) for name in all_questions()],
    ]
    if (home_dir() / "solutions" / "keys").is_dir():  # students' copies have none
        steps.append(lambda: raise_if_any(solution_problems()))
    for step in steps:
        try:
            step()
        except DataError as error:
            found += [str(problem) for problem in error.problems]
        except OSError as error:  # what cannot be read is one line among the others
            found.append(disk_message(error))
    return list(dict.fromkeys(found))
