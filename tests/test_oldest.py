"""The oldest versions that are tested are the ones that the requirements allow."""

from __future__ import annotations

import pytest
from packaging.requirements import Requirement

from tests.oldest import JUDGES, ROOT, TESTED, oldest, requirements


def test_every_package_a_student_installs_has_an_oldest_version() -> None:
    assert {"jupyterlab", "nbformat", "ipywidgets", "matplotlib", "nbval", "anywidget"} <= set(
        oldest(requirements())
    )


def test_a_package_without_an_oldest_version_is_told() -> None:
    with pytest.raises(ValueError, match="lxml<6: name the oldest version once"):
        oldest([Requirement("lxml<6")])


def test_two_files_that_disagree_are_told() -> None:
    with pytest.raises(ValueError, match=r"anywidget: 0\.9 in one file, 0\.10 in another"):
        oldest([Requirement("anywidget>=0.9"), Requirement("AnyWidget>=0.10")])


def test_the_tools_that_judge_the_code_stay_the_newest() -> None:
    assert not JUDGES & set(oldest(requirements()))


@pytest.mark.parametrize("name", TESTED)
def test_what_the_oldest_versions_are_tested_with_exists(name: str) -> None:
    assert (ROOT / name).exists()
