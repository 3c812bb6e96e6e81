"""Articles, labels, pairs, headlines, word flips, authored questions and studies.

All are loaded, checked and frozen. Nothing here knows who answers.
"""
