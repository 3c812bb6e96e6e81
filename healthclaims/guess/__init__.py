"""Guesses: a box for what a learner thinks before they look; the answer opens beside it.

What is written is kept as a note in the learner's log. For other rooms:

- widget: `Guess`
"""
