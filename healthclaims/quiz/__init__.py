"""The quiz: which questions a sitting asks, and the widget that asks them.

It knows no lesson: a plan says what is asked. For other rooms:

- widget: `Quiz`, made with `Quiz.of_today`
- draw: `build_deck`
- question_widget: `QuestionWidget`, for other widgets that ask questions

The order of questions after a miss is a rule of the page, in `_requeue.js`.
"""
