"""From moving a slider to the new picture on the screen: the kit's widget against matplotlib.

Both draw 200 studies, in one run of one JupyterLab: the kit's widget in the page, and an
ipywidgets slider whose callback draws with matplotlib into an ipywidgets.Image. The picture of
1,000 people is measured beside them. Measured inside
the page, from the event to the end of the frame that shows the new picture; waiting for the
next frame (up to 17 ms at 60 a second) is part of it. Run from the kit's folder:
python -m tests.benchmarks.slider_to_picture
"""

# ruff: noqa: T201 - a script that prints its result

from __future__ import annotations

import platform
import statistics
import tempfile
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.browsers import BROWSER_OPTIONS, NO_BROWSER, find_browser
from tests.browser.notebook import Desk
from tests.browser.server import run_jupyterlab
from tests.browser.student import Kit

MOVES = 30
PAUSE_MS = 60
PACKAGES = ("jupyterlab", "anywidget", "ipywidgets", "matplotlib")
SIZES = (20, 500)
IMPORT_CELL = "import healthclaims"
PLAIN_CELL = """import io, ipywidgets
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from healthclaims.core.small_studies import run_studies

def plain(size):
    slider = ipywidgets.IntSlider(value=0, max=30).add_class(f"plain-{size}")
    image = ipywidgets.Image().add_class(f"plain-image-{size}")
    def draw(_=None):
        figure = Figure(figsize=(8, 3), dpi=96)
        FigureCanvasAgg(figure)
        found = [100 * study.ahead / size for study in run_studies(slider.value, size, 8).studies]
        axes = figure.add_subplot()
        axes.hist(found, bins=range(-80, 102, 2))
        axes.axvline(slider.value)
        file = io.BytesIO()
        figure.savefig(file, format="png")
        image.value = file.getvalue()
    slider.observe(draw, "value")
    draw()
    return ipywidgets.VBox([slider, image])
"""
# The task that a frame's callback posts runs after that frame has been painted.
SHOWN = """const shown = () => new Promise((done) => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => done(performance.now());
  channel.port2.postMessage(null);
}));
const pause = (time) => new Promise((done) => setTimeout(done, time));"""
KIT_MOVES = f"""async ([words, moves, time]) => {{
  {SHOWN}
  const roots = [...document.querySelectorAll(".hc-numbers")];
  const root = roots.find((node) => node.textContent.includes(words));
  const slider = root.querySelector("input[type=range]");
  const taken = [];
  for (let move = 1; move <= moves; move += 1) {{
    slider.value = move;
    const before = root.querySelector("figure").innerHTML;
    const start = performance.now();
    slider.dispatchEvent(new Event("input", {{ bubbles: true }}));
    const drawn = performance.now();
    if (root.querySelector("figure").innerHTML === before) throw new Error("no new picture");
    taken.push([drawn - start, (await shown()) - start]);
    await pause(time);
  }}
  return taken;
}}"""
PLAIN_MOVES = f"""async ([size, moves, time]) => {{
  {SHOWN}
  const handle = document.querySelector(`.plain-${{size}} .noUi-handle`);
  const image = document.querySelector(`img.plain-image-${{size}}`);
  const taken = [];
  for (let move = 1; move <= moves; move += 1) {{
    const loaded = new Promise((done) => image.addEventListener("load", done, {{ once: true }}));
    const start = performance.now();
    handle.dispatchEvent(new KeyboardEvent("keydown", {{ key: "ArrowRight", bubbles: true }}));
    await loaded;
    taken.push((await shown()) - start);
    await pause(time);
  }}
  return taken;
}}"""


def line(name: str, taken: list[float]) -> str:
    """Say median, 95th percentile and worst case."""
    p95 = statistics.quantiles(taken, n=20)[-1]
    middle = statistics.median(taken)
    return f"  {name:<28} median {middle:7.1f} ms   p95 {p95:7.1f} ms   worst {max(taken):7.1f} ms"


def main() -> None:
    """Measure both and print medians, 95th percentiles, worst cases and the ratios."""
    with (
        tempfile.TemporaryDirectory() as scratch,
        sync_playwright() as playwright,
    ):
        program = find_browser(playwright)
        if program is None:
            raise SystemExit(NO_BROWSER)
        served, private = Path(scratch, "served"), Path(scratch, "private")
        kit = Kit(served / "kit")
        own = [f"healthclaims.small_studies(0, {size}, 8)" for size in SIZES]
        own.append("healthclaims.thousand_people(200, 100)")
        path = kit.write_notebook(
            IMPORT_CELL, *own, PLAIN_CELL, *(f"plain({size})" for size in SIZES)
        )
        with (
            run_jupyterlab(served, private) as lab,
            playwright.chromium.launch(executable_path=program, args=BROWSER_OPTIONS) as browser,
            browser.new_context() as context,
        ):
            notebook = Desk(context, lab).open(f"kit/{path}")
            # Tall enough to hold all cells, for what is out of sight is not painted.
            notebook.page.set_viewport_size({"width": 1200, "height": 4000})
            notebook.run_all()
            results = {}
            for size in SIZES:
                notebook.page.wait_for_selector(f"img.plain-image-{size}")
                plain = notebook.page.evaluate(PLAIN_MOVES, [size, MOVES, PAUSE_MS])
                words = f"with {size} people"
                own_moves = notebook.page.evaluate(KIT_MOVES, [words, MOVES, PAUSE_MS])
                results[size] = plain, own_moves
            people = notebook.page.evaluate(KIT_MOVES, ["1,000 people", MOVES, PAUSE_MS])
            chromium = browser.version
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    print(f"Python {platform.python_version()}, {versions}, Chromium {chromium}")
    for size, (plain, both) in results.items():
        handled, shown = ([pair[place] for pair in both] for place in (0, 1))
        print(f"200 studies with {size} people in each group, {MOVES} moves of the slider each:")
        print(line("matplotlib through Image", plain))
        print(line("the kit's widget", shown))
        print(line("  of that in the page's code", handled))
        print(f"  ratio of medians {statistics.median(plain) / statistics.median(shown):.0f}")
    print(f"twice 1,000 people, {MOVES} moves of the slider:")
    print(line("the kit's widget", [shown for _, shown in people]))


if __name__ == "__main__":
    main()
