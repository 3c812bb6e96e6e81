"""Marks the words of a text that speak for a label, and suggests labels, by rules on words.

Pure text in, marks out: it knows nothing of learners, and of the kit's articles only what they
look like. A sentence is split into words, looked up in ``data/cues.csv``, divided into clauses, and
asked the kit's three questions, one module ``axis_…`` each. Others use:

* highlight: `read_along`, `read_sentence`, `read_units` and what they return, `QUESTIONS`
* suggestions: the same for an article that was brought in, in the form of a key
* sentences: `split_units`
* word_table: `load_cue_rules`
"""
