"""Two buttons on a learner's own answers: take them along, and see what would be deleted."""

from __future__ import annotations

import secrets
from typing import ClassVar

from healthclaims.core.html import Html, tag
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.lessons.my_data_page import delete_page, export_page
from healthclaims.widgets.base import PrintedWidget, bundle
from healthclaims.widgets.cell_output import Block
from healthclaims.widgets.start import PRESS_KEY


class MyAnswers(PrintedWidget):
    """The buttons, and below them what the one that was pressed has to say."""

    _esm: ClassVar[str] = bundle("lessons/my_answers_widget.js")
    _css: ClassVar[str] = bundle("lessons/my_answers_widget.css")

    def __init__(self, log: AnswerLog) -> None:
        self._log = log
        self._name = f"healthclaims-{secrets.token_hex(8)}"
        super().__init__()
        self.on_msg(self._receive)

    def describe(self) -> str:
        """Return one line of text that stands for the buttons."""
        return f"Your answers: take them along, or see what would be deleted ({PRESS_KEY})"

    def printed(self) -> Html:
        """Render what the buttons do."""
        return tag("p", self.describe())

    def export(self) -> Block:
        """Write all answers into one file."""
        return export_page(self._log)

    def would_delete(self) -> Block:
        """Show what would be deleted; nothing is."""
        return delete_page(self._log, "")

    def _receive(self, _widget: object, content: object, _buffers: object) -> None:
        """Show below the buttons what was asked for; the message is untrusted."""
        kind = content.get("type") if isinstance(content, dict) else None
        answers = {"export": self.export, "delete": self.would_delete}
        if kind in answers:
            self._show(answers[kind](), update=True)

    def _ipython_display_(self) -> None:
        from IPython.display import display

        data, metadata = self._repr_mimebundle_()
        display(data, metadata=metadata, raw=True)
        self._show(Block("", Html("")), update=False)

    def _show(self, block: Block, *, update: bool) -> None:
        from IPython.display import display

        data = {"text/plain": repr(block), "text/html": str(block.words())}
        display(data, raw=True, display_id=self._name, update=update)
