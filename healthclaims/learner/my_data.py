"""A learner's own data: taking all of it along, and deleting it.

Both look only at ``answers/<code>/<lesson>/*.jsonl`` of one learner, and never follow a link.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from healthclaims.core.atomic_write import replace_file
from healthclaims.core.files import home_dir
from healthclaims.core.problems import why
from healthclaims.core.tables import table_text
from healthclaims.core.zips import zip_bytes
from healthclaims.learner.entries import ANSWER, Entry
from healthclaims.learner.history import History, read_files
from healthclaims.learner.learner_code import check_code
from healthclaims.learner.outcomes import outcomes
from healthclaims.questions.bank import question
from healthclaims.questions.question import NOT_YET, RIGHT, SURE

COLUMNS = (
    *("time", "lesson", "quiz", "what", "question", "text", "answer", "how_sure", "seconds"),
    *("result", "note"),
)
WHAT = {"answer": "answer", "label": "mark in a text", "note": "note", "restart": "started again"}
README = """\
These are your answers from “Learning to read health claims”.

answers.csv   every answer in words; opens in a spreadsheet (UTF-8, separated by commas)
logs/         the same as the course wrote it, line by line (JSON Lines)

In answers.csv, "result" says what became of an answer: right or not yet. It is empty where nothing
is marked, where the question has changed since, and for the check before and after the course.
"time" is your own clock, with its offset.

Your name is in none of these files. Your code stands only in the name of the zip file.
To go on with these answers on another machine, copy the folders inside logs/ into the folder
answers/<your code>/ of the course there.
"""


@dataclass(frozen=True)
class LogFiles:
    """The log files of one learner.

    Parameters
    ----------
    code : str
        The learner code.
    files : tuple of Path
        Plain files, in order of their names.
    passed_over : tuple of str
        One sentence for each thing that is a link or leads elsewhere.
    """

    code: str
    files: tuple[Path, ...]
    passed_over: tuple[str, ...] = ()

    def by_lesson(self) -> dict[str, tuple[int, int, int]]:
        """Count files, answers, and other entries (labels, notes, fresh starts) by lesson."""
        found = {}
        for lesson in dict.fromkeys(path.parent.name for path in self.files):
            paths = [path for path in self.files if path.parent.name == lesson]
            history = read_files(paths)
            answers = len(history.answers())
            found[lesson] = (len(paths), answers, len(history.entries) - answers)
        return found


def find_logs(code: str) -> LogFiles:
    """Find the log files of a learner; links are named and not followed."""
    code = check_code(code)
    passed_over: list[str] = []
    files = tuple(_inside(home_dir().resolve() / "answers" / code, passed_over))
    return LogFiles(code, files, tuple(passed_over))


def _inside(folder: Path, passed_over: list[str]) -> Iterator[Path]:
    """List ``<lesson>/*.jsonl`` where every step is a real folder or file of its own."""
    for step in (folder.parent, folder):
        if step.is_dir() and not _is_itself(step):
            passed_over.append(f"{step.name} is a link to another place.")
            return
    for lesson in _listed(folder):
        if not lesson.is_dir():
            continue
        if not _is_itself(lesson):
            passed_over.append(f"{lesson.name} is a link to another place.")
            continue
        for path in _listed(lesson):
            if path.suffix != ".jsonl":
                continue
            if path.is_file() and _is_itself(path):
                yield path
            else:
                passed_over.append(f"{lesson.name}/{path.name} is not a plain file.")


def _is_itself(path: Path) -> bool:
    """Return whether a path leads through no link, symbolic or Windows junction."""
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return False
    return os.path.normcase(real) == os.path.normcase(path) and not path.is_symlink()


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


@dataclass(frozen=True)
class Deleted:
    """How many files are gone, and one sentence for each that could not be deleted."""

    files: int
    failed: tuple[str, ...]


def delete_logs(logs: LogFiles) -> Deleted:
    """Delete log files, looking at each once more, and the folders that are empty then."""
    gone, failed = 0, []
    base = home_dir().resolve() / "answers" / logs.code
    for path in logs.files:
        name = f"{path.parent.name}/{path.name}"
        if path.parent.parent != base or path.suffix != ".jsonl" or not _is_itself(path):
            failed.append(f"{name} is not a plain file of this learner.")
            continue
        try:
            path.unlink()
            gone += 1
        except OSError as error:
            failed.append(f"{name} ({why(error)}).")
    for folder in (*sorted({path.parent for path in logs.files}), base):
        if _is_itself(folder) and not _listed(folder):
            try:
                folder.rmdir()
            except OSError:
                continue
    return Deleted(gone, tuple(failed))


def left_elsewhere(code: str) -> tuple[str, ...]:
    """List what holds a learner's work outside the answers, and so is not deleted with them.

    Paths from the kit's folder: the export, files to hand in, the copy of the log beside each
    assignment, and texts that were brought in.
    """
    home, code = home_dir(), check_code(code)
    found = [home / f"my_answers_{code}.zip", *sorted((home / "hand_in").glob(f"*_{code}.zip"))]
    found += sorted((home / "exercises").glob("*/answers.jsonl"))
    texts = home / "my_articles"
    names = [path.relative_to(home).as_posix() for path in found if path.is_file()]
    return (*names, "my_articles/") if _listed(texts) else tuple(names)


def export_path(code: str) -> Path:
    """Return the zip file in the kit's folder that a learner's answers are exported to."""
    return home_dir() / f"my_answers_{check_code(code)}.zip"


def export_logs(logs: LogFiles) -> Path:
    """Write a learner's answers into one zip file, the same bytes for the same answers.

    If it cannot be written, `OSError` is raised and an earlier export is still whole.
    """
    return replace_file(export_path(logs.code), _zipped(logs))


def _zipped(logs: LogFiles) -> bytes:
    parts = {
        "README.txt": README.encode(),
        "answers.csv": answers_table(read_files(logs.files)).encode("utf-8-sig"),
    }
    for path in logs.files:
        parts[f"logs/{path.parent.name}/{path.name}"] = path.read_bytes()
    named = {f"my_answers/{name}": content for name, content in parts.items()}
    return zip_bytes(named, compressed=False)


def answers_table(history: History) -> str:
    """Write everything a learner did as a CSV table in words."""
    return table_text(COLUMNS, map(_row, history.entries))


def in_seconds(milliseconds: int) -> str:
    """Write seconds to a tenth, a half upwards, as export/take_along.js does; none for 0."""
    return f"{(milliseconds + 50) // 100 / 10:.1f}" if milliseconds else ""


def _row(entry: Entry) -> tuple[str, ...]:
    prompt = text = result = ""
    choice = entry.choice
    try:
        asked = question(entry.question)
    except (KeyError, ValueError):
        prompt = entry.question
    else:
        prompt = asked.prompt
        text = " / ".join(passage.text for passage in asked.passages)
        choice = next((o.text for o in asked.options if o.value == choice), choice)
    if entry.kind == ANSWER and (judged := outcomes([entry])) and judged[0].question.is_scored:
        result = RIGHT if judged[0].right else NOT_YET
    return (
        entry.time,
        entry.lesson,
        entry.quiz,
        WHAT[entry.kind],
        prompt,
        text,
        choice,
        SURE[entry.sure - 1] if 1 <= entry.sure <= len(SURE) else "",
        in_seconds(entry.elapsed_ms),
        result,
        entry.text,
    )
