"""Keys, marks, feedback, rubric and tables for a gradebook; no student's code is run."""
