"""Learn to read health claims: who was studied, how sure, telling or selling.

In a notebook::

    import healthclaims
    lesson = healthclaims.open_lesson("02_animal_or_human")
    lesson.quiz("practice")

Nothing heavy is imported until it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the same names for type checkers, which do not read the table below
    from healthclaims.assignments.page import open_assignment as open_assignment
    from healthclaims.content.articles import article_ids as article_ids
    from healthclaims.content.articles import load_article as load_article
    from healthclaims.evidence.claim import claim_and_studies as claim_and_studies
    from healthclaims.evidence.claim import compare_studies as compare_studies
    from healthclaims.evidence.figures import studies_by_claim as studies_by_claim
    from healthclaims.evidence.widget import browse_studies as browse_studies
    from healthclaims.lessons.lesson import Lesson as Lesson
    from healthclaims.lessons.lesson import open_lesson as open_lesson
    from healthclaims.numbers.amounts import ways_to_read as ways_to_read
    from healthclaims.numbers.people_widget import thousand_people as thousand_people
    from healthclaims.numbers.small_studies_widget import small_studies as small_studies

__version__ = "0.1.0"
# Every public name and the module it is imported from when it is first used.
_HOMES = {
    "Lesson": "lessons.lesson",
    "article_ids": "content.articles",
    "browse_studies": "evidence.widget",
    "claim_and_studies": "evidence.claim",
    "compare_studies": "evidence.claim",
    "load_article": "content.articles",
    "open_assignment": "assignments.page",
    "open_lesson": "lessons.lesson",
    "small_studies": "numbers.small_studies_widget",
    "studies_by_claim": "evidence.figures",
    "thousand_people": "numbers.people_widget",
    "ways_to_read": "numbers.amounts",
}
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
