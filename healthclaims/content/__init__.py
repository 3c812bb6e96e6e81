"""Articles, labels, pairs, headlines, word flips, authored questions and studies: loaded, checked, frozen.

It knows nothing of who answers.
"""
