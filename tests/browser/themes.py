"""The light and the dark theme of JupyterLab and Notebook 7."""

from __future__ import annotations

from playwright.sync_api import Page

LIGHT, DARK = "JupyterLab Light", "JupyterLab Dark"
CHANGE = """async (theme) => {
  await jupyterapp.commands.execute("apputils:change-theme", { theme });
}"""
IS_CHANGED = "(theme) => document.body.dataset.jpThemeName === theme"


def use_theme(page: Page, theme: str) -> None:
    """Change the theme and wait until its style sheet is there."""
    page.evaluate(CHANGE, theme)
    page.wait_for_function(IS_CHANGED, arg=theme)
