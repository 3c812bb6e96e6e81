"""What pyproject.toml names for mutmut is there: a module that has moved would be passed over."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_module_and_test_that_is_named_for_mutmut_exists() -> None:
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutmut"]
    named = [*tool["only_mutate"], *tool["pytest_add_cli_args_test_selection"], *tool["also_copy"]]
    assert tool["only_mutate"]
    assert [name for name in named if not (ROOT / name).exists()] == []
