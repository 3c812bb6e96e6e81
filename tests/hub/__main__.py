"""A class works through a lesson on a JupyterHub, all at once: what is saved, how long, how large.

Start a hub with docs/instructors/hub/on_loopback.py, then, with the same HUB_HOMES and HUB_TOKEN:
python -m tests.hub 20
"""

# ruff: noqa: T201 - a script that prints its result

from __future__ import annotations

import json
import os
import statistics
import sys
import time
import urllib.request
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import websocket

HUB = "http://127.0.0.1:8900"
LESSON = "02_animal_or_human"
PATIENCE_SECONDS = 600
HEADERS = {"Authorization": f"token {os.environ.get('HUB_TOKEN', '')}"}


def ask(method: str, path: str, body: Any = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    asked = urllib.request.Request(HUB + path, data, HEADERS, method=method)
    with urllib.request.urlopen(asked, timeout=PATIENCE_SECONDS) as answer:
        text = answer.read()
    return json.loads(text) if text else None


class Kernel:
    """The kernel of one student's notebook, and the widgets that it has shown."""

    def __init__(self, user: str) -> None:
        notebook = f"notebooks/{LESSON}.ipynb"
        asked = {"path": notebook, "name": "", "type": "notebook", "kernel": {"name": "python3"}}
        made = ask("POST", f"/user/{user}/api/sessions", asked)
        address = f"{HUB}/user/{user}/api/kernels/{made['kernel']['id']}/channels"
        self._socket = websocket.create_connection(
            address.replace("http", "ws", 1), header=HEADERS, timeout=PATIENCE_SECONDS
        )
        self.cells = ask("GET", f"/user/{user}/api/contents/{notebook}")["content"]["cells"]
        self.decks: dict[str, dict[str, Any]] = {}
        self.saved: set[str] = set()
        self.errors: list[str] = []

    def send(self, kind: str, content: dict[str, Any]) -> str:
        number = uuid4().hex
        header = {
            "msg_id": number,
            "msg_type": kind,
            "username": "",
            "session": "class",
            "date": datetime.now().astimezone().isoformat(),
            "version": "5.4",
        }
        empty: dict[str, Any] = {"parent_header": {}, "metadata": {}, "channel": "shell"}
        self._socket.send(json.dumps(empty | {"header": header, "content": content}))
        return number

    def hear(self) -> tuple[str, str, dict[str, Any]]:
        """Give kind, question and content of the next message, and remember what it tells."""
        heard = self._socket.recv()
        # A message with binary parts begins with their places; none of them is needed here.
        if isinstance(heard, bytes):
            start, end = (int.from_bytes(heard[at : at + 4], "big") for at in (4, 8))
            heard = heard[start:end].decode()
        message = json.loads(heard)
        kind, content = message["header"]["msg_type"], message["content"]
        if kind == "comm_open" and "deck" in content["data"].get("state", {}):
            self.decks[content["comm_id"]] = content["data"]["state"]["deck"]
        elif kind == "comm_msg" and content["data"].get("content", {}).get("type") == "saved":
            self.saved |= set(content["data"]["content"]["ids"])
        elif kind == "error":
            self.errors.append(content["evalue"])
        return kind, message["parent_header"].get("msg_id", ""), content

    def run(self) -> None:
        """Run all cells, as the double arrow does."""
        for cell in self.cells:
            if cell["cell_type"] != "code":
                continue
            code = "".join(cell["source"])
            number = self.send("execute_request", {"code": code, "silent": False})
            while self.hear()[:2] != ("execute_reply", number):
                pass

    def answer(self) -> tuple[list[str], float]:
        """Answer every question as the page does; give the ids, and the longest time to “Saved.”"""
        given, longest = [], 0.0
        for comm, deck in self.decks.items():
            for place, asked in enumerate(deck["questions"]):
                options = asked["options"]
                entry = {
                    "kind": "answer",
                    "id": uuid4().hex[:24],
                    "time": datetime.now().astimezone().isoformat(timespec="milliseconds"),
                    "lesson": deck["lesson"],
                    "quiz": deck["quiz"],
                    "question": asked["id"],
                    "seen": asked["seen"],
                    "choice": options[place % len(options)]["value"],
                    "sure": 2,
                    "elapsed_ms": 1000,
                }
                told = {"method": "custom", "content": {"type": "entry", "entry": entry}}
                start = time.monotonic()
                self.send("comm_msg", {"comm_id": comm, "data": told})
                while entry["id"] not in self.saved:
                    self.hear()
                longest = max(longest, time.monotonic() - start)
                given.append(str(entry["id"]))
        return given, longest


def work(user: str) -> dict[str, Any]:
    """Let one student log in, open the lesson, run it and answer all of it."""
    ask("POST", f"/hub/api/users/{user}")
    start = time.monotonic()
    ask("POST", f"/hub/api/users/{user}/server")
    while not ask("GET", f"/hub/api/users/{user}")["servers"].get("", {}).get("ready"):
        time.sleep(1)
    ready = time.monotonic()
    kernel = Kernel(user)
    kernel.run()
    run = time.monotonic()
    given, longest = kernel.answer()
    return {
        "user": user,
        "given": given,
        "errors": kernel.errors,
        "server": ready - start,
        "lesson": run - ready,
        "answer": longest,
    }


def logged(user: str) -> list[str]:
    """Give the ids of all answers on the student's disk."""
    folder = Path(os.environ["HUB_HOMES"], user, "health-claims/answers")
    texts = [path.read_text(encoding="utf-8") for path in folder.rglob("*.jsonl")]
    entries = [json.loads(line) for text in texts for line in text.split("\n") if line]
    return [entry["id"] for entry in entries if entry["kind"] == "answer"]


def memory() -> dict[str, tuple[int, float]]:
    """Give number and MB of the students' servers and kernels; what they share is shared out."""
    kinds = {"server": "jupyterhub-singleuser", "kernel": "ipykernel_launcher"}
    found: dict[str, list[float]] = {kind: [] for kind in kinds}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_text()
            if os.environ["HUB_HOMES"] not in str((process / "cwd").readlink()):
                continue
            rollup = (process / "smaps_rollup").read_text()
        except OSError:
            continue
        for kind, words in kinds.items():
            if words in command:
                kb = next(int(line.split()[1]) for line in rollup.splitlines() if "Pss:" in line)
                found[kind].append(kb / 1024)
    return {kind: (len(sizes), sum(sizes)) for kind, sizes in found.items()}


def told(name: str, seconds: Sequence[float]) -> str:
    return f"{name}: median {statistics.median(seconds):.1f} s, longest {max(seconds):.1f} s"


def main(students: int) -> int:
    """Let a class work; the exit code is 0 where every answer is on the disk, once."""
    before = os.getloadavg()[0]
    names = [f"s{number:02}" for number in range(1, students + 1)]
    with ThreadPoolExecutor(students) as pool:
        results = list(pool.map(work, names))
    given = [number for one in results for number in one["given"]]
    kept = [number for name in names for number in logged(name)]
    print(f"load average {before:.1f} before, {os.getloadavg()[0]:.1f} after")
    for name in ("server", "lesson", "answer"):
        print(told(name, [one[name] for one in results]))
    for kind, (count, size) in memory().items():
        print(f"{count} x {kind}: {size:.0f} MB, {size / max(count, 1):.0f} MB each")
    same = len(set(given) & set(kept))
    print(f"{len(given)} answers given, {len(kept)} kept, {same} of them the same")
    print(f"errors: {[error for one in results for error in one['errors']]}")
    return 0 if given and sorted(given) == sorted(kept) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
