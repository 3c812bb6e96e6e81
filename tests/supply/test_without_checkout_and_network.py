"""The installed wheel is enough: no checkout beside it, and no network."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from healthclaims.__main__ import build_parser
from tests.supply.installed import (
    HERE,
    ROOT,
    bare_environment,
    build_wheel,
    cut_off,
    install,
)

pytestmark = pytest.mark.exhaustive

EXERCISE = "exercises/a4_whole_article"
# Students name folders as they like.
ODD_NAME = "Mein Kurs – Übung 日本 'x' & (1)"


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that holds the wheel."""
    folder = tmp_path_factory.mktemp("installed")
    return install(build_wheel(folder), folder / "environment")


@pytest.fixture(scope="module")
def ran(python: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What came of running all lessons and one exercise, copied without the kit around them."""
    folder = tmp_path_factory.mktemp("student") / ODD_NAME
    for name in ("notebooks", EXERCISE):
        # What is for instructors is in no student's copy.
        ignored = shutil.ignore_patterns(".*", "answers*", "instructor")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    command = [*cut_off(), str(python), str(HERE / "run_notebooks.py"), str(folder)]
    done = subprocess.run(
        command, cwd=folder, env=bare_environment(folder / "home"), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_the_package_in_use_is_the_installed_one(python: Path, ran: dict[str, Any]) -> None:
    assert Path(ran["package"]).is_relative_to(python.parents[1])


def test_every_notebook_runs_without_checkout_and_network(ran: dict[str, Any]) -> None:
    notebooks = [*(ROOT / "notebooks").glob("*.ipynb"), *(ROOT / EXERCISE).glob("*.ipynb")]
    assert set(ran["ran"]) == {path.stem for path in notebooks}
    assert not {name: error for name, error in ran["ran"].items() if error}


def test_the_namespace_holds_nothing_but_loopback(ran: dict[str, Any]) -> None:
    if cut_off():
        assert ran["interfaces"] == ["lo"]


def test_where_no_namespace_can_be_made_python_refuses_other_machines(tmp_path: Path) -> None:
    # An address that is set aside for documentation: nobody has it.
    asked = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=5)"
    done = subprocess.run(
        [sys.executable, "-c", asked], env=bare_environment(tmp_path), capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert "the network is cut off, and something asked for '192.0.2.1'" in done.stderr


def test_the_installed_command_checks_its_own_data(python: Path, tmp_path: Path) -> None:
    command = [*cut_off(), str(python.with_name("healthclaims")), "check"]
    done = subprocess.run(
        command, cwd=tmp_path, env=bare_environment(tmp_path), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "in order" in done.stdout


FEWEST_FOR_A_GAIN = 8
ROUNDS = (
    '"lesson":"00_start_here","quiz":"before"',
    '"lesson":"06_fresh_texts","quiz":"after"',
)
FORM_NAMES = ("form_a", "form_b")
# What each command is started with, in a folder that holds the kit without its package.
STARTED = {
    "check": [],
    "new-article": ["own.txt"],
    "labels": ["labelled"],
    "agreement": [],
    "new-assignment": ["a7_own", "--from", "labelled"],
    "pretend": [],
    "classes": ["--simulate", "20"],
    "trials": ["--simulate", "5"],
    "cues": [],
    "reading": [],
    "refresh": ["00_start_here"],
    "student-kit": ["for_students"],
    "mark": ["submissions", "--assignment", "a1_who_was_studied"],
    "to-nbgrader": ["submissions", "--assignment", "a1_who_was_studied"],
    "export": ["00_start_here"],
    "gain": ["answers"],
    "report": ["answers"],
}


@pytest.fixture(scope="module")
def kit_without_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The kit's folder without its package, one hand-in, and a class that answered alike.

    Every other learner gave the answers of before after, and those of after before.
    """
    folder = tmp_path_factory.mktemp("kit_without_package")
    for name in ("data", "notebooks", "exercises", "solutions", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(".*"))
    for path in ROOT.glob("*.*"):
        if path.is_file() and path.suffix != ".py":
            shutil.copy(path, folder / path.name)
    for name in ("LICENSE", "nbgrader_config.py"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "own.txt").write_text("It may help some people.\n", encoding="utf-8")
    labelled = folder / "my_articles/labelled"
    shutil.copytree(ROOT / "solutions/texts/corbelane_roundup", labelled)
    with (labelled / "source.toml").open("a", encoding="utf-8") as card:
        card.write("own = true\n")
    sheet = 'unit,axis,label,why\nu08,evidence,people,"It names who took part."\n'
    (labelled / "labels.csv").write_text(sheet, encoding="utf-8")
    handed_in = folder / "submissions" / "doejane_12_345_a1_who_was_studied.ipynb"
    handed_in.parent.mkdir()
    shutil.copy(ROOT / "exercises/a1_who_was_studied/a1_who_was_studied.ipynb", handed_in)
    for number in range(FEWEST_FOR_A_GAIN):
        learner = folder / f"answers/blue-fox-{number}"
        shutil.copytree(ROOT / "data/example_learner", learner)
        for log in learner.rglob("*.jsonl"):
            # A copy is counted once: everybody's answers have ids of their own.
            text = log.read_text(encoding="utf-8").replace('"id":"', f'"id":"{number}')
            if number % 2:
                text = swapped(swapped(text, *ROUNDS), *FORM_NAMES)
            log.write_text(text, encoding="utf-8")
    return folder


def swapped(text: str, one: str, other: str) -> str:
    """Put each of two words where the other stood."""
    return text.replace(one, "\0").replace(other, one).replace("\0", other)


def test_every_command_is_started() -> None:
    (named,) = re.findall(r"\{([a-z,-]+)\}", build_parser().format_usage())
    assert set(STARTED) == set(named.split(","))


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", STARTED)
def test_every_command_starts_from_the_installed_wheel(
    python: Path, kit_without_package: Path, name: str
) -> None:
    command = [*cut_off(), str(python.with_name("healthclaims")), name, *STARTED[name]]
    environment = bare_environment(kit_without_package / "home")
    done = subprocess.run(
        command, cwd=kit_without_package, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.strip()
    assert "Traceback" not in done.stderr


def test_all_installed_packages_agree_with_each_other() -> None:
    done = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
