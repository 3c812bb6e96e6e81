"""Second floor: questions, decks, answers, progress. Knows nothing of screens."""
