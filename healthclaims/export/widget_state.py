"""The kit's widgets on a page without Jupyter: their modules, styles and states.

Only what the kit itself brings may run there. Of a notebook's saved widgets just the state is
taken, never its code.
"""

from __future__ import annotations

import functools
import importlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from healthclaims.core.assets import widget_modules
from healthclaims.core.html import Html, script_json, tag
from healthclaims.export.page_memory import about_page, for_page, host_module
from healthclaims.widgets.base import PrintedWidget, bundle
from healthclaims.widgets.printed import PRINTED_COPY

States = Mapping[str, Mapping[str, Any]]
Places = dict[str, list[tuple[str | int, ...]]]
_HEAD = re.compile(rf"<strong>{PRINTED_COPY}: [^<]*</strong>")
_EXPORT = re.compile(r"^export default ", re.MULTILINE)
_WORTH_SHARING = 400


class ExportedWidgets:
    """The widgets of one page in order; `models` holds the state of each model by its id.

    A page that `remembers` keeps something even where it has no widget.
    """

    def __init__(self, models: States, *, remembers: bool = False) -> None:
        self._models, self._remembers = models, remembers
        self._kinds: dict[str, type[PrintedWidget]] = {}
        self._states: list[dict[str, Any]] = []

    def __bool__(self) -> bool:
        return self._remembers or bool(self._states)

    def render(self, model: str, printed: Html) -> Html | None:
        """Render the place of a widget, or a sentence where it cannot work on a page.

        The printed copy is for paper and for where scripts do not run. None for a widget that is
        not one of the kit's.
        """
        state = self._models.get(model, {})
        kind = str(state.get("_anywidget_id", ""))
        widget = known_widgets().get(kind)
        if widget is None:
            return None
        needs = widget.without_python(state)
        return needs_jupyterlab(needs) if needs else self.place(kind, state, printed)

    def place(self, kind: str, state: Mapping[str, Any], printed: Html) -> Html:
        """Render the place of a known widget that works on a page."""
        widget = known_widgets()[kind]
        self._kinds[kind] = widget
        self._states.append(
            for_page({name: state[name] for name in _synced(widget) if name in state})
        )
        copy = Html(_HEAD.sub(f"<strong>{PRINTED_COPY}</strong>", printed))
        number = len(self._states) - 1
        live = tag("div", class_="live", hidden="")
        printed_copy = tag("div", copy, class_="printed cell")
        return tag(
            "div", live, printed_copy, class_="widget", data_kind=kind, data_state=str(number)
        )

    def style(self) -> str:
        """Return the style sheets of the widgets on the page; what they share, once."""
        if not self:
            return ""
        sheets = [bundle("export/my_answers.css"), *(str(one._css) for one in self._kinds.values())]
        shared = _common_start(sheets)
        return shared + "\n".join(sheet[len(shared) :] for sheet in sheets)

    def modules(self, lesson: str) -> list[str]:
        """Return the modules to run, the one that runs the others first; empty without widgets."""
        if not self:
            return []
        return [
            host_module(lesson),
            *(_for_host(kind, str(widget._esm)) for kind, widget in self._kinds.items()),
        ]

    def data(self, lesson: str, pages: Mapping[str, tuple[str, str]]) -> Html:
        """Return the states of all widgets in an element that runs nothing, if there is anything.

        What several widgets hold stands there once, with the places where it belongs. Beside them
        stands what the page needs to keep the answers to this lesson.
        """
        if not self:
            return Html("")
        counts: Counter[str] = Counter()
        for state in self._states:
            counts.update(_large(state))
        often: Places = {text: [] for text, number in counts.items() if number > 1}
        content = {
            "states": _taken_out(self._states, often),
            "shared": [[json.loads(text), *places] for text, places in often.items() if places],
            "about": about_page(lesson, self._states, pages),
        }
        data = script_json(content)
        return Html(f'<script type="application/json" id="widgets">{data}</script>')


def needs_jupyterlab(what: str) -> Html:
    """Render the note that a part of the page needs JupyterLab; `what` may be empty."""
    lead = "This part needs JupyterLab" + (": " if what else ".")
    return tag("p", tag("strong", lead), what, class_="left-out")


@functools.cache
def known_widgets() -> dict[str, type[PrintedWidget]]:
    """Return the kit's own widgets by the name under which a notebook knows them."""
    for module in widget_modules():
        importlib.import_module(module)
    return {f"{one.__module__}.{one.__qualname__}": one for one in _below(PrintedWidget)}


def _below(kind: type[PrintedWidget]) -> Iterator[type[PrintedWidget]]:
    for one in kind.__subclasses__():
        # Every widget that is made gets a class of its own, which holds no module.
        is_own = one.__module__.startswith("healthclaims.")
        if is_own and isinstance(vars(one).get("_esm"), str):
            yield one
        yield from _below(one)


def _synced(widget: type[PrintedWidget]) -> list[str]:
    """Return the traits that the widget's own module may ask for."""
    names = widget.class_trait_names(sync=True)
    general = set(PrintedWidget.class_trait_names(sync=True))
    return sorted(name for name in names if name not in general and not name.startswith("_"))


def _for_host(kind: str, module: str) -> str:
    """Let a module hand its widget to the host."""
    if len(_EXPORT.findall(module)) != 1:
        message = f"The module of {kind} must have one line that begins with “export default”."
        raise ValueError(message)
    begun = _EXPORT.sub("const handedOver = ", module)
    return f"{begun}\nhealthclaimsHost.take({json.dumps(kind)}, handedOver);\n"


def _common_start(texts: list[str]) -> str:
    """Return the lines with which all texts begin; none for a single text."""
    lines = list(zip(*(text.splitlines(keepends=True) for text in texts), strict=False))
    same = next((n for n, row in enumerate(lines) if len(set(row)) > 1), len(lines))
    return "".join(row[0] for row in lines[:same]) if len(texts) > 1 else ""


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _parts(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return list(value) if isinstance(value, list) else []


def _large(value: object) -> Iterator[str]:
    """Find what is inside of a value, at any depth, and large enough to be shared."""
    for inner in _parts(value):
        if isinstance(inner, dict | list):
            text = _text(inner)
            if len(text) >= _WORTH_SHARING:
                yield text
                yield from _large(inner)


def _taken_out(value: object, often: Places, *path: str | int) -> object:
    """Leave out what is found often, and note the path to each place where it was."""
    if isinstance(value, dict | list):
        places = often.get(_text(value))
        if places is not None:
            places.append(path)
            return None
    if isinstance(value, dict):
        return {name: _taken_out(one, often, *path, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_taken_out(one, often, *path, place) for place, one in enumerate(value)]
    return value
