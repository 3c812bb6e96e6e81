"""What somebody has right who sees only what stands around a question, and never reads its line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence

from healthclaims.questions.question import Question

# More than this share should nobody have right without reading.
MOST_GUESSED = 0.60
_ENOUGH = 3
AROUND: Mapping[str, Callable[[Question], Hashable]] = {
    "the heading": lambda asked: asked.passages[0].heading,
    "the kind of text": lambda asked: asked.source.partition(":")[0],
    "the source card": lambda asked: asked.passages[0].card,
    "the words of the question": lambda asked: asked.prompt,
}


def guessed(seen: Sequence[tuple[str, Hashable, str]]) -> float:
    """Return which share somebody has right who knows what answer goes with what most often.

    Of what stands beside fewer than three questions nothing can be learned; there, and where
    answers are equally common, the guesser gives the answer that is commonest of all.

    Parameters
    ----------
    seen : sequence of (str, hashable, str)
        The id of each question, what was seen beside it, and its answer.

    Returns
    -------
    float
        From 0 to 1.
    """
    everything = Counter(answer for _, _, answer in seen)
    by_sight: defaultdict[Hashable, Counter[str]] = defaultdict(Counter)
    questions: defaultdict[Hashable, set[str]] = defaultdict(set)
    for name, sight, answer in seen:
        by_sight[sight][answer] += 1
        questions[sight].add(name)
    anything = everything.most_common(1)[0][0]
    right = sum(
        max(answers.values()) if len(questions[sight]) >= _ENOUGH else answers[anything]
        for sight, answers in by_sight.items()
    )
    return right / len(seen)
