"""What students hand in to the real assignments, made without a notebook and without a kernel."""

from __future__ import annotations

import csv
import functools
import json
from collections.abc import Collection, Mapping
from pathlib import Path

from healthclaims.assignments.assignment import MARKED_QUIZ
from healthclaims.learner.entries import ANSWER, HEADER, Entry
from healthclaims.marking.key import Key
from tests.helpers.classwork import wrong_answer
from tests.helpers.handed_in import pack
from tests.helpers.kit import ROOT

LOG_FILE = "answers.jsonl"


def log_of(key: Key, student: str, *, wrong: Collection[int] = (), answers: int = 99) -> bytes:
    """Give a log with so many answers, right but at the named places (counted from 0)."""
    name = key.assignment.name
    lines = [Entry(HEADER, f"{student}-head", "2026-10-05T09:00:00+02:00", name, seed=7)]
    for place, asked in enumerate(key.assignment.questions[:answers]):
        choice = wrong_answer(key, asked) if place in wrong else min(key.accepted[asked.id])
        time = f"2026-10-05T09:{place + 1:02}:00+02:00"
        given = (MARKED_QUIZ, asked.id, asked.seen, choice, 2)
        lines.append(Entry(ANSWER, f"{student}-{place}", time, name, *given))
    return b"".join(line.as_line() for line in lines)


def notebook_of(key: Key, texts: Mapping[str, str] | None = None) -> bytes:
    """Give the notebook as students have it, with written answers filled in."""
    notebook = json.loads(_exercise(key.assignment.name))
    for cell in notebook["cells"]:
        task = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if task in (texts or {}):
            cell["source"] = [(texts or {})[task]]
    return json.dumps(notebook, ensure_ascii=False).encode()


@functools.cache
def _exercise(name: str) -> str:
    return (ROOT / f"exercises/{name}/{name}.ipynb").read_text(encoding="utf-8")


def models_of(key: Key) -> dict[str, str]:
    """Give a written answer with full points to every task that has one."""
    models = {task: guide.models for task, guide in key.guides.items()}
    return {task: found[0].text for task, found in models.items() if found}


def zip_of(key: Key, log: bytes, texts: Mapping[str, str] | None = None) -> bytes:
    """Give the zip that hand_in() makes."""
    return pack({LOG_FILE: log, f"{key.assignment.name}.ipynb": notebook_of(key, texts)})


def handed_in(key: Key, count: int) -> dict[str, bytes]:
    """Give the zips of a class by name: the n-th student has n mistakes, if there are so many."""
    most = len(key.assignment.questions) + 1
    names = [f"S{number:04}" for number in range(count)]
    return {
        name: zip_of(key, log_of(key, name, wrong=range(n % most)), models_of(key))
        for n, name in enumerate(names)
    }


def moodle(path: Path, zips: Mapping[str, bytes]) -> Path:
    """Put the zips of a class into one, as Moodle's download does."""
    files = {
        f"{name}_{number}_assignsubmission_file_/hand_in.zip": content
        for number, (name, content) in enumerate(sorted(zips.items()), 1000)
    }
    path.write_bytes(pack(files))
    return path


def table(path: Path) -> list[dict[str, str]]:
    """Read a table of marks or the report."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def tree(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder with its bytes."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
