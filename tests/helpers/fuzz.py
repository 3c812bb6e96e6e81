"""Damaged and hostile submissions: a table made by hand, and as many more as are asked for.

``uploads(2000)`` gives the same submissions every time. Each is what one student uploaded;
`lay_out` puts them into a download as the learning platforms make it.
"""

from __future__ import annotations

import functools
import itertools
import json
import random
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.helpers.handed_in import (
    A1,
    LOG_NAME,
    NOTEBOOK_NAME,
    TASK,
    cell,
    good_notebook,
    good_zip,
    log,
    notebook,
    pack,
)

LAYOUTS = ("moodle folders", "moodle flat", "canvas", "nbgrader", "plain", "folders")


@dataclass(frozen=True)
class Upload:
    """What one student uploaded.

    Parameters
    ----------
    what : str
        How it was damaged.
    name : str
        Name of the file, which Moodle and Canvas keep.
    content : bytes
        All of it.
    """

    what: str
    name: str
    content: bytes


# ---------------------------------------------------------------- made by hand


def info(name: str, mode: int = 0, method: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    """Give the head of a member, with a Unix mode."""
    made = zipfile.ZipInfo(name)
    made.external_attr, made.compress_type = mode << 16, method
    return made


def bomb(size: int = 300_000_000) -> bytes:
    """Give a zip with one log of noughts, a thousand times smaller than what it holds."""
    block, count = b"0" * 1_000_000, size // 1_000_000
    packer = zlib.compressobj(9, wbits=-15)
    # After a full flush the same bytes can stand again and again.
    packed = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    data = packed * count + zlib.compressobj(9, wbits=-15).flush()
    check = 0
    for _ in range(count):
        check = zlib.crc32(block, check)
    name = LOG_NAME.encode()
    sizes = (check, len(data), size // 1_000_000 * 1_000_000, len(name), 0)
    head = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 33, *sizes) + name
    entry = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, *sizes, 0, 0, 0, 0, 0)
    place = len(head) + len(data)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, len(entry) + len(name), place, 0)
    return head + data + entry + name + end


def lying(content: bytes, size: int) -> bytes:
    """Let every member of a zip say that it has another size."""
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = content.find(mark)
        while start >= 0:
            spot = start + place
            content = content[:spot] + struct.pack("<I", size) + content[spot + 4 :]
            start = content.find(mark, spot)
    return content


def overlapping(copies: int = 50) -> bytes:
    """Give a zip whose list of contents names the same member many times."""
    content = pack({LOG_NAME: log()})
    start = content.find(b"PK\x01\x02")
    end = content.find(b"PK\x05\x06")
    entry, tail = content[start:end], content[end:]
    tail = tail[:8] + struct.pack("<HHI", copies, copies, len(entry) * copies) + tail[16:]
    return content[:start] + entry * copies + tail


def flagged(bit: int) -> bytes:
    """Set a flag of every member: 1 says that it is encrypted."""
    content = bytearray(good_zip())
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        start = content.find(mark)
        while start >= 0:
            content[start + place] |= bit
            start = content.find(mark, start + 1)
    return bytes(content)


def nested(depth: int, content: bytes | None = None) -> bytes:
    """Give a zip in a zip in a zip."""
    content = good_zip() if content is None else content
    for number in range(depth):
        content = pack({f"level{number}.zip": content})
    return content


def many(count: int, name: str = "x{}.jsonl") -> bytes:
    """Give a zip of very many small members."""
    return pack((name.format(number), b"") for number in range(count))


def named(name: str) -> bytes:
    """Give a zip with a log under a strange name."""
    return pack({NOTEBOOK_NAME: good_notebook(), name: log()})


ODD_NAMES = {
    "steps upwards": "../../../etc/answers.jsonl",
    "from the root": "/etc/answers.jsonl",
    "a drive": "C:\\Users\\answers.jsonl",
    "backslashes": "..\\..\\answers.jsonl",
    "a line end": "ans\nwers.jsonl",
    "control characters": "\x1b[31manswers\x07.jsonl",
    "text turned round": "\u202elnosj.answers.jsonl",
    "a long name": "x" * 300 + ".jsonl",
    "a very long name": "y" * 60_000 + ".jsonl",
    "no name": "",
    "dots alone": "..",
    "a slash alone": "/",
    "a mark": "<script>alert(1)</script>.jsonl",
    "a formula": "=HYPERLINK(1).jsonl",
    "a name of Windows": "CON.jsonl",
    "a checkpoint": f".ipynb_checkpoints/{A1}-checkpoint.ipynb",
    "a folder named like a log": "answers.jsonl/answers.jsonl",
}

NOON = b'"time":"2026-03-02T12:00:00Z"'
ODD_JSON = {
    "deep lists": b"[" * 100_000,
    "deep lists, closed": b"[" * 5_000 + b"]" * 5_000,
    "deep objects": b'{"a":' * 50_000,
    "no number": b'{"sure":NaN}',
    "no end": b'{"sure":-Infinity}',
    "a huge number": b'{"sure":1e999999}',
    "a long number": b'{"sure":' + b"9" * 5_000 + b"}",
    "a name twice": b'{"kind":"answer","kind":"note","id":"a","time":"2026-03-02T09:00:00+00:00"}',
    "half a character": b'{"kind":"note","id":"\\ud800","text":"\\udfff",' + NOON + b"}",
    "a NUL": b'{"kind":"note","id":"\\u0000","time":"2026-03-02T09:00:00Z","text":"\\u0000"}',
    "the first day": b'{"kind":"note","id":"a","time":"0001-01-01T00:00:00+23:59"}',
    "the last day": b'{"kind":"note","id":"a","time":"9999-12-31T23:59:59-23:59"}',
    "no text": bytes(range(256)),
    "NULs": b"\0" * 10_000,
    "line ends": b"\n" * 200_000,
    "one long line": b"x" * 400_000,
    "many short lines": b"{}\n" * 100_000,
}

ODD_CELLS = {
    "no cells": [],
    "cells of other kinds": [1, None, "x", [], {}, [[]]],
    "source a number": [cell(1, TASK)],
    "source a list of numbers": [cell([1, 2], TASK)],
    "source deep": [cell([[["x"]]], TASK)],
    "no metadata": [cell("x", TASK, metadata=None)],
    "metadata a list": [cell("x", TASK, metadata=["nbgrader"])],
    "nbgrader a text": [cell("x", TASK, metadata={"nbgrader": "x"})],
    "grade_id a list": [cell("x", TASK, metadata={"nbgrader": {"grade_id": [TASK]}})],
    "id an object": [cell("x", id={})],
    "a cell twice": [cell("one", TASK), cell("two", TASK)],
    "a script": [cell("<script>alert(1)</script>", TASK)],
    "half a character": [cell("\ud800", TASK)],
    "a long answer": [cell("word " * 100_000, TASK)],
    "very many cells": [cell("", "x")] * 20_000,
}


@functools.cache
def by_hand() -> list[Upload]:
    """Give the table: hostile zips, names, logs and notebooks.

    Returns
    -------
    list of Upload
        The same every time.
    """
    good, small = good_zip(), pack({LOG_NAME: log()})
    link = pack([(info(LOG_NAME, 0o120777), b"/etc/passwd"), (NOTEBOOK_NAME, good_notebook())])
    files = {
        "good": good,
        "empty": b"",
        "an empty zip": pack({}),
        "a zip cut off": good[:-30],
        "half a zip": good[: len(good) // 2],
        "the end alone": good[-22:],
        "something before": b"x" * 1000 + good,
        "something after": good + b"x" * 1000,
        "a bomb": bomb(),
        "a bomb in a zip": nested(1, bomb(50_000_000)),
        "small, says large": lying(good, 2**32 - 2),
        "large, says small": lying(bomb(3_000_000), 10),
        "members that overlap": overlapping(),
        "a password": flagged(1),
        "strong encryption": flagged(1 | 64),
        "patched data": flagged(32),
        "a link": link,
        "a pipe": pack([(info(LOG_NAME, 0o010666), log())]),
        "a device": pack([(info(LOG_NAME, 0o020666), log())]),
        "a folder that holds data": pack({f"{LOG_NAME}/": log()}),
        "bzip2": pack([(info(LOG_NAME), log())]).replace(b"\x08\x00", b"\x0c\x00"),
        "unknown method": pack([(info(LOG_NAME), log())]).replace(b"\x08\x00", b"\x63\x00"),
        "two zips deep": nested(2),
        "three zips deep": nested(3),
        "fifty zips deep": nested(50),
        "three thousand members": many(3_000),
        "many members with long names": many(200, "x" * 5_000 + "{}.jsonl"),
        "the same name twice": pack([(LOG_NAME, log("a")), (LOG_NAME, log("b"))]),
        "a download of a class": pack(
            {f"S{n}_{n}_assignsubmission_file_/a.zip": small for n in range(3)}
        ),
        "log alone": pack({LOG_NAME: log()}),
        "notebook alone": pack({NOTEBOOK_NAME: good_notebook()}),
        "of a Mac": pack(
            {"a1/" + NOTEBOOK_NAME: good_notebook(), "__MACOSX/a1/._x": b"", "a1/.DS_Store": b"x"}
        ),
    }
    made = [Upload(what, f"{A1}.zip", content) for what, content in files.items()]
    for what, name in ODD_NAMES.items():
        made.append(Upload(f"name: {what}", f"{A1}.zip", named(name)))
    for what, content in ODD_JSON.items():
        made.append(Upload(f"log: {what}", f"{A1}.zip", pack({LOG_NAME: log() + content + b"\n"})))
        made.append(Upload(f"loose log: {what}", LOG_NAME, content))
        made.append(Upload(f"notebook: {what}", NOTEBOOK_NAME, content))
    for what, cells in ODD_CELLS.items():
        made.append(Upload(f"cells: {what}", NOTEBOOK_NAME, notebook(*cells)))
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        made.append(Upload(f"log in {encoding}", LOG_NAME, log().decode().encode(encoding)))
        text = good_notebook().decode()
        made.append(Upload(f"notebook in {encoding}", NOTEBOOK_NAME, text.encode(encoding)))
    made += [
        Upload("Windows line ends", LOG_NAME, log().replace(b"\n", b"\r\n")),
        Upload("version 3", NOTEBOOK_NAME, notebook(nbformat=3, worksheets=[])),
        Upload("a log named text", "answers.jsonl.txt", log()),
        Upload("a notebook named JSON", f"{A1}.json", good_notebook()),
        Upload("a zip named notebook", NOTEBOOK_NAME, good),
        Upload("a notebook named zip", "a1.zip", good_notebook()),
        Upload("a picture", "screenshot.png", b"\x89PNG"),
        Upload("a document", "a1.pdf", b"%PDF"),
        Upload("another packer", "a1.rar", b"Rar!"),
    ]
    return made


# ---------------------------------------------------------------- made by chance


def damaged_bytes(content: bytes, chance: random.Random) -> bytes:
    """Flip, cut out, put in, repeat or cut off bytes, up to four times."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(content) + 1)
        end = start + chance.randint(1, 200)
        part = chance.randbytes(chance.randint(1, 40))
        content = chance.choice(
            [
                content[:start] + part[:1] + content[start + 1 :],
                content[:start] + content[end:],
                content[:start] + part + content[start:],
                content[:end] + content[start:],
                content[:start] + content[start : start + 1] * 300 + content[start:],
                content[:start] if chance.random() < 0.3 else content + part,
            ]
        )
    return content


def byte_upload(seed: int) -> Upload:
    """Damage the bytes of a good zip, or of a log or notebook with or without its zip."""
    chance = random.Random(seed)
    how = chance.choice(["zip", "log", "notebook", "nested zip"])
    if how == "zip":
        return Upload("zip bytes", f"{A1}.zip", damaged_bytes(good_zip(), chance))
    if how == "nested zip":
        inner = damaged_bytes(good_zip(), chance)
        return Upload("nested zip bytes", "work.zip", pack({f"{A1}.zip": inner}))
    name, good = (LOG_NAME, log()) if how == "log" else (NOTEBOOK_NAME, good_notebook())
    content = damaged_bytes(good, chance)
    if chance.random() < 0.5:
        return Upload(f"{how} bytes", name, content)
    return Upload(f"{how} bytes", f"{A1}.zip", pack({name: content}))


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(["\ud800", "\x00", "=1+1", "<script>", "9" * 4000, "people"]),
)
ANY_JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)


@st.composite
def damaged_json(draw: st.DrawFn, value: object) -> object:
    """Put something else somewhere into a value, or take something out."""
    if isinstance(value, dict) and value and draw(st.integers(0, 5)):
        name = draw(st.sampled_from(sorted(value)))
        how = draw(st.sampled_from(["deeper", "deeper", "drop", "rename"]))
        rest = {key: one for key, one in value.items() if key != name}
        if how == "drop":
            return rest
        if how == "rename":
            return rest | {draw(st.text(max_size=8)): value[name]}
        return value | {name: draw(damaged_json(value[name]))}
    if isinstance(value, list) and value and draw(st.integers(0, 5)):
        place = draw(st.integers(0, len(value) - 1))
        how = draw(st.sampled_from(["deeper", "deeper", "drop", "twice"]))
        if how == "drop":
            return value[:place] + value[place + 1 :]
        if how == "twice":
            return value[: place + 1] + value[place:]
        return [*value[:place], draw(damaged_json(value[place])), *value[place + 1 :]]
    return draw(ANY_JSON)


@st.composite
def damaged_log(draw: st.DrawFn) -> bytes:
    """Damage some lines of a log as JSON."""
    lines = log().splitlines()
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(lines) - 1))
        try:
            value = json.loads(lines[place])
        except ValueError:
            continue
        lines[place] = json.dumps(draw(damaged_json(value))).encode()
    return b"\n".join(lines)


@st.composite
def damaged_notebook(draw: st.DrawFn) -> bytes:
    """Damage a notebook as JSON."""
    value: object = json.loads(good_notebook())
    for _ in range(draw(st.integers(1, 3))):
        value = draw(damaged_json(value))
    return json.dumps(value).encode()


NAMES = st.one_of(
    st.sampled_from([*ODD_NAMES.values(), NOTEBOOK_NAME, LOG_NAME, f"{A1}-1.ipynb", "a.zip"]),
    st.builds(
        "{}{}".format,
        st.text(st.characters(codec="utf-8"), max_size=30),
        st.sampled_from([".ipynb", ".jsonl", ".zip", ".json", ".txt", "", "/x.jsonl"]),
    ),
)


@st.composite
def json_upload(draw: st.DrawFn) -> Upload:
    """Damage a good log or notebook as JSON."""
    book, lines = good_notebook(), log()
    how = draw(st.sampled_from(["log", "notebook"]))
    if how == "log":
        lines = draw(damaged_log())
    else:
        book = draw(damaged_notebook())
    if draw(st.booleans()):
        return Upload(f"{how} JSON", f"{A1}.zip", pack({NOTEBOOK_NAME: book, LOG_NAME: lines}))
    return Upload(f"{how} JSON", *((LOG_NAME, lines) if how == "log" else (NOTEBOOK_NAME, book)))


@st.composite
def name_upload(draw: st.DrawFn) -> Upload:
    """Give good and bad content names of all sorts in a zip."""
    contents = st.sampled_from([good_notebook(), log(), good_zip(), b"", b"x"])
    pairs = draw(st.lists(st.tuples(NAMES, contents), min_size=1, max_size=4))
    return Upload("names", f"{A1}.zip", pack(pairs))


@functools.cache
def uploads(count: int) -> list[Upload]:
    """Give the table made by hand, and as many more made by chance as are needed.

    Parameters
    ----------
    count : int
        How many in all, no two alike; below 500 perhaps a few more.

    Returns
    -------
    list of Upload
        The same every time: a third are JSON and names from hypothesis, the rest damaged bytes.
    """
    made = dict.fromkeys(by_hand())

    @settings(
        max_examples=max(1, count // 3),
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(json_upload() | name_upload())
    def collect(upload: Upload) -> None:
        made.setdefault(upload)

    collect()
    seeds = itertools.count()
    while len(made) < count:
        made.setdefault(byte_upload(next(seeds)))
    return list(made)


# ---------------------------------------------------------------- downloads of a class


def placed(layout: str, number: int, upload: Upload) -> str:
    """Give the name that an upload has in a download.

    Parameters
    ----------
    layout : str
        One of `LAYOUTS`.
    number : int
        The student's.
    upload : Upload
        What the student uploaded; in plain layouts its name alone is the student's.

    Returns
    -------
    str
        A name with slashes, different for every number.
    """
    end = upload.name[upload.name.find(".") :]
    return {
        "moodle folders": f"Student {number}_{number}_assignsubmission_file_/{upload.name}",
        "moodle flat": f"Student {number}_{number}_assignsubmission_file_{upload.name}",
        "canvas": f"student_{number}_{number + 100_000}_{upload.name}",
        "nbgrader": f"submitted/student{number}/{A1}/{upload.name}",
        "plain": f"student{number}{end}",
        "folders": f"student{number}/{upload.name}",
    }[layout]


def lay_out(made: Sequence[Upload], layout: str, path: Path) -> dict[str, Upload]:
    """Write the download of a class: a zip, or a folder if `path` does not end so.

    Parameters
    ----------
    made : sequence of Upload
        One for each student, numbered from 1.
    layout : str
        One of `LAYOUTS`.
    path : Path
        Where to.

    Returns
    -------
    dict of str to Upload
        Name below `path` to what lies there.
    """
    found = {placed(layout, number, upload): upload for number, upload in enumerate(made, 1)}
    if path.suffix == ".zip":
        path.write_bytes(pack({name: upload.content for name, upload in found.items()}))
    else:
        for name, upload in found.items():
            own = path / name
            own.parent.mkdir(parents=True, exist_ok=True)
            own.write_bytes(upload.content)
    return found
