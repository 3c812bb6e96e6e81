"""What a student is given, answers and hands in, and the copy of the kit for students.

It knows no key: nothing here can tell whether an answer is right. Others use:

* assignment: `Assignment`, `Task`, `Criterion`, `TextToRead`
* questions_file: `read_assignment`, `find_assignment`, `assignment_json`, `QUESTIONS_FILE`
* page: `open_assignment`, for notebooks
* quiz_widget: `counted_answers`; hand_in: `LOG_FILE`
* notebook_answers: `written_answers`, `given_texts`, `deleted`, `STUB`; notebook_cells:
  `assignment_of`; beside_answers: `beside_answers`, `Extra`
* student_kit: `write_student_kit`
"""
