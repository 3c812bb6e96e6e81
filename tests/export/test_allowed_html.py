"""HTML from outside: harmless elements pass, everything else is shown as text."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthclaims.export.allowed_html import allowed_html

HARMLESS = frozenset({"href", "rel", "src", "alt", "width", "start", "open", "scope"})
HARMLESS |= {"colspan", "rowspan", "class", "role", "tabindex", "aria-label"}
PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<b>", "</b>", "<table>", "<td>", "</table>", "<details>", "<summary>"),
        *(
            "<script>",
            "</script>",
            "<style>",
            "</style>",
            "<svg onload=1>",
            "</svg>",
            "<!--",
            "-->",
        ),
        *("<img src=x onerror=1>", "<a href='javascript:1'>", "</a>", "<textarea>", "<title>"),
        *(
            "<",
            ">",
            '"',
            "'",
            "&lt;",
            "&#0;",
            "\x00",
            "<![CDATA[",
            "]]>",
            "<?",
            "<!",
            "x",
            " =",
            "/",
        ),
    ]
)


def clean(text: str, top: int = 1) -> str:
    return allowed_html(text, lambda address: None, lambda address: None, top)


class Seen(HTMLParser):
    """What a parser finds in a piece of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: list[str] = []
        self.open: list[str] = []
        self.is_closed_in_order = True
        self.feed(text)
        self.close()

    def handle_starttag(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(name)
        self.attributes += [key for key, _ in attrs]
        if name not in ("br", "hr", "img"):
            self.open.append(name)

    def handle_endtag(self, name: str) -> None:
        self.is_closed_in_order &= bool(self.open) and self.open.pop() == name


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<svg onload="alert(1)"></svg>',
        "<iframe src=x></iframe>",
        "<meta http-equiv=refresh content=0>",
        "<base href=x>",
        "<form action=x><input></form>",
        "<object data=x></object>",
        "{{ template }}",
        "{% include 'x' %}",
        "<plaintext>",
    ],
)
def test_what_is_not_on_the_list_is_shown_as_it_was_written(text: str) -> None:
    assert "<" not in clean(text)
    assert unescape(clean(text)) == text


def test_attributes_that_run_style_or_name_something_are_dropped() -> None:
    text = '<p id="widgets" class="widget" onclick="x()" style="position:fixed">Words</p>'
    assert clean(text) == "<p>Words</p>"


def test_links_and_pictures_get_the_address_that_is_given_for_them() -> None:
    made = allowed_html(
        '<a href="a.ipynb">A</a><img src="b.png" alt="B">', lambda _: "a.html", lambda _: "data:,"
    )
    assert made == ('<a href="a.html" rel="noopener noreferrer">A</a><img src="data:," alt="B">')


def test_a_link_without_an_address_is_text_and_a_missing_picture_is_named() -> None:
    assert clean('<a href="javascript:x">A</a>') == "<a>A</a>"
    assert clean('<img src="http://x/y.png" alt="A rat">') == "<em>[Picture left out: A rat]</em>"


def test_elements_are_closed_in_order_and_closing_what_is_not_open_does_nothing() -> None:
    assert clean("<ul><li>One<p>two</ul></b></div>three") == "<ul><li>One<p>two</p></li></ul>three"


def test_headings_are_lowered_to_the_highest_level_that_is_free() -> None:
    assert clean("<h1>A</h1><h2>B</h2><h3>C</h3>", top=2) == "<h2>A</h2><h2>B</h2><h3>C</h3>"


def test_what_may_be_too_wide_scrolls_in_one_box_that_the_keyboard_reaches() -> None:
    box = '<div class="wide" role="group" tabindex="0" aria-label="{}">'
    assert clean("<table></table>") == box.format("Table") + "<table></table></div>"
    inner = '<div tabindex="0" aria-label="Table: A" role="alert"><table></table></div>'
    assert clean(inner) == box.format("Table: A") + "<table></table></div>"
    assert clean('<p tabindex="0">A</p><div tabindex="5">B</div>') == "<p>A</p><div>B</div>"


def test_a_heading_of_a_column_without_words_is_a_plain_cell() -> None:
    made = clean("<table><tr><th></th><th>A</th></tr></table>")
    assert "<tr><td></td><th>A</th></tr>" in made


def test_style_sheets_and_marks_for_anchors_are_not_read_by_anybody() -> None:
    text = '<style>p { color: red }</style><h2>A<a class="anchor-link" href="#A">¶</a></h2>'
    assert clean(text) == "<h2>A</h2>"


def test_a_null_byte_becomes_a_replacement_character() -> None:
    assert clean("a\x00b") == "a\ufffdb"


@given(st.lists(PIECES | st.text(max_size=3), max_size=25).map("".join))
def test_whatever_comes_in_only_harmless_elements_come_out_and_all_are_closed(text: str) -> None:
    made = clean(text)
    seen = Seen(made)
    assert not {"script", "style", "svg", "textarea", "title", "iframe"} & set(seen.elements)
    assert set(seen.attributes) <= HARMLESS
    assert seen.is_closed_in_order
    assert not seen.open
    assert "\x00" not in made
    assert "javascript:" not in "".join(seen.attributes)
