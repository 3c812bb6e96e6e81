"""What the kit's widgets have in common: loading their parts, printing, and keeping answers."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Mapping
from typing import Any

import anywidget
import traitlets

from healthclaims.core.assets import asset
from healthclaims.core.html import Html, shown, without_formulas
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.clock import now
from healthclaims.learner.entries import HEADER, MOST_NOTE, NOTE, Entry, entry_from, instant
from healthclaims.learner.save_result import SaveResult
from healthclaims.widgets.stopped import show_stopped_note


def bundle(*names: str) -> str:
    """Return the shared script or style sheet with a widget's own behind it, as one text.

    Parameters
    ----------
    *names : str
        Paths below the package, all of one kind, for example ``"quiz/widget.js"``.
    """
    shared = "widgets/_shared.js" if names[0].endswith(".js") else "widgets/_shared.css"
    return "\n".join(map(asset, (shared, *names)))


def _page_entry(raw: object) -> Entry:
    """Check an entry from a page; headers, which decide what is drawn, are not its to write."""
    entry = entry_from(raw)
    if entry.kind == HEADER:
        message = "a page does not write headers"
        raise ValueError(message)
    return entry


class PrintedWidget(anywidget.AnyWidget):
    """A widget with a short stable ``repr`` and a printed copy in HTML.

    The printed copy shows before the cell is run, on GitHub and on paper, and is what CI
    compares.
    """

    # By which the page finds the words that a widget hides while it is alive.
    token: traitlets.Unicode[str, str | bytes] = traitlets.Unicode().tag(sync=True)

    @traitlets.default("token")
    def _new_token(self) -> str:
        return secrets.token_hex(6)

    def describe(self) -> str:
        """Return one line of text that stands for the widget, free of ids and addresses."""
        raise NotImplementedError

    def printed(self) -> Html:
        """Render the printed copy: the same content without interaction."""
        raise NotImplementedError

    @classmethod
    def without_python(cls, state: Mapping[str, Any]) -> str:
        """Return why the widget needs JupyterLab, where a page has no Python to answer it.

        Parameters
        ----------
        state : mapping
            What the widget sent to the page.

        Returns
        -------
        str
            Empty where the widget works alone, in whole or in part.
        """
        return ""

    def __repr__(self) -> str:
        return shown(self.describe())

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Show what to do if it has stopped, and the widget."""
        show_stopped_note(self.token)
        return self.bundle(**options)

    def bundle(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the live view with the printed copy beside it."""
        made = super()._repr_mimebundle_(**options)
        data, metadata = made if isinstance(made, tuple) else (made or {}, {})
        both = {
            **data,
            "text/plain": repr(self),
            "text/html": str(without_formulas(self.printed())),
        }
        return both, metadata


class LoggedWidget(PrintedWidget):
    """A widget whose entries go into an answer log, each acknowledged to the page."""

    # What was done earlier today, so that a sitting resumes where it stopped.
    resume: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    # Where the last entry stands: what the page adds comes after it, whatever its clock says.
    latest: traitlets.Int[int, int] = traitlets.Int(0).tag(sync=True)

    def __init__(self, log: AnswerLog, **traits: Any) -> None:
        self._log = log
        # Answers of the page come in beside the cell that runs, see `AnswerLog`.
        self._lock = threading.RLock()
        self._since: list[dict[str, Any]] = []
        super().__init__(latest=max(0, log.history.latest), **traits)
        self.on_msg(self._receive)
        log.add_listener(self)

    def deleted(self) -> None:
        """Let the page forget what it still holds, after all answers were deleted."""
        with self._lock:
            self._since.clear()
            self.resume = []
        self.send({"type": "deleted", "learner": self._log.learner})

    def added(self) -> None:
        """Do nothing: a page that asks questions knows what it was told."""

    def keep(self, entry: Entry) -> SaveResult:
        """Write an entry that was given in words to the log, and let every result follow it."""
        saved = self._take_in(entry)
        self._log.notify_added()
        return saved

    def keep_note(
        self, text: str, lesson: str, quiz: str, question: str, seen: str, most: int = MOST_NOTE
    ) -> SaveResult:
        """Keep what was written in words; nothing, or more than `most` letters, is a ValueError."""
        text = str(text).strip()
        if not text or len(text) > most:
            message = f"Write 1 to {most} letters; this has {len(text)}."
            raise ValueError(message)
        moment = now()
        digest = hashlib.sha256(text.encode()).hexdigest()[:12]
        identifier = f"text-{moment.date()}-{question}-{digest}"
        time = moment.isoformat(timespec="milliseconds")
        entry = Entry(NOTE, identifier, time, lesson, quiz, question, seen, text=text)
        return self.keep(self._log.in_order(entry))

    def _take_in(self, entry: Entry) -> SaveResult:
        # A page that is loaded meanwhile waits, and then hears of this entry too.
        with self._lock:
            saved = self._log.add(entry)
            if saved.ok:
                self.latest = max(self.latest, instant(entry)[0])
                self._since.append(dict(vars(entry)))
        return saved

    def get_state(self, key: Any = None, drop_defaults: bool = False) -> dict[str, Any]:
        """Return what a page is to know; one that is loaded again also what was done since."""
        with self._lock:
            state: dict[str, Any] = super().get_state(key, drop_defaults)
            if "resume" in state:
                state["resume"] = [*state["resume"], *self._since]
        return state

    def after(self, entry: Entry) -> None:
        """React to an entry that has just been taken in; does nothing here."""

    def _receive(self, _widget: object, content: object, _buffers: object) -> None:
        """Take a message from the page; it is untrusted and may be damaged or repeated."""
        if not isinstance(content, dict) or content.get("type") != "entry":
            return
        raw = content.get("entry")
        try:
            entry = _page_entry(raw)
        except ValueError as error:
            identifier = raw.get("id") if isinstance(raw, dict) else None
            text = f"An answer could not be read ({error}). Please answer once more."
            self._acknowledge(identifier, SaveResult(False, text), dropped=True)
            return
        saved = self._take_in(entry)
        self._acknowledge(entry.id, saved, dropped=saved.dropped)
        self.after(entry)
        self._log.notify_added()

    def _acknowledge(self, identifier: object, saved: SaveResult, *, dropped: bool) -> None:
        ids = [identifier] if isinstance(identifier, str) else []
        self.send(
            {"type": "saved", "ids": ids, "ok": saved.ok, "text": saved.message, "dropped": dropped}
        )
