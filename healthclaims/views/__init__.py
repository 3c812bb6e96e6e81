"""Third floor: what a student sees."""
