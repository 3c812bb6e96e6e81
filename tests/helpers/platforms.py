"""Moodle and Canvas as an instructor meets them: what they give out, and what they take back.

Their rules are written anew here, after the source of both: Moodle's mod/assign (gradingtable.php,
feedback/offline/importgradeslib.php and locallib.php, feedback/file/importziplib.php) and Canvas's
lib/gradebook_exporter.rb, lib/gradebook_importer.rb and app/models/abstract_assignment.rb.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.helpers.handed_in import pack


@dataclass(frozen=True)
class Words:
    """What a Moodle calls things in one language."""

    participant: str
    columns: tuple[str, ...]


ENGLISH = Words(
    "Participant ",
    (
        *("Identifier", "Full name", "Email address", "Status", "Grade", "Maximum grade"),
        *("Grade can be changed", "Last modified (submission)", "Last modified (grade)"),
        "Feedback comments",
    ),
)
GERMAN = Words(
    "Teilnehmer/in",
    (
        *("ID", "Vollständiger Name", "E-Mail-Adresse", "Status", "Bewertung", "Bestwertung"),
        *("Bewertung kann geändert werden", "Zuletzt geändert (Abgabe)"),
        *("Zuletzt geändert (Bewertung)", "Feedback als Kommentar"),
    ),
)
TURKISH = Words(
    "Katılımcı",
    (
        *("Kimlik", "Tam adı", "E-posta adresi", "Durum", "Puan", "En yüksek puan"),
        *("Puan değiştirilebilir", "Son düzenleme (gönderim)", "Son düzenleme (not)"),
        "Geri bildirim yorumları",
    ),
)


@dataclass
class Moodle:
    """An assignment of a Moodle: participants by number, with their names, grades and comments."""

    names: Mapping[int, str]
    words: Words = ENGLISH
    most: float = 15
    is_blind: bool = False
    grades: dict[int, float] = field(default_factory=dict)
    comments: dict[int, str] = field(default_factory=dict)
    files: dict[int, dict[str, bytes]] = field(default_factory=dict)

    def download(self, path: Path, work: Mapping[int, bytes]) -> Path:
        """Write the download of all submissions."""
        path.write_bytes(
            pack(
                {
                    f"{self._shown(n)}_{n}_assignsubmission_file_/hand_in.zip": w
                    for n, w in work.items()
                }
            )
        )
        return path

    def _shown(self, number: int) -> str:
        name = f"{self.words.participant}{number}" if self.is_blind else self.names[number]
        return re.sub("[_/]", " ", name)

    def worksheet(self) -> bytes:
        """Give the grading worksheet, with a byte order mark as newer versions write it."""
        keep = [n for n in range(len(self.words.columns)) if not self.is_blind or n not in (1, 2)]
        made = io.StringIO(newline="")
        writer = csv.writer(made, lineterminator="\n")
        writer.writerow([self.words.columns[n] for n in keep])
        for number, name in self.names.items():
            grade = f"{self.grades[number]:.2f}" if number in self.grades else ""
            row = (
                *(f"{self.words.participant}{number}", name, f"s{number}@example.org", "ok"),
                *(grade, f"{self.most:.2f}", "Yes", "Monday, 5 October 2026, 9:00 AM", "-"),
                self.comments.get(number, ""),
            )
            writer.writerow([row[n] for n in keep])
        return b"\xef\xbb\xbf" + made.getvalue().encode()

    def take_worksheet(self, content: bytes) -> None:
        """Take an uploaded worksheet, as a user does who lets it replace newer grades."""
        table = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        heads = self.words.columns
        identifier, grade, _ = (table[0].index(heads[n]) for n in (0, 4, 8))
        comment = table[0].index(heads[9])
        for row in table[1:]:
            number = row[identifier][len(self.words.participant) :]
            if not number.isdigit() or int(number) not in self.names:
                continue
            value = row[grade].replace(",", ".")
            if value and 0 <= float(value) <= self.most:
                self.grades[int(number)] = float(value)
            if row[comment] != self.comments.get(int(number), ""):
                self.comments[int(number)] = row[comment]

    def take_feedback(self, path: Path) -> list[str]:
        """Take a zip of feedback files; give the names that were passed over."""
        with zipfile.ZipFile(path) as zipped:
            names = zipped.namelist()
            return [name for name in names if not self._take_file(name, zipped.read(name))]

    def _take_file(self, name: str, content: bytes) -> bool:
        parts = f"/import/{name}".split("/")
        if parts[-1].startswith((".", "~")):
            return False
        while parts:
            info = parts.pop(0).split("_", 4)
            if len(info) < 4 or not info[1].isdigit() or int(info[1]) not in self.names:
                continue
            if (info[2], info[3]) != ("assignfeedback", "file"):
                continue
            rest = "/".join([*info[4:], *parts]).lstrip("/")
            self.files.setdefault(int(info[1]), {})[rest] = content
            return True
        return False


@dataclass
class Canvas:
    """A course of Canvas with three assignments; users by number, with sortable names."""

    names: Mapping[int, str]
    titles: Mapping[int, str]
    most: float = 15
    delimiter: str = ","
    grades: dict[tuple[int, int], str] = field(default_factory=dict)
    attachments: dict[int, tuple[int, str]] = field(default_factory=dict)
    files: dict[int, dict[str, bytes]] = field(default_factory=dict)

    def download(self, path: Path, work: Mapping[int, bytes]) -> Path:
        """Write the download of all submissions; every third one is late."""
        files = {}
        for place, (user, content) in enumerate(work.items()):
            attachment = 9_000 + user
            self.attachments[attachment] = (user, "a1_code_me.zip")
            short = re.sub(r"[\W_]+", "", self.names[user]).lower()
            late = "_LATE" if place % 3 == 0 else ""
            files[f"{short}{late}_{user}_{attachment}_a1_code_me.zip"] = content
        path.write_bytes(pack(files))
        return path

    def gradebook(self) -> bytes:
        """Export the gradebook."""
        made = io.StringIO(newline="")
        writer = csv.writer(made, delimiter=self.delimiter, lineterminator="\n")
        heads = [f"{title} ({number})" for number, title in self.titles.items()]
        info = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
        writer.writerow([*info, *heads, "Current Score", "Final Score"])
        tail = ["(read only)"] * 2
        writer.writerow(["    Points Possible", *[""] * 4, *[f"{self.most:.2f}"] * 3, *tail])
        for user, name in self.names.items():
            grades = [self.grades.get((user, number), "") for number in self.titles]
            ids = [str(user), f"SIS{user}", f"login{user}", "Section, 1"]
            writer.writerow([name, *ids, *grades, "50", "50"])
        return b"\xef\xbb\xbf" + made.getvalue().encode()

    def take_gradebook(self, content: bytes) -> dict[tuple[int, int], tuple[str, str]]:
        """Import a gradebook; give every change as user and assignment to old and new."""
        text = content.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=self.delimiter))
        head, most, *students = rows
        assert "Student" in head[0]
        assert head[1:5] == ["ID", "SIS User ID", "SIS Login ID", "Section"]
        assert "Points Possible" in most[0]
        columns = {}
        for place, name in enumerate(head[5:], 5):
            if re.search("Current Score|Final Score", name):
                continue
            found = re.fullmatch(r"(.*) \((\d+)\)", name)
            assert found, "this would make a new assignment"
            assert int(found[2]) in self.titles, "this would make a new assignment"
            columns[place] = int(found[2])
            assert float(most[place]) == self.most, "this would change the assignment"
        changes = {}
        for row in students:
            user = int(row[1])
            assert user in self.names, "this would be a new student"
            for place, number in columns.items():
                old, new = self.grades.get((user, number), ""), row[place].strip()
                if _is_change(old, new):
                    changes[user, number] = (old, new)
                    self.grades[user, number] = new
        return changes

    def take_feedback(self, path: Path) -> list[str]:
        """Take files back as comments; give the names that were passed over."""
        passed = []
        with zipfile.ZipFile(path) as zipped:
            for name in zipped.namelist():
                numbers = [p for p in name.split("_") if p != "LATE" and re.fullmatch(r"\d+", p)]
                user, attachment = [*map(int, numbers[:2]), 0, 0][:2]
                owner, shown = self.attachments.get(attachment, (0, ""))
                if user in self.names and owner == user and not name.startswith("._"):
                    self.files.setdefault(user, {})[shown] = zipped.read(name)
                else:
                    passed.append(name)
        return passed


def _is_change(old: str, new: str) -> bool:
    if old == new or not (old.strip("-") or new.strip("-")):
        return False
    if not (old and new) or "EX" in (old.upper(), new.upper()):
        return True
    return f"{float(old):.2f}" != f"{float(new):.2f}"
