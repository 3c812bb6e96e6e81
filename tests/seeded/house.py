"""Faults in how the kit is built and checked: imports, floors, wheel, CI."""

from .changes import Added, Gone, Swap
from .fault import fault

QUALITY = "tests/test_quality.py::test_the_code_keeps_to_its_rules"
IMPORTING = "tests/views/test_importing.py"
NOTEBOOKS = "tests/test_notebooks.py"

FAULTS = (
    fault(
        "upstairs-import",
        "The ground floor needs the floors above it: nothing can be tested or reused alone.",
        f"{QUALITY}[layers]",
        "healthclaims.core.markup -> healthclaims.texts.card",
        Swap(
            "healthclaims/core/markup.py",
            "import html\n",
            "import html\n\nfrom healthclaims.texts import card as _card\n",
        ),
        slow=True,
    ),
    fault(
        "view-imported-by-practice",
        "What is practised knows about screens.",
        f"{QUALITY}[layers]",
        "healthclaims.practice.chance -> healthclaims.views.said",
        Swap(
            "healthclaims/practice/chance.py",
            "import random\n",
            "import random\n\nfrom healthclaims.views import said as _said\n",
        ),
        slow=True,
    ),
    fault(
        "numpy-on-a-lower-floor",
        "The kit no longer runs where only Python is.",
        f"{QUALITY}[layers]",
        "numpy",
        Swap(
            "healthclaims/core/measures.py",
            "import math\n",
            "import math\n\nimport numpy as _numpy\n",
        ),
        slow=True,
    ),
    fault(
        "heavy-import-at-the-top",
        "`import healthclaims` takes seconds on a school computer.",
        f"{IMPORTING}::test_importing_the_kit_loads_nothing_heavy",
        "matplotlib",
        Swap(
            "healthclaims/__init__.py",
            "from __future__ import annotations\n",
            "from __future__ import annotations\n\nimport matplotlib  # noqa: F401\n",
        ),
    ),
    fault(
        "plots-loaded-with-every-lesson",
        "A lesson without a picture loads the library for pictures.",
        f"{IMPORTING}::test_a_lesson_with_a_quiz_loads_neither_plots_nor_notebook_formats",
        "matplotlib",
        Swap(
            "healthclaims/views/plots.py", "import io\n", "import io\n\nimport matplotlib.figure\n"
        ),
        Swap(
            "healthclaims/views/lesson.py",
            "from __future__ import annotations\n",
            "from __future__ import annotations\n\nimport healthclaims.views.plots\n",
        ),
    ),
    fault(
        "import-missing",
        "Answering in words ends with a NameError.",
        "tests/views/test_quiz_widget.py::test_answering_in_words_prints_the_feedback_of_the_page",
        "NameError",
        Swap(
            "healthclaims/views/quiz.py",
            "import NOTHING_TO_ASK, feedback_text, printed_quiz",
            "import NOTHING_TO_ASK, printed_quiz",
        ),
    ),
    fault(
        "type-wrong",
        "A function gives nothing where the next one needs a number.",
        f"{QUALITY}[types]",
        "chance.py",
        Swap(
            "healthclaims/practice/chance.py",
            "    return random.Random(text)  # noqa: S311 - draws of questions, no secrets",
            "    return text",
        ),
        slow=True,
    ),
    fault(
        "layout-out-of-order",
        "The next change of this file mixes layout and meaning.",
        f"{QUALITY}[layout]",
        "chance.py",
        Swap(
            "healthclaims/practice/chance.py",
            '    text = "/".join(map(str, seed))',
            "    text = '/'.join( map(str, seed) )",
        ),
    ),
    fault(
        "bare-except",
        "Any failure while questions are drawn passes in silence.",
        f"{QUALITY}[style]",
        "E722",
        Swap(
            "healthclaims/practice/chance.py",
            '    text = "/".join(map(str, seed))\n',
            '    try:\n        text = "/".join(map(str, seed))\n    except:\n        text = ""\n',
        ),
    ),
    fault(
        "notebooks-not-collected",
        "CI runs no lesson any more and is green.",
        f"{NOTEBOOKS}::test_nbval_collects_every_code_cell_under_the_projects_own_options",
        "assert sorted(cells) == sorted(expected), collected.stdout[-2000:] + collected",
        Swap(
            "pyproject.toml",
            'testpaths = ["tests", "notebooks", "solutions"]',
            'testpaths = ["tests"]',
        ),
        slow=True,
    ),
    fault(
        "nbval-option-dropped",
        "Lessons are run by nobody, for nbval is not asked to.",
        f"{NOTEBOOKS}::test_nbval_collects_every_code_cell_under_the_projects_own_options",
        "assert sorted(cells) == sorted(expected), collected.stdout[-2000:] + collected",
        Swap("pyproject.toml", '    "--nbval",\n', ""),
        slow=True,
    ),
    fault(
        "nbval-lax",
        "Lessons are run, and what they show is compared with nothing.",
        f"{NOTEBOOKS}::test_nbval_compares_what_is_stored",
        "nbval",
        Swap("pyproject.toml", '    "--nbval",\n', '    "--nbval-lax",\n'),
    ),
    fault(
        "outputs-not-compared",
        "One sentence in the file for nbval makes all outputs equal.",
        f"{NOTEBOOKS}::test_nbval_compares_what_is_stored",
        "assert re.sub(regex, other, shown) == shown, regex",
        Swap(
            "tests/nbval_sanitize.cfg",
            "Memory addresses\n",
            "Everything\nregex: [\\s\\S]+\nreplace: X\n\nMemory addresses\n",
        ),
    ),
    fault(
        "kernel-without-the-kits-settings",
        "Lessons are tested with the answers of whoever runs the tests.",
        f"{NOTEBOOKS}::test_a_notebook_kernel_imports_this_checkout",
        "'None' == 'example'",
        Swap("conftest.py", '        "HEALTHCLAIMS_ANSWERS": "example",\n', ""),
        slow=True,
    ),
    fault(
        "notebook-left-out-by-its-name",
        "A lesson is renamed, and no table of the README leads to it.",
        "tests/test_docs.py::test_every_lesson_stands_in_the_readme",
        "02",
        Gone("notebooks/02_animal_or_human.ipynb"),
    ),
    fault(
        "readme-command-changed",
        "The second command of the README is not the one that CI runs.",
        "tests/test_docs.py::test_the_two_commands_stand_in_the_readme",
        'assert "pip install -e . -r tests/requirements.txt && python -m pytest" in tex',
        Swap(
            "README.md",
            "pip install -e . -r tests/requirements.txt && python -m pytest\n",
            "pip install -e . && python -m pytest\n",
        ),
    ),
    fault(
        "requirement-missing",
        "A student's installation lacks what the lessons import.",
        "tests/test_docs.py::test_students_install_what_the_package_needs",
        "anywidget",
        Swap("requirements.txt", "anywidget", "# anywidget"),
    ),
    fault(
        "data-not-in-the-wheel",
        "Installed from a wheel, the kit finds no texts.",
        "tests/test_wheel.py::test_every_data_file_is_in_the_wheel",
        'assert files(unpacked / "healthclaims/_data") == files(ROOT / "data")',
        Swap(
            "pyproject.toml",
            'data = "healthclaims/_data"',
            '"data/articles" = "healthclaims/_data/articles"',
        ),
        slow=True,
    ),
    fault(
        "table-not-described",
        "A new table is in no list: nobody knows what its columns mean.",
        "tests/test_data_package.py::test_every_table_of_the_kit_is_described",
        "more.csv",
        Added("data/more.csv", "a,b\n1,2\n"),
    ),
    fault(
        "example-learner-out-of-date",
        "The progress page shows an example that no longer fits the questions.",
        "tests/classroom/test_releases.py"
        "::test_the_example_learner_in_the_data_is_the_one_that_is_simulated",
        'assert stored(DATA / "example_learner") == example_files()',
        Gone("data/example_learner/03_hedged_or_firm/simulated.jsonl"),
    ),
    fault(
        "ci-skips-browsers",
        "CI is green without ever opening a browser.",
        "tests/test_docs.py::test_ci_runs_the_readmes_command_and_forbids_skipping_browsers",
        "HEALTHCLAIMS_REQUIRE_BROWSER",
        Swap(".ci/run", "HEALTHCLAIMS_REQUIRE_BROWSER=1 ", ""),
    ),
)
