"""A lesson as a page in one file: what stands in it, and what may run there."""

from __future__ import annotations

import base64
import functools
import hashlib
import json
import operator
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import healthclaims
from healthclaims.core.offline_page import offline_page
from healthclaims.export.page import Lesson, index_page, lesson_of, lesson_page
from healthclaims.export.widget_state import known_widgets
from healthclaims.lessons.lesson import open_lesson
from healthclaims.questions.forms import load_forms
from healthclaims.widgets.base import PrintedWidget
from tests.helpers.exported import (
    PNG,
    body_of,
    code,
    notebook,
    page_of,
    prose,
    result,
    with_widgets,
)

LESSON = "02_animal_or_human"


class Parts(HTMLParser):
    """Elements of a page, and the text inside of each script and style sheet."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        found = re.finditer(r"<(script|style)([^>]*)>(.*?)</\1>", page, re.DOTALL)
        self.inside = [(one[1], one[2], one[3]) for one in found]
        self.feed(page)

    def handle_starttag(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((name, {key: value or "" for key, value in attrs}))

    def policy(self) -> dict[str, list[str]]:
        """The page's policy: kind of thing to where it may come from."""
        content = next(a["content"] for n, a in self.elements if "http-equiv" in a and n == "meta")
        parts = (part.split() for part in content.split("; "))
        return {name: sources for name, *sources in parts}


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEALTHCLAIMS_ANSWERS", "example")


@pytest.fixture
def widgets(example: None) -> list[PrintedWidget]:
    """One widget of every kind that a lesson shows."""
    lesson = open_lesson(LESSON)
    own = lesson.own_article()
    return [
        lesson.quiz("practice"),
        lesson.read("semax", "claim", "heart"),
        lesson.word_flip("heart"),
        lesson.rewrite("stress"),
        own,
        own.reasons(),
        healthclaims.browse_studies("u19"),
        healthclaims.browse_studies("bdnf"),
        healthclaims.thousand_people(without=6, with_product=3),
        healthclaims.small_studies(true_effect=10, group_size=20, seed=8),
    ]


def fingerprint(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def data_of(page: str) -> dict[str, Any]:
    found = next(text for _, about, text in Parts(page).inside if "widgets" in about)
    return json.loads(found)


def whole_states(data: Any) -> Any:
    """Put shared values into their places, as the page's own script does."""
    for value, *places in data["shared"]:
        for *path, last in places:
            functools.reduce(operator.getitem, path, data["states"])[last] = value
    return data["states"]


def test_only_the_pages_own_scripts_and_style_sheet_are_allowed(
    widgets: list[PrintedWidget],
) -> None:
    parts = Parts(page_of(with_widgets(*widgets)))
    runs = [text for name, about, text in parts.inside if name == "script" and "json" not in about]
    sheets = [text for name, _, text in parts.inside if name == "style"]
    kinds = {type(widget).__qualname__ for widget in widgets}
    # What opens the answers that are kept, and all else: what modules share stands in it once.
    assert len(runs) == 2
    assert runs[1].count("healthclaimsHost.take(") == len(kinds)
    assert runs[1].count("class Outbox") == 1
    assert parts.policy() == {
        "default-src": ["'none'"],
        "script-src": [fingerprint(text) for text in runs],
        "style-src": [fingerprint(text) for text in sheets],
        "img-src": ["data:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }


def test_a_page_without_widgets_allows_no_script_at_all() -> None:
    parts = Parts(page_of(notebook(prose("# A lesson"))))
    assert "script-src" not in parts.policy()
    assert not [name for name, _ in parts.elements if name == "script"]


def test_a_page_names_nothing_that_would_have_to_be_fetched(widgets: list[PrintedWidget]) -> None:
    parts = Parts(page_of(with_widgets(*widgets)))
    assert not [about for _, about in parts.elements if "src" in about or "srcset" in about]
    assert not [name for name, _ in parts.elements if name in ("link", "iframe", "object", "base")]
    sheets = "".join(text for name, _, text in parts.inside if name == "style")
    assert "url(" not in sheets
    assert "@import" not in sheets


def test_every_widget_gets_the_state_it_was_saved_with(widgets: list[PrintedWidget]) -> None:
    states = whole_states(data_of(page_of(with_widgets(*widgets))))
    assert len(states) == len(widgets)
    for state, widget in zip(states, widgets, strict=True):
        saved = widget.get_state()
        assert state
        assert state == json.loads(json.dumps({name: saved[name] for name in state}))
        assert not {name for name in state if name.startswith("_")}


def test_what_two_widgets_show_stands_in_the_page_once(example: None) -> None:
    one = len(page_of(with_widgets(healthclaims.browse_studies("u19"))))
    both = with_widgets(healthclaims.browse_studies("u19"), healthclaims.browse_studies("u16"))
    assert len(page_of(both)) < one + 20_000


def test_the_same_lesson_gives_the_same_page_whatever_ids_jupyter_gave(example: None) -> None:
    def page(prefix: str) -> str:
        lesson = open_lesson(LESSON)
        shown = (lesson.quiz("practice"), lesson.read("semax", "claim", "heart"))
        return page_of(with_widgets(*shown, prefix=prefix))

    assert page("one") == page("another")


def test_a_saved_widget_brings_its_data_and_never_its_code(example: None) -> None:
    made = with_widgets(open_lesson(LESSON).quiz("practice"))
    for model in made.metadata["widgets"].values():
        for one in model["state"].values():
            one["state"] |= {"_esm": "alert('mine')", "_css": "p { color: red }"}
    page = page_of(made)
    assert "alert('mine')" not in page
    assert "color: red" not in page


def test_a_widget_of_somebody_else_is_left_out_with_its_printed_copy() -> None:
    output = result(text_html="<p>A printed copy</p>")
    output["data"]["application/vnd.jupyter.widget-view+json"] = {"model_id": "gone"}
    body = body_of(page_of(notebook(prose("# A lesson"), code("slider", output))))
    assert "This part needs JupyterLab" in body
    assert "<p>A printed copy</p>" in body


def test_a_page_holds_both_forms_of_the_check_and_no_answer_to_any_question(example: None) -> None:
    page = page_of(with_widgets(open_lesson("00_start_here").quiz("before")))
    (state,) = whole_states(data_of(page))
    deck = state["deck"]
    assert deck["forms"] == {
        name: [asked.as_state(with_feedback=False) for asked in form.questions]
        for name, form in load_forms().items()
    }
    assert deck["questions"] == []
    # The order in which the forms stand tells nobody's form, and the printed copy shows none.
    assert all(one.id not in body_of(page) for one in load_forms()["form_a"].questions)
    told = {name for form in deck["forms"].values() for one in form for name in one}
    assert not told & {"why", "rule", "hint", "key"}


def test_every_widget_of_the_kit_can_be_put_into_a_page() -> None:
    kinds = known_widgets()
    assert len(kinds) >= 10
    for kind, widget in kinds.items():
        exports = re.findall(r"^(?:export|import)\b.*", str(widget._esm), re.MULTILINE)
        assert exports == ["export default {"], f"{kind} imports, or exports more than its widget"
        offline_page(
            "core/page.html.j2", {}, str(widget._css), module=str(widget._esm), outside=True
        )


@pytest.mark.parametrize("text", ["</script>", "</SCRIPT >", "<!--", "<script", "a\r\nb"])
def test_a_script_that_would_end_its_element_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="cannot stand in a script"):
        offline_page("core/page.html.j2", {}, "", module=f"const a = `{text}`;")


def test_prose_keeps_its_form_and_folded_answers() -> None:
    text = "# A\n\n## B\n\n- one\n\n<details>\n<summary>Answer</summary>\n\n**Yes.**\n\n</details>"
    body = body_of(page_of(notebook(prose(text))))
    for piece in ("<h1>A</h1>", "<h2>B</h2>", "<li>one</li>", "<summary>Answer</summary>"):
        assert piece in body
    assert re.search(r"<details>\s*<summary>Answer</summary>\s*<p><strong>Yes.</strong></p>", body)


def test_a_page_has_one_heading_of_the_first_level() -> None:
    made = notebook(prose("# One"), prose("# Two"), code("", result(text_html="<h1>Three</h1>")))
    assert re.findall(r"<h\d>.*?</h\d>", page_of(made)) == [
        "<h1>One</h1>",
        "<h2>Two</h2>",
        "<h2>Three</h2>",
    ]
    assert "<h1>some_lesson</h1>" in page_of(notebook(prose("No heading.")))


def test_links_to_lessons_lead_to_their_pages_and_links_to_files_become_text() -> None:
    text = (
        "[next](03_next.ipynb) [there](other.ipynb) [table](../data/cues.csv) "
        "[site](https://x.org) [script](javascript:alert) [file](file:///etc/passwd) "
        "<a href='java&#10;script:x'>odd</a>"
    )
    lessons = [Lesson("02_this", "This"), Lesson("03_next", "Next")]
    page = body_of(lesson_page(lessons[0], notebook(prose(text)), Path(), lessons))
    addresses = [about.get("href") for name, about in Parts(page).elements if name == "a"]
    assert addresses == ["03_next.html", None, None, "https://x.org", None, None, None]


def test_the_way_on_leads_to_the_lessons_before_and_after() -> None:
    lessons = [Lesson(f"0{n}_l", f"L{n}") for n in range(3)]
    page = lesson_page(lessons[1], notebook(prose("# L1")), Path(), lessons)
    footer = page[page.index("<footer") :]
    assert re.findall(r'href="(.*?)">(.*?)</a>', footer) == [
        ("00_l.html", "← 00 L0"),
        ("index.html", "All lessons"),
        ("02_l.html", "02 L2 →"),
    ]


def test_pictures_come_from_the_notebook_and_from_beside_it_and_from_nowhere_else(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "kit" / "notebooks"
    folder.mkdir(parents=True)
    for path in (folder / "near.png", folder.parent / "far.png"):
        path.write_bytes(base64.b64decode(PNG))
    (folder / "secret.txt").write_text("secret", encoding="utf-8")
    (folder / "link.png").symlink_to(folder.parent / "far.png")
    names = ("near.png", "../far.png", "link.png", "secret.txt", "http://x/y.png", "gone.png")
    text = " ".join(f"![{name}]({name})" for name in (*names, "attachment:a.png"))
    cell = prose(text, attachments={"a.png": {"image/png": PNG}})
    page = page_of(notebook(cell), folder)
    pictures = [about for name, about in Parts(page).elements if name == "img"]
    assert [about["alt"] for about in pictures] == ["near.png", "attachment:a.png"]
    assert {about["src"] for about in pictures} == {f"data:image/png;base64,{PNG}"}
    for name in set(names) - {"near.png"}:
        assert f"[Picture left out: {name}]" in page


def test_a_picture_keeps_its_description_and_an_svg_is_a_picture_that_runs_nothing() -> None:
    drawn = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    about = {"image/png": {"alt": "Eleven of twenty", "width": 600}}
    page = page_of(
        notebook(code("", result(about, image_png=PNG), result(**{"image_svg+xml": drawn})))
    )
    pictures = [about for name, about in Parts(page).elements if name == "img"]
    assert [(p["alt"], p.get("width")) for p in pictures] == [
        ("Eleven of twenty", "600"),
        ("A picture without a description", None),
    ]
    assert "alert(1)" not in page


def test_hostile_prose_and_results_are_shown_as_text() -> None:
    attack = "<script>alert(1)</script><svg onload=alert(2)><meta http-equiv=refresh content=0>"
    streamed = {"output_type": "stream", "name": "stdout", "text": attack}
    made = notebook(
        prose(f"# {attack}\n\n{attack}\n\n`{attack}`\n\n{{{{ x }}}} {{% y %}}"),
        code(
            "1", result(text_html=attack), result(text_plain=attack), result(text_markdown=attack)
        ),
        code("2", streamed, result(application_javascript="alert(3)")),
        code(attack),
    )
    page = page_of(made, name="x")
    names = {name for name, _ in Parts(page).elements}
    assert not {"script", "svg"} & names
    assert "alert(3)" not in page
    assert "{{ x }} {% y %}" in page
    assert body_of(page).count("&lt;script&gt;alert(1)&lt;/script&gt;") == 7


def test_marks_that_turn_letters_around_are_shown_in_titles_and_code_and_kept_to_their_cell() -> (
    None
):
    made = notebook(
        prose("# A \u202etxt.exe"), code("x = '\u202e'", result(text_plain="\x00\u2066"))
    )
    page = page_of(made)
    assert "<title>A \ufffdtxt.exe – " in page
    assert "<code>x = &#39;\ufffd&#39;</code>" in page
    assert "<pre>\ufffd\ufffd</pre>" in page
    assert "\x00" not in page
    assert ".cell, .cell * { unicode-bidi: isolate; }" in page


def test_what_is_about_jupyterlab_is_left_out() -> None:
    made = notebook(
        prose("# A"),
        prose("## Run the page\n\nPress Shift+Enter.", "needs-jupyter"),
        code("lesson", result(text_html="<p>Who works here</p>"), tags=("setup",)),
        prose("## Your code\n\nChange it.", "needs-jupyter"),
        code("lesson.use_code('me')", result(text_html="<p>me</p>"), tags=("needs-jupyter",)),
        prose("## Go on"),
    )
    body = body_of(page_of(made))
    assert "Go on" in body
    for left_out in ("Run the page", "Shift+Enter", "Who works here", "Your code", "<p>me</p>"):
        assert left_out not in body
    # A page tells these in its own way: no note sends anybody to JupyterLab.
    assert "This part needs JupyterLab" not in body


def test_all_code_stands_in_one_fold_at_the_end() -> None:
    page = page_of(notebook(prose("# A"), code("one()"), code("two()")))
    assert "one()" not in body_of(page)
    footer = page[page.index("<footer") :]
    assert footer.count("<details>") == 1
    assert re.findall("<code>(.*?)</code>", footer) == ["one()", "two()"]


def test_a_printed_copy_does_not_ask_to_press_what_is_not_there(
    widgets: list[PrintedWidget],
) -> None:
    page = page_of(with_widgets(*widgets))
    assert "<strong>Printed copy</strong>" in page
    assert "▶▶" not in page


def test_every_page_says_where_answers_stay_and_the_course_lists_every_lesson() -> None:
    text = "# Animal or human?\n\n**After this lesson you can** say who was studied."
    lesson = lesson_of("02_animal_or_human", notebook(prose(text)))
    told = "What you answer stays in this browser and is sent nowhere."
    assert told in page_of(notebook(prose(text)))
    page = index_page([lesson])
    assert '<a href="02_animal_or_human.html">02 Animal or human?</a>' in page
    assert "After it you can say who was studied." in page
    assert "Nothing here is medical advice." in page
