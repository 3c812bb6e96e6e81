"""Paper: lessons and assignments as worksheets, each with a key of its own.

A worksheet is made from what a notebook shows already, so nothing is run. Others use:

* write: `write_paper`
* here: `SIZES`, of paper, A4 first since most use it
"""

SIZES = ("A4", "letter")
