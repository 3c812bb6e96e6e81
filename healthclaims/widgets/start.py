"""What to press to start a page, and the answer to a cell that is run before that.

Where the kit is installed, a kernel loads this when it starts: ``ipython_kernel_config.json``,
beside this file, tells it to.
"""

from __future__ import annotations

from types import TracebackType
from typing import Any

PRESS_KEY = "press ▶▶"
PRESS = f"{PRESS_KEY} in the toolbar, then Restart"
NOT_STARTED = f"This page has not been started yet: {PRESS}."
# What the cells of lessons and assignments use, and an earlier cell makes.
_MADE_AT_THE_START = frozenset({"healthclaims", "lesson", "assignment", "own"})


def load_ipython_extension(shell: Any) -> None:
    """Answer a cell that lacks what the start makes in words; any other error stays as it is."""
    shell.set_custom_exc((NameError,), _answer)


def _answer(
    shell: Any,
    kind: type[NameError],
    error: NameError,
    trace: TracebackType,
    tb_offset: int | None = None,
) -> None:
    if error.name in _MADE_AT_THE_START:
        html = f"<p><strong>{NOT_STARTED}</strong></p>"
        shell.display_pub.publish({"text/plain": NOT_STARTED, "text/html": html})
    else:
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
