"""Check, mark, export and look after the kit: the commands, their arguments and nothing else."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from healthclaims.core.atomic_write import disk_message
from healthclaims.core.files import home_dir
from healthclaims.core.html import shown
from healthclaims.core.problems import UnknownNameError
from healthclaims.paper import SIZES

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
    _show_what_the_console_can()
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
    article = add("new-article", _new_article, "make a text of your own out of a text file")
    article.add_argument("file", help="a plain text file")
    for name, words in (
        ("title", "its title; the first line by default"),
        ("publisher", "who published it"),
        ("genre", "what kind of text it is"),
        ("promotes", "yes, no or not verified: whether the publisher promotes the product"),
        ("invented", "yes or no: whether it was invented for teaching"),
    ):
        article.add_argument(f"--{name}", default="", help=f"{words}; asked for if left out")
    labels = add("labels", _labels, "let a text of your own have the labels of a spreadsheet")
    labels.add_argument("article", help="name of its folder in my_articles")
    labels.add_argument("sheet", type=Path, nargs="?", help="labels.csv in that folder by default")
    agreement = add(
        "agreement",
        _agreement,
        "print how far two people agree in their labels; without files, the two raters of the kit",
    )
    agreement.add_argument("labels", nargs="*", type=Path, help="two files with labels")
    assignment = add("new-assignment", _new_assignment, "make an assignment out of a labelled text")
    assignment.add_argument("name", help="a new name, for example a7_tea")
    assignment.add_argument("--from", dest="article", required=True, help="the text's folder")
    assignment.add_argument(
        "--questions",
        nargs="+",
        default=[],
        choices=("evidence", "certainty", "purpose", "fit"),
        help="question types; those of all labels by default",
    )
    assignment.add_argument("--most", type=_count, default=0, help="at most so many questions")
    assignment.add_argument("--title", default="", help="its heading; the text's title by default")
    assignment.add_argument("--minutes", type=_count, default=0, help="worked out by default")
    add("pretend", _pretend, "print what pretend learners are told as a table")
    classes = add(
        "classes",
        _classes,
        "print how well simulated classes' gains are told, 9 beside 18 questions",
    )
    trials = add("trials", _trials, "print how well simulated trials with two classes are told")
    for one in (classes, trials):
        one.add_argument(
            "--simulate", type=_count, help="so many of each sort; fewer are quicker and rougher"
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
    mark.add_argument(
        "--gradebook", type=Path, help="your gradebook of Canvas or grading worksheet of Moodle"
    )
    mark.add_argument("--column", default="", help="the column for the grades, if it is not found")
    collect = add("to-nbgrader", _to_nbgrader, "put submissions where nbgrader looks for them")
    _add_submissions(collect, Path("build/submitted"), "the folder")
    export = add(
        "export",
        _export,
        "make each lesson a page that opens without Jupyter and without a network",
    )
    export.add_argument(
        "lessons",
        nargs="*",
        help="names of lessons and assignments, or paths of notebooks; all lessons by default",
    )
    export.add_argument(
        "--out", type=Path, help="folder for what is made; pages, paper or quiz_bank"
    )
    export.add_argument(
        "--site",
        type=Path,
        metavar="OUT",
        help="write lessons and assignments for a web host into this folder; browsers keep them",
    )
    paper = export.add_argument_group("paper", "worksheets to print, each with its key")
    paper.add_argument(
        "--paper",
        action="store_true",
        help="write worksheets of lessons and assignments instead of pages: 02, a1_who_was_studied",
    )
    paper.add_argument("--size", choices=SIZES, default=SIZES[0], help="size of the paper")
    bank = export.add_argument_group("quiz bank", "questions as files for learning platforms")
    bank.add_argument(
        "--quiz-bank",
        action="store_true",
        help="write practice questions for Moodle, Canvas and others instead of pages",
    )
    for name, words in (
        ("--article", "only about this text, for example semax; pair for two versions"),
        ("--question-type", "only of this type: evidence, certainty, purpose, fit …"),
        ("--label", "only with this right answer, for example hedged"),
    ):
        bank.add_argument(name, action="append", default=[], help=f"{words} (can be repeated)")
    bank.add_argument(
        "--with-keys", action="store_true", help="let assignments be named too, with their answers"
    )
    report = add("report", _report, "write a page on what a class misread, and a table")
    report.add_argument(
        "answers",
        nargs="+",
        type=Path,
        help="folders that mark wrote, or learners' zips or folders",
    )
    report.add_argument("--out", type=Path, default=Path("report"), help="folder for the report")
    report.add_argument("--names", action="store_true", help="say on the page who answered what")
    gain = add("gain", _gain, "report what a class gained between the two checks")
    gain.add_argument(
        "answers",
        type=Path,
        nargs="+",
        help="folders and zips with learners' answers, such as the zips that lesson 10 makes",
    )
    gain.add_argument(
        "--groups",
        type=Path,
        metavar="FILE",
        help="compare two classes: a table with learner and group (first or later taught)",
    )
    return parser


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        message = f"{text!r} is not a whole number from 1"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _add_submissions(parser: argparse.ArgumentParser, out: Path, words: str) -> None:
    parser.add_argument("submissions", nargs="+", type=Path, help="zips, folders or files")
    parser.add_argument("--assignment", required=True, help="for example a1_who_was_studied")
    parser.add_argument("--out", type=Path, default=out, help=words)


def _show_what_the_console_can() -> None:
    """Print a question mark for a letter that the console does not have, instead of stopping."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _say(words: object, where: TextIO | None = None) -> None:
    """Print for people: file names and texts of others give a terminal no orders."""
    print(shown(str(words)), file=where or sys.stdout)


def _tell(words: str) -> None:
    """Print beside a report, not into it: what was passed over may name learners."""
    _say(words, sys.stderr)


# What each command imports comes late, because some of it takes a second.


def _check(_chosen: argparse.Namespace) -> int:
    from healthclaims.check import check_all

    found = check_all()
    _say("\n".join(found) or "All texts, labels and quizzes are in order.")
    if not (home_dir() / "data").is_dir():
        _say(_NOT_THE_KIT)
    return 1 if found else 0


def _new_article(chosen: argparse.Namespace) -> int:
    from healthclaims.own_text.new_article import ask_card, new_article

    card = ask_card(
        {
            name: getattr(chosen, name)
            for name in ("title", "publisher", "genre", "promotes", "invented")
        }
    )
    for line in new_article(chosen.file, card):
        _say(line)
    return 0


def _labels(chosen: argparse.Namespace) -> int:
    from healthclaims.own_text.label_sheet import take_in

    for line in take_in(chosen.article, chosen.sheet):
        _say(line)
    return 0


def _new_assignment(chosen: argparse.Namespace) -> int:
    from healthclaims.maintain.new_assignment import Plan, new_assignment

    plan = Plan(
        chosen.name,
        chosen.article,
        tuple(dict.fromkeys(chosen.questions)),
        chosen.most,
        chosen.title,
        chosen.minutes,
    )
    for line in new_assignment(plan):
        _say(line)
    return 0


def _agreement(chosen: argparse.Namespace) -> int:
    if chosen.labels:
        from healthclaims.maintain.label_agreement import compare_labels

        for line in compare_labels(chosen.labels):
            _say(line)
        return 0
    from healthclaims.maintain.report import agreement_table

    _say(agreement_table())
    return 0


def _pretend(_chosen: argparse.Namespace) -> int:
    from healthclaims.maintain.pretend_learners import pretend_table

    _say(pretend_table())
    return 0


def _classes(chosen: argparse.Namespace) -> int:
    from healthclaims.maintain.pretend_classes import CLASSES, classes_table

    _say(classes_table(chosen.simulate or CLASSES))
    return 0


def _trials(chosen: argparse.Namespace) -> int:
    from healthclaims.maintain.pretend_trials import TRIALS, trials_table

    _say(trials_table(chosen.simulate or TRIALS))
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
    lines = 0
    for line in refresh_all(chosen.notebooks):
        _say(line)
        lines += 1
    _say("Nothing else has changed." if lines else "All was up to date: nothing has changed.")
    return 0


def _gain(chosen: argparse.Namespace) -> int:
    from healthclaims.marking.gain_report import class_checks, gain_report
    from healthclaims.trial.report import trial_report

    checks = class_checks(chosen.answers, _tell)
    _say(trial_report(checks, chosen.groups) if chosen.groups else gain_report(checks))
    return 0


def _report(chosen: argparse.Namespace) -> int:
    from healthclaims.class_report.report import write_report

    _need_folder(chosen.out, "the report needs")
    for path in write_report(chosen.answers, chosen.out, names=chosen.names, tell=_tell):
        _say(f"{path}: written")
    return 0


def _student_kit(chosen: argparse.Namespace) -> int:
    from healthclaims.assignments.student_kit import write_student_kit

    for line in write_student_kit(chosen.out):
        _say(line)
    _say(f"The students' copy is in {chosen.out}. Zip this folder and hand it out.")
    return 0


def _paper(chosen: argparse.Namespace) -> int:
    from healthclaims.paper.write import write_paper

    for line in write_paper(chosen.lessons, chosen.size, chosen.out or Path("paper")):
        _say(line)
    return 0


def _quiz_bank(chosen: argparse.Namespace) -> int:
    from healthclaims.quiz_bank.selection import Selection
    from healthclaims.quiz_bank.write import write_bank

    wanted = Selection(
        chosen.lessons, chosen.article, chosen.question_type, chosen.label, chosen.with_keys
    )
    for line in write_bank(wanted, chosen.out or Path("quiz_bank")):
        _say(line)
    if chosen.with_keys:
        _say("These files hold answers of assignments: keep them where students cannot read them.")
    return 0


def _export(chosen: argparse.Namespace) -> int:
    if chosen.quiz_bank:
        return _quiz_bank(chosen)
    if chosen.paper:
        return _paper(chosen)
    from healthclaims.export.export import export_pages

    out = chosen.site or chosen.out or Path("pages")
    for line in export_pages(chosen.lessons, out, site=chosen.site is not None):
        _say(line)
    _say(f"Open {(out / 'index.html').as_posix()} with a double click.")
    return 0


def _mark(chosen: argparse.Namespace) -> int:
    from healthclaims.marking.mark_class import mark_class
    from healthclaims.marking.wording import NOTHING_HANDED_IN, progress_bar, run_summary

    _need_folder(chosen.out, "the marks need")
    if chosen.column and not chosen.gradebook:
        what = f"--column {chosen.column!r} names a column of a gradebook, and none was given."
        raise ValueError(f"{what} Give it with --gradebook FILE, or leave --column out.")
    given = (chosen.submissions, chosen.assignment, chosen.out, progress_bar)
    done = mark_class(*given, chosen.gradebook, chosen.column)
    _say("\n".join(run_summary(done, chosen.assignment)))
    if not done.students:
        _say(NOTHING_HANDED_IN, sys.stderr)
    return 0 if done.students else 1


def _need_folder(out: Path, need: str) -> None:
    for path in (out, *out.parents):
        if path.is_file():
            message = f"{path} is a file, and {need} a folder. Give a new one with --out."
            raise NotADirectoryError(message)


def _to_nbgrader(chosen: argparse.Namespace) -> int:
    from healthclaims.marking.to_nbgrader import collect

    for line in collect(chosen.submissions, chosen.assignment, chosen.out):
        _say(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
