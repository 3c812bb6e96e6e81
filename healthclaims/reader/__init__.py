"""The reader: an article line by line, to be labelled, and what the kit says about each label.

It does not know where an article comes from, nor who judged it. For other rooms:

- widget: `Reader`, `Yardstick` (what labels are compared with), `DEFAULT_QUESTIONS`
"""
