"""One article: its text, source card, units and labels; loaded from a folder and checked."""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from healthclaims.content.article_checks import read_and_check
from healthclaims.content.codebook import SCORED
from healthclaims.content.source_card import SourceCard, card_from
from healthclaims.core.files import data_dir, home_dir
from healthclaims.core.problems import Problem, UnknownNameError, expected, why

MASK = "▮"
# Texts that are brought in while nothing may be written: found like any other, gone at the end.
_IN_MEMORY: dict[str, Article] = {}
# A text can be saved beside the cell that reads it: what was read before must not stay.
_READING = threading.Lock()
_ID = re.compile(r"\w[\w-]{0,63}")
_AMOUNT = re.compile(r"\d[\d.,]*(?:\s*[-–]\s*\d[\d.,]*)?(?:\s?(?:mcg|mg|µg|%|ml))?")
# Amounts in words count as amounts too.
_WORDS = re.compile(
    r"\b(?:half an|once|twice|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\b"
    r"(?=[^.]*\b(?:sprays?|drops?|tablets?|capsules?|pieces?|hour|day|bedtime)\b)"
)


@dataclass(frozen=True)
class Unit:
    """One sentence or heading, word for word.

    Parameters
    ----------
    id : str
        Number within the article, for example ``"u40"``.
    kind : str
        ``"title"``, ``"heading"`` or ``"sentence"``.
    section : str
        The part of the article it stands in.
    repeat_of : str
        Id of an earlier unit that it repeats word for word, else empty.
    """

    id: str
    kind: str
    section: str
    repeat_of: str
    text: str

    @property
    def number(self) -> int:
        """The number of the line, as students are told it."""
        return int(self.id.lstrip("u"))


@dataclass(frozen=True)
class Annotation:
    """One judgement, a row of ``annotations.csv``: the label of one unit on one axis, and why."""

    unit: str
    axis: str
    label: str
    subtype: str
    rule: str
    cue: str
    status: str
    why: str

    @property
    def is_scored(self) -> bool:
        """True if the label is scored, so that an answer can be right or wrong."""
        return self.status == SCORED


@dataclass(frozen=True)
class Article:
    """An article with everything known about it.

    Parameters
    ----------
    id : str
        Name of its folder.
    card : SourceCard
        Who published it.
    invented : bool
        True if it was written for teaching.
    rights : str
        Who may use the text.
    text : str
        The whole text, verbatim.
    units : tuple of Unit
        Title, headings and sentences in reading order.
    annotations : mapping of (str, str) to Annotation
        By unit and axis.
    amounts_or_routes : frozenset of str
        Units that say how much or by which route to take something.
    own : bool
        True if somebody brought the text in and the labels are that person's own judgement.
    """

    id: str
    card: SourceCard
    invented: bool
    rights: str
    text: str
    units: tuple[Unit, ...]
    annotations: Mapping[tuple[str, str], Annotation]
    amounts_or_routes: frozenset[str]
    own: bool = False

    def unit(self, unit_id: str) -> Unit:
        """Find a unit by its id.

        Raises
        ------
        KeyError
            If there is none; the message names the range.
        """
        for unit in self.units:
            if unit.id == unit_id:
                return unit
        message = f"{self.id} has no unit {unit_id!r}: {self.units[0].id} to {self.units[-1].id}."
        raise UnknownNameError(message)

    def shown_text(self, unit: Unit) -> str:
        """Return what a student sees of a unit: amounts masked where it says how much to take."""
        return mask_amounts(unit.text) if unit.id in self.amounts_or_routes else unit.text

    def context(self, unit: Unit) -> tuple[str, str]:
        """Return the heading above a unit and the sentence before it, in the same section.

        Either is empty where there is none.
        """
        before = [item for item in self.units[: self.units.index(unit)] if not item.repeat_of]
        same = [item for item in before if item.section == unit.section]
        heading = next((item for item in reversed(same) if item.kind != "sentence"), None)
        last = same[-1] if same and same[-1].kind == "sentence" else None
        return (
            heading.text if heading and unit.kind == "sentence" else "",
            self.shown_text(last) if last else "",
        )

    def section(self, name: str) -> tuple[Unit, ...]:
        """Return the units of one section in reading order.

        Raises
        ------
        KeyError
            If there is no such section; the message lists the known ones.
        """
        if name not in self.sections:
            known = expected(name, self.sections, "sections")
            message = f"{self.id} has no section {name!r}. {known}"
            raise UnknownNameError(message)
        return tuple(unit for unit in self.units if unit.section == name)

    @property
    def described(self) -> str:
        """Where its lines come from, in a few words."""
        kind = f"invented {self.card.genre}" if self.invented else self.card.genre
        if self.own:
            made_up = "an invented text" if self.invented else "a text"
            kind = f"{made_up} brought in by the maker of this quiz"
        return f"{kind}: “{self.card.title}”"

    @property
    def sections(self) -> tuple[str, ...]:
        """Names of the sections in reading order."""
        return tuple(dict.fromkeys(unit.section for unit in self.units))


def mask_amounts(text: str) -> str:
    """Replace every number with its unit by ``▮``, so that no quiz hands out a dose."""
    return _WORDS.sub(MASK, _AMOUNT.sub(MASK, text))


def article_ids() -> tuple[str, ...]:
    """List the articles that can be loaded: the kit's own, then those a student made."""
    return tuple(_folders())


def load_article(article_id: str) -> Article:
    """Load an article and check all its files; each article is read once a session.

    Parameters
    ----------
    article_id : str
        Name of a folder in ``data/articles`` or ``my_articles``.

    Raises
    ------
    KeyError
        If there is no such article; the message lists the known ones.
    DataError
        If its files have problems; all of them at once.
    """
    held = _IN_MEMORY.get(article_id)
    if held:
        return held
    if is_id(article_id):
        for base in _bases():
            if (base / article_id / "source.toml").is_file():
                return load_folder(base / article_id)
    known = expected(article_id, _folders(), "articles")
    message = f"There is no article {article_id!r}. {known}"
    raise UnknownNameError(message)


def load_folder(folder: Path) -> Article:
    """Load an article from a folder that is on none of the shelves; its name becomes the id.

    Raises
    ------
    DataError
        If its files have problems; all of them at once.
    """
    with _READING:
        return _load(folder)


def is_id(name: str) -> bool:
    """Return whether a folder of this name can be an article: 1 to 64 letters, digits, - and _."""
    return bool(_ID.fullmatch(name))


def keep_in_memory(article: Article) -> None:
    """Let an article be found by its id for as long as Python runs, without a folder."""
    _IN_MEMORY[article.id] = article


def read_again(article_id: str) -> None:
    """Forget what is known of an article, because its files have changed."""
    _IN_MEMORY.pop(article_id, None)
    with _READING:
        _load.cache_clear()


def passed_over() -> tuple[Problem, ...]:
    """Name the folders in ``my_articles`` that cannot be used as a text, and say why."""
    kits, mine = _bases()
    found = []
    for folder in sorted(path for path in mine.glob("*") if path.is_dir()):
        if folder.name.startswith((".", "__")):
            continue
        if not is_id(folder.name):
            what = "has a name that cannot be used, so this text is passed over."
            remedy = "Rename the folder: letters, digits, - and _, at most 64."
        elif (kits / folder.name / "source.toml").is_file():
            what = "has the name of one of the kit's own texts, so this text is passed over."
            remedy = "Give the folder another name."
        elif (refused := _refusal(folder)) is not None:
            what = f"cannot be read ({refused}), so this text is passed over."
            remedy = "Make sure that you may open it, or remove it."
        elif not (folder / "source.toml").is_file():
            what = "holds no source.toml, so this text is passed over."
            remedy = (
                "Put in the four files that data/articles/semax has, or save the text from "
                "lesson 09; or remove the folder."
            )
        else:
            continue
        found.append(Problem(folder, None, what, remedy))
    return tuple(found)


def _refusal(folder: Path) -> str | None:
    """Return why a folder cannot be looked into; None if it can."""
    try:
        any(folder.iterdir())
        (folder / "source.toml").is_file()
    except OSError as error:
        return why(error)
    return None


def _bases() -> tuple[Path, Path]:
    return data_dir() / "articles", home_dir() / "my_articles"


def _folders() -> dict[str, Path]:
    found: dict[str, Path] = {}
    for base in _bases():
        for source in sorted(base.glob("*/source.toml")):
            if is_id(source.parent.name):
                found.setdefault(source.parent.name, source.parent)
    return found


@functools.lru_cache(maxsize=64)
def _load(folder: Path) -> Article:
    shelf = data_dir() / "articles"
    source, text, unit_rows, label_rows = read_and_check(folder, is_kits=folder.parent == shelf)
    units = tuple(
        Unit(row["unit"], row["kind"], row["section"], row["repeat_of"], row["text"])
        for row in unit_rows
    )
    annotations = {(row["unit"], row["axis"]): Annotation(**row) for row in label_rows}
    return Article(
        id=folder.name,
        card=card_from(source),
        invented=source.get("invented", False),
        rights=source.get("rights", ""),
        text=text,
        units=units,
        annotations=annotations,
        amounts_or_routes=frozenset(source.get("amounts_or_routes", ())),
        own=source.get("own", False),
    )
