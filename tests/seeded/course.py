"""Faults in the record of studies, in assignments and their keys, and in marking."""

from .changes import Added, Cells, Gone, Notebook, Rows, Swap, cell_of, in_cell, without_cell
from .fault import fault

RECORD = "tests/texts/test_evidence.py"
STUDIES = "data/evidence/studies.csv"
WORDS = "tests/texts/test_study_words.py"
HANDOUT = "tests/classroom/test_handout.py"
LEAKS = "tests/classroom/test_leaks.py"
MARKING = "tests/classroom/test_marking.py"
ZIPS = "tests/classroom/test_safe_zip.py"
A1, A2, A5 = "a1_who_was_studied", "a2_how_sure", "a5_rewrite"
SAFE_ZIP = "healthclaims/classroom/safe_zip.py"
MARK = "healthclaims/classroom/marking.py"


def _exercise(name: str) -> str:
    return f"exercises/{name}/{name}.ipynb"


def _source(name: str) -> str:
    return f"solutions/{name}/{name}.ipynb"


def _points(notebook: Notebook) -> None:
    cell_of(notebook, "marked")["metadata"]["nbgrader"]["points"] = 14


def _key_in_metadata(notebook: Notebook) -> None:
    cell_of(notebook, "marked")["metadata"]["key"] = {"corbelane_roundup/u08/evidence": "people"}


FAULTS = (
    fault(
        "study-better-checked-than-it-was",
        "A study known from a list only is shown as one whose page was read.",
        f"{RECORD}::test_only_a_record_whose_page_was_read_has_an_identifier_seen_there",
        "agapova2007",
        Rows(STUDIES, {"study": "agapova2007"}, {"check_grade": "A"}),
    ),
    fault(
        "identifier-said-to-be-opened",
        "An identifier that stood in a list is said to stand on the page that was read.",
        f"{RECORD}::test_only_a_record_whose_page_was_read_has_an_identifier_seen_there",
        "shadrina2001",
        Rows(STUDIES, {"study": "shadrina2001"}, {"opened": "pmid"}),
    ),
    fault(
        "identifier-with-a-slip",
        "The number leads to another paper.",
        f"{RECORD}::test_every_identifier_is_the_one_in_the_research_notes",
        'assert hashlib.sha256("\\n".join(rows).encode()).hexdigest() == IDENTIFIERS_SHA',
        Rows(STUDIES, {"study": "shadrina2001"}, {"pmid": "11457537"}),
    ),
    fault(
        "unknown-number-filled-in",
        "A number of participants that nobody has seen stands in the record.",
        f"{RECORD}::test_what_is_told_of_every_study_is_what_the_research_notes_say",
        'assert hashlib.sha256("\\n".join(rows).encode()).hexdigest() == FACTS_SHA256',
        Rows(STUDIES, {"study": "dolotov2003"}, {"participants": "45 rats"}),
    ),
    fault(
        "unknown-comparison-filled-in",
        "A comparison that our notes do not hold is told as a fact.",
        f"{RECORD}::test_what_is_told_of_every_study_is_what_the_research_notes_say",
        'assert hashlib.sha256("\\n".join(rows).encode()).hexdigest() == FACTS_SHA256',
        Rows(STUDIES, {"study": "dolotov2003"}, {"compared_with": "rats given salt water"}),
    ),
    fault(
        "unknown-told-as-it-stands",
        "A student reads “not seen” and takes it for something that a study found.",
        f"{WORDS}::test_what_was_not_seen_is_said_to_be_unknown",
        "not in our notes",
        Swap(
            "healthclaims/texts/study_words.py",
            "return NOT_STATED if _UNKNOWN.fullmatch(text.strip()) else text",
            "return text",
        ),
    ),
    fault(
        "link-to-no-study",
        "A line of the page leads to a study that is not in the record.",
        "check",
        "Did you mean 'kaplan1996'?",
        Rows(
            "data/evidence/links.csv",
            {"study": "kaplan1996", "unit": "u29"},
            {"study": "kaplan1995"},
        ),
    ),
    fault(
        "animal-study-told-of-people",
        "A study of rats is said to show something in patients.",
        f"{RECORD}::test_no_link_of_an_animal_study_says_that_it_shows_something_in_people",
        "heart_apoptosis",
        Rows(
            "data/evidence/links.csv",
            {"unit": "u01", "study": "heart_apoptosis"},
            {"shows": "In patients with a blocked heart artery, fewer cells died."},
        ),
    ),
    fault(
        "dose-in-the-record",
        "A student copy tells how much was given to people.",
        f"{RECORD}::test_no_amount_for_people_is_given_anywhere",
        "lebedeva2018",
        Rows(STUDIES, {"study": "lebedeva2018"}, {"measured": "brain networks after 400 mcg"}),
    ),
    fault(
        "shop-linked",
        "The record of studies leads to a seller.",
        f"{RECORD}::test_no_shop_is_linked_or_named_by_its_address",
        "shop.example.com",
        Rows(STUDIES, {"study": "lebedeva2018"}, {"journal": "shop.example.com"}),
    ),
    fault(
        "unread-called-not-existing",
        "“Seen in a list only” is told as if the page had been read.",
        f"{WORDS}::test_every_identifier_nobody_opened_is_said_to_come_from_a_list",
        "assert all(LIST_ONLY in text for text in identifiers(found)), found.study",
        Swap(
            "healthclaims/texts/study_words.py",
            "ON_PAGE if name in opened else LIST_ONLY",
            "ON_PAGE",
        ),
    ),
    fault(
        "answer-in-an-exercise",
        "A sheet with the answer lies beside the exercise.",
        f"{LEAKS}::test_no_file_of_an_exercise_tells_an_answer[{A1}]",
        "assert len([path for path in files if path.parent.name == name]) == 2",
        Added(f"exercises/{A1}/notes.txt", "corbelane_roundup/u08/evidence,people,1\n"),
    ),
    fault(
        "reason-in-an-exercise",
        "The exercise says why the answer is right.",
        f"{LEAKS}::test_no_file_of_an_exercise_tells_an_answer[{A2}]",
        "rule",
        Swap(
            f"exercises/{A2}/questions.json",
            '{\n "schema": 1,\n',
            '{\n "schema": 1,\n "rule": "A doubt word at the effect",\n',
        ),
    ),
    fault(
        "key-in-metadata",
        "Whoever opens the exercise in an editor finds the key in a cell's metadata.",
        f"{LEAKS}::test_no_file_of_an_exercise_tells_an_answer[{A1}]",
        "corbelane_roundup/u08/evidence,people",
        Cells(_exercise(A1), _key_in_metadata),
    ),
    fault(
        "solution-text-left",
        "The exercise holds a model answer below the place to write.",
        f"{LEAKS}::test_no_file_of_an_exercise_tells_an_answer[{A5}]",
        "32 ponies",
        in_cell(
            _exercise(A5),
            "ankles",
            "YOUR ANSWER HERE",
            "In one study of 32 ponies, sprained legs seemed to heal sooner with Aldermoss gel "
            "than with a plain gel.",
        ),
    ),
    fault(
        "instructor-cell-left",
        "Students read what only instructors should.",
        f"{LEAKS}::test_an_exercise_is_handed_out_without_outputs_and_without_hidden_cells[{A1}]",
        "assert word not in text",
        in_cell(_exercise(A1), "read", "## Read", "## For the instructor"),
    ),
    fault(
        "extra-file-beside-a-source",
        "An answer log beside the source replaces that of every student.",
        f"{HANDOUT}::test_beside_a_source_lies_nothing_but_its_questions[{A1}]",
        "remove it",
        Added(f"solutions/{A1}/answers.jsonl", "{}\n"),
    ),
    fault(
        "exercise-edited-by-hand",
        "What students get is not what the source says.",
        "refresh --check",
        f"exercises/{A1}/{A1}.ipynb is not up to date",
        in_cell(_exercise(A1), "read", "before you answer", "after you answer"),
        slow=True,
    ),
    fault(
        "hand-in-cell-missing",
        "Students cannot hand in: the last cell is gone.",
        f"{HANDOUT}::test_an_assignment_ends_with_the_cell_that_hands_it_in[{A1}]",
        "hand_in",
        without_cell(_source(A1), "pack"),
        without_cell(_exercise(A1), "pack"),
    ),
    fault(
        "points-changed",
        "nbgrader gives 14 points where the key has 15.",
        f"{HANDOUT}::test_the_points_that_nbgrader_gives_are_those_of_the_key[{A1}]",
        "14",
        Cells(_source(A1), _points),
        Cells(_exercise(A1), _points),
    ),
    fault(
        "exercise-missing",
        "An assignment is announced and not there.",
        f"{LEAKS}::test_no_file_of_an_exercise_tells_an_answer[{A2}]",
        "assert len([path for path in files if path.parent.name == name]) == 2",
        Gone(f"exercises/{A2}/questions.json"),
    ),
    fault(
        "key-row-missing",
        "A question that students answer is not marked.",
        f"{LEAKS}::test_the_questions_of_the_file_are_those_of_the_key",
        "assert [asked.seen for asked in own.questions] == [asked.seen for asked in key",
        Rows(f"solutions/keys/{A1}.csv", {"question": "corbelane_roundup/u08/evidence"}),
    ),
    fault(
        "key-for-another-question",
        "The key asks about one line twice, and not about another that students answer.",
        "refresh --check",
        "is asked twice",
        Rows(
            f"solutions/keys/{A1}.csv",
            {"question": "corbelane_roundup/u08/evidence"},
            {"question": "corbelane_roundup/u05/evidence", "answer": "not_stated"},
        ),
        slow=True,
    ),
    fault(
        "key-against-the-label",
        "A right answer gets no point.",
        "refresh --check",
        "differs from the label",
        Rows(
            f"solutions/keys/{A1}.csv",
            {"question": "corbelane_roundup/u08/evidence"},
            {"answer": "not_stated"},
        ),
        slow=True,
    ),
    fault(
        "model-answer-differs-from-the-source",
        "The instructor's notebook shows another model answer than the page students get back.",
        f"{HANDOUT}::test_the_answers_in_a_source_are_those_of_the_key[{A5}]",
        "assert shown == [(one.text, one.why) for one in guide.models]",
        in_cell(
            _source(A5),
            "ankles",
            "In one study of 32 ponies, sprained",
            "In a study of 32 ponies, sprained",
        ),
    ),
    fault(
        "points-off-by-one",
        "Every right answer gets one point too few.",
        f"{MARKING}::test_a_right_answer_gets_the_points_of_the_question",
        "assert first(answer(RIGHT_ONE)) == (RIGHT, RIGHT_ONE, 1)",
        Swap(MARK, "        possible if right else 0,", "        possible - 1 if right else 0,"),
    ),
    fault(
        "first-answer-marked",
        "A student who corrected an answer before handing in is marked on the old one.",
        f"{MARKING}::test_the_last_answer_counts",
        "assert first(answer(WRONG_ONE), answer(RIGHT_ONE)) == (RIGHT, RIGHT_ONE, 1)",
        Swap(MARK, "    last = counted[-1]", "    last = counted[0]"),
    ),
    fault(
        "unattempted-marked-as-wrong",
        "The page says “not yet” to a question that nobody has answered.",
        f"{MARKING}::test_without_an_answer_a_question_is_not_attempted",
        'assert first() == (NOT_ATTEMPTED, "", 0)',
        Swap(MARK, "CHANGED if answers else NOT_ATTEMPTED", "CHANGED if answers else NOT_YET"),
    ),
    fault(
        "other-lessons-marked",
        "Answers of a lesson count in the assignment.",
        f"{MARKING}::test_what_was_done_elsewhere_does_not_count",
        'assert first(answer(RIGHT_ONE, **fields)) == (NOT_ATTEMPTED, "", 0)',
        Swap(
            MARK,
            "(entry.kind, entry.lesson, entry.quiz) == (ANSWER, name, MARKED_QUIZ)",
            "entry.kind == ANSWER",
        ),
    ),
    fault(
        "guessing-punished",
        "Who admits to guess gets no point.",
        f"{MARKING}::test_how_sure_somebody_is_costs_nothing_and_gives_nothing",
        "assert (marked.points, marked.sure) == (1, sure)",
        Swap(
            MARK,
            "    right = last.choice in key.accepted[asked.id]",
            "    right = last.choice in key.accepted[asked.id] and last.sure != 1",
        ),
    ),
    fault(
        "feedback-page-shows-markup",
        "A student's answer runs a script on the page that the instructor opens.",
        "tests/classroom/test_feedback.py::test_nothing_from_outside_becomes_an_element",
        "assert self._open.pop() == tag",
        Swap(
            "healthclaims/classroom/feedback.py",
            'tag("div", shown_text(written.text), class_="own", dir="auto")',
            'tag("div", Html(written.text), class_="own", dir="auto")',
        ),
    ),
    fault(
        "feedback-mistake-of-right-answers",
        "Who was right reads what was overlooked.",
        "tests/classroom/test_feedback.py::test_a_missed_question_shows_both_answers_the_mistake_and_the_reason",
        "substring not found",
        Swap(
            "healthclaims/classroom/feedback.py",
            "    if item.outcome == NOT_YET and (mistake",
            "    if item.outcome == RIGHT and (mistake",
        ),
    ),
    fault(
        "table-of-marks-holds-a-formula",
        "A student's name runs as a formula in the instructor's spreadsheet.",
        "tests/classroom/test_rubric_points.py"
        "::test_neither_a_name_nor_a_comment_runs_in_a_spreadsheet",
        'assert [cell for cell in cells if cell.startswith(tuple("=+-@\\t"))] == []',
        Swap(
            "healthclaims/core/cells.py",
            'return f"\'{inside}" if _FORMULA.match(inside) else inside',
            "return inside",
        ),
    ),
    fault(
        "table-without-its-mark",
        "A spreadsheet shows curly quotes as rubbish.",
        "tests/core/test_files.py::test_tables_are_written_for_spreadsheets_and_for_git",
        "assert written == '\\ufeffa,b\\n“x”,\\n1,\"y, z\"\\n'.encode()",
        Swap(
            "healthclaims/core/files.py",
            '.encode("utf-8-sig", "replace")',
            '.encode("utf-8", "replace")',
        ),
    ),
    fault(
        "semicolons-not-read",
        "A table saved by a German spreadsheet cannot be read.",
        "tests/core/test_files.py::test_tables_from_any_spreadsheet_read_alike",
        "DataError",
        Swap(
            "healthclaims/core/files.py",
            'delimiter = ";" if first.count(";") > first.count(",") else ","',
            'delimiter = ","',
        ),
    ),
    fault(
        "zip-bomb-unpacked",
        "One hand-in fills the memory of the instructor's machine.",
        f"{ZIPS}::test_a_bomb_is_stopped_by_how_well_it_is_packed",
        "DID NOT RAISE",
        Swap(
            SAFE_ZIP,
            "            if size > max(self._limits.ratio_from",
            "            if size < 0 * max(self._limits.ratio_from",
        ),
    ),
    fault(
        "size-in-a-zip-believed",
        "A zip that lies about its size is read to the end.",
        f"{ZIPS}::test_a_file_of_exactly_the_limit_is_read_and_one_byte_more_is_not",
        "DID NOT RAISE",
        Swap(
            SAFE_ZIP,
            "        if member.info.file_size > most:\n            raise too_large(most)\n",
            "",
        ),
        Swap(
            SAFE_ZIP,
            "            if size > most:\n                raise too_large(most, size)\n",
            "",
        ),
    ),
    fault(
        "zip-leads-out-of-its-folder",
        "A name in a zip leads to files of the instructor.",
        f"{ZIPS}::test_no_name_leads_anywhere",
        'assert not {"", ".", "..", "C:"} & {*member.parts}',
        Swap(SAFE_ZIP, 'if part not in ("", ".", "..")]', 'if part not in ("", ".")]'),
    ),
    fault(
        "link-in-a-zip-followed",
        "A link in a hand-in shows a file of the instructor.",
        f"{ZIPS}::test_a_member_that_is_never_opened_says_why",
        "DID NOT RAISE",
        Swap(SAFE_ZIP, "    elif kind == stat.S_IFLNK:\n        problem = LINK\n", ""),
        Swap(
            SAFE_ZIP,
            "    elif kind not in (0, stat.S_IFREG, stat.S_IFDIR):\n        problem = SPECIAL\n",
            "",
        ),
    ),
    fault(
        "solutions-in-the-students-kit",
        "The copy for students holds the answers.",
        "tests/classroom/test_student_kit.py::test_nothing_of_the_instructors_is_there",
        "solutions",
        Swap(
            "healthclaims/classroom/student_kit.py",
            '_FOLDERS = ("notebooks",',
            '_FOLDERS = ("solutions", "notebooks",',
        ),
    ),
)
