"""The claim map: every claim of an article by how sure it sounds and who is named as studied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from healthclaims.content.article import Article, load_article
from healthclaims.content.codebook import CERTAINTY, EVIDENCE, PURPOSE, load_codebook
from healthclaims.widgets.figures import COLOURS, Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

OPEN = "open"
_LEFT_OPEN = "We leave it open"
# All lengths are inches of the printed picture.
_WIDTH, _LEFT, _SIDE = 7.2, 1.3, 0.08
_TITLE, _HEAD, _FOOT, _PITCH, _PAD = 0.4, 0.52, 0.82, 0.46, 0.08
_COLUMN = (_WIDTH - _LEFT - _SIDE) / 3
_A_ROW = int((_COLUMN - 0.1) // _PITCH)
_INK, _LINE, _QUIET = "#1C1C1C", "#8A8A8A", "#5A5A5A"


@dataclass(frozen=True)
class _Look:
    """How a purpose is drawn: the more a line pushes, the larger its mark."""

    sides: int
    radius: float
    turn: float
    colour: str
    shown: str


_LOOKS = {
    "marketing": _Look(4, 0.28, 0.785, COLOURS[0], "pushes you towards it"),
    OPEN: _Look(4, 0.21, 0.0, COLOURS[2], "left open: push or not?"),
    "guidance": _Look(3, 0.22, 0.0, "#FFFFFF", "helps you act safely"),
    "information": _Look(40, 0.135, 0.0, COLOURS[1], "just tells you"),
}


@dataclass(frozen=True)
class MappedClaim:
    """One claim and its place on the map.

    Its labels are ``open`` where the answer is left open; `shown` holds the same three answers
    in the learner's words.
    """

    unit: str
    text: str
    evidence: str
    certainty: str
    purpose: str
    shown: tuple[str, ...]


def mapped_claims(article: Article) -> tuple[MappedClaim, ...]:
    """Collect the claims of an article in reading order, without lines that are repeated."""
    codebook = load_codebook()
    found = []
    for unit in article.units:
        notes = [article.annotations.get((unit.id, axis)) for axis in (EVIDENCE, CERTAINTY)]
        if any(note is None or note.label == "no_claim" for note in notes):
            continue
        labels = [
            article.annotations[unit.id, axis].label for axis in (EVIDENCE, CERTAINTY, PURPOSE)
        ]
        shown = [
            " or ".join(reading.shown for reading in codebook.readings(axis, label))
            for axis, label in zip((EVIDENCE, CERTAINTY, PURPOSE), labels, strict=True)
        ]
        evidence, certainty, purpose = (OPEN if "|" in label else label for label in labels)
        found.append(
            MappedClaim(
                unit.id, article.shown_text(unit), evidence, certainty, purpose, tuple(shown)
            )
        )
    return tuple(found)


def claim_map(article_id: str) -> Figure:
    """Draw an article for `Lesson.claim_map`."""
    article = load_article(article_id)
    claims = mapped_claims(article)
    axes = load_codebook().axes
    rows = {label.name: label.shown for label in axes[EVIDENCE].labels}
    rows[OPEN] = _LEFT_OPEN
    columns = {name: axes[CERTAINTY][name].shown for name in ("hedged", "firm")}
    columns[OPEN] = _LEFT_OPEN
    boxes: dict[tuple[str, str], list[MappedClaim]] = {
        (row, column): [c for c in claims if (c.evidence, c.certainty) == (row, column)]
        for row in rows
        for column in columns
    }
    heights = {
        row: 2 * _PAD + _PITCH * max(1, *(-(-len(boxes[row, name]) // _A_ROW) for name in columns))
        for row in rows
    }
    height = _TITLE + _HEAD + sum(heights.values()) + _FOOT
    most = max(len(found) for found in boxes.values())
    full = [
        f"“{columns[column]}” and “{rows[row]}”"
        for (row, column), found in boxes.items()
        if len(found) == most
    ]
    return Figure(
        caption=f"The {len(claims)} claims of “{article.card.title}”, each with the number of its "
        f"line. The fullest box ({most} of {len(claims)}): {' / '.join(full)}.",
        description=f"Every claim of “{article.card.title}”: who was studied, how sure the wording "
        "is, and what the line is doing",
        columns=("Line", "Text", *(axes[name].short for name in (EVIDENCE, CERTAINTY, PURPOSE))),
        rows=[(claim.unit, claim.text, *claim.shown) for claim in claims],
        draw=_draw(boxes, rows, columns, heights, height),
        size=(_WIDTH, round(height, 2)),
    )


def _draw(
    boxes: dict[tuple[str, str], list[MappedClaim]],
    rows: dict[str, str],
    columns: dict[str, str],
    heights: dict[str, float],
    height: float,
) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.set_layout_engine("none")
        axes = canvas.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, _WIDTH)
        axes.set_ylim(height, 0)
        axes.axis("off")
        axes.text(
            0.08, 0.2, "Wording and evidence, claim by claim", fontsize=12, fontweight="bold",
            va="center",
        )  # fmt: skip
        questions = load_codebook().axes
        axes.text(
            _LEFT + 1.5 * _COLUMN, _TITLE + 0.14, questions[CERTAINTY].short, fontsize=9.5,
            color=_QUIET, ha="center", va="center",
        )  # fmt: skip
        axes.text(
            0.08, _TITLE + _HEAD - 0.14, questions[EVIDENCE].short, fontsize=9.5, color=_QUIET,
            va="center",
        )  # fmt: skip
        for place, shown in enumerate(columns.values()):
            axes.text(
                _LEFT + (place + 0.5) * _COLUMN, _TITLE + _HEAD - 0.14, shown, fontsize=9.5,
                fontweight="bold", ha="center", va="center",
            )  # fmt: skip
        top = _TITLE + _HEAD
        for row, shown in rows.items():
            middle = top + heights[row] / 2
            axes.text(0.08, middle, _two_lines(shown), fontsize=9.5, fontweight="bold", va="center")
            for place, column in enumerate(columns):
                left = _LEFT + place * _COLUMN
                _draw_box(axes, left, top, heights[row], boxes[row, column])
            top += heights[row]
        used = [
            name for name in _LOOKS if any(c.purpose == name for box in boxes.values() for c in box)
        ]
        _draw_legend(axes, top, used)

    return draw


def _draw_box(
    axes: Axes, left: float, top: float, height: float, claims: Sequence[MappedClaim]
) -> None:
    from matplotlib.patches import Rectangle

    frame = Rectangle((left, top), _COLUMN, height, fill=False, edgecolor=_LINE, linewidth=0.8)
    axes.add_patch(frame)
    if not claims:
        axes.text(
            left + _COLUMN / 2, top + height / 2, "none", fontsize=8.5, color=_QUIET,
            ha="center", va="center",
        )  # fmt: skip
    lines = -(-len(claims) // _A_ROW)
    first = top + (height - lines * _PITCH) / 2
    for place, claim in enumerate(claims):
        line, column = divmod(place, _A_ROW)
        in_line = min(_A_ROW, len(claims) - line * _A_ROW)
        x = left + _COLUMN / 2 + (column - (in_line - 1) / 2) * _PITCH
        _draw_mark(axes, x, first + (line + 0.5) * _PITCH, claim.purpose, claim.unit.lstrip("u0"))


def _draw_mark(axes: Axes, x: float, y: float, purpose: str, text: str) -> None:
    from matplotlib.patches import RegularPolygon

    look = _LOOKS[purpose]
    axes.add_patch(
        RegularPolygon(
            (x, y), look.sides, radius=look.radius, orientation=look.turn,
            facecolor=look.colour, edgecolor=_INK, linewidth=0.9,
        )
    )  # fmt: skip
    size = 10 if purpose == "marketing" else 8.5 if purpose != "information" else 7.5
    weight = "bold" if purpose == "marketing" else "normal"
    axes.text(
        x, y, text, fontsize=size, fontweight=weight, color=_INK, ha="center",
        va="center_baseline",
    )  # fmt: skip


def _draw_legend(axes: Axes, top: float, used: Sequence[str]) -> None:
    """Explain the marks in words, the largest first."""
    axes.text(
        0.08, top + 0.2, "The number is the line. The larger the mark, the more the line pushes:",
        fontsize=9, va="center",
    )  # fmt: skip
    x = 0.3
    for name in used:
        _draw_mark(axes, x, top + 0.54, name, "")
        label = axes.text(x + 0.32, top + 0.54, _LOOKS[name].shown, fontsize=9, va="center")
        x += 0.32 + 0.066 * len(label.get_text()) + 0.42


def _two_lines(text: str) -> str:
    """Break a row's name once, near its middle."""
    words = text.split()
    if len(text) <= 14 or len(words) < 2:
        return text
    cut = min(range(1, len(words)), key=lambda n: abs(2 * len(" ".join(words[:n])) - len(text)))
    return " ".join(words[:cut]) + "\n" + " ".join(words[cut:])
