"""Quiz banks: the kit's questions in the files that learning platforms take in.

Nothing here decides what is right: items carry the key, verdicts and reasons of their question.
Others use:

* selection: `Selection`, `select`
* write: `write_bank`
"""
