"""One question as a student meets it, the bank that builds them, and the lists of what a quiz asks.

It knows nothing of answers: verdicts follow from the key that a question carries, and nothing of
screens. For other rooms:

- question: `Question`, `Passage`, `Option`, the names of kinds and verdicts, `SURE`, `look_for`
- bank: `question` (by id), `question_about` (a unit), `article_questions`, `all_questions`,
  `ask_again`
- quiz_config: `DeckPlan`, `load_plan`, `load_plans`, `CHECKS`
- forms: `load_forms`, `check_questions`
"""
