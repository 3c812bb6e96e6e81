"""What a benchmark measured: the kit's time beside the time of others, in the same run."""

from __future__ import annotations

import math
import os
import platform
import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path


@dataclass(frozen=True)
class Timed:
    """How long something took.

    Parameters
    ----------
    name : str
        What was done.
    seconds : tuple of float
        One value for each run.
    """

    name: str
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The median of all runs, in seconds."""
        return statistics.median(self.seconds)

    @property
    def shown(self) -> str:
        """The median, and where 20 runs or more allow it the 95th percentile."""
        if len(self.seconds) < 20:
            return as_time(self.median)
        return (
            f"{as_time(self.median)} (p95 {as_time(statistics.quantiles(self.seconds, n=20)[-1])})"
        )


@dataclass(frozen=True)
class Comparison:
    """The kit beside others.

    Parameters
    ----------
    what : str
        What is measured, from where to where.
    kit : Timed
        The kit's own time.
    others : tuple of Timed
        Measured in the same run of the same machine.
    note : str
        What else a reader has to know; empty for nothing.
    """

    what: str
    kit: Timed
    others: tuple[Timed, ...]
    note: str = ""

    def ratio(self, other: Timed) -> float:
        """Give how many times as long as the kit another one takes."""
        return other.median / self.kit.median


def as_time(seconds: float) -> str:
    """Write a time with three figures at most, in a unit that suits it."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size or unit == "µs":
            value = seconds / size
            return f"{value:.0f} {unit}" if value >= 100 else f"{value:.3g} {unit}"
    raise AssertionError  # the last unit takes all


def as_ratio(value: float) -> str:
    """Write a ratio with two figures, such as 0.064 or 120."""
    digits = 1 - math.floor(math.log10(abs(value)))
    return f"{round(value, digits):g}"


def as_text(found: Iterable[Comparison]) -> str:
    """Write comparisons for a terminal."""
    lines = []
    for one in found:
        runs = len(one.kit.seconds)
        lines += [one.what, f"  {one.kit.name:<44} {one.kit.shown}  (median of {runs})"]
        lines += [
            f"  {other.name:<44} {other.shown}, {as_ratio(one.ratio(other))} times the kit's"
            for other in one.others
        ]
        lines += [f"  {one.note}"] if one.note else []
    return "\n".join(lines)


def as_rows(found: Iterable[Comparison]) -> str:
    """Write comparisons as rows of a Markdown table."""
    rows = []
    for one in found:
        for place, other in enumerate(one.others):
            first = (one.what, f"{one.kit.name}: {one.kit.shown}") if not place else ("", "")
            cells = (*first, f"{other.name}: {other.shown}", as_ratio(one.ratio(other)))
            note = one.note if not place else ""
            rows.append(f"| {' | '.join((*cells, note))} |\n")
    return "".join(rows)


def machine(*packages: str, browser: str) -> str:
    """Name the machine and the versions that figures hold for."""
    known = [f"Python {platform.python_version()}", f"Chromium {browser}"]
    known += [f"{name} {version(name)}" for name in packages]
    system = f"{platform.system()} {platform.machine()}"
    return f"{system}, {os.cpu_count()} cores{_processor()}; {', '.join(known)}"


def _processor() -> str:
    """Give the name of the processor in brackets, where the system tells it in a file."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return f" ({name})" if (name := next(names, "")) else ""
