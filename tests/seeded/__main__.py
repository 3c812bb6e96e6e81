"""Put known faults into a copy of the kit, one at a time, and see that its checks find each.

Prints every fault with what became of it, and the score. A fault that no check finds counts
against it; so does a failure for another reason, and a check that fails without any fault.
"""

# ruff: noqa: T201 - a command that prints its result

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from .bench import CAUGHT
from .fault import BROWSER, Fault
from .running import run_faults, score, told
from .table import FAULTS, GROUPS


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command line asks for; 1 where a fault was not found."""
    parser = argparse.ArgumentParser(prog="python -m tests.seeded", description=__doc__)
    parser.add_argument("ids", nargs="*", help="faults or groups; all by default")
    parser.add_argument("--jobs", type=int, default=2, help="how many at once (default 2)")
    parser.add_argument("--list", action="store_true", help="list them and run nothing")
    parser.add_argument("--quick", action="store_true", help="leave out what takes long")
    chosen = parser.parse_args(arguments)
    unknown = set(chosen.ids) - {fault.id for fault in FAULTS} - GROUPS.keys()
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}. Groups: {', '.join(GROUPS)}")
    faults = [fault for fault in _wanted(chosen.ids) if fault.is_quick or not chosen.quick]
    if chosen.list:
        for fault in faults:
            kind = " (browser)" if fault.check.startswith(BROWSER) else ""
            print(f"{fault.id}: {fault.harm}\n    {fault.check}{kind}")
        print(f"{len(faults)} faults")
        return 0
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="seeded-") as folder:
        verdicts = run_faults(
            faults, Path(folder).resolve(), chosen.jobs, lambda one: print(told(one), flush=True)
        )
    print(f"{score(verdicts)} ({time.monotonic() - start:.0f} s)")
    missed = [verdict for verdict in verdicts if verdict.outcome != CAUGHT]
    for verdict in missed:
        print(f"  {verdict.outcome}: {verdict.fault.id}")
    return 1 if missed else 0


def _wanted(ids: Sequence[str]) -> list[Fault]:
    """Give the faults that are named, one by one or by their group."""
    if not ids:
        return list(FAULTS)
    named = {*ids, *(fault.id for group in ids for fault in GROUPS.get(group, ()))}
    return [fault for fault in FAULTS if fault.id in named]


if __name__ == "__main__":
    sys.exit(main())
