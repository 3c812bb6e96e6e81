"""Random downloads of a class: platforms mixed, folders and zips in each other, copies, damage."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.helpers.handed_in import A1, LOG_NAME, NOTEBOOK_NAME, good_notebook, log, pack

Files = dict[str, bytes]


@dataclass
class Tree:
    """What is in a download, and who should be found in it.

    Parameters
    ----------
    files : dict of str to bytes
        Path to content.
    ids : dict of str to str
        A word that stands in the student's name alone, to the id of what they handed in; an empty
        one where it is damaged and cannot be read.
    """

    files: Files = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)


class Grower:
    """Makes one tree by chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.count = 0
        self.tree = Tree()

    def grow(self) -> Tree:
        """Make a download of two to some dozen students."""
        self.tree.files = self.place(self.chance.randint(1, 5))
        return self.tree

    def place(self, depth: int) -> Files:
        """Make a folder: the download of a platform, or a group of such folders and zips."""
        if depth <= 1 or self.chance.random() < 0.4:
            return self.chance.choice(KINDS)(self)
        found: Files = {}
        for number in range(self.chance.randint(1, 2)):
            below = self.place(depth - 1)
            name = f"group {self.chance.choice('ABC')}{depth}{number}"
            if self.chance.random() < 0.3:
                found[f"{name}.zip"] = pack(below)
            else:
                found |= {f"{name}/{path}": content for path, content in below.items()}
        return found | self.noise()

    def noise(self) -> Files:
        """Add what systems leave behind."""
        names = (".DS_Store", "__MACOSX/._x", "Thumbs.db", "desktop.ini")
        return {self.chance.choice(names): b"x"} if self.chance.random() < 0.3 else {}

    def student(self) -> tuple[str, str]:
        """Invent a student: a word of their name, and an id that may be copied from another."""
        self.count += 1
        word = f"stud{self.count}x"
        known = [one for one in self.tree.ids.values() if one]
        if known and self.chance.random() < 0.08:
            return word, self.chance.choice(known)
        return word, f"id{self.count}"

    def hand_in(self, word: str, number: str) -> bytes:
        """Make a zip, of now or of before there was a manifest; sometimes it is cut off."""
        files = {LOG_NAME: log(number, self.chance.randint(1, 3)), NOTEBOOK_NAME: good_notebook()}
        if self.chance.random() < 0.5:
            told = {"assignment": A1, "hand_in_id": f"x{number}", "time": "2026-03-02T09:00:00Z"}
            files["hand_in.json"] = json.dumps(told).encode()
        content = pack(files)
        self.tree.ids[word] = f"{number}-head"
        if self.chance.random() < 0.08:
            self.tree.ids[word] = ""
            return content[:-30]
        return content

    def several(self, least: int = 2) -> list[tuple[str, str]]:
        """Invent a class."""
        return [self.student() for _ in range(self.chance.randint(least, 5))]

    def again(self, name: Callable[[int], str], word: str, number: str) -> Files:
        """Hand in once, or twice by names that are counted."""
        found = {name(1): self.hand_in(word, number)}
        if self.tree.ids[word] and self.chance.random() < 0.3:
            before = dict(self.tree.ids)
            found[name(2)] = self.hand_in(word, number)
            self.tree.ids = before
        return found


COPY = {1: "", 2: " (1)"}


def place_of(word: str) -> int:
    """Give the number of a student."""
    return int(word[4:-1])


def _moodle(grower: Grower) -> Files:
    found: Files = {}
    end = grower.chance.choice(("_/", "/", "_"))
    for word, number in grower.several():
        user = place_of(word) + 100
        name = f"Ann {word}_{user}_assignsubmission_file{end}{A1}_me"
        found |= grower.again(lambda n, name=name: f"{name}{COPY[n]}.zip", word, number)
    return found


def _canvas(grower: Grower) -> Files:
    found: Files = {}
    for word, number in grower.several():
        late = grower.chance.choice(("", "LATE_"))
        start = f"{word}_{late}{place_of(word) + 5000}"
        found |= grower.again(
            lambda n, start=start: f"{start}_{n + 70000}_{A1}_me-{n}.zip", word, number
        )
    return found


def _blackboard(grower: Grower) -> Files:
    found: Files = {}
    for word, number in grower.several():
        start = f"Assignment 1_{word}_attempt_2026-10-0"
        for path, content in grower.again(lambda n: f"{n}-11-00-00", word, number).items():
            found[f"{start}{path}_{A1}_me.zip"] = content
            found[f"{start}{path}.txt"] = b"Name: (hidden)"
    return found


def _brightspace(grower: Grower) -> Files:
    found: Files = {"index.html": b"<html>"}
    for word, number in grower.several():
        start = f"{place_of(word)}-77 - Ann {word} - Oct "
        found |= grower.again(
            lambda n, start=start: f"{start}{n}, 2026 1101 AM/{A1}_me.zip", word, number
        )
    return found


def _ilias(grower: Grower) -> Files:
    found: Files = {}
    for word, number in grower.several():
        start = f"{word}_Ann_login_{place_of(word) + 300}"
        found |= grower.again(lambda n, start=start: f"{start}/{A1}_me ({n}).zip", word, number)
    return found


def _nbgrader(grower: Grower) -> Files:
    found: Files = {}
    for word, number in grower.several():
        found[f"submitted/{word}/{A1}/{LOG_NAME}"] = log(number)
        found[f"submitted/{word}/{A1}/{NOTEBOOK_NAME}"] = good_notebook()
        grower.tree.ids[word] = f"{number}-head"
    return found


def _plain_zips(grower: Grower) -> Files:
    found: Files = {}
    for word, number in grower.several():
        found[f"{A1}_{word}.zip"] = grower.hand_in(word, number)
    return found | grower.noise()


def _plain_dates(grower: Grower) -> Files:
    found: Files = {}
    for word, number in grower.several():
        found[f"{word}_2026_10_0{number[-1]}.zip"] = grower.hand_in(word, number)
    return found | grower.noise()


def _plain_late(grower: Grower) -> Files:
    (word, number), *others = grower.several()
    found = {f"late/{word}.zip": grower.hand_in(word, number)}
    for other, own in others:
        found[f"{other}.zip"] = grower.hand_in(other, own)
    return found | grower.noise()


def _plain_folders(grower: Grower) -> Files:
    found: Files = {}
    for word, number in grower.several():
        found |= grower.again(lambda n, word=word: f"{word}/{A1}_me ({n}).zip", word, number)
    return found | grower.noise()


def _plain_loose(grower: Grower) -> Files:
    found: Files = {}
    for word, number in grower.several():
        found[f"{word}/{LOG_NAME}"] = log(number)
        found[f"{word}/{NOTEBOOK_NAME}"] = good_notebook()
        grower.tree.ids[word] = f"{number}-head"
    return found


KINDS = (
    *(_moodle, _canvas, _blackboard, _brightspace, _ilias, _nbgrader),
    *(_plain_zips, _plain_folders, _plain_loose, _plain_dates, _plain_late),
)


def write(tree: Tree, place: Path, chance: random.Random) -> Path:
    """Write a tree as a zip or as a folder."""
    if chance.random() < 0.5:
        path = place / "download.zip"
        path.write_bytes(pack(tree.files))
        return path
    for name, content in tree.files.items():
        path = place / "download" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return place / "download"
