"""Learn to read health claims: who was studied, how sure, telling or selling.

In a notebook::

    import healthclaims
    lesson = healthclaims.open_lesson("02_animal_or_human")
    lesson.quiz("practice")

Nothing heavy is imported until it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from healthclaims.assignments.page import open_assignment
    from healthclaims.content.article import article_ids, load_article
    from healthclaims.evidence.claim import claim_and_studies, compare_studies
    from healthclaims.evidence.figures import studies_by_claim
    from healthclaims.evidence.widget import browse_studies
    from healthclaims.lessons.lesson import Lesson, open_lesson
    from healthclaims.numbers.amounts import ways_to_read
    from healthclaims.numbers.people_widget import thousand_people
    from healthclaims.numbers.small_studies_widget import small_studies

__version__ = "0.1.0"
__all__ = [
    "Lesson",
    "article_ids",
    "browse_studies",
    "claim_and_studies",
    "compare_studies",
    "load_article",
    "open_assignment",
    "open_lesson",
    "small_studies",
    "studies_by_claim",
    "thousand_people",
    "ways_to_read",
]
_HOMES = {
    "Lesson": "healthclaims.lessons.lesson",
    "open_assignment": "healthclaims.assignments.page",
    "open_lesson": "healthclaims.lessons.lesson",
    "article_ids": "healthclaims.content.article",
    "load_article": "healthclaims.content.article",
    "small_studies": "healthclaims.numbers.small_studies_widget",
    "thousand_people": "healthclaims.numbers.people_widget",
    "ways_to_read": "healthclaims.numbers.amounts",
    "browse_studies": "healthclaims.evidence.widget",
    "claim_and_studies": "healthclaims.evidence.claim",
    "compare_studies": "healthclaims.evidence.claim",
    "studies_by_claim": "healthclaims.evidence.figures",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted(__all__)
