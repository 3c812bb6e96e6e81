"""Firefox and WebKit as Debian has them, driven by the W3C's own protocols.

Firefox speaks WebDriver BiDi by itself, WebKitGTK brings a WebDriver; Playwright drives neither.
What is pressed and clicked is described alike in both protocols.
"""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from abc import ABC, abstractmethod
from typing import Any

import websocket

PATIENCE_SECONDS = 180
WIDE = (1200, 900)
KEYS = {
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Space": " ",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
}
# Arguments and results travel as JSON, since each protocol has its own form for them.
CALL = """(text) => Promise.resolve(({body})(...JSON.parse(text)))
  .then((it) => JSON.stringify(it ?? null))"""
# What goes wrong in a page, in words.
WATCH = """() => {
  if (window.complaints) return;
  window.complaints = [];
  const note = (text) => window.complaints.push(text);
  addEventListener("error", ({ message, lineno }) => note(`${message} (line ${lineno})`), true);
  addEventListener("unhandledrejection", ({ reason }) => note(`unhandled: ${reason}`));
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    note(`policy: ${violatedDirective} ${blockedURI}`));
  const error = console.error;
  console.error = (...said) => { note(`console: ${said.join(" ")}`); error(...said); };
}"""
SHOWN = """(css, text) => [...document.querySelectorAll(css)]
  .filter((one) => one.checkVisibility() && (!text || one.textContent.trim() === text))"""
# Where to click an element: its middle, in sight, with nothing over it but its own label.
MIDDLE = f"""async (css, text) => {{
  const [node] = ({SHOWN})(css, text);
  if (!node || node.disabled) return null;
  node.scrollIntoView({{ block: "center", behavior: "instant" }});
  const before = node.getBoundingClientRect();
  // A page that has scrolled is clicked where it was, until it has been drawn.
  for (const _ of [1, 2]) await new Promise((drawn) => requestAnimationFrame(drawn));
  const {{ left, top, width, height }} = node.getBoundingClientRect();
  if (before.top !== top || before.left !== left) return null;
  const [x, y] = [Math.floor(left + width / 2), Math.floor(top + height / 2)];
  const hit = document.elementFromPoint(x, y);
  const all = [node, ...(node.labels ?? [])];
  return hit && all.some((one) => one.contains(hit)) ? [x, y] : null;
}}"""
# Whether the element with the focus is such a one; null where Tab has led out of the page.
HAS_FOCUS = """(css, text) => {
  const it = document.activeElement;
  if (!document.hasFocus()) return null;
  return it.matches(css) && (!text || it.textContent.trim() === text);
}"""


class Engine(ABC):
    """One browser with one page."""

    version = ""

    @abstractmethod
    def go_to(self, address: str) -> None:
        """Open an address and wait until it has loaded."""

    @abstractmethod
    def call(self, declaration: str, text: str) -> str:
        """Call a function of one argument in the page, and wait for what it promises."""

    @abstractmethod
    def act(self, source: dict[str, Any]) -> None:
        """Let keyboard or mouse do something, as real presses of the person in front of it."""

    def open(self, address: str) -> None:
        """Open an address, and notice from then on what goes wrong there."""
        self.go_to(address)
        self.run(WATCH)

    def run(self, body: str, *arguments: Any) -> Any:
        """Run a function of JavaScript in the page; give what it returns."""
        return json.loads(self.call(CALL.replace("{body}", body), json.dumps(arguments)))

    def wait_for(self, body: str, *arguments: Any, why: str = "") -> Any:
        """Wait until a function returns something; give that."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            found = self.run(body, *arguments)
            if found:
                return found
            time.sleep(0.05)
        raise AssertionError(f"waited in vain for {why or body} {arguments}")

    def press(self, *keys: str) -> None:
        """Press keys one after the other: named ones of `KEYS`, or characters."""
        moves = [
            {"type": kind, "value": KEYS.get(key, key)}
            for key in keys
            for kind in ("keyDown", "keyUp")
        ]
        self.act({"type": "key", "id": "keyboard", "actions": moves})

    def click(self, css: str, text: str = "") -> None:
        """Click the middle of the first element that is shown, as soon as nothing is over it."""
        x, y = self.wait_for(MIDDLE, css, text, why="a place to click")
        there = {"type": "pointerMove", "x": x, "y": y, "origin": "viewport", "duration": 0}
        moves = [there, *({"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp"))]
        mouse = {"parameters": {"pointerType": "mouse"}, "actions": moves}
        self.act({"type": "pointer", "id": "mouse", **mouse})

    def tab_to(self, css: str, text: str = "", most: int = 60) -> None:
        """Press Tab until such an element has the focus."""
        for _ in range(most):
            found = self.run(HAS_FOCUS, css, text)
            if found:
                return
            assert found is not None, f"Tab led out of the page, and not to {css} {text}"
            self.press("Tab")
        raise AssertionError(f"Tab does not lead to {css} {text}")

    def count(self, css: str, text: str = "") -> int:
        return int(self.run(f"(...what) => ({SHOWN})(...what).length", css, text))

    def text(self, css: str) -> str:
        return str(self.run("(css) => document.querySelector(css)?.textContent ?? ''", css))

    def complaints(self) -> list[str]:
        """List what went wrong in the page since it was opened."""
        return list(self.run("() => window.complaints"))


class Firefox(Engine):
    """Firefox, without a window."""

    def __init__(self, address: str) -> None:
        self._socket = websocket.create_connection(
            f"{address}/session", timeout=PATIENCE_SECONDS, suppress_origin=True
        )
        self._number = 0
        told = self._send("session.new", capabilities={})["capabilities"]
        self.version = f"Firefox {told['browserVersion']}"
        self._page = self._send("browsingContext.create", type="tab")["context"]
        size = dict(zip(("width", "height"), WIDE, strict=True))
        self._send("browsingContext.setViewport", context=self._page, viewport=size)
        self._send("script.addPreloadScript", functionDeclaration=WATCH)

    def _send(self, method: str, **params: Any) -> dict[str, Any]:
        self._number += 1
        command = {"id": self._number, "method": method, "params": params}
        self._socket.send(json.dumps(command))
        while True:
            told = json.loads(self._socket.recv())
            if told.get("id") == self._number:
                break
        assert told["type"] == "success", f"{method}: {told}"
        result: dict[str, Any] = told["result"]
        return result

    def go_to(self, address: str) -> None:
        self._send("browsingContext.navigate", context=self._page, url=address, wait="complete")

    def call(self, declaration: str, text: str) -> str:
        told = self._send(
            "script.callFunction",
            functionDeclaration=declaration,
            arguments=[{"type": "string", "value": text}],
            target={"context": self._page},
            awaitPromise=True,
        )
        assert told["type"] == "success", told
        return str(told["result"]["value"])

    def act(self, source: dict[str, Any]) -> None:
        self._send("input.performActions", context=self._page, actions=[source])


class WebKit(Engine):
    """WebKitGTK's own small browser, in a window that nobody sees."""

    def __init__(self, address: str) -> None:
        self._address = address
        told = self._ask("POST", "", {"capabilities": {}})
        self._address += f"/{told['sessionId']}"
        self.version = f"WebKitGTK {told['capabilities']['browserVersion']}"
        self._ask("POST", "/timeouts", {"script": PATIENCE_SECONDS * 1000})
        size = dict(zip(("width", "height"), WIDE, strict=True))
        self._ask("POST", "/window/rect", {"x": 0, "y": 0, **size})

    def _ask(self, method: str, path: str, body: dict[str, Any]) -> Any:
        data = json.dumps(body).encode()
        asked = urllib.request.Request(self._address + path, data, method=method)
        try:
            with urllib.request.urlopen(asked, timeout=PATIENCE_SECONDS) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{path}: {error.read().decode()}") from error

    def close(self) -> None:
        self._ask("DELETE", "", {})

    def go_to(self, address: str) -> None:
        self._ask("POST", "/url", {"url": address})

    def call(self, declaration: str, text: str) -> str:
        end = "done, (error) => done({ error: `${error}` })"
        script = f"const [text, done] = arguments; ({declaration})(text).then({end});"
        told = self._ask("POST", "/execute/async", {"script": script, "args": [text]})
        assert isinstance(told, str), told
        return told

    def act(self, source: dict[str, Any]) -> None:
        self._ask("POST", "/actions", {"actions": [source]})
