"""What students hand in, as it should be: logs, notebooks, zips, and downloads of a class."""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from healthclaims.learner.entries import ANSWER, HEADER, Entry

A1 = "a1_who_was_studied"
TASK = "verdict"
NOTEBOOK_NAME, LOG_NAME = f"{A1}.ipynb", "answers.jsonl"


def log(student: str = "fox", answers: int = 6) -> bytes:
    """Give an answer log as the kit writes it."""
    time = "2026-03-02T09:00:00+01:00"
    lines = [Entry(HEADER, f"{student}-head", time, A1, seed=7)]
    for number in range(answers):
        question = f"text/u{number:02d}/evidence"
        lines.append(
            Entry(ANSWER, f"{student}-{number}", time, A1, "marked", question, "0" * 12, "people")
        )
    return b"".join(line.as_line() for line in lines)


def cell(source: object, task: str = "", **more: Any) -> dict[str, Any]:
    """Give a cell of a notebook, with nbgrader's name for it."""
    grading = {"nbgrader": {"grade_id": task, "solution": True}} if task else {}
    made = {"cell_type": "markdown", "id": task or "text", "metadata": grading, "source": source}
    return made | more


def notebook(*cells: object, **more: Any) -> bytes:
    """Give a notebook."""
    found = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells)}
    return json.dumps(found | more).encode()


def good_notebook(answer: str = "The study was in rats.") -> bytes:
    """Give a notebook with one written answer."""
    return notebook(cell("# Assignment 1"), cell(answer, TASK))


def pack(files: Mapping[str, bytes] | Iterable[tuple[str | zipfile.ZipInfo, bytes]]) -> bytes:
    """Give a zip of some files, the same every time; names may be missing or stand twice."""
    pairs = files.items() if isinstance(files, Mapping) else files
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w") as file:
        warnings.simplefilter("ignore", UserWarning)
        for name, content in pairs:
            head = name
            if isinstance(head, str):
                head = zipfile.ZipInfo("x")
                head.filename, head.compress_type = str(name), zipfile.ZIP_DEFLATED
            with file.open(head, "w") as member:
                member.write(content)
    return made.getvalue()


def good_zip(student: str = "fox") -> bytes:
    """Give the zip that hand_in() makes."""
    return pack({NOTEBOOK_NAME: good_notebook(), LOG_NAME: log(student)})


def zip_file(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write a zip, such as the download of a class."""
    path.write_bytes(pack(files))
    return path


def tree(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files below a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
