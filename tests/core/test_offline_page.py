"""Whole pages: what a template names is text, whoever wrote it."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError

from healthclaims.core.html import Html
from healthclaims.core.offline_page import offline_page
from healthclaims.export.page import Lesson, index_page


def test_text_in_a_template_is_escaped_and_turns_nothing_round() -> None:
    page = index_page([Lesson("01", 'A <b>"bold"</b> \u202etitle')])
    assert "A &lt;b&gt;&#34;bold&#34;&lt;/b&gt; \ufffdtitle</a>" in page


def test_html_in_a_template_stays_html() -> None:
    content = {"assignment": {"title": ""}, "points_file": "", "data": Html("<b>kept</b>")}
    assert "<b>kept</b>" in offline_page("marking/rubric.html.j2", content, "")


def test_a_name_that_a_template_was_not_given_is_an_error_and_no_gap() -> None:
    with pytest.raises(UndefinedError, match="assignment"):
        offline_page("marking/rubric.html.j2", {}, "")
