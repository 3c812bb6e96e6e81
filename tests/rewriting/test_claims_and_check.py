"""Claims to rewrite, and the word check: it names what it found and claims no more."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from healthclaims.content.fit import fit_labels
from healthclaims.content.studies import load_evidence
from healthclaims.core.tables import read_table
from healthclaims.rewriting import people as rewrite_people
from healthclaims.rewriting.check import Checked, check_for, check_models
from healthclaims.rewriting.claims import load_rewrite, load_rewrites
from healthclaims.rewriting.fit import FOUND, LOOK, NOTED, OPEN, UNSURE
from tests.helpers.kit import ROOT, problems_of

REWRITES = load_rewrites()
MODELS = [
    pytest.param(name, model.text, id=f"{name}-{place}")
    for name, rewrite in REWRITES.items()
    for place, model in enumerate(rewrite.models, 1)
]


def check(name: str, text: str) -> Checked:
    return check_for(load_rewrite(name), text)


def told(checked: Checked, kind: str) -> str:
    """Give everything of one kind that was found."""
    return "\n".join(finding.words for finding in checked.findings if finding.kind == kind)


def passes(checked: Checked) -> bool:
    """Return whether nothing has to be looked at again."""
    return bool(checked.findings) and told(checked, LOOK) == ""


# ---------------------------------------------------------------- what is in the file


@pytest.mark.parametrize(("name", "text"), MODELS)
def test_every_model_answer_passes_the_same_check(name: str, text: str) -> None:
    assert passes(check(name, text))


@pytest.mark.parametrize("name", REWRITES)
def test_no_claim_passes_as_it_stands(name: str) -> None:
    rewrite = load_rewrite(name)
    checked = check(name, f"  {rewrite.unit.text.upper()} ")
    assert checked.line == "This is still the line as it stands. Change something in it."
    assert not passes(checked)


def test_some_claims_ask_for_doubt_and_some_for_sure_words() -> None:
    sure = [
        name
        for name, rewrite in REWRITES.items()
        if fit_labels(rewrite.evidence, rewrite.subtype, "firm") == ("fits",)
    ]
    assert (len(sure), len(REWRITES)) == (4, 6)


def test_what_is_known_of_semax_says_how_it_was_checked_and_shows_no_ids() -> None:
    studies = load_evidence().studies
    for rewrite in REWRITES.values():
        for known in rewrite.known:
            assert any(word in known.how for word in ("we read", "we saw", "line", "we looked"))
            assert not [name for name in studies if name in known.how]
    stress = [known.how for known in load_rewrite("stress").known]
    assert stress[0] == "we read its page, not the whole paper"
    assert stress[1] == "we saw it in a list only, and have not read it"
    assert stress[2] == (
        "three of them: we saw them in lists only, and have not read them; "
        "one of them: we read a page about it"
    )


def test_what_is_known_of_an_invented_product_comes_from_its_own_text() -> None:
    for name in ("newspaper", "skin"):
        rewrite = load_rewrite(name)
        assert rewrite.article.invented
        assert all("of this invented text" in known.how for known in rewrite.known)


def test_a_model_answer_that_does_not_pass_is_named(data: Path) -> None:
    path = data / "rewrites.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("In rats, Semax may soften", "Semax may soften"), "utf-8")
    (found,) = {problem.split(": It")[0] for problem in problems_of(check_models)[:1]}
    assert found == (
        "data/rewrites.toml: [stress] models: “Semax may soften some effects of stress.”"
    )


# ---------------------------------------------------------------- what the check says


def test_careful_words_over_those_who_were_studied_match() -> None:
    checked = check("stress", "Semax may soften stress in rats.")
    assert checked.line == "Wording and evidence match, as far as this check can see."
    assert "It names those who were studied: “rats”." in told(checked, FOUND)


def test_a_claim_that_names_nobody_is_to_be_looked_at_again() -> None:
    for text in ("Semax may soften stress.", "Semax softens stress."):
        checked = check("stress", text)
        assert checked.line.startswith("Not there yet")
        assert "It names nobody who was studied. Who was studied: rats." in told(checked, LOOK)


def test_people_named_where_rats_were_studied_are_noticed() -> None:
    checked = check("stress", "In a trial, patients had less stress with Semax.")
    assert "sounds as if people had been studied. Who was studied: rats." in told(checked, LOOK)


@pytest.mark.parametrize(
    "text",
    [
        "In rats, Semax may soften stress; nobody has tested people.",
        "Semax may soften stress in rats, but not in people.",
        "Semax may soften stress. This was seen in rats and not in patients.",
    ],
)
def test_people_who_were_not_studied_are_not_taken_for_people_who_were(text: str) -> None:
    checked = check("stress", text)
    assert told(checked, LOOK) == ""
    assert "“rats”" in told(checked, FOUND)


@pytest.mark.parametrize(
    "text",
    [
        "In rats Semax may soften stress; in people this is unknown.",
        "Semax may soften stress in rats, unknown in humans.",
        "Semax might help against stress in rats, but we don’t know whether it works in people.",
    ],
)
def test_people_of_whom_nothing_is_known_are_not_taken_for_people_who_were_studied(
    text: str,
) -> None:
    assert told(check("stress", text), LOOK) == ""


@pytest.mark.parametrize(
    ("text", "reader"),
    [
        ("In rats it worked, so Semax may soften your stress.", "your"),
        ("Rats felt less stress, so Semax may help you.", "you"),
    ],
)
def test_a_leap_from_rats_to_people_is_noticed(text: str, reader: str) -> None:
    assert f"it leaps to “{reader}”" in told(check("stress", text), LOOK)


@pytest.mark.parametrize(
    "text",
    [
        "There is no evidence that Semax lowers stress in people.",
        "No study shows that Semax lowers stress.",
        "Nobody knows if Semax helps against stress; it was tried on rats.",
    ],
)
def test_to_say_only_what_is_missing_is_no_claim(text: str) -> None:
    checked = check("stress", text)
    assert "says what is missing" in told(checked, LOOK)
    assert told(checked, NOTED) == ""


def test_rats_and_people_in_one_sentence_have_to_be_told_apart() -> None:
    checked = check("stress", "In rats and in patients Semax may soften stress.")
    assert "Which of them were studied?" in told(checked, LOOK)


def test_sure_words_about_rats_alone_are_left_open() -> None:
    checked = check("stress", "In rats Semax softened stress.")
    assert checked.line.startswith("This can stand.")
    assert "As news about these animals it fits" in told(checked, OPEN)


def test_sure_words_over_trials_in_people_fit_and_doubt_says_less() -> None:
    sure = check("skin", "In two trials, cleaners on Tarnolis had fewer flare-ups than others.")
    assert "Sure words over trials that compared people: it fits." in told(sure, FOUND)
    doubt = check("skin", "In two trials with cleaners, Tarnolis may have cut flare-ups.")
    assert "it says less than they do" in told(doubt, LOOK)


def test_people_without_a_comparison_leave_the_fit_open() -> None:
    checked = check("skin", "Cleaners had fewer flare-ups with Tarnolis.")
    assert "Say that they were compared with others" in told(checked, OPEN)


def test_a_claim_that_was_dropped_is_missed() -> None:
    checked = check("stress", "Rats are small animals.")
    assert "The claim may have gone" in told(checked, LOOK)
    assert "it fits" not in told(checked, FOUND)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Semax does not help rats against stress.", "does not"),
        ("Semax can’t soften stress.", "can’t"),
        ("For stress, Semax is useless.", "useless"),
        ("Semax has no effect on stress.", "no effect"),
    ],
)
def test_to_deny_the_effect_is_not_to_say_that_it_was_not_shown(text: str, words: str) -> None:
    checked = check("stress", text)
    assert f"“{words}”: now the sentence denies the effect." in told(checked, LOOK)


def test_to_say_that_studies_do_not_show_it_is_no_denial() -> None:
    checked = check("stress", "Studies of rats do not show what Semax may do against stress.")
    assert "denies" not in told(checked, LOOK)


VERDICTS = read_table(
    ROOT / "tests" / "cases" / "rewrite_verdicts.csv", ("claim", "expected", "text")
)


@pytest.mark.parametrize("row", VERDICTS, ids=[row["text"][:60] for row in VERDICTS])
def test_sentences_as_students_write_them_get_the_verdict_a_teacher_would_give(
    row: Mapping[str, str],
) -> None:
    checked = check(row["claim"], row["text"])
    kinds = {finding.kind for finding in checked.findings}
    if row["expected"] == "stopped":
        assert kinds & {LOOK, UNSURE}
    else:
        assert told(checked, LOOK) == ""
    if row["expected"] == "fits":
        assert "it fits" in told(checked, FOUND)


def test_both_kinds_of_sentence_are_in_the_table() -> None:
    counts = Counter(row["expected"] for row in VERDICTS)
    assert counts["stopped"] > 25
    assert counts["passes"] + counts["fits"] > 40


def test_a_comparison_is_not_quoted_as_an_effect() -> None:
    text = "31 of every 100 adults on Solveta had bleeding gums, against 52 on the other rinse."
    assert "against" not in told(check("newspaper", text), NOTED)


def test_a_part_that_denies_beside_one_that_claims_is_left_to_the_reader() -> None:
    checked = check("stress", "Semax does not cure stress, but in rats it lowered a hormone.")
    assert "Is “does not” known here, or only not shown?" in told(checked, OPEN)


def test_that_it_does_not_help_people_is_not_known_either() -> None:
    checked = check("stress", "Semax may soften stress in rats, but it does not help people.")
    assert "“does not” … “people”: nobody knows that." in told(checked, LOOK)


def test_a_sentence_without_the_product_cannot_be_told() -> None:
    checked = check("stress", "Rats may have stress.")
    assert checked.line == "I can’t tell: see the points marked ?."
    assert "I can’t find “Semax” in it" in told(checked, UNSURE)


def test_a_word_for_the_product_is_taken_to_stand_for_it() -> None:
    checked = check("newspaper", "In 14 trials, the rinse cut bleeding gums in adults.")
    assert "I take “the rinse” to stand for it." in told(checked, NOTED)
    assert passes(checked)


def test_a_mere_topic_is_not_said_to_fit() -> None:
    checked = check("heading", "Semax and BDNF in Rats")
    assert "or only names a topic" in told(checked, UNSURE)
    assert "it fits" not in told(checked, FOUND) + told(checked, OPEN)


def test_a_sentence_that_turns_the_claim_round_is_noticed() -> None:
    checked = check("stress", "In rats, Semax may cause stress.")
    assert "“cause stress” seems to turn the claim round." in told(checked, LOOK)
    assert "it fits" not in told(checked, FOUND)
    assert passes(check("stress", "In rats, Semax may increase stress tolerance."))


def test_a_question_makes_no_claim() -> None:
    checked = check("stress", "May Semax soften stress in rats?")
    assert "A question makes no claim." in told(checked, LOOK)


def test_a_doubt_word_counts_in_a_heading_with_capitals() -> None:
    checked = check("heading", "In Rats, Semax May Raise BDNF in Parts of the Brain")
    assert "“may”" in told(checked, NOTED)
    assert "it fits" in told(checked, FOUND)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("In rats Semax may soften stress.", NOTED, "Leaves room for doubt"),
        ("In rats Semax softens stress.", NOTED, "Sounds certain"),
        ("Stressed rats had calmer days with Semax.", NOTED, "Sounds certain"),
        ("In rats Semax can soften stress.", OPEN, "“can”"),
    ],
)
def test_how_sure_it_sounds_is_told_without_praise_or_blame(
    text: str, kind: str, words: str
) -> None:
    assert words in told(check("stress", text), kind)


def test_words_that_push_are_named() -> None:
    checked = check("stress", "In rats, this amazing Semax may soften stress.")
    assert "It still pushes: “amazing”." in told(checked, LOOK)


def test_the_longest_sentence_that_fits_has_as_many_words_as_there_is_room() -> None:
    room = load_rewrite("newspaper").most_words
    start = "In 14 trials with 3,120 adults, Solveta reduced bleeding gums more than another rinse"
    fitting = start + " too" * (room - len(start.split()))
    assert passes(check("newspaper", fitting))
    assert f"It has {room + 1} words" in told(check("newspaper", f"{fitting} too"), LOOK)


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_nothing_written_is_asked_for(text: str) -> None:
    assert check("stress", text).line == "Write your sentence first."


@pytest.mark.parametrize(
    "text", ["<b>stress</b>", "stress " * 80, "стресс " * 60, "?!", "(((((" * 100, "\x00stress"]
)
def test_any_text_gets_an_answer(text: str) -> None:
    assert check("stress", text).line


def test_an_unknown_claim_lists_the_known_ones() -> None:
    with pytest.raises(KeyError, match=r"'stres'.*Did you mean 'stress'"):
        load_rewrite("stres")


# ---------------------------------------------------------------- damage


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('unit = "semax/u37"', 'unit = "semax/u99"', "[stress] unit: semax has no unit 'u99'"),
        ('unit = "semax/u37"', 'unit = "semaks/u37"', "Did you mean 'semax'?"),
        (
            'evidence = "animals_or_cells"',
            'evidence = "animal"',
            "[stress] evidence 'animal' is not known.",
        ),
        ('subtype = "animal"', 'subtype = "lab_rat"', "[stress] subtype 'lab_rat' is not known."),
        ('studies = ["bakhmet2012"]', 'studies = ["bakhmet2021"]', "Did you mean 'bakhmet2012'?"),
        ('studies = ["bakhmet2012"]', 'studies = ["kost2001"]', "not linked to u37"),
        (', studies = ["bakhmet2012"]', "", "[stress] known 2 has no source."),
        ('lines = ["u19"]', 'lines = ["u77"]', "solveta_review has no line 'u77'."),
        ('lines = ["u19"]', "gap = true", "names a study or gap for solveta_review"),
        ('about = ["stress", "stressed", "spleen", "liver"]', 'about = ["mood"]', "none of these"),
        ('about = ["BDNF"]', "about = []", "[heading] about has 0 members."),
        ("most_words = 16", 'most_words = "16"', "most_words is '16'."),
        (
            'task = "Rewrite the heading',
            'tasks = "Rewrite the heading',
            "the entry 'tasks' is not known.",
        ),
        ('why = "In four trials', 'reason = "In four trials', "[skin] models 1: why"),
        (
            'people.", gap = true',
            'people.", gap = 1',
            "[stress] known 5: gap is 1. Write true or false",
        ),
    ],
)
def test_damage_is_named_with_what_to_do(data: Path, old: str, new: str, what: str) -> None:
    path = data / "rewrites.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = problems_of(load_rewrites)
    assert any(what in problem for problem in found), found


def test_all_problems_are_named_at_once(data: Path) -> None:
    path = data / "rewrites.toml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("semax/u37", "semax/u99").replace('["u19"]', '["u77"]')
    path.write_text(f'loose = "x"\n{text}', encoding="utf-8")
    assert len(problems_of(load_rewrites)) == 3


class Counted:
    """A pattern that counts the letters it is asked to look through."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern
        self.letters = 0

    def search(self, text: str) -> re.Match[str] | None:
        self.letters += len(text)
        return self._pattern.search(text)


@pytest.mark.parametrize("words", ["people ", "not people, ", "people but not you "])
def test_a_text_of_twice_the_length_takes_twice_the_work(
    words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    patterns = [Counted(getattr(rewrite_people, name)) for name in ("_NOT", "_NOT_STUDIED")]
    monkeypatch.setattr(rewrite_people, "_NOT", patterns[0])
    monkeypatch.setattr(rewrite_people, "_NOT_STUDIED", patterns[1])
    found = []
    for count in (200, 400):
        for pattern in patterns:
            pattern.letters = 0
        text = f"You never know: {words * count}"
        clauses = rewrite_people.Clauses(text)
        for word in re.finditer("people|you", text):
            clauses.is_denied(word.start())
        found.append(sum(pattern.letters for pattern in patterns))
    assert 0 < found[1] <= 2.2 * found[0]
