"""Cue words are marked where they count, and what they belong to decides the suggestion."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthclaims.content.articles import load_article
from healthclaims.highlighter.highlight import read_along, read_sentence
from healthclaims.highlighter.word_table import load_cue_rules
from tests.helpers.steps import steps

SEMAX = load_article("semax").text


FAMILIES = Path(__file__).parents[1] / "cases/error_families.csv"


def families() -> list[dict[str, str]]:
    with FAMILIES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def label(sentence: str, question: str) -> str:
    return read_sentence(sentence).suggestions[question].label


def marks(sentence: str, question: str) -> set[tuple[str, str]]:
    cues = read_sentence(sentence).cues
    return {(cue.text, cue.label) for cue in cues if cue.question == question}


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("May 2019", "May 2019 brought the report."),
        ("in May", "The clinic reopens in May."),
        ("May Britt", "May Britt runs the laboratory."),
        ("each May", "They pick the leaves each May since 1820."),
        ("blue can", "It comes in a plain blue can."),
        ("may", "Other shops write “may help”."),
        ("Mrs May", "The board is led by Mrs May."),
        ("A can", "A can of soda costs two dollars."),
        ("The might of", "The might of the lobby surprised us."),
        ("Will Baker", "Will Baker wrote the leaflet."),
        ("Free will", "Free will is a myth."),
        ("more likely", "Smokers were more likely to cough."),
        ("times as likely", "Runners were three times as likely to finish."),
        ("as soon as possible", "Send the form back as soon as possible."),
        ("could not", "The gel could not heal burns in 30 patients."),
        ("membrane potential", "The membrane potential rose by 10 mV."),
        ("may be bought", "The balm, which may be bought online, heals cuts."),
    ],
)
def test_words_that_only_look_like_doubt_are_marked_as_not_counting(
    word: str, sentence: str
) -> None:
    assert (word, "") in marks(sentence, "certainty")


@pytest.mark.parametrize(
    ("expected", "sentence"),
    [
        ("no_claim", "The word “may” appears twice in the leaflet."),
        ("no_claim", "Other shops write “may help”."),
        ("hedged", "“It may help,” says the maker."),
        ("hedged", "It may ease a sore throat in May."),
        ("hedged", "May ease a sore throat."),
        ("hedged", "Green Tea May Improve Sleep in Older Adults"),
        ("firm", "Green Tea Will Improve Sleep in Older Adults"),
        ("firm", "In May 2020 the spray cured hay fever in 40 adults."),
        ("hedged", "The drink likely prevents cramps."),
        (
            "firm",
            "Those on the drink, 60 runners, were more likely to finish and had fewer cramps.",
        ),
        ("hedged", "The gel may not heal burns."),
        ("firm", "The gel could not heal burns in 30 patients."),
        ("hedged", "The drug reduces pain but is possibly not without risk."),
        ("firm", "The balm, which may be bought online, heals cuts."),
        ("firm", "The balm that may be bought online heals cuts."),
        ("hedged", "Quenby balm, named after a river, possibly heals cuts."),
        ("hedged", "The balm, which is sold online, may heal cuts."),
        ("hedged", "Although the balm is cheap, it may heal cuts."),
        ("firm", "The balm heals cuts as well as an ointment."),
        ("firm", "The balm lessens the chance of a possible infection."),
        ("no_claim", "Ask your doctor whether the drops may help."),
        ("no_claim", "There is no evidence that the tea lowers blood pressure."),
        ("no_claim", "This does not prove that the tea works."),
        ("no_claim", "Does walking improve sleep?"),
        ("no_claim", "You may order by phone."),
        ("hedged", "There is a possibility that the gel heals cuts."),
        ("hedged", "These mutations may contribute to the disease."),
        ("hedged", "The protein appears to be involved in signalling."),
        ("hedged|no_claim", "Whether the gene is expressed in neurons remains unclear."),
        ("hedged|firm", "Honey can ease a cough."),
        ("hedged|firm", "Tests suggest that the balm heals cuts."),
        ("hedged", "Tests suggest that the balm possibly heals cuts."),
        ("hedged|firm", "The balm is thought to heal cuts."),
        ("hedged|firm", "Walking is linked to better sleep."),
        ("hedged|firm", "The gel will perhaps heal cuts."),
        ("firm", "Walking improves sleep."),
        ("firm", "We show that the protein is required for growth."),
        ("no_claim", "Samples were collected from May to July."),
    ],
)
def test_a_doubt_word_counts_only_for_the_verb_of_the_effect(expected: str, sentence: str) -> None:
    assert label(sentence, "certainty") == expected


@pytest.mark.parametrize(
    ("expected", "sentence"),
    [
        ("people", "Patients who took the capsules slept longer."),
        ("people", "Women aged 40–60 years had fewer hot flushes on the drug."),
        ("people", "A study of 90 firefighters found that the cream heals cuts."),
        ("people", "The drug raised blood sugar in rats and in 40 volunteers."),
        ("people", "It had worked in mice, and now it cured 30 patients."),
        ("not_stated", "It helps people with migraine."),
        ("not_stated", "In healthy people it boosts memory."),
        ("not_stated", "People with migraine should try it, for it ends the pain."),
        ("", "Patients should ask their pharmacist."),
        ("animals_or_cells", "A study of 12 beagles found that the cream heals cuts."),
        ("animals_or_cells", "In zebrafish, the toxin stopped the heart."),
        ("animals_or_cells", "Human liver cells in a dish broke it down."),
        ("animals_or_cells", "Skin cells taken from patients grew faster in a dish."),
        ("animals_or_cells", "Adult male rats were given the extract."),
        ("animals_or_cells", "Although people want it, the pill has only slowed ageing in mice."),
        ("", "Mouse antibodies were bought from a supplier."),
        ("", "Move the computer mouse to the left."),
        ("not_stated", "It helps you leave the rat race and calms your mind."),
        ("not_stated", "I was the guinea pig for his soup, and it settled my stomach."),
        ("not_stated", "Fish oil lowers cholesterol."),
        ("", "He shut the door of his study."),
        ("", "Start your free trial today."),
        ("", "The fashion model smiled."),
        ("not_stated", "Studies show that the cream heals cuts."),
        ("people", "A clinical trial found that the cream heals cuts."),
        ("people|not_stated", "A trial found that the cream heals cuts."),
        ("animals_or_cells|not_stated", "Preclinical work shows that the cream heals cuts."),
    ],
)
def test_only_those_named_as_studied_count_as_studied(expected: str, sentence: str) -> None:
    assert label(sentence, "evidence") == expected


@pytest.mark.parametrize(
    ("expected", "sentence"),
    [
        ("information", "Sugar-free gum comes in three flavours."),
        ("information", "Free radicals form in every cell."),
        ("marketing", "Free shipping on every order!"),
        ("information", "We counted the pills in order to check the batch."),
        ("information", "Powerful computers sorted the data."),
        ("information", "The enzyme can stop the process."),
        ("guidance", "Stop the drops if your eye hurts."),
        ("information", "The pain should ease within a day."),
        ("guidance", "Adults should not take more than two a day."),
        ("information", "Further studies should look at children."),
        ("information", "It should be noted that the sample was small."),
        ("information", "Doctors asked 300 women about their sleep."),
        ("information", "Patients were advised to stop smoking."),
        ("marketing", "Don't miss this offer: buy two, get one free."),
        ("guidance", "Beware of miracle cures."),
        ("guidance", "Do not buy pills from strangers."),
        ("marketing", "“It gave me my life back,” writes Odile, a customer."),
        ("information", "The drug should have worked."),
    ],
)
def test_pushes_and_advice_are_told_from_words_that_look_like_them(
    expected: str, sentence: str
) -> None:
    assert label(sentence, "purpose") == expected


@pytest.mark.parametrize(
    ("promotes", "expected"),
    [(True, "marketing"), (False, "guidance"), (None, "marketing|guidance")],
)
def test_whom_instructions_for_use_serve_depends_on_the_source(
    promotes: bool | None, expected: str
) -> None:
    (unit,) = read_along("Take two capsules a day with breakfast.", promotes=promotes)
    assert unit.suggestions["purpose"].label == expected


@pytest.mark.parametrize(
    ("expected", "sentence"),
    [
        ("information", "I like warm rooms and don't drive at night."),
        ("information", "They hope to earn more, sleep late, or simply avoid the crowd."),
        ("guidance", "If it burns, stop and see your doctor."),
        ("guidance", "It makes you drowsy, so do not drive."),
        ("guidance", "Do not share your towel with anybody."),
        ("information", "Type 2 is milder."),
    ],
)
def test_an_order_begins_a_sentence_or_follows_a_condition_or_another_order(
    expected: str, sentence: str
) -> None:
    assert label(sentence, "purpose") == expected


def test_a_second_order_is_marked_behind_the_first() -> None:
    assert ("see your doctor", "guidance") in marks("Wait a day and see your doctor.", "purpose")


def test_an_order_that_ends_in_if_holds_for_the_lines_below_it() -> None:
    text = "Ring 999 if:\nyou cannot breathe\nYour lips are blue.\nThe ward has two beds."
    purposes = [unit.suggestions["purpose"].label for unit in read_along(text)]
    assert purposes == ["guidance", "guidance", "guidance", "information"]


@pytest.mark.parametrize(
    ("expected", "sentence"),
    [
        ("information", "Genetic variants lower the age at which gout begins."),
        ("information", "Stress and other factors raise blood pressure."),
        ("marketing|information", "The balm lowers blood pressure."),
    ],
)
def test_research_and_causes_do_not_push_on_a_page_that_promotes(
    expected: str, sentence: str
) -> None:
    (unit,) = read_along(sentence, promotes=True)
    assert unit.suggestions["purpose"].label == expected


@pytest.mark.parametrize(
    ("expected", "sentence"),
    [
        ("not_stated", "People with gout have a higher risk of stones."),
        ("not_stated", "Patients with weak hearts benefit from short walks."),
        ("people", "Patients with weak hearts had less pain after short walks."),
        ("people", "In patients with gout the drug is a cure."),
        ("people", "Participants are calmer after the walk."),
    ],
)
def test_people_in_a_general_statement_are_spoken_of_and_not_studied(
    expected: str, sentence: str
) -> None:
    assert label(sentence, "evidence") == expected


@pytest.mark.parametrize(
    ("expected", "sentence"),
    [
        ("no_claim", "In order to calm their nerves, the singers hummed."),
        ("firm", "In order to calm nerves, tea slows the heart."),
        ("no_claim", "We blocked the gene in two jars."),
        ("firm", "The salt blocks the gene."),
    ],
)
def test_an_aim_and_what_researchers_do_are_no_claim(expected: str, sentence: str) -> None:
    assert label(sentence, "certainty") == expected


@pytest.mark.parametrize(
    ("promotes", "expected"), [(True, "marketing|information"), (False, "information")]
)
def test_a_plain_benefit_is_open_on_a_page_that_promotes(promotes: bool, expected: str) -> None:
    (unit,) = read_along("The balm heals cuts.", promotes=promotes)
    assert unit.suggestions["purpose"].label == expected


@pytest.mark.parametrize(
    ("expected", "sentence"),
    [
        ("firm", "Oats are good for your heart."),
        ("firm", "Garlic has antibacterial properties."),
        ("firm", "Iron is essential for healthy blood."),
        ("firm", "Naps have a positive effect on memory."),
        ("firm", "Your knees will thank you."),
        ("firm", "At six months, relapse rates were 9% in the yoga group and 20% in controls."),
        ("hedged", "Oats might be good for your heart."),
        ("no_claim", "Asthma is a condition that narrows the airways."),
        ("no_claim", "The clinic treats 900 patients a year."),
        ("no_claim", "Sales of the balm rose by half."),
        ("hedged|firm", "Coffee is tied to fewer falls, which hurt older people most."),
    ],
)
def test_worth_powers_and_results_claim_and_background_does_not(
    expected: str, sentence: str
) -> None:
    assert label(sentence, "certainty") == expected


@pytest.mark.parametrize(
    ("promotes", "expected", "sentence"),
    [
        (True, "marketing", "Third-party tested and easy to swallow."),
        (False, "information", "The pills were third-party tested."),
        (None, "marketing", "You deserve nights like these."),
        (True, "marketing", "Breathe deeply again."),
        (None, "guidance", "Breathe slowly and sit still."),
        (None, "information", "Our aim was to explore the views of nurses."),
    ],
)
def test_what_a_shop_says_of_itself_pushes_where_it_sells_or_speaks_to_you(
    promotes: bool | None, expected: str, sentence: str
) -> None:
    (unit,) = read_along(sentence, promotes=promotes)
    assert unit.suggestions["purpose"].label == expected


def test_bleed_and_need_are_no_past() -> None:
    assert label("Patients need rest and bleed easily.", "evidence") != "people"


def test_every_cue_stands_where_it_says() -> None:
    text = SEMAX + "\r\nIn May 2020, it <b>may</b> help 40 women."
    for unit in read_along(text):
        assert text[unit.start : unit.end] == unit.text
        for cue in unit.cues:
            assert text[cue.start : cue.end] == cue.text
            assert unit.start <= cue.start < cue.end <= unit.end


def test_what_decides_is_marked_and_has_a_rule_and_a_reason() -> None:
    rules = load_cue_rules()
    for unit in read_along(SEMAX, promotes=True):
        assert set(unit.suggestions) == {"evidence", "certainty", "purpose"}
        for suggestion in unit.suggestions.values():
            assert suggestion.reason.endswith((".", ".)"))
            if suggestion.cue:
                assert suggestion.cue in unit.cues
                assert suggestion.rule == suggestion.cue.rule
                assert suggestion.rule in rules


def test_a_reason_names_the_words_and_why_they_do_not_count() -> None:
    unit = read_sentence("The word “perhaps” stands on the jar.")
    (cue,) = (cue for cue in unit.cues if cue.text == "perhaps")
    assert cue.label == ""
    assert cue.reason == "“perhaps” stands in quotation marks: the sentence is about the word."


@pytest.mark.parametrize(
    ("word", "label", "sentence"),
    [
        ("is linked to", "link", "Oat milk is linked to calmer nights."),
        ("aim was", "aim", "Our aim was to calm the nights."),
        ("can", "ability", "Oat milk can calm the nights."),
    ],
)
def test_a_link_an_aim_and_an_ability_are_marked_as_what_they_are(
    word: str, label: str, sentence: str
) -> None:
    assert (word, label) in marks(sentence, "certainty")


def test_where_nothing_is_found_the_highlighter_says_so_and_no_more() -> None:
    suggestions = read_sentence("The jar stands on the shelf.").suggestions
    for suggestion in suggestions.values():
        assert suggestion.reason.startswith("I found no word on my list")
        assert suggestion.cue is None


@pytest.mark.parametrize("row", families(), ids=lambda row: row["text"])
def test_kinds_of_error_on_real_texts_do_not_come_back(row: dict[str, str]) -> None:
    question, wanted = row["question"], row["wanted"]
    suggested = label(row["text"], question)
    is_marked = any("hedged" in name for _, name in marks(row["text"], question))
    if wanted in ("doubt mark", "no doubt mark"):
        assert is_marked == (wanted == "doubt mark")
    elif wanted.startswith("not "):
        named = {"people": "people", "animals": "animals_or_cells", "guidance": "guidance"}
        assert named[wanted.removeprefix("not ")] not in suggested.split("|")
    else:
        assert suggested == wanted


@pytest.mark.parametrize(
    ("question", "word", "sentence"),
    [
        ("evidence", "people", "The spray clears the noses of people everywhere."),
        ("evidence", "fish", "Your fish on Friday protects the heart."),
        ("purpose", "miracle", "Beware of miracle cures."),
        ("certainty", "may", "The word “may” appears twice in the leaflet."),
    ],
)
def test_words_that_do_not_count_in_this_place_say_so(
    question: str, word: str, sentence: str
) -> None:
    (cue,) = (cue for cue in read_sentence(sentence).cues if word in cue.text)
    assert (cue.question, cue.label) == (question, "")
    assert word in cue.reason


def test_ordinary_words_are_not_marked() -> None:
    assert read_sentence("The spray stands in the middle of the table.").cues == ()
    assert read_sentence("Sugar-free gum comes in three flavours.").cues == ()


def test_a_stretch_without_full_stops_is_marked_but_not_judged() -> None:
    unit = read_sentence("It may help and " * 100)
    assert {cue.text for cue in unit.cues} == {"may"}
    assert {suggestion.label for suggestion in unit.suggestions.values()} == {""}


def test_markup_is_only_characters() -> None:
    (unit,) = read_along("<script>alert(1)</script> It may help.")
    assert "may" in [cue.text for cue in unit.cues]


@given(st.text(alphabet=st.sampled_from('may can’t of 40 mice which, .!?("“\n<é ж'), max_size=300))
def test_any_text_can_be_read_and_every_mark_stands_in_it(text: str) -> None:
    units = read_along(text)
    assert all(text[cue.start : cue.end] == cue.text for unit in units for cue in unit.cues)
    assert read_along(text) == units


HOSTILE = {
    "spaces": " ",
    "one word again and again": "may ",
    "brackets": "(",
    "no space at all": "x",
    "digits": "7",
    "Cyrillic": "может помочь. ",
    "markup": "<p class='x'>may help</p>",
    "side remarks": "which may, ",
    "people without end": "in the people who used adults ",
    "stops": ". ",
    "quotes": "“",
    "adverbs": "and only just ",
    "lines": "may help\n",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_a_text_four_times_as_long_takes_about_four_times_the_steps(piece: str) -> None:
    few, many = (
        steps(lambda size=size: read_along(piece * (size // len(piece))))
        for size in (4_000, 16_000)
    )
    # A quadratic reading would take sixteen times as many.
    assert many < 6 * few + 1_000
