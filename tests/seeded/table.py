"""All seeded faults, by group."""

from . import labels, lessons, tables

GROUPS = {"labels": labels.FAULTS, "tables": tables.FAULTS, "lessons": lessons.FAULTS}
FAULTS = tuple(fault for group in GROUPS.values() for fault in group)
