"""The object that notebooks see, and the pages that only lessons have.

- `lesson`: `Lesson`, `open_lesson`
- `progress_figures`: figures
- `where_you_are`: what a lesson says when it is opened
- `progress_page`, `before_after_page`, `my_data_page`: pages on a learner's own answers
- `results`: `ResultPage`, which draws itself again when an answer arrives
"""
