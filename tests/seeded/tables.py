"""Faults in pairs, headings, written questions, quizzes, forms, flips and the codebook."""

from .changes import Rows, Swap
from .fault import fault

PAIRS = "tests/texts/test_pairs.py"
WRITTEN = "tests/texts/test_written.py"
FORMS = "tests/practice/test_forms.py"
NOTEBOOKS = "tests/test_notebooks.py"

FAULTS = (
    fault(
        "pair-sides-exchanged",
        "Version A shows the words of version B: the right answer of the pair is wrong.",
        "check",
        "cue '80 adults' does not occur",
        Rows(
            "data/pairs.csv",
            {"pair": "e1", "side": "a"},
            {"text": "Compared with plain water, Ostrey tea lowered blood pressure in 80 rats."},
            every=True,
        ),
    ),
    fault(
        "pair-differs-twice",
        "A pair for one question changes the answer to a second one as well.",
        "check",
        "pair e1 differs on",
        Rows(
            "data/pairs.csv",
            {"pair": "e1", "side": "b", "axis": "certainty"},
            {"label": "no_claim", "rule": "C0", "cue": ""},
        ),
    ),
    fault(
        "pair-card-unknown",
        "The source card that decides the question cannot be shown.",
        "check",
        "Did you mean 'hospital'?",
        Rows("data/pairs.csv", {"pair": "e1", "side": "a"}, {"card": "hospitl"}, every=True),
    ),
    fault(
        "headline-key-misspelt",
        "A question on a heading has no right answer.",
        "check",
        "Did you mean 'same'?",
        Rows("data/headlines.csv", {"article": "semax", "heading": "u17"}, {"key": "sam"}),
    ),
    fault(
        "headline-keys-lean",
        "In nearly all questions on headings it is the heading that goes further.",
        "tests/texts/test_headlines_and_flips.py"
        "::test_headings_say_more_less_and_as_much_as_their_text_equally_often",
        "max(",
        Rows(
            "data/headlines.csv",
            {"key": "same"},
            {"key": "heading_goes_further"},
            every=True,
        ),
    ),
    fault(
        "written-key-wrong",
        "A written question calls the mistake right and the right answer a mistake.",
        "check",
        "careful_words",
        Swap(
            "data/questions.toml",
            'key = "b"\nrule = "What stands behind the doubt word?"',
            'key = "a"\nrule = "What stands behind the doubt word?"',
        ),
    ),
    fault(
        "written-options-swapped",
        "The texts of two answers have changed places: the right one counts as missed.",
        "notebooks/05_the_whole_picture.ipynb",
        "mistakes",
        Swap(
            "data/questions.toml", "True: somebody who writes “may” has looked at the studies.", "§"
        ),
        Swap(
            "data/questions.toml",
            "The page names nothing behind this “may”, so it earns no trust yet.",
            "True: somebody who writes “may” has looked at the studies.",
        ),
        Swap(
            "data/questions.toml",
            "§",
            "The page names nothing behind this “may”, so it earns no trust yet.",
        ),
    ),
    fault(
        "written-mistake-missing",
        "Who chooses this answer is not told what was overlooked.",
        "check",
        "has the mistake ''",
        Swap(
            "data/questions.toml",
            '", mistake = "The verb alone proves nothing. '
            "It is the trials behind it that carry it.",
            "",
        ),
    ),
    fault(
        "written-mistake-copied",
        "The remark on one wrong answer stands at another one.",
        f"{WRITTEN}::test_every_reason_and_every_mistake_is_written_for_its_own_question",
        "assert len(set(mistakes)) == len(mistakes)",
        Swap(
            "data/questions.toml",
            "That is the leap from mice to you. Many things that work in mice fail in people.",
            "The verb alone proves nothing. It is the trials behind it that carry it.",
        ),
    ),
    fault(
        "written-answer-too-long",
        "The first line of the feedback becomes a paragraph that nobody reads.",
        "check",
        "words",
        Swap(
            "data/questions.toml",
            "A good reason to run the trial. No reason to take it yet.",
            "A good reason to run the trial, which will show what happens in people who take it, "
            "and until then no reason at all to take it yet.",
        ),
    ),
    fault(
        "quiz-asks-what-is-not-there",
        "A student runs the cell and sees an error instead of a quiz.",
        "check",
        "[01_read_the_article/first_try] semax has no unit 'u99'",
        Swap("data/decks.toml", '"semax/u22/evidence"', '"semax/u99/evidence"'),
    ),
    fault(
        "quiz-too-long",
        "A lesson asks more questions than a class has time for.",
        "tests/practice/test_decks.py::test_no_lesson_asks_a_new_learner_more_than_14_questions",
        "02_animal_or_human",
        Swap(
            "data/decks.toml",
            '["02_animal_or_human".pairs]\ntitle = "Two versions: what changes?"\n'
            'axes = ["evidence"]\npairs = 2',
            '["02_animal_or_human".pairs]\ntitle = "Two versions: what changes?"\n'
            'axes = ["evidence"]\npairs = 6',
        ),
    ),
    fault(
        "check-text-in-practice",
        "The text of the check before and after is practised in a lesson: the gain means nothing.",
        f"{FORMS}::test_the_texts_of_the_checks_are_used_in_no_lesson_and_no_quiz",
        "assert texts.isdisjoint(plan.articles)",
        Swap(
            "data/decks.toml",
            'title = "Practice: who was studied?"\naxes = ["evidence"]\neach = 1\n'
            'articles = ["semax",',
            'title = "Practice: who was studied?"\naxes = ["evidence"]\neach = 1\n'
            'articles = ["check_a_felmorra_page", "semax",',
        ),
    ),
    fault(
        "form-out-of-balance",
        "One form of the check asks more about one answer than the other form.",
        "check",
        "the forms differ in how often each answer is right",
        Swap(
            "data/forms.toml",
            '"check_a_felmorra_page/u07/evidence"',
            '"check_a_felmorra_page/u07/certainty"',
        ),
    ),
    fault(
        "form-question-twice",
        "A learner is asked one question twice in the check.",
        "check",
        "17 different questions",
        Swap(
            "data/forms.toml",
            '"check_a_felmorra_page/u09/evidence"',
            '"check_a_felmorra_page/u12/evidence"',
        ),
    ),
    fault(
        "one-text-in-both-forms",
        "A text of the first check comes again in the second: it is remembered, not judged.",
        "check",
        "both forms ask about check_a_felmorra_page",
        Swap(
            "data/forms.toml",
            '"check_b_pelluvane_page/u02/certainty"',
            '"check_a_felmorra_page/u10/certainty"',
        ),
    ),
    fault(
        "flip-without-reason",
        "A student changes a word and is not told why the answer changes.",
        "tests/texts/test_headlines_and_flips.py::test_every_wording_of_the_flip_has_its_explanation",
        "assert all(part.why for part in (*flip.who, *flip.verb))",
        Swap(
            "data/flips.toml", "“Protects” stands alone, with no doubt word: it sounds certain.", ""
        ),
    ),
    fault(
        "flip-wrong-label",
        "“may protect” is said to sound certain.",
        "tests/texts/test_headlines_and_flips.py::test_every_wording_of_the_flip_is_labelled_as_it_sounds",
        "may protect",
        Swap(
            "data/flips.toml",
            'words = "may protect"\ncertainty = "hedged"',
            'words = "may protect"\ncertainty = "firm"',
        ),
    ),
    fault(
        "mistakes-exchanged",
        "A student who chose people is told about animals.",
        "tests/practice/test_questions.py"
        "::test_a_remark_on_a_mistake_belongs_to_what_was_chosen_and_what_is_right",
        "are the readers it is meant for",
        Swap("data/codebook.toml", "not_stated.people = ", "§ = "),
        Swap("data/codebook.toml", "not_stated.animals_or_cells = ", "not_stated.people = "),
        Swap("data/codebook.toml", "§ = ", "not_stated.animals_or_cells = "),
    ),
    fault(
        "remark-missing",
        "A wrong choice gets no remark.",
        "check",
        "codebook.toml",
        Swap(
            "data/codebook.toml",
            'no_claim.firm = "Sure words about history, the body or the law are not claims about '
            'what the product does."',
            "",
        ),
    ),
    fault(
        "cue-table-look-alike-dropped",
        "The highlighter marks a month or a surname as a doubt word.",
        "tests/texts/test_cues.py::test_words_that_only_look_like_doubt_are_marked_as_not_counting",
        'assert (word, "") in marks(sentence, "certainty")',
        Rows("data/cues.csv", {"rule": "name_may"}),
    ),
    fault(
        "model-answer-fails-its-own-check",
        "The sentence shown as one that works is found wanting by the kit.",
        "check",
        "stress",
        Swap(
            "data/rewrites.toml",
            "In rats, Semax may soften some effects of stress.",
            "Semax softens stress in everybody.",
        ),
    ),
    fault(
        "data-readme-out-of-date",
        "The instructor reads how often each label occurs, and it is no longer so.",
        "tests/test_docs.py::test_the_table_of_label_counts_is_the_one_the_data_give",
        'assert label_counts_table() in (ROOT / "data/README.md").read_text(encoding="u',
        Swap(
            "data/README.md",
            "| evidence | people | 56 | 84 | 140 |",
            "| evidence | people | 57 | 84 | 141 |",
        ),
    ),
)
