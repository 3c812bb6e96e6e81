"""Files, problems, tables, HTML and pages: what every room stands on.

It knows nothing of health claims, of learners or of Jupyter.
"""
