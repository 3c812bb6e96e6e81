"""The table of a trial: which learner code belongs to the class taught first or later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from healthclaims.core.problems import Problem, raise_if_any
from healthclaims.core.schema import Field, Table
from healthclaims.core.tables import Row, read_table

FIRST, LATER = "first", "later"
GROUPS = (FIRST, LATER)
_TABLE = Table(
    "groups",
    (Field("learner"), Field("group", one_of=GROUPS, values="groups")),
    ("learner",),
)


@dataclass(frozen=True)
class Groups:
    """Who is in which group.

    Parameters
    ----------
    of : mapping of str to str
        Learner code to `FIRST` or `LATER`.
    rows : mapping of str to Row
        Learner code to the line that names it.
    """

    of: Mapping[str, str]
    rows: Mapping[str, Row]

    def without_answers(self, learners: Mapping[str, object]) -> Iterator[Problem]:
        """Name each line whose learner handed over nothing."""
        for code, row in self.rows.items():
            if code not in learners:
                what = f"no answers of {code!r} were found."
                remedy = "If the code is misspelt, correct it; if the learner left, keep the line."
                yield row.problem(what, remedy)


def read_groups(path: Path, found: Container[str] = ()) -> Groups:
    """Read the table; blanks around a value do not count.

    A code is also known by the name of its zip, with ``.zip`` or without, if `found` has that.

    Raises
    ------
    DataError
        If it cannot be read, a value cannot be used, a learner stands there twice or a group is
        empty; all problems at once.
    """
    rows = read_table(path, _TABLE.columns)
    for row in rows:
        row.update({name: value.strip() for name, value in row.items()})
        code = row["learner"]
        names = (code, f"{code}.zip", code.removesuffix(".zip"))
        row["learner"] = next((name for name in names if name in found), code)
    sizes = Counter(row["group"] for row in rows)
    empty = [
        Problem(path, None, f"nobody is in group {name!r}.", "A comparison needs both groups.")
        for name in GROUPS
        if not sizes[name]
    ]
    raise_if_any([*_TABLE.problems(rows), *empty])
    return Groups(
        {row["learner"]: row["group"] for row in rows}, {row["learner"]: row for row in rows}
    )
