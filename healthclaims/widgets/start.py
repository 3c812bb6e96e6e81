"""What to press to start a page: said above printed copies and where a widget has stopped."""

from __future__ import annotations

PRESS_KEY = "press ▶▶"
PRESS = f"{PRESS_KEY} in the toolbar, then Restart"
