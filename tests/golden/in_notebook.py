"""A notebook without a kernel: cells are run as IPython runs them, and what they show is text.

Only IPython and matplotlib are used to look at what is shown, never a module of the package, so
that nothing here has to change when modules move.
"""

from __future__ import annotations

import contextlib
import io
import re
import sys
from collections.abc import Callable
from pathlib import Path

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from matplotlib.figure import Figure
from matplotlib.text import Text
from traitlets.config import Config

from .golden import plain

_WORD = re.compile("[a-z]")


class _Hook(DisplayHook):
    """Publishes the value of a cell like everything else that the cell shows."""

    def __call__(self, result: object = None) -> None:
        data, _ = self.shell.display_formatter.format(result) if result is not None else ({}, {})
        if data:
            self.shell.display_pub.publish(data)


class _Shell(InteractiveShell):
    displayhook_class = _Hook
    display_pub_class = CapturingDisplayPublisher

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        """Print the message alone: the lines of code above it are not what is pinned."""
        is_plain = hasattr(evalue, "_render_traceback_")
        message = "\n".join(stb) if is_plain else f"{etype.__name__}: {evalue}"
        sys.stdout.write(f"{message}\n")


class Notebook:
    """Runs cells one after the other, and notes what each of them shows."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._drawn: list[list[str]] = []

    def __enter__(self) -> Notebook:
        InteractiveShell.clear_instance()
        config = Config({"HistoryManager": {"enabled": False}})
        self._shell = _Shell.instance(config=config)
        self.names: dict[str, object] = self._shell.user_ns
        self._save = Figure.savefig
        Figure.savefig = self._noting_words(Figure.savefig)
        return self

    def __exit__(self, *_: object) -> None:
        Figure.savefig = self._save
        _Shell.clear_instance()

    def run(self, cell: str) -> str:
        """Run a cell; return it with what it prints, shows as text and shows as HTML."""
        self._shell.display_pub.outputs.clear()
        self._drawn.clear()
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            self._shell.run_cell(cell)
        parts = [f"In: {cell}", *filter(None, [printed.getvalue().rstrip()])]
        for output in self._shell.display_pub.outputs:
            words = output["data"].get("text/plain", "")
            # What IPython says of a piece of HTML that has no words of its own is no promise.
            if words and not words.startswith("<IPython."):
                parts.append(f"text/plain\n{words}")
            if "text/html" in output["data"]:
                parts.append(f"text/html\n{plain(output['data']['text/html'])}")
        parts += [f"drawn\n{' | '.join(words)}" for words in self._drawn]
        return "\n\n".join(parts).replace(str(self._home), "…")

    def _noting_words(self, save: Callable[..., None]) -> Callable[..., None]:
        """Note what a picture says when it is drawn, for how it looks is not compared."""

        def note(figure: Figure, *options: object, **more: object) -> None:
            save(figure, *options, **more)
            words = [text.get_text() for text in figure.findobj(Text) if text.get_visible()]
            # Not the numbers: the table has them, and those along an axis are matplotlib's choice.
            self._drawn.append([" ".join(text.split()) for text in words if _WORD.search(text)])

        return note
