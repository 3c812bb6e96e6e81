"""What one learner did and what follows from it: log, schedule of reviews, what is told.

It knows nothing of widgets and shows nothing. For other rooms:

- answer_log: `AnswerLog`; entries: `Entry`, `entry_from`; save_result: `SaveResult`
- history: `History`, `read_history`, `read_files`, `read_logs`
- learner_code: `choose_learner`, `current_learner`; clock: `now`, `answers_mode`
- outcomes: `outcomes`, `standing`, `by_confidence`; schedule: `due`, `RETURN_AFTER_DAYS`
- closing: the sentences a sitting ends with; summary and wording: all answers, in numbers and in
  sentences; response_bias: whether somebody leans towards doubt or trust
- same_words: `plural`, `times`, and what else is said alike everywhere
- before_after: `read_check`, `result_sentences`; article_labels: the labels set on an article
- my_data: taking all answers along, and deleting them
"""
