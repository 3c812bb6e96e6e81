"""A sentence with what was found in it, and what is made of that: marks and suggestions."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from healthclaims.highlighter.word_table import WORDS_HERE, CueRule

_QUOTES = frozenset('"“”„«»')
_LONGEST_QUOTE = 3  # words


@dataclass(frozen=True)
class Cue:
    """Words in a text that point to an answer to a question, or only look as if they did.

    The words are `text`, from `start` to `end` of the whole text. `label` is what they point to:
    ``"a|b"`` where it is left open, empty where they do not count here. `rule` is a row of
    ``data/cues.csv``, `reason` one plain sentence: why it counts, or why not.
    """

    start: int
    end: int
    text: str
    question: str
    label: str
    rule: str
    reason: str


@dataclass(frozen=True)
class Suggestion:
    """A suggested answer to one question about one unit; an empty label means "cannot tell".

    `cue` holds the deciding words; None where the absence of words decides.
    """

    label: str
    reason: str
    cue: Cue | None = None

    @property
    def rule(self) -> str:
        """Id of the deciding rule, empty where no words decide."""
        return self.cue.rule if self.cue else ""


@dataclass(frozen=True)
class Hit:
    """An entry found in a sentence: its words from `first` up to, not including, `last`."""

    first: int
    last: int
    rule: CueRule


@dataclass
class Sentence:
    """One sentence or heading of a text: its words in small letters, where they stand, and hits.

    Of each word, `keys` holds all in the table that may stand for it, and `places` its first and
    last character in `text`, which itself begins at `start`. `struck` holds the hits that do not
    count here, with the reason; where that is empty they are not even marked.
    """

    text: str
    start: int
    is_heading: bool
    plain: list[str] = field(default_factory=list)
    keys: list[tuple[str, ...]] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)
    names: frozenset[str] = frozenset()
    struck: dict[Hit, str] = field(default_factory=dict)

    @property
    def is_question(self) -> bool:
        """True if it ends in a question mark, perhaps within quotation marks."""
        return "?" in self.plain[-2:]

    @functools.cached_property
    def names_show(self) -> bool:
        """True unless most long words begin with a capital, so that a capital shows no name."""
        long = [word for word in self.text.split() if len(word) > 3]
        return len(long) < 3 or 3 * sum(word[0].isupper() for word in long) < 2 * len(long)

    def of(self, *names: str) -> list[Hit]:
        """Return the hits that count and bear one of these names (`CueRule.names`), in order."""
        if self.names.isdisjoint(names):
            return []
        return [
            hit
            for hit in self.hits
            if not hit.rule.names.isdisjoint(names) and hit not in self.struck
        ]

    def words(self, first: int, last: int) -> list[str]:
        """Return words in small letters; places outside the sentence hold none."""
        return self.plain[max(0, first) : max(0, last)]

    def quote(self, hit: Hit) -> str:
        """Return the words of a hit as they stand."""
        return self.text[self.places[hit.first][0] : self.places[hit.last - 1][1]]

    def mark(self, hit: Hit) -> Cue:
        """Return what the words of a hit do here, or why they do not do it."""
        place, words, rule = self.start + self.places[hit.first][0], self.quote(hit), hit.rule
        why_not = self.struck.get(hit)
        why = rule.reason.replace(WORDS_HERE, " ".join(words.split()))
        label, why = ("", why_not) if why_not else (rule.label, why)
        return Cue(place, place + len(words), words, rule.question, label, rule.rule, why)

    def suggest(self, hit: Hit, label: str = "", reason: str = "") -> Suggestion:
        """Return the answer that a rule points to, or another one that its words decide."""
        cue = self.mark(hit)
        return Suggestion(label or cue.label, reason or cue.reason, cue)

    def strike_quoted(self) -> None:
        """Strike out words in quotation marks that hold no more than two others."""
        marks = [place for place, sign in enumerate(self.plain) if sign in _QUOTES]
        for start, end in zip(marks[::2], marks[1::2], strict=False):
            for hit in self.hits if end - start <= _LONGEST_QUOTE + 1 else ():
                if start < hit.first and hit.last <= end and not self.is_heading:
                    why = "stands in quotation marks: the sentence is about the word."
                    self.struck[hit] = f"“{self.quote(hit)}” {why}"
