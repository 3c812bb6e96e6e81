"""Faults in pairs, headings, written questions, quizzes, forms, flips and other tables."""

import re
from typing import Any

from .edits import Added, Edit, Gone, exchanged, row, value, without_row, without_value
from .fault import fault

PAIRS, HEADLINES, CUES = "data/pairs.csv", "data/headlines.csv", "data/cues.csv"
QUESTIONS, DECKS, FORMS = "data/questions.toml", "data/decks.toml", "data/forms.toml"
FLIPS_TEST = "tests/content/test_headlines_and_flips.py"
CAREFUL = (QUESTIONS, "six_mistakes", "careful_words")
SURE = (QUESTIONS, "six_mistakes", "sure_words")


def _texts_swapped(question: dict[str, Any]) -> None:
    first, second, *_ = question["options"]
    first["text"], second["text"] = second["text"], first["text"]


def _block_mixed(questions: list[str]) -> None:
    questions[0], questions[9] = questions[9], questions[0]


def _first_twice(questions: list[str]) -> None:
    questions[1] = questions[0]


FAULTS = (
    fault(
        "pair-sides-exchanged",
        "Version A shows other words than are judged: the right answer of the pair is wrong.",
        "check",
        "cue '80 adults' does not occur",
        row(PAIRS, {"pair": "e1", "side": "a"}, text="A tea lowered blood pressure in 80 rats."),
    ),
    fault(
        "pair-differs-twice",
        "A pair for one question changes the answer to a second one as well.",
        "check",
        "pair e1 differs on",
        row(
            PAIRS,
            {"pair": "e1", "side": "b", "axis": "certainty"},
            label="no_claim",
            rule="C0",
            cue="",
        ),
    ),
    fault(
        "pair-card-unknown",
        "The source card that decides the question cannot be shown.",
        "check",
        "Did you mean 'hospital'?",
        row(PAIRS, {"pair": "e1", "side": "a"}, card="hospitl"),
    ),
    fault(
        "headline-key-misspelt",
        "A question on a heading has no right answer.",
        "check",
        "Did you mean 'same'?",
        row(HEADLINES, {"article": "semax", "heading": "u17"}, key="sam"),
    ),
    fault(
        "headline-keys-lean",
        "In nearly all questions on headings it is the heading that goes further.",
        f"{FLIPS_TEST}::test_headings_say_more_less_and_as_much_as_their_text_equally_often",
        "max(",
        row(HEADLINES, {"key": "same"}, key="heading_goes_further"),
    ),
    fault(
        "written-key-wrong",
        "A written question calls the mistake right and the right answer a mistake.",
        "check",
        "careful_words",
        value(*CAREFUL, "key", new="a"),
    ),
    fault(
        "written-options-swapped",
        "The texts of two answers have changed places: the right one counts as missed.",
        "notebooks/05_the_whole_picture.ipynb",
        "mistakes",
        Edit(QUESTIONS, lambda written: _texts_swapped(written["six_mistakes"]["careful_words"])),
    ),
    fault(
        "written-mistake-missing",
        "Who chooses this answer is not told what was overlooked.",
        "check",
        "has the mistake ''",
        without_value(*CAREFUL, "options", 0, "mistake"),
    ),
    fault(
        "written-mistake-copied",
        "The remark on one wrong answer stands at another one.",
        "tests/content/test_authored_questions.py"
        "::test_every_reason_and_every_mistake_is_written_for_its_own_question",
        "len(set(mistakes))",
        value(*CAREFUL, "options", 0, "mistake", new="One remark for two."),
        value(*SURE, "options", 1, "mistake", new="One remark for two."),
    ),
    fault(
        "written-answer-too-long",
        "The first line of the feedback becomes a paragraph that nobody reads.",
        "check",
        "words",
        value(*CAREFUL, "options", 1, "text", new=lambda text: f"{text} {'More. ' * 20}"),
    ),
    fault(
        "quiz-asks-what-is-not-there",
        "A student runs the cell and sees an error instead of a quiz.",
        "check",
        "[01_read_the_article/first_try] semax has no unit 'u99'",
        value(DECKS, "01_read_the_article", "first_try", "questions", 1, new="semax/u99/evidence"),
    ),
    fault(
        "quiz-too-long",
        "A lesson asks more questions than a class has time for.",
        "tests/quiz/test_draw.py::test_no_lesson_asks_a_new_learner_more_than_14_questions",
        "02_animal_or_human",
        value(DECKS, "02_animal_or_human", "pairs", "pairs", new=6),
    ),
    fault(
        "check-text-in-practice",
        "The text of the check before and after is practised in a lesson: the gain means nothing.",
        "tests/questions/test_forms.py"
        "::test_the_texts_of_the_checks_are_used_in_no_lesson_and_no_quiz",
        "check_a_felmorra_page",
        value(DECKS, "02_animal_or_human", "practice", "articles", 0, new="check_a_felmorra_page"),
    ),
    fault(
        "form-out-of-balance",
        "One form of the check asks more about one answer than the other form.",
        "check",
        "the forms differ in how often each answer is right",
        value(FORMS, "form_a", "questions", 3, new="check_a_felmorra_page/u07/certainty"),
    ),
    fault(
        "form-question-twice",
        "A learner is asked one question twice in the check.",
        "check",
        "17 different questions",
        Edit(FORMS, lambda forms: _first_twice(forms["form_a"]["questions"])),
    ),
    fault(
        "block-out-of-balance",
        "Half of a class is asked about one answer more often than the other half.",
        "check",
        "the two blocks differ in how often each answer is right",
        Edit(FORMS, lambda forms: _block_mixed(forms["form_a"]["questions"])),
    ),
    fault(
        "one-text-in-both-forms",
        "A text of the first check comes again in the second: it is remembered, not judged.",
        "check",
        "both forms ask about check_a_felmorra_page",
        value(FORMS, "form_b", "questions", 1, new="check_a_felmorra_page/u10/certainty"),
    ),
    fault(
        "flip-without-reason",
        "A student changes a word and is not told why the answer changes.",
        f"{FLIPS_TEST}::test_every_wording_of_the_flip_has_its_explanation",
        "why is empty",
        value("data/flips.toml", "heart", "verb", 0, "why", new=""),
    ),
    fault(
        "flip-wrong-label",
        "“may protect” is said to sound certain.",
        f"{FLIPS_TEST}::test_every_wording_of_the_flip_is_labelled_as_it_sounds",
        "may protect",
        value("data/flips.toml", "heart", "verb", 1, "certainty", new="firm"),
    ),
    fault(
        "mistakes-exchanged",
        "A student who chose people is told about animals.",
        "tests/questions/test_questions.py"
        "::test_a_remark_on_a_mistake_belongs_to_what_was_chosen_and_what_is_right",
        ".mistake",
        exchanged(
            "data/codebook.toml",
            "axes",
            "evidence",
            "mistakes",
            "not_stated",
            "people",
            other="animals_or_cells",
        ),
    ),
    fault(
        "remark-missing",
        "A wrong choice gets no remark.",
        "check",
        "codebook.toml",
        without_value("data/codebook.toml", "axes", "certainty", "mistakes", "no_claim", "firm"),
    ),
    fault(
        "cue-table-look-alike-dropped",
        "The highlighter marks a month or a surname as a doubt word.",
        "tests/highlighter/test_highlight.py::test_words_that_only_look_like_doubt_are_marked_as_not_counting",
        "May",
        without_row(CUES, {"rule": "not_doubt_name"}),
    ),
    fault(
        "model-answer-fails-its-own-check",
        "The sentence shown as one that works is found wanting by the kit.",
        "check",
        "stress",
        value(
            "data/rewrites.toml",
            "stress",
            "models",
            0,
            "text",
            new="Semax softens stress in everybody.",
        ),
    ),
    fault(
        "data-readme-out-of-date",
        "The instructor reads how often each label occurs, and it is no longer so.",
        "tests/course/test_docs.py::test_the_table_of_label_counts_is_the_one_the_data_give",
        "label_counts_table()",
        Edit(
            "data/README.md",
            lambda text: re.sub(r"(?m)^(\| evidence \| people \| )\d+", r"\g<1>999", text),
        ),
    ),
    fault(
        "table-not-described",
        "A new table is in no list: nobody knows what its columns mean.",
        "tests/maintain/test_data_package.py::test_every_table_of_the_kit_is_described",
        "more.csv",
        Added("data/more.csv", "a,b\n1,2\n"),
    ),
    fault(
        "example-learner-out-of-date",
        "The progress page shows an example that no longer fits the questions.",
        "tests/maintain/test_refresh.py"
        "::test_the_example_learner_in_the_data_is_the_one_that_is_simulated",
        "example_files()",
        Gone("data/example_learner/03_hedged_or_firm/simulated.jsonl"),
    ),
)
