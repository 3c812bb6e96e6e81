"""Words that tell the reader to do something: by the table, and by the form of an order."""

from __future__ import annotations

from healthclaims.highlighter.finder import Hit, is_number
from healthclaims.highlighter.parsed_sentence import MAIN, ParsedSentence
from healthclaims.highlighter.patterns import word_set
from healthclaims.highlighter.subjects import has_past

_ORDERS = ("protect_stop", "use")
_ASKING = word_set("""please can could would always first then better to also i'd you'd just""")
# “Exercise for ten minutes” is an order, “Exercise lowers blood pressure” is none.
_ALSO_NOUNS = word_set(
    "exercise massage spread measure repeat check stop cover mix rest wear contact"
)
_AFTER_NOUN = word_set(
    """the a an your it them this that these all any if when before after until unless once twice
    regularly daily often gently carefully and or at taking using smoking doing for every each
    whether what which how in immediately by too"""
)
_BEFORE_ADVICE = word_set("if when whenever before after once unless until to instead for")
NOT_AFTER_ORDER = word_set("is are was were has had of or may can will does could in at for")
_TELLING_USE = word_set(
    """the recommended usual dose dosage times once twice drops sprays into may way to popular
    lower best with on"""
)
_AFTER_ORDER = word_set("your it them yourself a an the any this these all some")
_NO_ORDER = word_set(
    """in on at of for with from by to as about after before under over during between within
    without among like than then once only even both half all such not no is are was were do
    does did can could may might will would shall should has have had what when where who
    why how if that this there here and or but so because since while although though
    whether than against along around behind below beside beyond despite except inside into
    near off onto outside past per through toward towards until upon via yet nor either
    neither each every many most much more less few some any it he she they we you i one two
    now today quite rather too just what's nearly almost unlike given using taking including
    regarding also hence thus again still maybe perhaps never always often let"""
)
SAFETY = word_set(
    """if unless until before doctor pharmacist nurse midwife dentist child children broken
    pain first allergic allergy pregnant eyes eye safe safely date label away cool dry sun
    symptoms instead careful wait alcohol hospital emergency fever bleeding worse hurts
    swells help expired expiry dispose sharp plenty rest hands clean water"""
)


def orders_in(parsed: ParsedSentence) -> list[Hit]:
    """Find words that tell the reader what to do, in order of the text."""
    found: list[Hit] = []
    for hit in parsed.of("protect_ask", "protect_stop", "advice_should", "use", "call"):
        if hit.rule.rule in _ORDERS and not _is_order(parsed, hit):
            continue
        is_about_study = {"was", "were"} & set(parsed.words.plain) and has_past(parsed)
        if hit.rule.rule == "use" and is_about_study and not parsed.begins_clause(hit.first):
            continue
        if hit.rule.rule == "protect_ask" and not _is_order(parsed, hit):
            before = parsed.before(hit.first)
            if parsed.is_heading:
                continue
            if before not in _ASKING and not parsed.of("advice_should"):
                continue
        found.append(hit)
    return found


def _is_order(parsed: ParsedSentence, hit: Hit) -> bool:
    plain = parsed.words.plain
    if plain[hit.first] in _ALSO_NOUNS and hit.last == hit.first + 1:
        following = parsed.after(hit.last)
        known = following in _AFTER_NOUN or following.endswith("ing") or following[:1].isdigit()
        if following[:1].isalpha() and not known and not is_number(following):
            return False
    if hit.rule.rule == "use" and parsed.words.plain[hit.first] in _TELLING_USE:
        return True
    return not parsed.is_heading and parsed.begins_clause(hit.first)


def order_by_form(parsed: ParsedSentence) -> int | None:
    """Find the verb of an order by its form, whatever the verb.

    For example “Bring your …”, or “If it stings, wipe it …”.
    """
    plain = parsed.words.plain
    if parsed.is_heading or "?" in plain[-2:]:
        return None
    cares = {hit.first for hit in parsed.of("order_care")}
    for place in range(len(plain) - 1):
        if place in cares and _is_care(parsed, place):
            return place
        if plain[place + 1] not in _AFTER_ORDER or not parsed.begins_clause(place):
            continue
        word = plain[place]
        first = place == 0 or parsed.kind_at(place) == MAIN
        bare = word.isalpha() and not word.endswith(("s", "ed", "ing", "ly", "er", "th"))
        capital = parsed.words.raw[place][0].isupper()
        begins = place == 0 or not plain[place - 1][0].isalnum()
        may_open = place == 0 or (not capital and _after_condition(parsed, place))
        if not (first and bare and may_open and (begins or not capital)):
            continue
        if len(word) > 2 and word not in _NO_ORDER:
            return place
    return None


def _is_care(parsed: ParsedSentence, place: int) -> bool:
    """Return whether a verb of care stands where an order stands: first, or after “If …,”."""
    following = parsed.after(place + 1)
    if following in NOT_AFTER_ORDER and following not in ("in", "at", "for"):
        return False
    if place == 0:
        return following.isalpha()
    plain = parsed.words.plain
    return plain[0] in _BEFORE_ADVICE and plain[place - 1] == "," and following != ","


def _after_condition(parsed: ParsedSentence, place: int) -> bool:
    """Return whether an order may stand here: after “If …,”, or after another order."""
    plain = parsed.words.plain
    if plain[0] in ("if", "when", "before", "after", "once", "whenever", "unless", "until"):
        return plain[place - 1] == ","
    return plain[place - 1] in (";", ":", "•", "-")
