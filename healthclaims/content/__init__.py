"""Articles, labels, pairs, headlines, word flips, authored questions and studies.

All are loaded, checked and frozen. Nothing here knows who answers. Others use:

- codebook: load_codebook, and the names of the axes
- article: load_article, article_ids; Article, Unit, Annotation. What its tables hold stands in
  article_tables, what must hold between its files in article_checks.
- source_card: SourceCard
- answer_key: the labels, unit by unit
- pairs, headlines, word_flips, authored_questions: one load function each
- studies: load_evidence; study_words: a study in plain words
- fit: fit_labels
"""
