"""Faults put into a copy of the kit on purpose, each with the check that has to find it.

``python -m tests.seeded`` runs them all; see ``__main__.py``.
"""
