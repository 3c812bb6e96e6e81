"""The package works from a built wheel, away from the checkout."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
METADATA = "healthclaims-"
USE_IT = """
import healthclaims
from healthclaims.core.files import data_dir
print(healthclaims.__file__)
print(data_dir())
print(len(healthclaims.load_article("semax").units))
print(healthclaims.open_lesson("02_animal_or_human").quiz("pairs"))
"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_a_wheel_carries_the_data_and_needs_no_checkout(unpacked: Path, tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("HEALTHCLAIMS")}
    environment |= {"PYTHONPATH": str(unpacked), "HEALTHCLAIMS_ANSWERS": "off"}
    done = subprocess.run(
        [sys.executable, "-c", USE_IT], cwd=tmp_path, env=environment, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    module, data, units, quiz = done.stdout.splitlines()
    assert Path(module).is_relative_to(unpacked)
    assert Path(data) == unpacked / "healthclaims/_data"
    assert units == "72"
    assert quiz.startswith("Quiz: Two versions")


def test_every_data_file_is_in_the_wheel(unpacked: Path) -> None:
    def files(folder: Path) -> set[str]:
        return {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}

    assert files(unpacked / "healthclaims/_data") == files(ROOT / "data")


def test_every_file_of_the_package_is_in_the_wheel_and_nothing_else(unpacked: Path) -> None:
    # Hatch leaves out what .gitignore names, even if git knows the file.
    inside = {
        path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()
    }
    code = {name for name in inside if not name.startswith(("healthclaims/_data/", METADATA))}
    assert code == files_of_the_package()


def files_of_the_package() -> set[str]:
    """List the files that git knows or would add; all of them where there is no git."""
    if not (ROOT / ".git").exists():
        found = (ROOT / "healthclaims").rglob("*")
        names = {path.relative_to(ROOT).as_posix() for path in found if path.is_file()}
        return {name for name in names if "__pycache__" not in name}
    # A checkout that belongs to another account is read all the same.
    git = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"]
    command = [*git, "--cached", "--others", "--exclude-standard", "--", "healthclaims"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return {name for name in listed.split("\0") if name and (ROOT / name).is_file()}


def test_answers_of_a_student_are_not_in_the_wheel(unpacked: Path) -> None:
    assert not [path for path in unpacked.rglob("*") if path.name == "learner.txt"]


def test_a_source_distribution_holds_nothing_of_the_instructors(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (made,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(made) as archive:
        top = {Path(name).parts[1] for name in archive.getnames() if len(Path(name).parts) > 1}
    files = {"README.md", "LICENSE", "LICENSE-TEXT.md", "pyproject.toml", "PKG-INFO", ".gitignore"}
    assert {"healthclaims", "data", "pyproject.toml"} <= top <= {"healthclaims", "data", *files}
