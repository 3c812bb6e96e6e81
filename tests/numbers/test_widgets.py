"""The pictures of lesson 08: what stands for them in print, and what they send to the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

import healthclaims
from healthclaims.content.articles import load_article
from healthclaims.numbers.amounts import spray_readings
from healthclaims.numbers.small_studies import GROUP_SIZES, average, difference, run_studies
from tests.helpers.kit import ROOT


def test_the_printed_picture_holds_1000_people_twice() -> None:
    printed = healthclaims.thousand_people(6, 3).printed()
    without, with_product = re.findall(r"<pre[^>]*>([^<]*)</pre>", printed)
    assert (without.count("◆"), without.count("·")) == (6, 994)
    assert (with_product.count("◆"), with_product.count("◇"), with_product.count("·")) == (
        3,
        3,
        994,
    )
    assert "With Tassomel: 3 of 1,000 get it, 3 are spared" in printed
    assert "“Cuts the risk by 50%!”" in printed
    assert "Tassomel and its numbers are invented." in printed


def test_a_product_that_harms_spares_nobody_in_the_picture() -> None:
    printed = healthclaims.thousand_people(1, 2, "cream", "a rash").printed()
    assert "◇" not in printed.split("<p>◆")[0]
    assert "Raises the risk by 100%" in printed
    assert "invented" not in printed


def test_small_numbers_get_a_slider_that_is_easy_to_set() -> None:
    assert healthclaims.thousand_people(6, 3).people["most"] == 200
    assert healthclaims.thousand_people(300, 100).people["most"] == 1000
    assert healthclaims.thousand_people(100, 300).people["most"] == 1000


def test_the_printed_studies_say_what_groups_of_every_size_show() -> None:
    printed = healthclaims.small_studies(true_effect=10, group_size=20, seed=8).printed()
    rows = re.findall(r'<th scope="row"[^>]*>(\d+)</th><td[^>]*>(.*?)</td><td[^>]*>(\d+)<', printed)
    assert [(int(size), shown, int(count)) for size, shown, count in rows] == [
        (size, difference(average(run.studies, size)), len(run.striking))
        for size in GROUP_SIZES
        for run in [run_studies(10, size, 8)]
    ]
    for line in run_studies(10, 20, 8).sentences(only_striking=True):
        assert line in printed
    assert "Seed of the dice: 8." in printed


@pytest.mark.parametrize(
    ("make", "start"),
    [
        (
            lambda: healthclaims.thousand_people(6, 3),
            "1,000 people without and with Tassomel (press",
        ),
        (lambda: healthclaims.small_studies(seed=8), "200 studies of one invented product: truth"),
    ],
    ids=["people", "studies"],
)
def test_a_picture_has_a_short_stable_text(make: Callable[[], Any], start: str) -> None:
    first, second = make(), make()
    assert repr(first) == repr(second)
    assert repr(first).startswith(start)
    assert first.printed() == second.printed()
    assert first.model_id not in first.printed()


def test_names_are_escaped() -> None:
    printed = healthclaims.thousand_people(6, 3, "<b>x</b>", "a <i>cold</i>").printed()
    assert "<b>" not in printed
    assert "<i>" not in printed


def test_the_readings_of_a_label_say_how_far_apart_they_are() -> None:
    shown = healthclaims.ways_to_read(2, 4, 10)._repr_html_()
    assert "160" in shown
    assert "The largest reading is 8 times the smallest." in shown
    assert "invented" in shown
    assert "2 times the smallest" in healthclaims.ways_to_read(2, 1, 10)._repr_html_()


def test_the_only_digits_on_the_semax_page_are_dates_and_amounts() -> None:
    article = load_article("semax")
    with_digits = {unit.id for unit in article.units if re.search(r"\d", unit.text)}
    assert with_digits == {"u03", "u61", "u64", "u65", "u68"}
    shown = {name: article.shown_text(article.unit(name)) for name in with_digits}
    left = {name for name, text in shown.items() if re.search(r"\d", text)}
    assert left == {"u03", "u68"}
    assert all("1980s" in shown[name] for name in left)


NUMBERS = ("nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def amounts_in(text: str) -> set[tuple[int, ...]]:
    """Collect micrograms, alone, and "so many, so many times" as pairs."""
    for value, word in enumerate(NUMBERS):
        text = re.sub(rf"\b{word}\b", str(value), text, flags=re.I)
    alone = re.findall(r"([\d,]+)\s?(?:mcg|micrograms)", text)
    pairs = re.findall(
        r"(\d+)(?:-(\d+))?[^.\d]*(?:drops|sprays)[^.\d]*(\d+)(?:-(\d+))? times", text
    )
    found: set[tuple[int, ...]] = {(int(value.replace(",", "")),) for value in alone}
    for least, most, seldom, often in pairs:
        each = range(int(least), int(most or least) + 1)
        found |= {(n, t) for n in each for t in range(int(seldom), int(often or seldom) + 1)}
    return found


def test_no_example_of_an_amount_shows_one_that_is_covered_in_semax() -> None:
    article = load_article("semax")
    covered = set[tuple[int, ...]]()
    for name in article.amounts_or_routes:
        covered |= amounts_in(article.unit(name).text)
    assert len(covered) == 7
    source = (ROOT / "data/questions.toml").read_text(encoding="utf-8")
    lesson = (ROOT / "notebooks/08_what_numbers_hide.ipynb").read_text(encoding="utf-8")
    (call,) = re.findall(r"ways_to_read\(sprays=(\d+), times=(\d+), micrograms=(\d+)\)", lesson)
    sprays, times, micrograms = map(int, call)
    readings = spray_readings(sprays, times, micrograms)
    shown = amounts_in(lesson) | amounts_in(source[source.index("[numbers.") :])
    shown |= {(reading.micrograms,) for reading in readings} | {(sprays, times)}
    assert (2, 4) in shown
    assert not shown & covered


@pytest.mark.parametrize(
    "shown",
    [
        lambda: healthclaims.thousand_people(6, 3).printed(),
        lambda: healthclaims.small_studies(10, 20, 8).printed(),
        lambda: healthclaims.ways_to_read(2, 4, 10)._repr_html_(),
    ],
    ids=["people", "studies", "readings"],
)
def test_what_there_is_to_see_waits_behind_a_fold(shown: Callable[[], str]) -> None:
    # By the plain string: an old Markup escapes what it is asked to part at.
    before, _, behind = str.partition(shown(), "<details>")
    assert "<table" not in before
    assert "<pre" not in before
    assert "<table" in behind


def test_the_lesson_tells_what_its_own_seed_shows() -> None:
    told = (ROOT / "notebooks/08_what_numbers_hide.ipynb").read_text(encoding="utf-8")
    small, large, none = (run_studies(*values, 8) for values in ((10, 20), (10, 500), (0, 20)))
    least = min(100 * study.ahead // study.size for study in small.striking)
    for words in (
        "small_studies(true_effect=10, group_size=20, seed=8)",
        f"{len(small.striking)} of 200 small studies look striking",
        f"They show {difference(average(small.striking, 20))}, *four times* the truth",
        f"hardly any result below {least} more of 100 looks striking",
        f"{len(large.striking)} look striking and show {average(large.striking, 500)} more",
        f"With no effect at all, {len(none.striking)} of 200 still look striking",
    ):
        assert words in told
    assert "That is 4 times the truth." in small.sentences(only_striking=True)[1]
