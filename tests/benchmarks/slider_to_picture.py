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

from tests.benchmarks.comparison import Comparison, Timed, as_text
from tests.benchmarks.measured_page import PAINTED, PAUSE, opened, seconds

MOVES = 30
PAUSE_MS = 60
SIZES = (20, 500)
IMPORT_CELL = "import healthclaims"
PLAIN_CELL = """import io, ipywidgets
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from healthclaims.numbers.small_studies import run_studies

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
KIT_MOVES = f"""async ([words, moves, time]) => {{
  {PAINTED} {PAUSE}
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
    taken.push([drawn - start, (await painted()) - start]);
    await pause(time);
  }}
  return taken;
}}"""
PLAIN_MOVES = f"""async ([size, moves, time]) => {{
  {PAINTED} {PAUSE}
  const handle = document.querySelector(`.plain-${{size}} .noUi-handle`);
  const image = document.querySelector(`img.plain-image-${{size}}`);
  const taken = [];
  for (let move = 1; move <= moves; move += 1) {{
    const loaded = new Promise((done) => image.addEventListener("load", done, {{ once: true }}));
    const start = performance.now();
    handle.dispatchEvent(new KeyboardEvent("keydown", {{ key: "ArrowRight", bubbles: true }}));
    await loaded;
    taken.push((await painted()) - start);
    await pause(time);
  }}
  return taken;
}}"""


def measure() -> list[Comparison]:
    """Measure the kit's widget and the plain way, for two sizes of studies."""
    own = [f"healthclaims.small_studies(0, {size}, 8)" for size in SIZES]
    own.append("healthclaims.thousand_people(200, 100)")
    found = []
    with opened(IMPORT_CELL, *own, PLAIN_CELL, *(f"plain({size})" for size in SIZES)) as notebook:
        # Tall enough to hold all cells, for what is out of sight is not painted.
        notebook.page.set_viewport_size({"width": 1200, "height": 4000})
        notebook.run_all()
        for size in SIZES:
            notebook.page.wait_for_selector(f"img.plain-image-{size}")
            plain = notebook.page.evaluate(PLAIN_MOVES, [size, MOVES, PAUSE_MS])
            words = f"with {size} people"
            kit = notebook.page.evaluate(KIT_MOVES, [words, MOVES, PAUSE_MS])
            found.append(_compared(f"with {size} people a group", kit, plain))
        people = notebook.page.evaluate(KIT_MOVES, ["1,000 people", MOVES, PAUSE_MS])
    both = (Timed("200 studies", found[0].kit.seconds),)
    kit_people = Timed("twice 1,000 people", seconds([shown for _, shown in people]))
    return [*found, Comparison("Slider to picture of people", kit_people, both)]


def _compared(size: str, kit: list[list[float]], plain: list[float]) -> Comparison:
    slowest = max(shown for _, shown in kit)
    own_code = max(drawn for drawn, _ in kit)
    return Comparison(
        f"Slider to picture of 200 studies {size}",
        Timed("the kit's widget", seconds([shown for _, shown in kit])),
        (Timed("matplotlib through an Image", seconds(plain)),),
        f"Worst {slowest:.0f} ms, of that in the page's code {own_code:.0f} ms.",
    )


if __name__ == "__main__":
    print(as_text(measure()))
