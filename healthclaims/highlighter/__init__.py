"""Marks the words of a text that speak for a label, and suggests labels, by rules on words.

Pure text in, marks out: it knows neither articles of the kit nor learners.
"""
