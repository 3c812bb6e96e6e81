"""Does the wording fit the evidence named? Computed from the first two questions."""

from __future__ import annotations

_STRONG = ("controlled", "several_controlled")


def fit_labels(evidence: str, subtype: str, certainty: str) -> tuple[str, ...]:
    """Return the labels that a fit row may hold; none where the question is not asked.

    The rule is the codebook's. A sure sentence about animals or cells fits when it confines itself
    to them ("in the treated mice, cartilage grew back"): what a reader forgets is not in the
    wording. Where it speaks of the product in general, it goes further. A line that tells only what
    happened to one person has no fit row, so a missing one is no problem with testimony.

    Parameters
    ----------
    evidence, subtype : str
        Scored label on who was studied, and its finer kind.
    certainty : str
        Scored label on how sure the wording is.
    """
    if certainty == "firm":
        if evidence == "people":
            return ("fits",) if subtype in _STRONG else ("fits|goes_further",)
        if evidence == "animals_or_cells":
            return ("goes_further", "fits")
        return ("goes_further",)
    if certainty == "hedged" and evidence == "people":
        return ("undersells",) if subtype == "several_controlled" else ("fits",)
    if certainty == "hedged" and evidence == "animals_or_cells":
        return ("fits",)
    return ()
