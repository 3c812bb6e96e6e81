"""What a word in a sentence belongs to: clauses by rule of thumb, and claims within them.

No grammar is worked out. Commas, brackets and words such as *which*, *if* and *because* open and
close clauses; that is right often, and wrong where a sentence is built otherwise: in “the gel that
nurses on the ward like may help” the rules take “like” for no verb and “may help” for the gel's.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field

from healthclaims.texts.cue_rules import EFFECT
from healthclaims.texts.cue_words import Hit, Words

MAIN, SIDE, REASON, IF, OPEN = "main", "side", "reason", "if", "open"
_RELATIVE = frozenset("which who whom whose where".split())
_IF = frozenset("if when whenever unless until before after once provided".split())
_REASON = frozenset("because although though since whereas while".split())
_JOIN = frozenset("and but or so yet nor".split())
_SUBJECTS = frozenset(
    """it they he she we you i there this that these those the a an its his her their our my some
    many most nobody one in nothing none no""".split()
)
_FINITE = frozenset(
    """is are was were has have had may might could can will would does do did should must cannot
    seems seemed appears appeared""".split()
)
_SAYING = frozenset(
    """evidence possible likely unlikely probable clear unclear possibility idea notion fact so
    said say says mean means know known knows aware sure note noted think believe believes believed
    assume assumed finding findings view hypothesis fear hope sign signs doubt found find finds
    is was learn learned saw see seen told tell tells recommended recommend conclude concluded
    concludes conclusion conceivable plausible important essential claim claims argue argued proof
    speculate speculated indication indications apparent suspect agree agrees ensure ensures
    """.split()
)
_SAYING_STARTS = ("show", "suggest", "indicat", "report", "demonstrat", "hypothes", "propos",
                  "reveal", "confirm", "prov", "impl", "estimat", "postulat", "observ", "predict")  # fmt: skip
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_QUOTES = frozenset("\"“”‘’'«»„")


@dataclass
class Clause:
    """A stretch of a sentence.

    Parameters
    ----------
    kind : str
        ``main``, ``side`` (a remark), ``reason``, ``if`` (a condition or a time) or ``open``
        (after *whether*).
    parent : int
        Number of the clause that goes on after it.
    begins_apart : bool
        True if it stands at the beginning or after a comma, so that the next comma ends it.
    start : int
        Its first word.
    """

    kind: str
    parent: int
    begins_apart: bool
    start: int


@dataclass
class Reading:
    """A sentence with its hits and clauses, shared by the three questions.

    Parameters
    ----------
    words : Words
        The sentence.
    hits : list of Hit
        Entries of the table that were found.
    is_heading : bool
        True for a title or heading.
    clauses : list of Clause
        In order of their beginning.
    clause_of : list of int
        For each word the number of its clause.
    by_rule : dict of str to list of Hit
        The hits, sorted by rule.
    bases : frozenset of str
        First forms of the verbs of effect.
    """

    words: Words
    hits: list[Hit]
    is_heading: bool = False
    clauses: list[Clause] = field(default_factory=list)
    clause_of: list[int] = field(default_factory=list)
    by_rule: dict[str, list[Hit]] = field(default_factory=dict)
    bases: frozenset[str] = frozenset()

    @functools.cached_property
    def effects(self) -> list[Effect]:
        """The effects that the sentence states."""
        return effects_in(self)

    def of(self, *rules: str) -> list[Hit]:
        """Give the hits of some rules, in order of the text."""
        known = [self.by_rule[rule] for rule in rules if rule in self.by_rule]
        if len(known) < 2:
            return known[0] if known else []
        return sorted((hit for hits in known for hit in hits), key=lambda hit: hit.first)

    def kind_at(self, place: int) -> str:
        """Give the kind of the clause that a word stands in."""
        return self.clauses[self.clause_of[place]].kind

    def before(self, place: int) -> str:
        """Give the word before a place, or an empty text."""
        return self.words.plain[place - 1] if place > 0 else ""

    def after(self, place: int) -> str:
        """Give the word at a place, or an empty text behind the end."""
        return self.words.plain[place] if place < len(self.words) else ""

    def is_quoted_word(self, hit: Hit) -> bool:
        """True if nothing but these words stands between two quotation marks."""
        raw = self.words.raw
        return bool(
            hit.first > 0
            and hit.last < len(raw)
            and raw[hit.first - 1] in _QUOTES
            and raw[hit.last] in _QUOTES
        )

    def begins_clause(self, place: int) -> bool:
        """True if a word stands where an order would begin."""
        plain = self.words.plain
        back = place - 1
        while back >= 0 and (plain[back] in _BEFORE_ORDER or plain[back] in _QUOTES):
            back -= 1
        if back < 0 or plain[back] in _STOPS:
            return True
        if back == place - 1:
            return False
        joined = set(plain[back + 1 : place]) & {"and", "or", "but", "so"}
        return not joined


_BEFORE_ORDER = frozenset("please always and or but so then just also first only".split())
_STOPS = frozenset(",;:.!?()[]—–-•*·")


def read_clauses(
    words: Words, hits: Sequence[Hit], bases: frozenset[str], is_heading: bool = False
) -> Reading:
    """Divide a sentence into clauses.

    Parameters
    ----------
    words : Words
        The sentence.
    hits : sequence of Hit
        What was found in it.
    bases : frozenset of str
        First forms of the verbs of effect.
    is_heading : bool
        True for a title or heading.

    Returns
    -------
    Reading
        The sentence with its clauses.
    """
    reading = Reading(words, list(hits), is_heading, bases=bases)
    for hit in hits:
        reading.by_rule.setdefault(hit.rule.rule, []).append(hit)
    effects = {hit.first for hit in hits if hit.rule.kind == EFFECT}
    clauses = [Clause(MAIN, 0, True, 0)]
    at: list[int] = []
    open_brackets: list[int] = []
    now = 0
    plain = words.plain
    next_comma = _next_commas(plain)
    with_verb: set[int] = set()

    def begin(kind: str, place: int, apart: bool) -> int:
        outer = clauses[now]
        parent = now if outer.kind == MAIN else outer.parent
        apart = apart or (outer.kind != MAIN and outer.begins_apart)
        clauses.append(Clause(kind, place if kind == MAIN else parent, apart, place))
        if kind == MAIN:
            clauses[-1].parent = len(clauses) - 1
        return len(clauses) - 1

    for place, word in enumerate(plain):
        clause = clauses[now]
        apart = place == 0 or plain[place - 1] == ","
        if word in _OPENING:
            open_brackets.append(now)
            now = begin(SIDE, place, False)
        elif word in _CLOSING:
            at.append(now)
            if open_brackets:
                now = open_brackets.pop()
            continue
        elif word in ";:—" or (word in "–" and not _in_range(words, place)):
            now = begin(MAIN, place, True)
        elif word == ",":
            following = _after_comma(plain, place, now, clauses, next_comma)
            if following == now and clause.kind != MAIN and clause.parent not in with_verb:
                following = clause.parent
            if following == len(clauses):
                now = begin(MAIN, place, True)
            elif following < 0:
                now = begin(SIDE, place, True)
            else:
                now = following
        elif word in _RELATIVE and (place or word != "where") and place > 0:
            now = begin(SIDE, place, apart)
        elif word == "that" and _is_relative_that(plain, place):
            now = begin(SIDE, place, apart)
        elif word in _IF and not _is_preposition(plain, place, next_comma[place]):
            now = begin(IF, place, apart)
        elif word == "whether":
            now = begin(OPEN, place, apart)
        elif word in _REASON:
            now = begin(REASON, place, apart)
        elif (
            clause.kind == SIDE
            and not clause.begins_apart
            and place - clause.start >= 3
            and not open_brackets
            and (word in _FINITE or (place in effects and word.endswith("s")))
            and plain[place - 1] not in _JOIN
        ):
            now = clause.parent
            for back in range(place - 1, clause.start, -1):
                if not (plain[back].endswith("ly") or plain[back] in _ADVERBS):
                    break
                at[back] = now
        if word in _FINITE or place in effects:
            with_verb.add(now)
        at.append(now)
    reading.clauses, reading.clause_of = clauses, at
    return reading


def _is_preposition(plain: Sequence[str], place: int, comma_follows: bool) -> bool:
    """True for “after one week my ringing had gone” and “once a day”: no clause begins."""
    if plain[place] == "once":
        return plain[place + 1 : place + 2] in (["a"], ["daily"], ["more"], ["and"])
    early = not any(word[0].isalnum() for word in plain[:place])
    return early and not comma_follows and plain[place] in ("after", "before", "until")


def _next_commas(plain: Sequence[str]) -> list[bool]:
    """For each word, tell whether a comma follows later."""
    later = False
    found = [False] * len(plain)
    for place in range(len(plain) - 1, -1, -1):
        found[place] = later
        later = later or plain[place] == ","
    return found


def _after_comma(
    plain: Sequence[str],
    place: int,
    now: int,
    clauses: Sequence[Clause],
    comma_follows: Sequence[bool],
) -> int:
    """Give the clause that begins at a comma: an old one, ``len(clauses)`` for main, -1 for side."""
    following = plain[place + 1] if place + 1 < len(plain) else ""
    second = plain[place + 2] if place + 2 < len(plain) else ""
    clause = clauses[now]
    if following in ("so", "but", "yet"):
        return len(clauses)
    if following in _JOIN:
        if second in _SUBJECTS and any(word in _FINITE or word[-2:] in ("ed", "es") or word[-1:] == "s" for word in plain[place + 3 : place + 12]):  # fmt: skip
            return len(clauses)
        if clause.kind != MAIN:
            return clause.parent
        return now
    if clause.kind != MAIN and (clause.begins_apart or following.endswith("ing")):
        return clause.parent
    if comma_follows[place] and clause.kind == MAIN:
        word = second if following.endswith("ly") or following in ("perhaps", "also") else following
        if word.endswith("ed") or word in ("known", "made", "sold", "found", "grown", "called"):
            return -1
    return now


def _is_relative_that(plain: Sequence[str], place: int) -> bool:
    before = plain[place - 1] if place else ""
    if not before or not before[0].isalpha() or before in _SAYING or before in _JOIN:
        return False
    if before.startswith(_SAYING_STARTS) or before in ("in", "of", "with", "from", "at", "by"):
        return False
    following = plain[place + 1] if place + 1 < len(plain) else ""
    return bool(following) and following not in ("is", "said") and following not in _SUBJECTS


def _in_range(words: Words, place: int) -> bool:
    """True for the dash in 40–60 and in blood–brain."""
    return (
        0 < place < len(words) - 1
        and words.ends[place - 1] == words.starts[place] == words.ends[place] - 1
        and words.starts[place + 1] == words.ends[place]
    )


_DETERMINERS = frozenset(
    """the a an of in for with from by on no any its their your our his her my at as per into
    between under such each every against during about without via or""".split()
)
_BEFORE_VERB = frozenset(
    """to may might could can will would do does did not and or help helps helped they we you i
    that which who these those both also people children men women mice cannot should must don't
    doesn't didn't won't can't shall let lets make makes made it this also even then never
    always often both""".split()
)
_GOVERNS_TO = frozenset(
    """help helps helped able shown found proven proved appear appears appeared seem seems seemed
    known thought believed reported said claimed claims tends tend serves serve continues begins
    began begin likely unlikely used ability potential said expected effective sufficient
    suggested demonstrated starts started start power going likely""".split()
)
_ADVERBS = frozenset(
    "not also even soon still now ever just only really perhaps maybe then thus".split()
)
_BE = frozenset("is are was were be been being".split())


@dataclass(frozen=True)
class Effect:
    """Words that say that something happens to a body or mind.

    Parameters
    ----------
    hit : Hit
        The words.
    is_main : bool
        True if they are the verb of a main clause, False in a side remark or a reason.
    """

    hit: Hit
    is_main: bool


# Pictures of strength and stories of users state an effect, in other words.
_PICTURES = ("strength_picture", "own_story")


def effects_in(reading: Reading) -> list[Effect]:
    """Find the effects that a sentence states.

    Nouns (“the damage”), aims (“to reduce”), conditions (“if it stings”) and orders are left out.

    Parameters
    ----------
    reading : Reading
        The sentence.

    Returns
    -------
    list of Effect
        In order of the text.
    """
    return [
        Effect(hit, reading.kind_at(hit.first) == MAIN)
        for hit in reading.hits
        if (hit.rule.kind == EFFECT and _is_stated(reading, hit))
        or (hit.rule.rule in _PICTURES and reading.kind_at(hit.first) not in (IF, OPEN))
    ]


def _is_stated(reading: Reading, hit: Hit) -> bool:
    if reading.kind_at(hit.first) in (IF, OPEN):
        return False
    plain = reading.words.plain
    word, before = plain[hit.first], reading.before(hit.first)
    if hit.last - hit.first > 1 and not (before == "to" or word in reading.bases):
        return True
    if before == "to":
        return _is_governed(plain, hit.first - 1)
    if before == "help" and plain[hit.first - 2 : hit.first - 1] == ["to"]:
        return _is_governed(plain, hit.first - 2)
    if before in ("not", "never", "don't") and _is_order_not(reading, hit.first - 1):
        return False
    if reading.is_heading and hit.first == 0 and hit.last - hit.first == 1:
        following = reading.after(hit.last)
        return word.endswith("s") and following not in ("", "and", "of", "for", "with", "in", "or")
    if hit.last - hit.first > 1:
        return hit.first > 0 or reading.is_heading or word in ("feel", "look", "say", "live")
    if before in _DETERMINERS:
        return False
    if word.endswith("ing"):
        return before in _BE and before != "being"
    if word in reading.bases:
        back = hit.first - 1
        while back > 0 and (plain[back].endswith("ly") or plain[back] in _ADVERBS):
            back -= 1
        ahead = plain[back] if back >= 0 else ""
        if back < 0 or not ahead[:1].isalpha():
            return False
        return ahead in _BEFORE_VERB or (ahead.endswith("s") and not ahead.endswith("ss"))
    return True



def _is_governed(plain: Sequence[str], place: int) -> bool:
    """True if “to …” states an effect (“appears to reduce”) and not an aim."""
    return place > 0 and plain[place - 1] in _GOVERNS_TO


def _is_order_not(reading: Reading, place: int) -> bool:
    """True for “do not stop …” and “never stop …” at the beginning of a clause."""
    first = place - 1 if reading.words.plain[place] == "not" else place
    return first >= 0 and reading.begins_clause(first)


@dataclass(frozen=True)
class Decision:
    """An answer to one question about one sentence.

    Parameters
    ----------
    label : str
        A label, ``"a|b"`` where readers differ, empty for "cannot tell".
    reason : str
        One plain sentence.
    hit : Hit, optional
        The deciding words.
    """

    label: str
    reason: str
    hit: Hit | None = None
