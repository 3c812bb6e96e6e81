"""The files for hubs and for Binder agree with the kit: versions, paths, names of settings."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
HUB = ROOT / "docs/instructors/hub"
BINDER = ROOT / ".binder"
VALUES: dict[str, Any] = yaml.safe_load((HUB / "values.yaml").read_text(encoding="utf-8"))
DOCKERFILE = (HUB / "Dockerfile").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# The settings in use, with the types that the chart's values.schema.yaml gave them when we looked.
# Below a setting that is None the chart takes anything.
CHART: dict[str, Any] = {
    "hub": {"config": None},
    "singleuser": {
        "image": {"name": str, "tag": str},
        "memory": {"guarantee": (int, str), "limit": (int, str)},
        "cpu": {"guarantee": (int, float), "limit": (int, float)},
        "startTimeout": int,
        "defaultUrl": str,
        "storage": {"capacity": str},
        "extraEnv": None,
    },
    "cull": {"enabled": bool, "timeout": int, "every": int},
}


def unknown(values: dict[str, Any], known: dict[str, Any], place: str = "") -> list[str]:
    """List the settings that the chart does not know, or of which it wants something else."""
    found = []
    for name, value in values.items():
        path = f"{place}.{name}".lstrip(".")
        if name not in known:
            found.append(path)
        elif isinstance(known[name], dict):
            found += unknown(value, known[name], path)
        elif known[name] is not None and not isinstance(value, known[name]):
            found.append(path)
    return found


def test_the_values_for_kubernetes_name_only_settings_that_the_chart_knows() -> None:
    assert unknown(VALUES, CHART) == []
    wrong = {"singleuser": {"imaeg": {}, "image": {"tag": 0.1}}, "cull": {"every": "600"}}
    assert unknown(wrong, CHART) == ["singleuser.imaeg", "singleuser.image.tag", "cull.every"]


def test_the_image_bears_the_version_of_the_kit() -> None:
    assert VALUES["singleuser"]["image"]["tag"] == PROJECT["version"]
    built = re.search(r"docker build .* -t (\S+)", DOCKERFILE)
    assert built
    image = VALUES["singleuser"]["image"]
    assert built[1] == f"{image['name']}:{image['tag']}"


def test_hub_and_server_are_of_one_version() -> None:
    text = (HUB / "values.yaml").read_text(encoding="utf-8")
    told = re.search(r"brings JupyterHub ([\d.]+)", text)
    installed = re.search(r"jupyterhub==([\d.]+)", DOCKERFILE)
    assert told
    assert installed
    assert told[1] == installed[1]


def test_the_image_takes_files_that_exist_and_no_solutions() -> None:
    copied = re.findall(r"^COPY (.+) \S+$", DOCKERFILE, re.MULTILINE)
    names = [name for line in copied for name in line.split()]
    assert {"requirements.txt", "pyproject.toml", "healthclaims", "data"} <= set(names)
    assert [name for name in names if not (ROOT / name).exists()] == []
    assert not [name for name in names if name.startswith(("solutions", "exercises"))]


@pytest.mark.parametrize("text", [DOCKERFILE, (BINDER / "runtime.txt").read_text("utf-8")])
def test_the_python_is_one_that_the_kit_allows(text: str) -> None:
    found = re.search(r"python[:-]3\.(\d+)", text)
    assert found
    assert PROJECT["requires-python"] == ">=3.11"
    assert int(found[1]) >= 11


@pytest.mark.parametrize("name", ["jupyterhub_config.py", "on_loopback.py"])
def test_a_configuration_of_a_hub_is_python_and_names_the_first_lesson(name: str) -> None:
    text = (HUB / name).read_text(encoding="utf-8")
    ast.parse(text)
    for path in re.findall(r"/lab/tree/(\S+\.ipynb)", text):
        assert (ROOT / path).is_file()


def test_binder_installs_what_a_student_installs() -> None:
    lines = (BINDER / "requirements.txt").read_text(encoding="utf-8").splitlines()
    [nested] = [line for line in lines if not line.startswith("#")]
    assert (BINDER / nested.removeprefix("-r ")).resolve() == ROOT / "requirements.txt"
