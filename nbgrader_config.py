"""Settings for nbgrader: the kit's own folders, working folders under build/."""

import os
from pathlib import Path

from nbgrader.converters import GenerateAssignment

c = get_config()  # noqa: F821 - given by traitlets
root = Path(__file__).resolve().parent
# nbgrader takes these signs in a path for patterns, finds nothing, and says only that.
odd = sorted({*str(root)} & {*"[]{}*?"})
if odd:
    raise SystemExit(f"Move the course: nbgrader finds nothing in a folder with {' '.join(odd)}.")

build = root / "build"
build.mkdir(exist_ok=True)  # the database is not made without it

# nbgrader hands out whatever lies beside a source.
own = [path.relative_to(root).as_posix() for path in sorted(root.glob("solutions/*/answers.jsonl"))]
if own:
    raise SystemExit(f"Remove {', '.join(own)}: these answers would go to students.")

c.CourseDirectory.course_id = "health_claims"
c.CourseDirectory.root = str(root)
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
c.CourseDirectory.submitted_directory = "build/submitted"
c.CourseDirectory.autograded_directory = "build/autograded"
c.CourseDirectory.feedback_directory = "build/feedback"
c.CourseDirectory.db_url = f"sqlite:///{build / 'gradebook.db'}"

# Notes for the instructor are cells with this tag; students do not get them.
c.GenerateAssignment.preprocessors = [
    "nbconvert.preprocessors.TagRemovePreprocessor",
    *GenerateAssignment.preprocessors.default_args[0],
]
c.TagRemovePreprocessor.enabled = True
c.TagRemovePreprocessor.remove_cell_tags = {"instructor"}

# A file beside the source replaces the one that a student handed in: never the answer log.
c.Autograde.exclude_overwriting = {
    path.parent.name: ["answers.jsonl"] for path in (root / "solutions").glob("*/*.ipynb")
}
# A cell that a student deleted is put back, and counts as not answered.
c.OverwriteCells.add_missing_cells = True
c.ExecutePreprocessor.timeout = 60
# While marking, nothing is written: above all not the instructor's own answers.
os.environ["HEALTHCLAIMS_ANSWERS"] = "off"
