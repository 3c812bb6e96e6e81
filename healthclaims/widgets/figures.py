"""What every figure shares: a picture with a caption, a description and its table; and bars."""

from __future__ import annotations

import base64
import io
import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from healthclaims.core.html import Html, join, scroll_box, table, tag

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

# From Okabe and Ito's palette, told apart with every common form of colour blindness; none is
# a traffic light, for no label is "the good one".
COLOURS = ("#E69F00", "#56B4E9", "#C9C0DE")
EDGE = "#333333"
# Pictures are drawn one at a time: matplotlib is not made for two threads at once.
_DRAWING = threading.Lock()
# A picture is drawn on white paper; in a dark theme its light and dark change places, and the hues
# stay. In a narrow window it shrinks by a quarter and then scrolls in its frame, for letters that
# shrink further cannot be read.
_FRAME = (
    "box-sizing: border-box; padding: 8px; border: 1px solid #8a8a8a; border-radius: 8px; "
    "background: white"
)
_SHRINKS_TO = 0.75
_DARK = (
    "[data-jp-theme-light=false] .hc-picture { filter: invert(0.93) hue-rotate(180deg); } "
    "[data-jp-theme-light=false] [role=group]:has(.hc-picture) { background: #121212 !important; }"
)
_CAPTION = "margin: 0.5em 0"


def load_matplotlib() -> None:
    """Import matplotlib without its notices for whoever set up the machine.

    Where the home folder cannot be written to, it takes a temporary one, also for the programs
    that are started from here.
    """
    log = logging.getLogger("matplotlib")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        import matplotlib.font_manager  # noqa: F401 - this reads its folders and finds the fonts
    finally:
        log.setLevel(level)


@dataclass(frozen=True)
class Figure:
    """A picture with words: shown as an image, a caption and a table.

    Parameters
    ----------
    caption : str
        One sentence that says what to see.
    description : str
        The picture in words, for readers who do not see it.
    columns : sequence of str
        Headings of the table.
    rows : sequence of sequence
        Its cells.
    draw : callable
        Draws on an empty matplotlib figure.
    size : (float, float)
        Width and height in inches.
    """

    caption: str
    description: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    draw: Callable[[Canvas], None]
    size: tuple[float, float]

    def png(self) -> bytes:
        """Draw the picture as a PNG file."""
        load_matplotlib()
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure as Canvas

        with _DRAWING:
            canvas = Canvas(figsize=self.size, dpi=144, layout="constrained", facecolor="white")
            FigureCanvasAgg(canvas)
            self.draw(canvas)
            file = io.BytesIO()
            canvas.savefig(file, format="png")
        return file.getvalue()

    def words(self) -> Html:
        """Return what stands below the picture: caption and table."""
        return join(
            (
                tag("figcaption", self.caption, style=_CAPTION),
                tag(
                    "details",
                    tag("summary", "The same as a table"),
                    table(self.description, self.columns, self.rows),
                ),
            )
        )

    def __repr__(self) -> str:
        return f"Figure: {self.caption}"

    def _repr_html_(self) -> Html:
        """Render the picture with its words: Jupyter gives a bare image no description."""
        data = base64.b64encode(self.png()).decode("ascii")
        width = int(self.size[0] * 96)
        picture = tag(
            "img",
            src=f"data:image/png;base64,{data}",
            alt=f"{self.description}. The table below the picture holds the same.",
            width=width,
            class_="hc-picture",
            style=f"display: block; width: 100%; max-width: none; height: auto; "
            f"min-width: {int(width * _SHRINKS_TO)}px",
        )
        frame = scroll_box(
            f"Picture: {self.description}", picture, style=f"{_FRAME}; width: {width + 18}px"
        )
        return tag("figure", tag("style", _DARK), frame, self.words(), style="margin: 4px")


@dataclass(frozen=True)
class BarStyle:
    """How one kind of bar looks: by its hatch it can be told without its colour."""

    label: str
    colour: str
    hatch: str = ""


def stacked_bars(
    canvas: Canvas,
    rows: Mapping[str, Sequence[int]],
    styles: Sequence[BarStyle],
    *,
    title: str,
    axis_label: str,
    thickness: float,
    legend_rows: int = 1,
) -> None:
    """Draw each row as one bar of counted parts, with a legend below.

    Parameters
    ----------
    canvas : matplotlib.figure.Figure
        Empty.
    rows : mapping of str to sequence of int
        Counts of each row, one for each style; a part that counts 0 is left out.
    styles : sequence of BarStyle
        Parts from left to right.
    title, axis_label : str
        What stands above the picture and below the axis.
    thickness : float
        Share of a row that the bar fills, 0 to 1.
    legend_rows : int
        Lines of the legend; its entries run down first, then across.
    """
    axes = canvas.add_subplot()
    for place, numbers in enumerate(rows.values()):
        left = 0
        for number, style in zip(numbers, styles, strict=True):
            if not number:
                continue
            axes.barh(
                place, number, left=left, color=style.colour, hatch=style.hatch, edgecolor=EDGE,
                linewidth=0.8, height=thickness,
            )  # fmt: skip
            axes.text(
                left + number / 2, place, str(number), ha="center", va="center", fontsize=9,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.2},
            )  # fmt: skip
            left += number
    frame_bars(axes, list(rows), title=title, axis_label=axis_label)
    legend_below(canvas, styles, legend_rows)


def frame_bars(axes: Axes, names: Sequence[str], *, title: str, axis_label: str) -> None:
    """Name the rows of a picture of bars, the first on top, and count in whole numbers."""
    from matplotlib.ticker import MaxNLocator

    axes.set_yticks(range(len(names)), names, fontsize=10)
    axes.invert_yaxis()
    axes.set_xlabel(axis_label, fontsize=9)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.set_title(title, loc="left", fontsize=12, fontweight="bold")


def legend_below(canvas: Canvas, styles: Sequence[BarStyle], rows: int = 1) -> None:
    """Explain the bars below the picture."""
    from matplotlib.patches import Patch

    handles = [
        Patch(facecolor=style.colour, hatch=style.hatch, edgecolor=EDGE, label=style.label)
        for style in styles
    ]
    ncols = -(-len(styles) // rows)
    canvas.legend(handles=handles, loc="outside lower left", ncols=ncols, fontsize=9, frameon=False)
