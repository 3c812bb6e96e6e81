"""One question as a student meets it, the bank that builds them, and the lists of what a quiz asks.

It knows nothing of answers: verdicts follow from the key that a question carries.
"""
