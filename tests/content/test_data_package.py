"""The tables are what datapackage.json says they are, by the Frictionless library."""

import csv
import json
import shutil
from pathlib import Path

import frictionless

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"


def problems(package: Path) -> list[str]:
    report = frictionless.validate(str(package))
    rows = report.flatten(["title", "fieldName", "rowNumber", "message"])
    return [" ".join(str(value) for value in row) for row in [*rows, *report.errors]]


def test_every_table_is_valid() -> None:
    assert problems(DATA / "datapackage.json") == []


def test_every_table_of_the_kit_is_described() -> None:
    described = {
        resource["path"]
        for resource in json.loads((DATA / "datapackage.json").read_text("utf-8"))["resources"]
    }
    assert described == {str(path.relative_to(DATA).as_posix()) for path in DATA.rglob("*.csv")}


def test_every_table_says_in_its_own_columns_what_the_package_says() -> None:
    package = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        with (DATA / resource["path"]).open(encoding="utf-8-sig", newline="") as file:
            header = next(csv.reader(file))
        assert header == [field["name"] for field in resource["schema"]["fields"]], resource["path"]


def test_a_link_to_a_study_that_does_not_exist_is_found(tmp_path: Path) -> None:
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    links = copy / "evidence/links.csv"
    text = links.read_text("utf-8-sig")
    links.write_text(text.replace("heart_mi2006", "heart_mi2007"), encoding="utf-8-sig")
    assert any("heart_mi2007" in problem for problem in problems(copy / "datapackage.json"))
