"""Lessons as single pages that open without Jupyter and without a network."""
