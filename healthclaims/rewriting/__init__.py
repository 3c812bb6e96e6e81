"""Rewriting: a claim to be written anew, and a check of the words.

The check looks for words and knows no learner; the widget keeps what is written as notes in the
learner's log. Others use:

* claims: `load_rewrites`, `load_rewrite`; `claim_from` for a claim of an assignment's key
* check: `check_rewrite`, `check_models`, `LONGEST_LINE`; fit: `SIGNS`; advert: the other side
* widget: `ClaimRewrite`
"""
