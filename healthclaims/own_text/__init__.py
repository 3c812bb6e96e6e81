"""Bring a text: paste it, split it, label it, give reasons, keep it, make a quiz for a friend.

paste → draft → store, then suggestions (what the highlighter says, as a key) and two widgets:
widget (the box and the highlighter's marks) and reasons_widget (why a label).
It knows no lesson. Others use:

* open_text: `open_own_text`; friend_quiz: `friend_quiz`; widget: `OwnArticle`
* new_article, label_sheet: the same by commands, with a spreadsheet for the labels
* example: `own_example`, for the check of the data
"""
