"""What a word in a sentence belongs to: clauses, by rule of thumb.

No grammar is worked out. Commas, brackets and words such as *which*, *if* and *because* open and
close clauses. That is right often, and wrong where a sentence is built otherwise: in “the gel
nurses like may help” no word opens a clause, and in “tea, they may say, helps” the commas do not.
"""

from __future__ import annotations

from collections.abc import Sequence

from healthclaims.highlighter.finder import Hit, Words
from healthclaims.highlighter.parsed_sentence import (
    ADVERBS,
    IF,
    MAIN,
    OPEN,
    REASON,
    SIDE,
    Clause,
    ParsedSentence,
)
from healthclaims.highlighter.patterns import word_set
from healthclaims.highlighter.word_table import EFFECT

_RELATIVE = word_set("which who whom whose where")
_IF = word_set("if when whenever unless until before after once provided")
_REASON = word_set("because although though since whereas while")
_JOIN = word_set("and but or so yet nor")
_SUBJECTS = word_set(
    """it they he she we you i there this that these those the a an its his her their our my
    some many most nobody one in nothing none no"""
)
_FINITE = word_set(
    """is are was were has have had may might could can will would does do did should must
    cannot seems seemed appears appeared"""
)
_SAYING = word_set(
    """evidence possible likely unlikely probable clear unclear possibility idea notion fact so
    said say says mean means know known knows aware sure note noted think believe believes
    believed assume assumed finding findings view hypothesis fear hope sign signs doubt
    found find finds is was learn learned saw see seen told tell tells recommended recommend
    conclude concluded concludes conclusion conceivable plausible important essential claim
    claims argue argued proof speculate speculated indication indications apparent suspect
    agree agrees ensure ensures"""
)
_SAYING_STARTS = tuple(
    word_set(
        """show suggest indicat report demonstrat hypothes propos reveal confirm prov impl estimat
        postulat observ predict"""
    )
)
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")


def read_clauses(
    words: Words, hits: Sequence[Hit], bases: frozenset[str], is_heading: bool = False
) -> ParsedSentence:
    """Divide a sentence into clauses; `bases` are the first forms of the verbs of effect."""
    parsed = ParsedSentence(words, list(hits), is_heading, bases=bases)
    for hit in hits:
        parsed.by_rule.setdefault(hit.rule.rule, []).append(hit)
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
        if kind == SIDE and outer.kind in (IF, OPEN):
            kind = outer.kind
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
        elif (word in _RELATIVE and (place or word != "where") and place > 0) or (
            word == "that" and _is_relative_that(plain, place)
        ):
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
                if not (plain[back].endswith("ly") or plain[back] in ADVERBS):
                    break
                at[back] = now
        if word in _FINITE or place in effects:
            with_verb.add(now)
        at.append(now)
    parsed.clauses, parsed.clause_of = clauses, at
    return parsed


def _is_preposition(plain: Sequence[str], place: int, comma_follows: bool) -> bool:
    """Return whether no clause begins, as in “after one week my ears rang” and “once a day”."""
    if plain[place] == "once":
        return plain[place + 1 : place + 2] in (["a"], ["daily"], ["more"], ["and"])
    early = not any(word[0].isalnum() for word in plain[:place])
    return early and not comma_follows and plain[place] in ("after", "before", "until")


def _next_commas(plain: Sequence[str]) -> list[bool]:
    """Return for each word whether a comma follows later."""
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
    """Return the clause after a comma: an old one, ``len(clauses)`` for main, -1 for side."""
    following = plain[place + 1] if place + 1 < len(plain) else ""
    second = plain[place + 2] if place + 2 < len(plain) else ""
    clause = clauses[now]
    if following in ("so", "but", "yet", "therefore", "thus", "hence"):
        return len(clauses)
    if following in _JOIN:
        if second in _SUBJECTS and any(map(_may_be_verb, plain[place + 3 : place + 12])):
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


def _may_be_verb(word: str) -> bool:
    return word in _FINITE or word.endswith(("ed", "s"))


def _is_relative_that(plain: Sequence[str], place: int) -> bool:
    before = plain[place - 1] if place else ""
    if not before or not before[0].isalpha() or before in _SAYING or before in _JOIN:
        return False
    if before.startswith(_SAYING_STARTS) or before in ("in", "of", "with", "from", "at", "by"):
        return False
    following = plain[place + 1] if place + 1 < len(plain) else ""
    return bool(following) and following not in ("is", "said") and following not in _SUBJECTS


def _in_range(words: Words, place: int) -> bool:
    """Return whether a dash joins, as in 40–60 and in blood–brain."""
    return (
        0 < place < len(words) - 1
        and words.ends[place - 1] == words.starts[place] == words.ends[place] - 1
        and words.starts[place + 1] == words.ends[place]
    )
