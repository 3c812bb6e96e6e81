"""A student changes parts of a sentence, and the answers change with it."""

from __future__ import annotations

from playwright.sync_api import expect

from healthclaims.content.word_flips import load_flip, shown
from tests.browser.notebook import OpenNotebook
from tests.browser.student import Kit

OPEN_LESSON = 'import healthclaims; lesson = healthclaims.open_lesson("03_hedged_or_firm")'


def test_every_wording_of_the_sentence_shows_its_own_answers(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, 'lesson.word_flip("heart")'))
    notebook.run_all()
    root = notebook.page.locator(".hc-flip")
    who_box = root.get_by_role("combobox", name="Who was studied?")
    verb_box = root.get_by_role("combobox", name="How is it said?")
    flip = load_flip("heart")
    answers = set()
    for who in flip.who:
        who_box.select_option(label=who.words)
        for verb in flip.verb:
            verb_box.select_option(label=verb.words)
            sentence = f"{flip.before}{who.words} {verb.words}{flip.after}"
            expect(root.locator(".hc-flip-sentence")).to_have_text(sentence)
            told = root.locator("dd strong").all_text_contents()
            assert told[:2] == [shown("evidence", who.label), shown("certainty", verb.label)]
            expect(root.locator("dd").first).to_contain_text(who.why)
            expect(root.locator("dd").nth(1)).to_contain_text(verb.why)
            if "|" not in verb.label:
                label, why = flip.fit[who.subtype, verb.label]
                assert told[2] == shown("fit", label)
                expect(root.locator("dd").nth(2)).to_contain_text(why)
            answers.add(tuple(told))
    assert len(answers) > len(flip.who)
