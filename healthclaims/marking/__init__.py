"""Marking: keys, marks, feedback, the rubric page and tables for a gradebook.

No student's code is run, and no lesson needs this room. Others use:

* key: `load_key`, `assignment_names`
* mark_class: `mark_class`; wording: `run_summary`, `progress_bar`
* to_nbgrader: `collect`; nbgrader_cell: `marked_here`, for the marked cell of an assignment
* gain: `gain`, `scores_of`; gain_report: `class_checks`, `gain_report`
"""
