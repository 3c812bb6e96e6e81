"""Submissions: what an instructor downloaded, sorted by student and read within limits.

All of it is untrusted: nothing is run, nothing is written to the disk, and no answer is judged
here. Others use:

* inbox: `Inbox`, and of it `Submission`, `Student`, `Part`, `Unread`
* submitted_logs: `read_entries`, `log_lines`, `other_assignment`
* submitted_notebooks: `read_written`, `read_extras`, `others_only`, `most_likely_first`
* file_kinds: `LOG`, `NOTEBOOK`, `Part`; layouts: `Student`, and the names of platforms
* tree: `Grower`, `Node`, `Budget`, for whoever asks otherwise whose a log is
"""
