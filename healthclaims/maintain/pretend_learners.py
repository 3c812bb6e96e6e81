"""The messages that simulated learners of known skill and bias get, as a table."""

from __future__ import annotations

from healthclaims.learner.response_bias import EVEN, SUSPICIOUS, TRUSTING
from healthclaims.maintain.simulated_learner import PLANTED, count_messages

LEARNERS = 200


def pretend_shares(learners: int = LEARNERS) -> dict[str, tuple[float, float, float, float]]:
    """Return the shares of each kind that get a message, over so many learners of the kind.

    In order: that more than guessing stands behind their answers, that they lean towards doubt,
    that they lean towards trust, and no lean.
    """
    shares = {}
    for kind in PLANTED:
        counts = count_messages(kind, learners)
        knows = sum(count for (knows, _), count in counts.items() if knows) / learners
        doubt, trust, neither = (
            sum(count for (_, direction), count in counts.items() if direction == side) / learners
            for side in (SUSPICIOUS, TRUSTING, EVEN)
        )
        shares[kind] = (knows, doubt, trust, neither)
    return shares


def pretend_table() -> str:
    """Render `pretend_shares` as a Markdown table."""
    lines = [
        "| pretend learner | knows | told: more than guessing | told: towards doubt "
        "| told: towards trust | told: no lean |",
        "|---|---|---|---|---|---|",
    ]
    for kind, shares in pretend_shares().items():
        cells = " | ".join(f"{share:.0%}" for share in shares)
        lines.append(f"| {kind} | {PLANTED[kind][0]:.0%} | {cells} |")
    return "\n".join(lines)
