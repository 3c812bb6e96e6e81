"""Runs seeded faults on copies of the kit and tells what became of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import TypeVar

from .bench import CAUGHT, MISSED, OTHER, Bench, Verdict
from .fault import Fault

Item = TypeVar("Item")
Found = TypeVar("Found")


def run_faults(
    faults: Sequence[Fault],
    folder: Path,
    jobs: int = 1,
    tell: Callable[[Verdict], object] = lambda _: None,
) -> list[Verdict]:
    """Put faults in one at a time, each on a copy that no other fault is in.

    Parameters
    ----------
    faults : sequence of Fault
        Which.
    folder : Path
        Where the copies are made; one for each job.
    jobs : int
        How many checks run at once.
    tell : callable
        Is given each verdict as soon as it is known.

    Returns
    -------
    list of Verdict
        In the order of the faults.
    """
    jobs = max(1, min(jobs, len(faults)))
    benches: SimpleQueue[Bench] = SimpleQueue()
    for number in range(jobs):
        benches.put(Bench(folder / f"copy{number}"))

    def at_a_bench(work: Callable[[Bench, Item], Found]) -> Callable[[Item], Found]:
        def alone(item: Item) -> Found:
            bench = benches.get()
            try:
                return work(bench, item)
            finally:
                benches.put(bench)

        return alone

    def judge(bench: Bench, fault: Fault) -> Verdict:
        verdict = bench.judge(fault)
        tell(verdict)
        return verdict

    with ThreadPoolExecutor(jobs) as pool:
        # A check that fails by itself would "find" everything.
        checks = list(dict.fromkeys(fault.check for fault in faults))
        shares = [share for share in (checks[number::jobs] for number in range(jobs)) if share]
        wrong: dict[str, str] = {}
        for found in pool.map(at_a_bench(Bench.passes), shares):
            wrong |= found
        verdicts = dict(zip(faults, pool.map(at_a_bench(judge), faults), strict=True))
    for fault in faults:
        if fault.check in wrong:
            told = f"{fault.check} does not pass without any fault:\n{wrong[fault.check]}"
            verdicts[fault] = Verdict(fault, OTHER, told)
    return list(verdicts.values())


def score(verdicts: Iterable[Verdict]) -> str:
    """Say how many faults were found."""
    outcomes = [verdict.outcome for verdict in verdicts]
    line = f"{len(outcomes)} seeded, {outcomes.count(CAUGHT)} caught"
    for outcome in (MISSED, OTHER):
        if count := outcomes.count(outcome):
            line += f", {count} {outcome}"
    return line


def told(verdict: Verdict) -> str:
    """Say what became of a fault, with the end of what its check printed where it was not found."""
    fault = verdict.fault
    took = f"{verdict.seconds:.0f} s"
    line = f"{verdict.outcome:7} {fault.id}: {fault.harm} [{fault.check}, {took}]"
    if verdict.outcome == CAUGHT:
        return line
    return f"{line}\n  expected to read: {fault.words}\n{verdict.output[-3000:]}"
