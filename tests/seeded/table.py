"""All seeded faults, by group."""

from . import answers, course, house, labels, lessons, pages, tables

GROUPS = {
    "labels": labels.FAULTS,
    "tables": tables.FAULTS,
    "lessons": lessons.FAULTS,
    "pages": pages.FAULTS,
    "answers": answers.FAULTS,
    "course": course.FAULTS,
    "house": house.FAULTS,
}
FAULTS = tuple(fault for group in GROUPS.values() for fault in group)
