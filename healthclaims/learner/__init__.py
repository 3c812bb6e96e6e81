"""What one learner did and what follows from it: log, schedule of reviews, what is told.

It knows nothing of widgets and shows nothing.
"""
