"""Check, mark, export and look after the kit: the commands, their arguments and nothing else."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from healthclaims.core.atomic_write import disk_message
from healthclaims.core.files import home_dir
from healthclaims.core.html import shown
from healthclaims.core.problems import UnknownNameError

Command = Callable[[argparse.Namespace], int]

_NOT_THE_KIT = (
    "This is not the kit's folder: texts of your own were looked for in my_articles/ here, and all "
    "else is what was installed. To check another folder, change to it and run this again."
)
_NO_MAINTAIN = (
    "This copy of the kit is for students and holds no commands for maintainers. Run this in the "
    "whole kit."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Parameters
    ----------
    arguments : sequence of str, optional
        As on the command line; those of the process by default.

    Returns
    -------
    int
        Exit status: 0 if all is well, 1 if something is wrong.
    """
    chosen = build_parser().parse_args(arguments)
    run: Command = chosen.command
    try:
        return run(chosen)
    except ModuleNotFoundError as error:
        if error.name != "healthclaims.maintain":
            raise
        _say(_NO_MAINTAIN, sys.stderr)
    except OSError as error:
        _say(disk_message(error), sys.stderr)
    except (ValueError, UnknownNameError, RuntimeError) as error:
        _say(error, sys.stderr)
    return 1


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands and their options; each names its function."""
    parser = argparse.ArgumentParser(prog="python -m healthclaims", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)

    def add(name: str, command: Command, words: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=words)
        made.set_defaults(command=command)
        return made

    add("check", _check, "check all texts, labels and quizzes; list every problem")
    add("agreement", _agreement, "print the agreement of the two raters as a table")
    add("pretend", _pretend, "print what pretend learners are told as a table")
    add(
        "classes",
        _classes,
        "print how well simulated classes' gains are told, 9 beside 18 questions",
    )
    add("cues", _cues, "print how well the cue words agree with the labels")
    add("reading", _reading, "print the reading age of every lesson as a table")
    refresh = add(
        "refresh",
        _refresh,
        "run all notebooks again, store what they show, and make exercises/",
    )
    refresh.add_argument("notebooks", nargs="*", help="names of notebooks; all by default")
    refresh.add_argument(
        "--check", action="store_true", help="change nothing; say what of exercises/ is out of date"
    )
    kit = add("student-kit", _student_kit, "copy the kit for students, without solutions")
    kit.add_argument("out", type=Path, help="a new folder")
    mark = add("mark", _mark, "mark submissions without running students' code")
    _add_submissions(mark, Path("marks"), "folder for the marks")
    collect = add("to-nbgrader", _to_nbgrader, "put submissions where nbgrader looks for them")
    _add_submissions(collect, Path("build/submitted"), "the folder")
    export = add(
        "export",
        _export,
        "make each lesson a page that opens without Jupyter and without a network",
    )
    export.add_argument(
        "lessons", nargs="*", help="names of lessons or paths of notebooks; all lessons by default"
    )
    export.add_argument("--out", type=Path, default=Path("pages"), help="folder for the pages")
    gain = add("gain", _gain, "report what a class gained between the two checks")
    gain.add_argument("answers", type=Path, help="folder that holds one folder a learner")
    return parser


def _add_submissions(parser: argparse.ArgumentParser, out: Path, words: str) -> None:
    parser.add_argument("submissions", nargs="+", type=Path, help="zips, folders or files")
    parser.add_argument("--assignment", required=True, help="for example a1_who_was_studied")
    parser.add_argument("--out", type=Path, default=out, help=words)


def _say(words: object, where: TextIO | None = None) -> None:
    """Print for people: file names and texts of others give a terminal no orders."""
    where = where or sys.stdout
    encoding = getattr(where, "encoding", None) or "utf-8"
    print(shown(str(words)).encode(encoding, "replace").decode(encoding), file=where)


# What each command imports comes late, because some of it takes a second.


def _check(_chosen: argparse.Namespace) -> int:
    from healthclaims.check import check_all

    found = check_all()
    _say("\n".join(found) or "All texts, labels and quizzes are in order.")
    if not (home_dir() / "data").is_dir():
        _say(_NOT_THE_KIT)
    return 1 if found else 0


def _agreement(_chosen: argparse.Namespace) -> int:
    from healthclaims.maintain.report import agreement_table

    _say(agreement_table())
    return 0


def _pretend(_chosen: argparse.Namespace) -> int:
    from healthclaims.maintain.pretend_learners import pretend_table

    _say(pretend_table())
    return 0


def _classes(_chosen: argparse.Namespace) -> int:
    from healthclaims.maintain.pretend_classes import classes_table

    _say(classes_table())
    return 0


def _cues(_chosen: argparse.Namespace) -> int:
    from healthclaims.maintain.highlighter_scores import cue_label_table, cue_table

    _say(f"{cue_table()}\n\n{cue_label_table()}")
    return 0


def _reading(_chosen: argparse.Namespace) -> int:
    from healthclaims.maintain.reading_age import reading_age_table

    _say(reading_age_table())
    return 0


def _refresh(chosen: argparse.Namespace) -> int:
    from healthclaims.maintain.exercises import exercise_differences
    from healthclaims.maintain.refresh import refresh_all

    if chosen.check:
        found = exercise_differences()
        _say("\n".join(found) or "exercises/ is up to date.")
        return 1 if found else 0
    for line in refresh_all(chosen.notebooks):
        _say(line)
    return 0


def _gain(chosen: argparse.Namespace) -> int:
    from healthclaims.marking.gain import gain_report

    _say(gain_report(chosen.answers))
    return 0


def _student_kit(chosen: argparse.Namespace) -> int:
    from healthclaims.assignments.student_kit import write_student_kit

    for line in write_student_kit(chosen.out):
        _say(line)
    _say(f"The students' copy is in {chosen.out}. Zip this folder and hand it out.")
    return 0


def _export(chosen: argparse.Namespace) -> int:
    from healthclaims.export.export import export_pages

    for line in export_pages(chosen.lessons, chosen.out):
        print(line)
    print(f"Open {(chosen.out / 'index.html').as_posix()} with a double click.")
    return 0


def _mark(chosen: argparse.Namespace) -> int:
    from healthclaims.marking.mark_class import mark_class
    from healthclaims.marking.wording import progress_bar, run_summary

    for path in (chosen.out, *chosen.out.parents):
        if path.is_file():
            message = f"{path} is a file, and the marks need a folder. Give a new one with --out."
            raise NotADirectoryError(message)
    done = mark_class(chosen.submissions, chosen.assignment, chosen.out, progress_bar)
    _say("\n".join(run_summary(done, chosen.assignment)))
    return 0


def _to_nbgrader(chosen: argparse.Namespace) -> int:
    from healthclaims.marking.to_nbgrader import collect

    for line in collect(chosen.submissions, chosen.assignment, chosen.out):
        _say(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
