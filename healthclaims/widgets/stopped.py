"""What stands where a widget was when its notebook is opened again another day.

A notebook keeps a reference to each widget, but not the widget. When nothing answers to it any
more, JupyterLab says "Error displaying widget: model not found". These words stand above that;
a widget that is alive hides them.
"""

from __future__ import annotations

from healthclaims.core.html import Html, join, tag
from healthclaims.learner.clock import EXAMPLE, KEEP, answers_mode
from healthclaims.widgets.start import PRESS

STOPPED = "This part has stopped, because the page was closed and opened again."
GO_ON = f"To go on, {PRESS}."
KEPT = "Your saved answers are kept."
ERROR = "If “model not found” stands below, it means just that."
# Shown after a moment, so that it does not flash up while a widget is on its way.
_LATER = (
    "@keyframes hc-later { from, to { max-height: 0; margin: 0; overflow: hidden; "
    "visibility: hidden; } }"
)


def render_stopped_note(token: str) -> Html:
    """Render how to wake a widget that has stopped.

    The live widget finds this note by its `token`, to hide it.
    """
    sentences = [GO_ON, *([KEPT] if answers_mode() == KEEP else []), ERROR]
    words = tag("p", tag("strong", STOPPED), " ", " ".join(sentences))
    style = "animation: hc-later 2s"
    return join(
        (tag("style", _LATER), tag("div", words, class_=f"hc-stopped-{token}", style=style))
    )


def show_stopped_note(token: str) -> None:
    """Show the note above what the running cell is about to show.

    Nothing is shown outside of a notebook, nor where the simulated learner is shown.
    """
    from IPython.core.getipython import get_ipython

    shell = get_ipython()
    if answers_mode() == EXAMPLE or shell is None or not hasattr(shell, "kernel"):
        return
    words = {"text/plain": f"{STOPPED} {GO_ON}", "text/html": str(render_stopped_note(token))}
    shell.display_pub.publish(words)
