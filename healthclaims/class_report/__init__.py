"""The report on a class: what was misread, how sure, and whether a question is to blame.

It reads what marking wrote and what learners handed over, and judges no answer anew. Others use:

* report: `write_report`
* answers: `read_class`, `ClassAnswers`, `QuestionSet`, `Given`
* items: `item_analysis`; confusion: `confusions`; gains: `class_gain`
"""
