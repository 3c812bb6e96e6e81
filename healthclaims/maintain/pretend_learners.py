"""What pretend learners of known skill and lean are told, as a table."""

from __future__ import annotations

from healthclaims.learner.response_bias import EVEN, SUSPICIOUS, TRUSTING
from healthclaims.maintain.simulated_learner import PLANTED, told_to

LEARNERS = 200


def pretend_shares(learners: int = LEARNERS) -> dict[str, tuple[float, float, float, float]]:
    """Let pretend learners of every kind take the course, and see what they are told.

    Parameters
    ----------
    learners : int
        How many of each kind.

    Returns
    -------
    dict of str to tuple of float
        Shares told that more than guessing stands behind their answers, that they lean towards
        doubt, towards trust, and neither.
    """
    shares = {}
    for kind in PLANTED:
        told = told_to(kind, learners)
        leans = (
            sum(count for (_, lean), count in told.items() if lean == side) / learners
            for side in (SUSPICIOUS, TRUSTING, EVEN)
        )
        knows = sum(count for (knows, _), count in told.items() if knows) / learners
        doubt, trust, neither = leans
        shares[kind] = (knows, doubt, trust, neither)
    return shares


def pretend_table() -> str:
    """Give `pretend_shares` as a Markdown table.

    Returns
    -------
    str
        One row for each kind of learner.
    """
    lines = [
        "| pretend learner | knows | told: more than guessing | told: towards doubt "
        "| told: towards trust | told: no lean |",
        "|---|---|---|---|---|---|",
    ]
    for kind, shares in pretend_shares().items():
        cells = " | ".join(f"{share:.0%}" for share in shares)
        lines.append(f"| {kind} | {PLANTED[kind][0]:.0%} | {cells} |")
    return "\n".join(lines)
