"""Fifty mistakes in the files of texts, labels and quizzes: one run of the check names them all."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import pytest

from healthclaims.__main__ import main
from tests.helpers.kit import Table

ARTICLES = (
    *("caligrin_news", "halderin_release", "tilmarra_leaflet", "merrowlin_advert"),
    "otrenda_notice",
)
# Column that is damaged, what it then says, and what the check says of it: what, and what to do.
KINDS = {
    "label": ("labl{}", "label 'labl{}' is not a label of", "Known labels: "),
    "rule": ("Z{}", "rule 'Z{}' is not a rule of", "Known rules: "),
    "cue": ("absent word {}", "cue 'absent word {}' does not occur in", "Copy the exact words."),
    "status": ("scord{}", "status 'scord{}' is not known.", "Did you mean 'scored'?"),
    "why": ("w{}", "why is too short: 'w{}'.", "Say which words decide"),
    "axis": ("certanty{}", "axis 'certanty{}' is not known.", "Did you mean 'certainty'?"),
    "unit": ("u9{}x", "unit 'u9{}x' is not known.", "Use an id from units.csv."),
    "subtype": ("mouse{}", "subtype 'mouse{}'", ""),
}
PLANTED = 50


@dataclass(frozen=True)
class Planted:
    """A mistake, and what must be said of it."""

    place: str
    what: str
    remedy: str

    def is_named_in(self, lines: list[str]) -> bool:
        """Tell whether exactly one line names it, with its place and what to do."""
        found = [line for line in lines if line.startswith(self.place) and self.what in line]
        return len(found) == 1 and self.remedy in found[0]


def plant_in_labels(data: Path, dice: random.Random) -> list[Planted]:
    planted = []
    for article in ARTICLES:
        table = Table(data / "articles" / article / "annotations.csv")
        usable = [row for row in table.rows if row["cue"] and row["status"] == "scored"]
        chosen = dice.sample([row for row in usable if row["axis"] != "evidence"], len(KINDS) - 1)
        chosen.append(next(row for row in usable if row["axis"] == "evidence"))
        for row, (column, (value, what, remedy)) in zip(chosen, KINDS.items(), strict=True):
            number = len(planted) + 1
            row[column] = value.format(number)
            place = f"data/articles/{article}/annotations.csv, line {table.rows.index(row) + 2}: "
            planted.append(Planted(place, what.format(number), remedy))
        table.save()
    return planted


def plant_in_pairs(data: Path, dice: random.Random) -> list[Planted]:
    table, planted = Table(data / "pairs.csv"), []
    names = dice.sample(sorted({row["pair"] for row in table.rows}), 4)
    for name, column in zip(names, ("label", "rule", "cue", "axis"), strict=True):
        row = next(r for r in table.rows if r["pair"] == name and r["cue"])
        value, what, remedy = (text.format(name) for text in KINDS[column])
        row[column] = value
        place = f"data/pairs.csv, line {table.rows.index(row) + 2}: "
        planted.append(Planted(place, what, remedy))
    table.save()
    return planted


def plant_in_headlines(data: Path) -> list[Planted]:
    table = Table(data / "headlines.csv")
    planted = []
    for place, (column, value, what, remedy) in enumerate(
        [
            ("key", "heading_goes", "'heading_goes'", "heading_goes_further"),
            ("heading", "u999", "'u999'", "Use an id from units.csv."),
            ("article", "semaks", "'semaks'", ""),
        ]
    ):
        table.rows[place][column] = value
        planted.append(Planted(f"data/headlines.csv, line {place + 2}: ", what, remedy))
    table.save()
    return planted


def plant_in_quizzes(data: Path) -> list[Planted]:
    path = data / "decks.toml"
    text = path.read_text(encoding="utf-8")
    changes = {
        "semax/u39/evidence": ("semax/u39/evidense", "'evidense'"),
        "semax/u37/certainty": ("semax/u37/certanty", "'certanty'"),
        "semax/u49/purpose": ("semax/u499/purpose", "'u499'"),
    }
    for old, (new, _) in changes.items():
        assert f'"{old}"' in text
        text = text.replace(f'"{old}"', f'"{new}"', 1)
    path.write_text(text, encoding="utf-8")
    return [Planted("data/decks.toml", what, "") for _, what in changes.values()]


def test_fifty_mistakes_are_all_named_in_one_run_with_place_value_and_remedy(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dice = random.Random(50)
    planted = [
        *plant_in_labels(data, dice),
        *plant_in_pairs(data, dice),
        *plant_in_headlines(data),
        *plant_in_quizzes(data),
    ]
    assert len(planted) == len({(one.place, one.what) for one in planted}) == PLANTED
    assert main(["check"]) == 1
    lines = capsys.readouterr().out.splitlines()
    missed = [one for one in planted if not one.is_named_in(lines)]
    assert not missed, "\n".join([*map(str, missed), "---", *lines])
    assert len(lines) == len(set(lines))
    assert not [line for line in lines if "Traceback" in line or str(data) in line]


# A mistake in each table that builds on the article: what stood there, and what stands there now.
IN_WHAT_BUILDS_ON_IT = {
    "evidence/studies.csv": (",cell,dish,", ",cell,dsh,"),
    "headlines.csv": ("heading_goes_further", "heading_goes_furter"),
    "rewrites.toml": ('subtype = "animal"', 'subtype = "animl"'),
    "questions.toml": ('key = "c"', 'key = "z"'),
    "flips.toml": ('certainty = "firm"', 'certainty = "frim"'),
    "pairs.csv": (",animals_or_cells,", ",animals_or_cels,"),
    "decks.toml": ('"bramosol_leaflet"', '"bramosol_leafle"'),
}


def test_a_damaged_article_hides_no_mistake_in_what_builds_on_it(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels = Table(data / "articles/semax/annotations.csv")
    labels.rows[0]["label"] = "no_such_label"
    labels.save()
    for name, (old, new) in IN_WHAT_BUILDS_ON_IT.items():
        text = (data / name).read_text(encoding="utf-8")
        assert old in text, name
        (data / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert main(["check"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any("label 'no_such_label' is not a label of" in line for line in lines)
    for name, (_, new) in IN_WHAT_BUILDS_ON_IT.items():
        word = new.strip(',"').split(",")[-1].split('"')[-1]
        assert any(name in line and word in line for line in lines), (name, word, lines)
