"""The reader: an article line by line, to be labelled, and what the kit says about each label."""
