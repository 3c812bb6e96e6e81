"""Faults in texts and labels: what a student is told about a line is not what stands there."""

from .edits import Edit, New, row, row_again, value, without_row
from .fault import fault

ARTICLES = "data/articles"
NEWS = f"{ARTICLES}/caligrin_news"
SEMAX = f"{ARTICLES}/semax"
TEXTS = "tests/content/test_articles.py"
WORDING = "tests/content/test_explanations.py"


def _label(article: str, unit: str, axis: str, **new: New) -> Edit:
    return row(f"{article}/annotations.csv", {"unit": unit, "axis": axis}, **new)


FAULTS = (
    fault(
        "label-misspelt",
        "No answer to the question would be right: the key is none of the choices.",
        "check",
        "label 'frim'",
        _label(SEMAX, "u23", "certainty", label="frim"),
    ),
    fault(
        "label-wrong-for-its-rule",
        "A student who hears certainty is told that the sentence leaves room for doubt.",
        "check",
        "rule C9 cannot give 'hedged'",
        _label(SEMAX, "u23", "certainty", label="hedged", rule="C9"),
    ),
    fault(
        "labels-exchanged",
        "Two lines have exchanged answers, each with a rule that allows it: both keys are wrong.",
        f"{TEXTS}::test_where_both_raters_agreed_theirs_is_the_label",
        "caligrin_news u14",
        _label(NEWS, "u14", "purpose", label="guidance", rule="P4", cue="hardly"),
        _label(NEWS, "u19", "purpose", label="information", rule="P6", cue=""),
    ),
    fault(
        "rule-of-another-question",
        "The reason names what to look for in another question.",
        "check",
        "rule 'E2'",
        _label(NEWS, "u04", "certainty", rule="E2"),
    ),
    fault(
        "rule-unknown",
        "The page cannot say what to look for.",
        "check",
        "rule 'E99'",
        _label(NEWS, "u04", "evidence", rule="E99"),
    ),
    fault(
        "cue-not-in-the-line",
        "The deciding words that are to be marked do not stand in the sentence.",
        "check",
        "cue 'In some platypuses'",
        _label(NEWS, "u04", "evidence", cue="In some platypuses"),
    ),
    fault(
        "unit-with-another-word",
        "A student judges a sentence that the article does not hold.",
        "check",
        "does not occur in the text at this place",
        row(f"{NEWS}/units.csv", {"unit": "u03"}, text=lambda text: f"{text} Really."),
    ),
    fault(
        "unit-left-out",
        "A sentence of the article can be neither read nor marked.",
        "check",
        "which is in no unit",
        without_row(f"{NEWS}/units.csv", {"unit": "u05"}),
        without_row(f"{NEWS}/annotations.csv", {"unit": "u05"}),
    ),
    fault(
        "why-empty",
        "A student hears that the answer was wrong, and not why.",
        "check",
        "why",
        _label(NEWS, "u17", "certainty", why=""),
    ),
    fault(
        "why-copied",
        "One reason stands at two lines, and belongs to one of them at most.",
        f"{WORDING}::test_no_two_explanations_are_the_same",
        "a reason for two lines",
        _label(NEWS, "u16", "certainty", why="A reason for two lines."),
        _label(NEWS, "u17", "certainty", why="A reason for two lines."),
    ),
    fault(
        "why-of-another-line",
        "The reason quotes words that do not stand in the sentence.",
        f"{WORDING}::test_a_reason_with_two_quotations_quotes_its_own_line",
        "caligrin_news u19 certainty",
        _label(NEWS, "u19", "certainty", why="“Platypuses” is sure, and “wombats” names nobody."),
    ),
    fault(
        "why-with-a-rule-number",
        "A student reads “by C9”, which nobody has explained.",
        f"{WORDING}::test_no_explanation_uses_jargon",
        "C9",
        _label(NEWS, "u17", "certainty", why=lambda text: f"By C9: {text}"),
    ),
    fault(
        "two-judgements-of-one-line",
        "One line has two answers to one question; which of them counts is chance.",
        "check",
        ", certainty). Keep one.",
        row_again(
            f"{NEWS}/annotations.csv",
            {"unit": "u17", "axis": "certainty"},
            label="firm",
            rule="C9",
        ),
    ),
    fault(
        "label-row-doubled",
        "A copied line in the table: a later correction changes one of the two only.",
        "check",
        ", purpose). Keep one.",
        row_again(f"{SEMAX}/annotations.csv", {"unit": "u23", "axis": "purpose"}),
    ),
    fault(
        "label-left-out",
        "A line that everybody marks is compared with nothing.",
        "check",
        "u16",
        without_row(f"{NEWS}/annotations.csv", {"unit": "u16", "axis": "purpose"}),
    ),
    fault(
        "contested-marked-as-settled",
        "A student gets a miss on a line that is left open.",
        "check",
        "does not go with status 'scored'",
        _label(SEMAX, "u40", "evidence", status="scored"),
    ),
    fault(
        "status-unknown",
        "Nobody can tell whether the line is asked.",
        "check",
        "status 'scored?'",
        _label(NEWS, "u01", "evidence", status="scored?"),
    ),
    fault(
        "fit-that-does-not-follow",
        "Wording and evidence are said to fit, though a firm line names nobody.",
        "check",
        "u17",
        _label(NEWS, "u17", "fit", label="fits", rule="F1"),
    ),
    fault(
        "quoted-page-edited",
        "The real page is quoted with other words than it has.",
        f"{TEXTS}::test_the_semax_article_is_word_for_word_the_one_that_was_handed_over",
        "SEMAX_SHA256",
        Edit(f"{SEMAX}/article.txt", lambda text: text.replace("also ", "", 1)),
    ),
    fault(
        "invented-text-not-called-so",
        "An invented newspaper passes for a real one.",
        f"{TEXTS}::test_only_semax_is_real_and_the_others_say_that_they_are_invented[caligrin_news]",
        "invented",
        value(f"{NEWS}/source.toml", "invented", new=False),
    ),
    fault(
        "amount-shown",
        "A student reads how much Semax people take.",
        f"{TEXTS}::test_every_sentence_with_an_amount_to_take_is_marked_as_such[semax]",
        "u61",
        Edit(f"{SEMAX}/source.toml", lambda card: card["amounts_or_routes"].remove("u61")),
    ),
)
