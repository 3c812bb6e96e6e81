"""The tables are what datapackage.json says they are, by the Frictionless library."""

import json
import shutil
from pathlib import Path

import frictionless

from healthclaims.maintain.data_package import package_files

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"


def problems(package: Path) -> list[str]:
    report = frictionless.validate(str(package))
    rows = report.flatten(["title", "fieldName", "rowNumber", "message"])
    return [" ".join(str(value) for value in row) for row in [*rows, *report.errors]]


def test_every_table_is_valid() -> None:
    assert problems(DATA / "datapackage.json") == []


def test_the_stored_description_is_the_one_that_the_checks_use() -> None:
    stored = [DATA / "datapackage.json", *(DATA / "schemas").iterdir()]
    found = {path.relative_to(DATA).as_posix(): path.read_bytes() for path in stored}
    assert found == package_files(), "Run python -m healthclaims refresh."


def test_every_table_of_the_kit_is_described() -> None:
    described = {
        resource["path"]
        for resource in json.loads((DATA / "datapackage.json").read_text("utf-8"))["resources"]
    }
    assert described == {str(path.relative_to(DATA).as_posix()) for path in DATA.rglob("*.csv")}


def test_a_link_to_a_study_that_does_not_exist_is_found(tmp_path: Path) -> None:
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    links = copy / "evidence/links.csv"
    text = links.read_text("utf-8-sig")
    links.write_text(text.replace("heart_mi2006", "heart_mi2007"), encoding="utf-8-sig")
    assert any("heart_mi2007" in problem for problem in problems(copy / "datapackage.json"))
