"""Maintain: commands for those who maintain the kit. A student's copy does not hold this room.

No other room may need it; the command line alone calls it. Each module is one command:

* refresh: all that is generated, with the help of data_package, exercises and simulated_learner
* exercises: also what `refresh --check` says
* report: `agreement`; pretend_learners: `pretend`; highlighter_scores: `cues`
* pretend_classes: `classes`; pretend_trials: `trials`
* reading_age: `reading`

Tests use simulated_learner wherever they need answers that nobody gave.
"""
