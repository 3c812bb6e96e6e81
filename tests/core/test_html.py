"""All text is escaped in one place, whatever it holds."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st

from healthclaims.core.html import Html, escape, join, mark, shown, table, tag

TEXT = st.text(st.sampled_from("<>&\"'`=/ ab;#x\x00\n“▮") | st.characters(codec="utf-8"))


class Page(HTMLParser):
    """Collects the elements, attributes and text that a browser would see."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.started: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.started.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@given(TEXT, TEXT)
def test_no_text_becomes_markup_in_content_or_attributes(text: str, value: str) -> None:
    made = tag("p", text, title=value)
    assert made.count("<") == 2
    page = Page(made)
    assert page.started == [("p", {"title": shown(value)})]
    assert page.text == shown(text)


@given(TEXT)
@example('<a title="it\'s">\x00')
def test_escaped_text_holds_no_angle_bracket_and_no_quote(text: str) -> None:
    made = escape(text)
    assert not set(made) & set("<>\"'\x00")
    assert html.unescape(made) == shown(text)


@given(st.lists(TEXT, max_size=4), TEXT)
def test_joined_parts_are_escaped_and_so_is_what_stands_between(
    parts: list[str], between: str
) -> None:
    assert html.unescape(join(parts, between)) == shown(between.join(parts))
    assert "<" not in join(parts, between)


@given(TEXT, TEXT.filter(bool), TEXT)
@example("a ", "<b>", " c")
def test_deciding_words_are_marked_and_nothing_is_lost(before: str, cue: str, after: str) -> None:
    text = before + cue + after
    made = mark(text, cue)
    pieces = re.split("<mark>|</mark>", made)
    assert [html.unescape(piece) for piece in pieces] == [
        shown(part) for part in (text[: text.find(cue)], cue, text[text.find(cue) + len(cue) :])
    ]
    assert not set("".join(pieces)) & set("<>\"'")


def test_only_the_first_occurrence_is_marked() -> None:
    assert mark("may or may not", "may") == "<mark>may</mark> or may not"


def test_without_deciding_words_nothing_is_marked() -> None:
    assert mark("a < b", "") == "a &lt; b"
    assert mark("a < b", "c") == "a &lt; b"


def test_html_is_not_escaped_twice() -> None:
    inner = tag("em", "a & b")
    assert tag("p", inner) == "<p><em>a &amp; b</em></p>"
    assert escape(inner) is inner
    assert tag("p", str(inner)) == "<p>&lt;em&gt;a &amp;amp; b&lt;/em&gt;</p>"


def test_attributes_are_named_as_in_html_and_none_is_left_out() -> None:
    made = tag("p", class_="x", aria_label="y", hidden=None)
    assert made == '<p class="x" aria-label="y"></p>'


def test_elements_without_content_are_not_closed() -> None:
    assert tag("img", src="a", alt="b") == '<img src="a" alt="b">'


def test_a_table_has_a_caption_and_headings_for_columns_and_rows() -> None:
    made = table("Counts <all>", ("Label", "n"), [("a & b", 3)])
    assert ">Counts &lt;all&gt;</caption><thead>" in made
    assert made.count('scope="col"') == 2
    assert re.search(r'<th scope="row"[^>]*>a &amp; b</th><td[^>]*>3</td>', made)
    assert isinstance(made, Html)


def test_a_table_stands_in_a_box_that_the_keyboard_can_scroll() -> None:
    made = table("Counts <all>", ("", "n"), [("a", 3)])
    box = '<div role="group" aria-label="Table: Counts &lt;all&gt;" tabindex="0"'
    assert made.startswith(box)
    assert "overflow-x: auto" in made.partition(">")[0]
    assert "<tr><td></td><th" in made
