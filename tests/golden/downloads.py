"""Downloads of three classes, made from the kit's own files and written as old kits wrote them.

The log lines stand here as text and not by the package's own writer: what students handed in
last year must still be marked.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

from .golden import ROOT

A1, A4, A5 = "a1_who_was_studied", "a4_whole_article", "a5_rewrite"
ATTACK = '<img src=x onerror="alert(1)"></textarea><script>alert(1)</script> & =1+1'


def answers(name: str, student: str, only: str = "all") -> bytes:
    """Return an answer log: ``all`` right, every second one wrong (``half``), or ``none``."""
    exercise = json.loads((ROOT / f"exercises/{name}/questions.json").read_text(encoding="utf-8"))
    lines = [{"kind": "header", "id": f"{student}-head", "time": _at(0), "lesson": name, "seed": 7}]
    for place, asked in enumerate(exercise["questions"] if only != "none" else ()):
        right = _keys(name)[asked["id"]]
        wrong = [option["value"] for option in asked["options"] if option["value"] not in right]
        line = {"kind": "answer", "id": f"{student}-{place}", "time": _at(place + 1)}
        line |= {"lesson": name, "quiz": "marked", "question": asked["id"], "seen": asked["seen"]}
        line |= {"choice": wrong[0] if only == "half" and place % 2 else right[0], "sure": 2}
        lines.append(line)
    return b"".join(json.dumps(line, separators=(",", ":")).encode() + b"\n" for line in lines)


def notebook(name: str, **written: str) -> bytes:
    """Return the notebook of an exercise with what a student wrote into it."""
    found = json.loads((ROOT / f"exercises/{name}/{name}.ipynb").read_text(encoding="utf-8"))
    for cell in found["cells"]:
        task = cell["metadata"].get("nbgrader", {}).get("grade_id")
        cell["source"] = [written[task]] if task in written else cell["source"]
    return json.dumps(found, ensure_ascii=False).encode()


def hand_in(name: str, log: bytes, **written: str) -> bytes:
    """Return the zip that a student hands in."""
    return _zip({"answers.jsonl": log, f"{name}.ipynb": notebook(name, **written)})


def moodle(folder: Path) -> Path:
    """Write a class in Moodle's layout, for an assignment without written tasks."""
    logs = {
        "Perfect": answers(A1, "perfect"),
        "Half": answers(A1, "half", "half"),
        "Damaged log": answers(A1, "damaged")[:-30] + b"\n{}\n",
        "Another assignment": answers(A4, "another"),
        "=1+1 <b>Empty & co": answers(A1, "empty", "none"),
    }
    files = {
        f"{name}_{number}_assignsubmission_file_/{A1}_code.zip": hand_in(A1, log)
        for number, (name, log) in enumerate(logs.items(), 1001)
    }
    files[f"Notebook alone_1090_assignsubmission_file_/{A1}.ipynb"] = notebook(A1)
    files["Photo_1091_assignsubmission_file_/photo.jpg"] = b"\xff\xd8\xff"
    return _write(folder / "moodle.zip", _zip(files))


def canvas(folder: Path) -> Path:
    """Write a class in Canvas's layout, for an assignment with questions and a written task."""
    students = {
        "perfect_1001_501": hand_in(A4, answers(A4, "perfect"), verdict="Trust line 3: 90 people."),
        "half_LATE_1002_502": hand_in(A4, answers(A4, "half", "half"), verdict=ATTACK),
    }
    files = {f"{name}_hand_in.zip": content for name, content in students.items()}
    return _write(folder / "canvas.zip", _zip(files))


def plain(folder: Path) -> Path:
    """Write a folder with one folder a student, for an assignment of written tasks alone."""
    sentences = {
        "ankles": "In a trial with 80 people, ankles may have swollen less.",
        "socks": "Socks work!",
        "nails": "In rats, nails seemed to grow sooner.",
    }
    students = {
        "perfect": sentences,
        "half": {"ankles": ATTACK, "nails": "word " * 60},
        "empty": {},
    }
    for name, written in students.items():
        for file, content in {
            "answers.jsonl": answers(A5, name),
            f"{A5}.ipynb": notebook(A5, **written),
        }.items():
            (folder / "class" / name).mkdir(parents=True, exist_ok=True)
            _write(folder / "class" / name / file, content)
    return folder / "class"


def rubric_points(*rows: str) -> str:
    """Return a table of points for written answers, as the rubric page saves it."""
    return "\n".join(["student,task,line,points,comment", *rows, ""])


def _keys(name: str) -> dict[str, list[str]]:
    text = (ROOT / f"solutions/keys/{name}.csv").read_text(encoding="utf-8-sig")
    return {row["question"]: row["answer"].split("|") for row in csv.DictReader(io.StringIO(text))}


def _at(minute: int) -> str:
    return f"2026-10-05T09:{minute:02}:00+02:00"


def _zip(files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in files.items():
            file.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
