"""Faults in what is kept of a student's work, and in what is made of it."""

from .changes import Swap
from .fault import fault

LOG = "tests/practice/test_answer_log.py"
QUIZ = "tests/views/test_quiz_widget.py"
PROGRESS = "tests/practice/test_progress.py"
DECKS = "tests/practice/test_decks.py"
ANSWERS = "healthclaims/practice/answers.py"
HISTORY = "healthclaims/practice/history.py"
DECK = "healthclaims/practice/deck.py"

FAULTS = (
    fault(
        "answer-lost",
        "An answer is acknowledged and never written: the work of a lesson is gone.",
        f"{LOG}::test_an_answer_is_on_disk_as_soon_as_it_is_acknowledged",
        "id-1",
        Swap(
            ANSWERS,
            "        lines = entry.as_line()\n        size = 0\n",
            "        self._remember(entry)\n        return Saved(True)\n"
            "        lines = entry.as_line()\n        size = 0\n",
        ),
    ),
    fault(
        "answer-kept-back-in-memory",
        "An answer waits in a buffer: a kernel that dies takes it along.",
        f"{LOG}::test_an_answer_is_on_disk_as_soon_as_it_is_acknowledged",
        "id-1",
        Swap(
            ANSWERS,
            '            with self._path.open("ab", buffering=0) as file:',
            '            file = self._held = self._path.open("ab")\n            if True:',
        ),
    ),
    fault(
        "full-disk-swallowed",
        "The disk is full, and the student is told that all is saved.",
        f"{LOG}::test_on_a_full_disk_the_quiz_goes_on_and_says_so",
        "assert not",
        Swap(
            ANSWERS,
            "        except OSError as error:\n"
            "            self._take_back(size)\n"
            "            return self._waiting(entry, error.strerror or str(error))\n",
            "        except OSError:\n            return Saved(True)\n",
        ),
    ),
    fault(
        "everything-swallowed",
        "Whatever goes wrong with the file of answers, nobody hears of it.",
        "tests/test_quality.py::test_the_code_keeps_to_its_rules[style]",
        "S110",
        Swap(
            ANSWERS,
            "        except OSError as error:\n"
            "            self._take_back(size)\n"
            "            return self._waiting(entry, error.strerror or str(error))\n",
            "        except Exception:\n            pass\n",
        ),
    ),
    fault(
        "failed-write-takes-the-quiz-down",
        "A folder that cannot be made ends the quiz with a traceback.",
        f"{LOG}::test_a_folder_that_cannot_be_made_raises_nothing_until_it_can",
        "NotADirectoryError",
        Swap(ANSWERS, "        except OSError as error:\n", "        except KeyError as error:\n"),
    ),
    fault(
        "answer-written-twice",
        "Running a cell again counts every answer once more.",
        f"{LOG}::test_a_repeated_id_is_written_once",
        "assert len(objects(only_file(log))) == 2",
        Swap(ANSWERS, "        if not is_new:\n            return Saved(True)\n", ""),
    ),
    fault(
        "repeated-ids-count-twice",
        "Logs of two kernels that hold the same answer count it twice.",
        "tests/classroom/test_submitted_logs.py::test_logs_are_united_and_each_event_counts_once",
        'assert sorted(ids(history)) == sorted([*GOOD, "owl-0", "owl-1"])',
        Swap(
            HISTORY,
            "                entries.setdefault(entry.id, entry)",
            '                entries.setdefault(f"{entry.id}{name}{number}", entry)',
        ),
    ),
    fault(
        "damaged-line-ends-reading",
        "One damaged line costs all answers that stand below it.",
        f"{LOG}::test_a_damaged_line_is_skipped_and_named_and_costs_only_itself",
        "id-3",
        Swap(
            HISTORY,
            "                    )\n                continue\n",
            "                    )\n                break\n",
        ),
    ),
    fault(
        "torn-line-swallows-the-next",
        "After a full disk, the next answer is glued to half of the one before.",
        f"{LOG}::test_a_torn_line_costs_only_itself",
        'assert ids(history) == ["id-1", "id-2", "id-3"]',
        Swap(
            ANSWERS,
            "            if self._unended:\n",
            "            if not self._unended and False:\n",
        ),
    ),
    fault(
        "verdict-stored",
        "The log says right or wrong: a corrected key no longer corrects old answers.",
        f"{LOG}::test_no_verdict_and_no_name_is_written",
        "verdict",
        Swap(
            "healthclaims/practice/entries.py",
            '            fields["schema"] = SCHEMA\n',
            '            fields["schema"] = SCHEMA\n        fields["verdict"] = "right"\n',
        ),
    ),
    fault(
        "learners-share-a-folder",
        "On a shared machine one student sees the answers of another.",
        f"{LOG}::test_learners_on_one_machine_do_not_see_each_other",
        'assert AnswerLog("owl", LESSON).history.entries == ()',
        Swap(ANSWERS, '/ "answers" / self.learner', '/ "answers" / "me"'),
    ),
    fault(
        "learner-code-not-checked",
        "A learner code leads out of the folder of answers.",
        f"{LOG}::test_any_other_learner_code_is_refused_with_an_example",
        "DID NOT RAISE",
        Swap(
            "healthclaims/practice/learner.py",
            'Do not use your name."\n        )\n        raise LearnerCodeError(message)\n    if _R',
            'Do not use your name."\n        )\n        return code\n    if _R',
        ),
    ),
    fault(
        "changed-question-counted",
        "An answer to a sentence that has changed since counts as wrong.",
        f"{LOG}::test_an_answer_to_a_question_that_has_changed_is_kept_and_not_counted",
        'assert [o.question.id for o in outcomes(history.answers())] == ["semax/u46/cer',
        Swap(
            "healthclaims/practice/progress.py",
            "if asked is None or entry.seen != asked.seen:",
            "if asked is None:",
        ),
    ),
    fault(
        "page-not-told-that-it-is-saved",
        "The page says for ever that nothing is saved.",
        f"{QUIZ}::test_an_answer_from_the_page_is_written_and_then_acknowledged",
        "expected 1, got 0",
        Swap(
            "healthclaims/views/widget.py",
            "        self._acknowledge(entry.id, saved, dropped=saved.dropped)\n",
            "",
        ),
    ),
    fault(
        "page-answer-not-written",
        "A click is acknowledged, and the answer goes nowhere.",
        f"{QUIZ}::test_an_answer_from_the_page_is_written_and_then_acknowledged",
        'assert [line["question"] for line in logged(home)] == [NAMES[0]]',
        Swap(
            "healthclaims/views/widget.py",
            "        saved = self._log.add(entry)",
            "        saved = Saved(True)",
        ),
    ),
    fault(
        "page-may-write-headers",
        "A page can change which questions a learner draws.",
        f"{QUIZ}::test_a_page_cannot_write_a_header_and_so_change_what_is_drawn",
        'assert not reply["ok"]',
        Swap(
            "healthclaims/views/widget.py",
            "    if entry.kind == HEADER:",
            "    if entry.kind == ():",
        ),
    ),
    fault(
        "missed-comes-back-too-soon",
        "A missed question comes back after two others, while its answer is still in the ear.",
        f"{DECKS}::test_a_missed_question_comes_back_after_three_others",
        'assert requeue(case["rest"], case["missed"], case["returns"]) == case["expecte',
        Swap(DECK, "RETURNS_AFTER = 3", "RETURNS_AFTER = 2"),
    ),
    fault(
        "missed-comes-back-for-ever",
        "A question that is missed again and again never lets go.",
        f"{DECKS}::test_a_missed_question_comes_back_after_three_others",
        'assert requeue(case["rest"], case["missed"], case["returns"]) == case["expecte',
        Swap(DECK, "MOST_RETURNS = 2", "MOST_RETURNS = 3"),
    ),
    fault(
        "page-and-kernel-differ-on-returns",
        "The page asks a missed question again at another place than the printed rule says.",
        f"{DECKS}::test_the_page_has_the_same_rule_for_missed_questions",
        "RETURNS_AFTER",
        Swap(
            "healthclaims/views/_shared.js", "const RETURNS_AFTER = 3;", "const RETURNS_AFTER = 2;"
        ),
    ),
    fault(
        "due-days-changed",
        "A missed question comes back a week late.",
        f"{PROGRESS}::test_each_right_answer_moves_it_on_by_3_7_and_14_days",
        "assert min(day for day in due_days(history(*answers), 60) if day > last) == fi",
        Swap(
            "healthclaims/practice/progress.py",
            "RETURN_AFTER_DAYS = (1, 3, 7, 14)",
            "RETURN_AFTER_DAYS = (1, 3, 14, 14)",
        ),
    ),
    fault(
        "last-answer-counts-in-lessons",
        "Whoever repeats a quiz seems to have known everything at once.",
        f"{PROGRESS}::test_in_a_lesson_the_first_answer_counts",
        "assert [outcome.right for outcome in first_answers(judged)] == [False]",
        Swap(
            "healthclaims/practice/progress.py",
            "            kept.setdefault(outcome.question.id, outcome)",
            "            kept[outcome.question.id] = outcome",
        ),
    ),
    fault(
        "not-attempted-counted-as-wrong",
        "A student who stops early is told of mistakes that were never made.",
        f"{PROGRESS}::test_right_not_yet_and_not_attempted_are_three_outcomes",
        "assert standing(map(question, names), judged) == {RIGHT: 1, NOT_YET: 1, NOT_AT",
        Swap(
            "healthclaims/practice/progress.py",
            "NOT_ATTEMPTED if found is None",
            "NOT_YET if found is None",
        ),
    ),
    fault(
        "lean-told-the-wrong-way",
        "A trusting student is told to doubt less.",
        f"{PROGRESS}::test_a_trusting_history_is_told_so",
        'assert "Once you trusted wording that went further than its evidence." in tell',
        Swap(
            "healthclaims/practice/progress.py",
            "    if trusted > doubted:",
            "    if doubted > trusted:",
        ),
        Swap(
            "healthclaims/practice/progress.py",
            '    if doubted > trusted:\n        return f"{_times(doubted)}',
            '    if trusted > doubted:\n        return f"{_times(doubted)}',
        ),
    ),
    fault(
        "lean-of-a-fair-guesser",
        "Somebody who guesses evenly is told that they lean.",
        "tests/practice/test_lean.py::test_a_fair_draw_among_three_is_no_lean_however_much_is_known",
        "assert counted(axis, hits, 90, alarms, 180).lean()[0] == pytest.approx(0, abs=",
        Swap("healthclaims/practice/lean.py", "_GUESS = 1 / 3", "_GUESS = 1 / 2"),
    ),
    fault(
        "agreement-without-chance",
        "Two raters who guess alike are said to agree beyond chance.",
        "tests/core/test_measures.py::test_kappa_is_that_of_scikit_learn",
        "assert own == pytest.approx(theirs)",
        Swap(
            "healthclaims/core/measures.py",
            "    return (observed - expected) / (1 - expected)",
            "    return observed - expected",
        ),
    ),
    fault(
        "skill-infinite",
        "Whoever has everything right breaks the page on progress.",
        "tests/core/test_measures.py::test_telling_two_things_apart_worked_by_hand",
        "StatisticsError",
        Swap(
            "healthclaims/core/measures.py",
            "normal.inv_cdf((hits + 0.5) / (signals + 1))",
            "normal.inv_cdf(hits / signals)",
        ),
    ),
    fault(
        "luck-worked-out-on-the-wrong-side",
        "A change that luck explains is called progress.",
        "tests/core/test_measures.py::test_the_binomial_tail_is_that_of_scipy",
        "assert chance_of_at_most(count, size, share) == pytest.approx(binom.cdf(count,",
        Swap(
            "healthclaims/core/measures.py",
            "range(min(count, size) + 1)",
            "range(min(count, size))",
        ),
    ),
    fault(
        "draws-without-seed",
        "Running the cell again asks other questions, and what was answered is gone.",
        f"{DECKS}::test_the_deck_stays_the_same_all_day_whatever_is_answered",
        "assert build_deck(plan, History(answered, seed), day) == before",
        Swap(
            "healthclaims/practice/chance.py",
            "    return random.Random(text)",
            "    return random.Random()",
        ),
    ),
    fault(
        "draws-out-of-balance",
        "Practice asks three times as often about one answer: a student learns to say it.",
        f"{DECKS}::test_draws_are_balanced_over_the_labels_of_every_question",
        "assert max(counts) - min(counts) <= 1, keys",
        Swap(
            DECK,
            "                for label in labels\n",
            "                for label in labels[:1] * 3\n",
        ),
    ),
    fault(
        "contested-question-first",
        "The first question of a quiz has no answer: nothing seems to be certain here.",
        f"{DECKS}::test_a_quiz_with_a_contested_question_never_begins_with_it",
        "assert kinds[0] != CONTESTED_KIND",
        Swap(
            DECK,
            "        names.insert(draw.randrange(1, len(names) + 1), name)\n    found",
            "        names.insert(0, name)\n    found",
        ),
    ),
    fault(
        "check-question-drawn-for-practice",
        "Questions of the check come back as practice between its two rounds.",
        "tests/practice/test_check.py::test_missed_questions_of_the_check_never_come_back",
        "assert due(planted(wrong_before=18, wrong_after=18), date(2026, 6, 1)) == ()",
        Swap(
            "healthclaims/practice/progress.py",
            "        if (name in of_check) != check:\n            continue\n",
            "",
        ),
    ),
    fault(
        "confidence-in-the-wrong-order",
        "“certain” is stored as a guess: the picture of sure and right is upside down.",
        "tests/practice/test_progress.py::test_answers_are_counted_by_how_sure_they_were",
        "assert by_confidence(outcomes(planted)) == {",
        Swap(
            "healthclaims/practice/question.py",
            'SURE = ("a guess", "fairly sure", "certain")',
            'SURE = ("certain", "fairly sure", "a guess")',
        ),
    ),
    fault(
        "page-sends-the-other-confidence",
        "The button “certain” sends 1, which stands for a guess.",
        f"{QUIZ}::test_the_buttons_of_the_page_stand_for_the_same_degrees",
        "certain",
        Swap(
            "healthclaims/views/_question.js",
            'const SURE = ["a guess", "fairly sure", "certain"];',
            'const SURE = ["certain", "fairly sure", "a guess"];',
        ),
    ),
)
