"""Submissions: what an instructor downloaded, sorted by student and read within limits.

All of it is untrusted: nothing is run, nothing is written to the disk, and no answer is judged
here. Others use:

* inbox: `Inbox`, and of it `Submission`, `Student`, `Part`, `Unread`
* submitted_logs: `read_entries`, `log_lines`
* submitted_notebooks: `read_written`, `most_likely_first`
* file_kinds: `LOG`, `NOTEBOOK`; layouts: `CANVAS`, `MOODLE`
"""
