"""What a sentence says to happen to a body or mind: effects that are stated, not only named."""

from __future__ import annotations

from collections.abc import Sequence

from healthclaims.highlighter.clauses import read_clauses
from healthclaims.highlighter.finder import Hit, finder, words_of
from healthclaims.highlighter.parsed_sentence import (
    ADVERBS,
    IF,
    MAIN,
    OPEN,
    SIDE,
    Effect,
    ParsedSentence,
)
from healthclaims.highlighter.patterns import word_set
from healthclaims.highlighter.word_table import EFFECT

_DETERMINERS = word_set(
    """the a an of in for with from by on no any its their your our his her my at as per into
    between under such each every against during about without via or"""
)
_BEFORE_VERB = word_set(
    """to may might could can will would do does did not and or help helps helped they we you i
    that which who these those both also people children men women mice cannot should must don't
    doesn't didn't won't can't shall let lets make makes made it this also even then never
    always often both"""
)
_GOVERNS_TO = word_set(
    """help helps helped able shown found proven proved appear appears appeared seem seems seemed
    known thought believed reported said claimed claims tends tend serves serve continues begins
    began begin likely unlikely used ability potential said expected effective sufficient
    suggested demonstrated starts started start power going likely"""
)
_BE = word_set("is are was were be been being")


# A stretch without a full stop that is longer than this is not read as a sentence.
LONGEST = 250
# “Who were recovering” describes people and states no effect of a product.
_OF_PEOPLE = frozenset(["who", "whose", "whom"])
# Pictures of strength and stories of users state an effect, in other words.
_PICTURES = ("strength_picture", "own_story")


def effects_in(parsed: ParsedSentence) -> list[Effect]:
    """Find the effects stated: no nouns (“the damage”), aims (“to reduce”), conditions, orders."""
    return [
        Effect(hit, parsed.kind_at(hit.first) == MAIN)
        for hit in parsed.hits
        if (hit.rule.kind == EFFECT and _is_stated(parsed, hit))
        or (hit.rule.rule in _PICTURES and parsed.kind_at(hit.first) not in (IF, OPEN))
    ]


def _is_stated(parsed: ParsedSentence, hit: Hit) -> bool:
    clause = parsed.clauses[parsed.clause_of[hit.first]]
    plain = parsed.words.plain
    if any(other.first < hit.first for other in _of_clause(parsed, "not_body", hit.first)):
        return False
    if any(other.first < hit.first for other in parsed.of("definition")):
        return False
    if clause.kind in (IF, OPEN) or (clause.kind == SIDE and plain[clause.start] in _OF_PEOPLE):
        return False
    if any(scrap.first < hit.first <= scrap.first + 2 for scrap in _scraps(parsed)):
        return False
    word, before = plain[hit.first], parsed.before(hit.first)
    if hit.last - hit.first > 1 and not (before == "to" or word in parsed.bases):
        return True
    if before == "to":
        return _is_governed(plain, hit.first - 1)
    if before == "help" and plain[hit.first - 2 : hit.first - 1] == ["to"]:
        return _is_governed(plain, hit.first - 2)
    if before in ("not", "never", "don't") and _is_order_not(parsed, hit.first - 1):
        return False
    if parsed.is_heading and hit.first == 0 and hit.last - hit.first == 1:
        following = parsed.after(hit.last)
        return word.endswith("s") and following not in ("", "and", "of", "for", "with", "in", "or")
    if hit.last - hit.first > 1:
        return hit.first > 0 or parsed.is_heading or word in ("feel", "look", "say", "live")
    if before in _DETERMINERS:
        return False
    if word.endswith("ing"):
        return before in _BE and before != "being"
    if word in parsed.bases:
        back = hit.first - 1
        while back > 0 and (plain[back].endswith("ly") or plain[back] in ADVERBS):
            back -= 1
        ahead = plain[back] if back >= 0 else ""
        if back < 0 or not ahead[:1].isalpha():
            return False
        return ahead in _BEFORE_VERB or (ahead.endswith("s") and not ahead.endswith("ss"))
    return True


def _of_clause(parsed: ParsedSentence, rule: str, place: int) -> list[Hit]:
    clause = parsed.clause_of[place]
    return [hit for hit in parsed.of(rule) if parsed.clause_of[hit.first] == clause]


def _scraps(parsed: ParsedSentence) -> list[Hit]:
    """Find quoted scraps that open with a doubt word: “may help” is talked about, not said."""
    return [hit for hit in parsed.of("doubt_modal") if parsed.is_quoted_scrap(hit)]


def _is_governed(plain: Sequence[str], place: int) -> bool:
    """Return whether “to …” states an effect (“appears to reduce”) and not an aim."""
    return place > 0 and plain[place - 1] in _GOVERNS_TO


def _is_order_not(parsed: ParsedSentence, place: int) -> bool:
    """Return whether “do not stop …” or “never stop …” begins a clause."""
    first = place - 1 if parsed.words.plain[place] == "not" else place
    return first >= 0 and parsed.begins_clause(first)


def read_words(text: str, is_heading: bool) -> ParsedSentence:
    """Find the entries of the table, the clauses and the effects of a sentence."""
    search = finder()
    words = words_of(text)
    if len(words) > LONGEST:
        return ParsedSentence(words, search.find(words), is_heading)
    parsed = read_clauses(words, search.find(words), search.bases, is_heading)
    parsed.effects = effects_in(parsed)
    return parsed
