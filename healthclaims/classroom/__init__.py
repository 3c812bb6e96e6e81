"""Top floor: what an instructor or maintainer does."""
