"""The record of studies, to be browsed, drawn and held against a claim.

It knows no learner: nothing here is answered or kept.

- `widget`: `browse_studies`
- `claim`: `claim_and_studies`, `compare_studies`
- `figures`: `studies_by_claim`, `studies_by_species`
"""
