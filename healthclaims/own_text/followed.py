"""What cells show of an own text: it is made anew in its place when text or marks change."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from typing import Any

from healthclaims.widgets.base import PrintedWidget


class Following:
    """All that cells show of one text; a cell that is run again shows it anew."""

    def __init__(self) -> None:
        self._shown: dict[tuple[object, ...], Followed] = {}

    def show(
        self, place: tuple[object, ...], make: Callable[[], Any], state: Callable[[], object]
    ) -> Followed:
        """Return what a cell is to show, and remember it."""
        self._shown[place] = Followed(make, state)
        return self._shown[place]

    def follow(self) -> None:
        """Make anew what is made of something else by now."""
        for shown in tuple(self._shown.values()):
            shown.follow()


class Followed:
    """A widget that is made anew in its place; in words it is used like the widget itself.

    `make` makes it; `state` returns what it is made of, and nothing happens while that is the same.
    """

    def __init__(self, make: Callable[[], Any], state: Callable[[], object]) -> None:
        self._make, self._state = make, state
        self._was = state()
        self._widget = make()
        self._name = f"healthclaims-{secrets.token_hex(8)}"
        self._is_shown = False
        # Held until it is on its way, so that an older one never follows a newer one.
        self._lock = threading.RLock()

    @property
    def now(self) -> Any:
        """What is shown now."""
        return self._widget

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._widget, name)

    def __repr__(self) -> str:
        return repr(self._widget)

    def follow(self) -> None:
        """Make it anew if it is made of something else by now, and show that in its place."""
        with self._lock:
            if (state := self._state()) == self._was:
                return
            before, self._was = self._widget, state
            self._widget = self._make()
            if isinstance(before, PrintedWidget) and isinstance(self._widget, PrintedWidget):
                # By it the page finds the words that stand where a widget has stopped.
                self._widget.token = before.token
            if self._is_shown:
                self._display(update=True)

    def _ipython_display_(self) -> None:
        with self._lock:
            self._is_shown = True
            self._display(update=False)

    def _display(self, *, update: bool) -> None:
        from IPython.display import display

        made = self._widget
        if isinstance(made, PrintedWidget):
            data, metadata = made.bundle() if update else made._repr_mimebundle_()
        else:
            data = {"text/plain": repr(made), "text/html": str(made._repr_html_())}
            metadata = {}
        display(data, metadata=metadata, raw=True, display_id=self._name, update=update)
