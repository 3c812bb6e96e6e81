"""What is compared in a trial: right answers, telling apart, and leaning, each by itself.

Telling apart and leaning follow from hits and false alarms without a model, so that they are means
over answers: they can be compared between learners who were asked the same.
"""

from __future__ import annotations

import statistics

from healthclaims.learner.before_after import KINDS, Check, Round
from healthclaims.learner.response_bias import CONTRASTS, ResponseBias, Tally, tally
from healthclaims.marking.gain import Scores, scores_of


def apart_of(check: Check) -> Scores:
    """Return how well a learner tells apart, before and after: 0 is guessing, 1 perfect.

    Share of hits less share of false alarms, for each kind of question, and their mean: Youden's
    index (W. J. Youden, Cancer 3, 1950, 32-35). Whoever knows a share of the answers and guesses
    the others fairly reaches that share.
    """
    before, after = (_apart(found) for found in (check.before, check.after))
    return scores_of(check)._replace(before=before, after=after)


def lean_of(check: Check) -> Scores:
    """Return how far a learner leans, before and after: above 0 to doubt, below 0 to trust.

    Answers that doubted too much less answers that trusted too much, as a share of the answers
    about trust: the marginal difference of a square table, as in McNemar's test (Q. McNemar,
    Psychometrika 12, 1947, 153-157). Since each answer is right equally often, whoever guesses
    fairly comes to 0, however much they know.
    """
    before, after = (_lean(found) for found in (check.before, check.after))
    return scores_of(check)._replace(before=before, after=after)


def _apart(found: Round) -> float:
    return statistics.fmean(
        one.hits / one.signals - one.false_alarms / one.others for one in _tallies(found).values()
    )


def _lean(found: Round) -> float:
    about = {kind: one for kind, one in _tallies(found).items() if CONTRASTS[kind].is_about_trust}
    bias = ResponseBias(about)
    return (bias.doubted - bias.trusted) / bias.answers


def _tallies(found: Round) -> dict[str, Tally]:
    return {
        kind: tally(
            kind,
            [(o.question.key, o.entry.choice) for o in found.judged if o.question.axis == kind],
        )
        for kind in KINDS
    }
