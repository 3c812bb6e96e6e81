"""Faults in what a student sees and hears: feedback, figures, widgets, markup."""

from .changes import Swap
from .fault import fault

BANK = "healthclaims/practice/bank.py"
MARKUP = "healthclaims/core/markup.py"
SHARED = "healthclaims/views/_shared.js"
QUESTIONS = "tests/practice/test_questions.py"
SCRIPTS = "tests/views/test_page_scripts.py"
LESSONS = "tests/views/test_lessons.py"
BROWSER = "tests/browser"

FAULTS = (
    fault(
        "feedback-of-the-wrong-answer",
        "Who chose animals instead of nobody is told what people usually overlook.",
        f"{QUESTIONS}::test_a_remark_on_a_mistake_belongs_to_what_was_chosen_and_what_is_right",
        "are the readers it is meant for",
        Swap(
            BANK,
            "mistake = axis.mistakes[key, label.name]",
            "mistake = axis.mistakes[label.name, key]",
        ),
    ),
    fault(
        "everything-is-right",
        "Every answer is called right, and nobody learns anything.",
        f"{QUESTIONS}::test_exactly_one_answer_is_right_and_it_is_the_key",
        "assert sorted(verdicts) == [NOT_YET] * (len(verdicts) - 1) + [RIGHT]",
        Swap(
            BANK,
            "        verdict = RIGHT if label.name == key else NOT_YET\n",
            "        verdict = RIGHT\n",
        ),
    ),
    fault(
        "first-line-names-the-chosen-answer",
        "“Here it is” is followed by the answer that was wrong.",
        f"{QUESTIONS}::test_the_first_line_names_the_right_answer",
        "Here it is",
        Swap(
            BANK,
            'line = f"Not yet. Here it is: {_lower(right)}.{words}"',
            'line = f"Not yet. Here it is: {_lower(label.shown)}.{words}"',
        ),
    ),
    fault(
        "first-line-too-long",
        "The first line of the feedback quotes half of the sentence.",
        f"{QUESTIONS}::test_the_first_line_of_the_feedback_has_at_most_25_words",
        "assert long == {}",
        Swap(BANK, "len(cue.split()) <= 10", "len(cue.split()) <= 99"),
        Swap(
            BANK,
            "The deciding words: “{cue}”.",
            "These are the words in it that decide: “{cue}”, “{cue}”.",
        ),
    ),
    fault(
        "verdict-by-colour-only",
        "Who does not see colours cannot tell whether an answer was right.",
        f"{QUESTIONS}::test_verdicts_are_told_in_words",
        "assert option.line.startswith(starts[option.verdict]), asked.id",
        Swap(
            BANK,
            'line, mistake = f"Right: {_lower(right)}.{words}", ""',
            'line, mistake = f"It is: {right}.{words}", ""',
        ),
    ),
    fault(
        "verdict-without-sign",
        "Right and not yet have one sign and one line, and differ by colour alone.",
        f"{SCRIPTS}::test_verdicts_differ_by_a_sign_and_a_line_and_not_by_colour_alone",
        "assert len(set(signs.values())) == 3",
        Swap("healthclaims/views/quiz.js", '"not yet": "↺ "', '"not yet": "✓ "'),
    ),
    fault(
        "pair-position-gives-it-away",
        "In every pair it is version A that is asked about.",
        f"{QUESTIONS}::test_version_a_and_version_b_are_right_about_equally_often",
        'assert abs(keys.count("a") - keys.count("b")) <= 2, axis',
        Swap(BANK, "asked = labels[(sum(map(ord, pair.id)) + 1) % 2]", "asked = labels[0]"),
    ),
    fault(
        "contested-marked",
        "Both readings can be defended, and one of them is called right.",
        f"{QUESTIONS}::test_exactly_one_answer_is_right_and_it_is_the_key",
        'assert (verdicts, asked.key) == ([DISCUSSED] * 3, "")',
        Swap(
            BANK,
            "Option(first.name, first.shown, DISCUSSED, _CONTESTED_LINE",
            "Option(first.name, first.shown, RIGHT, _CONTESTED_LINE",
        ),
    ),
    fault(
        "key-sent-with-a-check",
        "The page of a check holds the answers.",
        f"{QUESTIONS}::test_a_marked_quiz_is_sent_without_key_verdict_deciding_words_or_explanation",
        "assert name not in text, (asked.id, name)",
        Swap(
            "healthclaims/practice/question.py",
            '        if with_feedback:\n            result |= {"rule"',
            '        if True:\n            result |= {"rule"',
        ),
    ),
    fault(
        "check-sent-with-feedback",
        "Lesson 00 tells right and wrong before the course, and the second round measures memory.",
        "tests/views/test_check_views.py"
        "::test_the_page_gets_no_verdict_no_reason_and_no_deciding_words",
        "assert all(text not in state for text in asked.why)",
        Swap(
            "healthclaims/views/quiz.py",
            "q.as_json(with_feedback=not self._is_check)",
            "q.as_json(with_feedback=True)",
        ),
    ),
    fault(
        "escaping-removed",
        "A pasted text runs a script in the notebook.",
        "tests/core/test_markup.py::test_no_text_becomes_markup_in_content_or_attributes",
        'assert made.count("<") == 2',
        Swap(
            MARKUP,
            "return Html(html.escape(shown(str(text)), quote=True))",
            "return Html(text)",
        ),
    ),
    fault(
        "quotes-not-escaped",
        "A title with a quotation mark breaks out of its attribute.",
        "tests/core/test_markup.py::test_escaped_text_holds_no_angle_bracket_and_no_quote",
        'assert not set(made) & set("<>\\"\'\\x00")',
        Swap(MARKUP, "quote=True", "quote=False"),
    ),
    fault(
        "marked-words-not-escaped",
        "The deciding words of a text become markup.",
        "tests/core/test_markup.py::test_deciding_words_are_marked_and_nothing_is_lost",
        "<b>",
        Swap(MARKUP, 'tag("mark", cue)', 'tag("mark", Html(shown(cue)))'),
    ),
    fault(
        "script-sets-html",
        "A sentence that holds a tag runs on the page.",
        f"{SCRIPTS}::test_text_is_set_as_text_and_never_as_html[quiz.js]",
        "innerHTML",
        Swap(
            "healthclaims/views/quiz.js",
            "if (this.summary) this.summary.textContent = message.text;",
            "if (this.summary) this.summary.innerHTML = message.text;",
        ),
    ),
    fault(
        "network-call",
        "A quiz tells a server about every answer.",
        f"{SCRIPTS}::test_nothing_is_fetched_from_anywhere[_shared.js]",
        "fetch(",
        Swap(
            SHARED,
            "  send(entry) {\n",
            '  send(entry) {\n    fetch("https://stats.example/" + entry.id);\n',
        ),
    ),
    fault(
        "style-from-the-network",
        "Without the internet the page looks broken, and with it somebody knows who reads.",
        f"{SCRIPTS}::test_nothing_is_fetched_from_anywhere[quiz.css]",
        "@import",
        Swap(
            "healthclaims/views/quiz.css",
            ".hc-quiz .hc-option input {",
            '@import "https://fonts.example/a.css";\n.hc-quiz .hc-option input {',
        ),
    ),
    fault(
        "keys-reach-the-notebook",
        "A student who types x in a box deletes a cell.",
        f"{SCRIPTS}::test_whatever_takes_focus_keeps_its_keys_from_the_notebook",
        "textarea",
        Swap(SHARED, "select|textarea|summary", "select|summary"),
    ),
    fault(
        "keyboard-attribute-removed",
        "A student who presses x in a quiz deletes a cell.",
        f"{SCRIPTS}::test_whatever_takes_focus_keeps_its_keys_from_the_notebook",
        "ValueError",
        Swap(SHARED, '    node.setAttribute("data-lm-suppress-shortcuts", "true");\n', ""),
    ),
    fault(
        "printed-copy-tells-the-answer",
        "The answer stands open on the page before anybody has answered.",
        "tests/views/test_quiz_widget.py"
        "::test_the_printed_copy_holds_every_question_and_every_answer_behind_a_fold",
        'assert printed.count("<details><summary>Answer and why</summary>") == len(made',
        Swap(
            "healthclaims/views/printed.py",
            '    return tag(\n        "details",\n',
            '    return tag(\n        "div",\n',
        ),
    ),
    fault(
        "figure-counts-one-line-less",
        "Picture, caption and table of the article count different lines.",
        f"{LESSONS}::test_a_map_counts_every_line_once",
        'assert sum(int(number) for number in re.findall(r"(\\d+) ×", figure.caption)) =',
        Swap(
            "healthclaims/views/plots.py",
            '        parts.append(f"{silent} × the question does not apply")',
            '        parts.append(f"{silent - 1} × the question does not apply")',
        ),
    ),
    fault(
        "figure-without-table",
        "Who cannot see the picture gets no numbers.",
        f"{LESSONS}::test_every_figure_is_a_picture_with_a_sentence_and_its_table",
        'assert f">{escape(figure.description)}</caption>" in words',
        Swap(
            "healthclaims/views/plots.py",
            "table(self.description, self.columns, self.rows),",
            '"",',
        ),
    ),
    fault(
        "amounts-not-covered",
        "A lesson shows how many micrograms people take.",
        f"{LESSONS}::test_lines_of_an_article_are_quoted_with_amounts_covered",
        'assert "range from ▮ to ▮" in shown',
        Swap(
            "healthclaims/texts/article.py",
            "mask_amounts(unit.text) if",
            "unit.text if",
        ),
    ),
    fault(
        "fit-table-wrong",
        "Sure words over a good trial are said to go too far: the kit teaches suspicion.",
        "tests/texts/test_articles.py::test_whether_the_wording_fits_follows_the_table",
        "assert set(fit_labels(evidence, subtype, certainty)) == allowed",
        Swap(
            "healthclaims/texts/fit.py",
            'return ("fits",) if subtype in _STRONG',
            'return ("goes_further",) if subtype in _STRONG',
        ),
    ),
    fault(
        "address-in-a-printed-copy",
        "The stored lesson differs at every run, and nobody looks at differences any more.",
        "tests/views/test_quiz_widget.py::test_no_quiz_shows_an_address_or_a_live_id",
        "assert not ADDRESS.search(repr(made))",
        Swap(
            "healthclaims/views/widget.py",
            "        return shown(self.describe())",
            "        return object.__repr__(self)",
        ),
    ),
    fault(
        "browser-feedback-of-the-first-answer",
        "Whatever a student chooses, the page shows the feedback to the first answer.",
        f"{BROWSER}/test_quiz.py::test_every_answer_in_lesson_02_gets_its_feedback_and_is_kept",
        'expect(self.feedback.locator("p")).to_have_text(lines)',
        Swap(
            "healthclaims/views/quiz.js",
            "question?.options.find((item) => item.value === entry.choice)",
            "question?.options[0]",
        ),
    ),
    fault(
        "browser-missed-question-dropped",
        "A missed question does not come back on the page.",
        f"{BROWSER}/test_quiz.py"
        "::test_a_missed_question_returns_after_three_others_and_the_first_answer_counts",
        "Cannot read properties of null",
        Swap(
            "healthclaims/views/quiz.js",
            "missed ? requeue(rest, question.id, returns) : rest",
            "rest",
        ),
    ),
    fault(
        "browser-outbox-not-resent",
        "Answers given while the kernel restarts are lost.",
        f"{BROWSER}/test_quiz.py"
        "::test_answers_after_a_kernel_restart_are_saved_when_the_cell_is_run_again",
        "expect(quiz.saved).to_have_text(SAVED)",
        Swap(SHARED, "    for (const entry of this.entries.values()) this.send(entry);\n", ""),
    ),
    fault(
        "browser-shortcut-attribute-misspelt",
        "A key pressed in a quiz changes the notebook.",
        f"{BROWSER}/test_keyboard.py"
        "::test_a_quiz_is_answered_by_keyboard_alone_and_no_key_changes_a_cell",
        'waiting for get_by_role("region", name="Quiz',
        Swap(
            SHARED,
            'node.setAttribute("data-lm-suppress-shortcuts"',
            'node.setAttribute("data-suppress"',
        ),
    ),
)
