"""Word flips: one sentence whose answer changes with one word.

It knows nothing of learners and keeps nothing. For other rooms:

- widget: `WordFlip`
"""
