"""Marks the words of a text that speak for a label, and suggests labels, by rules on words.

Pure text in, marks out. A sentence is split into words and looked up in ``data/cues.csv``
(`finder`): these are the marks. What is made of them is said by one module a question. Others use:

* highlight: `read_along`, `read_sentence`, `read_units` and what they return
* sentences: `split_units`
* word_table: `load_cue_rules`, `QUESTIONS`, `SIGNS`
"""
