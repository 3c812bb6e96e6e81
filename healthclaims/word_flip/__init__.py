"""Word flips: one sentence whose answer changes with one word."""
