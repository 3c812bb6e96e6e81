"""What no script or style of the kit's pages may do; what they do is tried in the browser tests."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from healthclaims.questions.question import DISCUSSED, NOT_YET, RIGHT
from tests.helpers.kit import ROOT

FILES = sorted((ROOT / "healthclaims").rglob("*.js")) + sorted(
    (ROOT / "healthclaims").rglob("*.css")
)
# All but pages that have no notebook around them.
WIDGETS = [path for path in FILES if path.parent.name not in ("marking", "export")]
NETWORK = re.compile(
    r"\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|\bimport\b\s*[({\"']|@import"
    r"|https?://|url\(\s*[\"']?//"
)
# Names an element's kind, and asks nothing of anybody.
SVG = "http://www.w3.org/2000/svg"
# A service worker hands on what its page has asked for, and asks whether its folder is there.
HANDED_ON = re.compile(r"fetch\(event\.request\)|fetch\(\"offline\.js\"")
AS_HTML = re.compile(
    r"(?:inner|outer)HTML|insertAdjacentHTML|document\.write|createContextualFragment"
    r"|\beval\(|new Function|DOMParser|srcdoc"
)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_nothing_is_fetched_from_anywhere(path: Path) -> None:
    assert NETWORK.findall(HANDED_ON.sub("", text_of(path).replace(SVG, ""))) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_text_is_set_as_text_and_never_as_html(path: Path) -> None:
    assert AS_HTML.findall(text_of(path)) == []


def test_whatever_takes_focus_keeps_its_keys_from_the_notebook() -> None:
    shared = text_of(ROOT / "healthclaims/widgets/_shared.js")
    (kinds,) = re.findall(
        r'if \(/\^\(([\w|]+)\)\$/\.test\(name\) \|\| "tabindex" in properties\) \{\n'
        r'    node\.setAttribute\("data-lm-suppress-shortcuts", "true"\);',
        shared,
    )
    assert {"input", "button", "select", "textarea", "summary", "a"} <= set(kinds.split("|"))


@pytest.mark.parametrize("path", WIDGETS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_elements_that_take_focus_are_made_in_one_place(path: Path) -> None:
    made = re.findall(r"document\.createElement\((.*?)\)", text_of(path))
    assert made == (["name"] if path.name == "_shared.js" else [])


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_script_says_by_itself_how_much_a_box_takes(path: Path) -> None:
    assert re.findall(r"maxlength: ?[\"'\d][^,]*", text_of(path)) == []


def test_verdicts_differ_by_a_sign_and_a_line_and_not_by_colour_alone() -> None:
    script = text_of(ROOT / "healthclaims/quiz/widget.js")
    (listed,) = re.findall(r"const sign = \{ (.*?) \}\[option\.verdict\]", script)
    signs = dict(re.findall(r'"?(\w[\w ]*)"?: "(\S) "', listed))
    assert set(signs) == {RIGHT, NOT_YET, DISCUSSED}
    assert len(set(signs.values())) == 3
    style = text_of(ROOT / "healthclaims/quiz/widget.css")
    rules = dict(re.findall(r'\[data-verdict="([\w ]+)"\] \{ (.*?) \}', style))
    lines = [re.findall(r"border-left-style: (\w+)", rules[verdict]) for verdict in signs]
    assert len({tuple(line) for line in lines}) == 3


@pytest.mark.parametrize("room", ["reader", "own_text", "article_map"])
def test_marks_have_their_colours_from_the_one_palette(room: str) -> None:
    rules = re.findall(
        r'\[data-mark="(\d)"\] \{ border-bottom: 3px \w+ (.*?); background: (.*?); \}',
        text_of(ROOT / f"healthclaims/{room}/widget.css"),
    )
    places = ("1", "2", "3")
    assert rules == [(n, f"var(--hc-mark-{n})", f"var(--hc-mark-{n}-paper)") for n in places]
    shared = text_of(ROOT / "healthclaims/widgets/_shared.css")
    for place in places:
        for name in (f"--hc-mark-{place}", f"--hc-mark-{place}-paper"):
            assert shared.count(f"{name}: ") == 1
