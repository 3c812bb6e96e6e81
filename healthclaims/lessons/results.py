"""Results that are drawn again where they stand when an answer arrives.

The cell that shows a result can run before the last answer has come in, see `AnswerLog`. A result
is shown under a name, and whatever stands under that name on the page can be replaced later, from
any thread.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable

from healthclaims.core.html import Html, without_formulas
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.lessons.before_after_page import CheckResult
from healthclaims.widgets.cell_output import Block
from healthclaims.widgets.figures import Figure

Result = Figure | Block | CheckResult


class ResultPage:
    """A result that follows the answers, wherever it is shown; `make` makes it from the log."""

    def __init__(self, log: AnswerLog, make: Callable[[AnswerLog], Result]) -> None:
        self._log, self._make = log, make
        self._name = f"healthclaims-{secrets.token_hex(8)}"
        self._shown: Html | None = None
        # Held until a result is on its way, so that an older one never follows a newer one.
        self._lock = threading.Lock()
        log.add_listener(self)

    def now(self) -> Result:
        """Make the result as it is now; what is returned does not change any more."""
        return self._make(self._log)

    def added(self) -> None:
        """Draw the result again if it has been shown and its words have changed."""
        with self._lock:
            if self._shown is None:
                return
            made = self.now()
            if made.words() != self._shown:
                self._display(made, update=True)

    def deleted(self) -> None:
        """Leave what is shown until its cell is run again, as the page of deleting says."""

    def __repr__(self) -> str:
        return repr(self.now())

    def _repr_html_(self) -> Html:
        return without_formulas(self.now()._repr_html_())

    def _ipython_display_(self) -> None:
        with self._lock:
            self._display(self.now(), update=False)

    def _display(self, made: Result, *, update: bool) -> None:
        from IPython.display import display

        self._shown = made.words()
        data = {"text/plain": repr(made), "text/html": str(without_formulas(made._repr_html_()))}
        display(data, raw=True, display_id=self._name, update=update)
