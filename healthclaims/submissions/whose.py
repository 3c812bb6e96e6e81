"""Whose is what lies in a download: the name of a platform first, then the hand-ins' own ids.

Everything below the sources is one tree, zips like folders. Two students must never become one,
since the answers of one would then count for the other. Where names leave a doubt, one student
rather becomes two: a report shows that, and nothing is lost.
"""

from __future__ import annotations

from healthclaims.submissions import file_kinds as kinds
from healthclaims.submissions.plain_names import Claim, claim, named_by_themselves
from healthclaims.submissions.platform_names import named_by_platforms
from healthclaims.submissions.tree import Node


def find_students(top: Node, assignment: str) -> tuple[list[Claim], list[Node]]:
    """Give every file to a student; what is nobody's comes second."""
    claims = [claim(student, own) for student, own in named_by_platforms(top, assignment)]
    for source in top.children:
        if source.student is None:
            claims += named_by_themselves(source, assignment)
    owned = {file for _, own in claims for file in own.files()}
    files = (node for node in top.every() if node.kind != kinds.FOLDER and not node.children)
    return claims, [node for node in files if node not in owned]
