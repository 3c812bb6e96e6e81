"""Faults in texts and labels: what a student is told about a line is not what stands there."""

from .changes import Rows, Swap
from .fault import fault

ARTICLES = "data/articles"
TEXTS = "tests/texts/test_articles.py"
WORDING = "tests/texts/test_wording.py"


def _labels(article: str) -> str:
    return f"{ARTICLES}/{article}/annotations.csv"


def _row(article: str, unit: str, axis: str, **new: str) -> Rows:
    return Rows(_labels(article), {"unit": unit, "axis": axis}, new)


_NOT_TRIED = (
    "“Nobody has yet given the extract to a person” tells you what has not been tried, not what "
    "the extract does. “It is safe for people” would be a claim."
)

FAULTS = (
    fault(
        "label-misspelt",
        "No answer to the question would be right: the key is none of the choices.",
        "check",
        "label 'frim'",
        _row("semax", "u23", "certainty", label="frim"),
    ),
    fault(
        "label-wrong-for-its-rule",
        "A student who hears certainty is told that the sentence leaves room for doubt.",
        "check",
        "rule C9 cannot give 'hedged'",
        _row("semax", "u23", "certainty", label="hedged"),
    ),
    fault(
        "labels-exchanged",
        "Two lines have exchanged answers, each with a rule that allows it: both keys are wrong.",
        f"{TEXTS}::test_where_both_raters_agreed_theirs_is_the_label",
        "caligrin_news u15",
        _row("caligrin_news", "u15", "purpose", label="guidance", rule="P4", cue="Nobody"),
        _row("caligrin_news", "u22", "purpose", label="information", rule="P6", cue=""),
    ),
    fault(
        "rule-of-another-question",
        "The reason names what to look for in another question.",
        "check",
        "rule 'E2'",
        _row("caligrin_news", "u04", "certainty", rule="E2"),
    ),
    fault(
        "rule-unknown",
        "The page cannot say what to look for.",
        "check",
        "rule 'E99'",
        _row("caligrin_news", "u04", "evidence", rule="E99"),
    ),
    fault(
        "cue-not-in-the-line",
        "The deciding words that are to be marked do not stand in the sentence.",
        "check",
        "cue 'In rats'",
        _row("caligrin_news", "u04", "evidence", cue="In rats"),
    ),
    fault(
        "unit-with-another-word",
        "A student judges a sentence that the article does not hold.",
        "check",
        "does not occur in the text at this place",
        Rows(
            f"{ARTICLES}/caligrin_news/units.csv",
            {"unit": "u03"},
            {"text": "Now a seaweed from warm seas is in the news."},
        ),
    ),
    fault(
        "unit-left-out",
        "A sentence of the article can be neither read nor marked.",
        "check",
        "which is in no unit",
        Rows(f"{ARTICLES}/caligrin_news/units.csv", {"unit": "u05"}),
        Rows(_labels("caligrin_news"), {"unit": "u05"}, every=True),
    ),
    fault(
        "why-empty",
        "A student hears that the answer was wrong, and not why.",
        "check",
        "why",
        _row("caligrin_news", "u17", "certainty", why=""),
    ),
    fault(
        "why-copied",
        "One reason stands at two lines, and belongs to one of them at most.",
        f"{WORDING}::test_no_two_explanations_are_the_same",
        "nobody has yet given the extract",
        _row("caligrin_news", "u16", "certainty", why=_NOT_TRIED),
    ),
    fault(
        "why-of-another-line",
        "The reason quotes words that do not stand in the sentence.",
        f"{WORDING}::test_a_reason_with_two_quotations_quotes_its_own_line",
        "caligrin_news u22 certainty",
        _row("caligrin_news", "u22", "certainty", why=_NOT_TRIED.replace("yet ", "")),
    ),
    fault(
        "why-with-a-rule-number",
        "A student reads “by C9”, which nobody has explained.",
        f"{WORDING}::test_no_explanation_uses_jargon",
        "C9",
        Swap(_labels("caligrin_news"), "“rebuilds” has no doubt word,", "By C9, “rebuilds”"),
    ),
    fault(
        "two-judgements-of-one-line",
        "One line has two answers to one question; which of them counts is chance.",
        "check",
        "two rows for certainty",
        Rows(
            _labels("caligrin_news"),
            {"unit": "u17", "axis": "certainty"},
            {"label": "firm", "rule": "C9"},
            twice=True,
        ),
    ),
    fault(
        "label-row-doubled",
        "A copied line in the table: a later correction changes one of the two only.",
        "check",
        "two rows for purpose",
        Rows(_labels("semax"), {"unit": "u23", "axis": "purpose"}, {}, twice=True),
    ),
    fault(
        "label-left-out",
        "A line that everybody marks is compared with nothing.",
        "check",
        "u16",
        Rows(_labels("caligrin_news"), {"unit": "u16", "axis": "purpose"}),
    ),
    fault(
        "contested-marked-as-settled",
        "A student gets a miss on a line where careful readers disagree.",
        "check",
        "does not go with status 'scored'",
        _row("caligrin_news", "u04", "fit", status="scored"),
    ),
    fault(
        "status-unknown",
        "Nobody can tell whether the line is asked.",
        "check",
        "status 'scored?'",
        _row("caligrin_news", "u01", "evidence", status="scored?"),
    ),
    fault(
        "fit-that-does-not-follow",
        "Wording and evidence are said to fit, though a firm line names nobody.",
        "check",
        "u14",
        _row("caligrin_news", "u14", "fit", label="fits", rule="F1"),
    ),
    fault(
        "quoted-page-edited",
        "The real page is quoted with other words than it has.",
        f"{TEXTS}::test_the_semax_article_is_word_for_word_the_one_that_was_handed_over",
        "assert hashlib.sha256(content).hexdigest() == SEMAX_SHA256",
        Swap(
            f"{ARTICLES}/semax/article.txt", "hair loss is also a common", "hair loss is a common"
        ),
        Swap(f"{ARTICLES}/semax/units.csv", "hair loss is also a common", "hair loss is a common"),
    ),
    fault(
        "invented-text-not-called-so",
        "An invented newspaper passes for a real one.",
        f"{TEXTS}::test_only_semax_is_real_and_the_others_say_that_they_are_invented[caligrin_news]",
        "invented",
        Swap(f"{ARTICLES}/caligrin_news/source.toml", "invented = true", "invented = false"),
    ),
    fault(
        "amount-shown",
        "A student reads how much Semax people take.",
        f"{TEXTS}::test_every_sentence_with_an_amount_to_take_is_marked_as_such[semax]",
        "u61",
        Swap(f"{ARTICLES}/semax/source.toml", '"u61", ', ""),
    ),
)
