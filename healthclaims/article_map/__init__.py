"""Maps of an article: a square for each line, to be pressed for its words, label and reason.

They know nothing of learners and keep nothing. For other rooms:

- `strip`, `claim_map`: what a map holds, as a `MapContent`
- `claim_map.mapped_claims`: the claims of an article
- widget: `ArticleMap`
"""
