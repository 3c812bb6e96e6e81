"""How old a reader should be for the words of a lesson, by a stated formula."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from healthclaims.core.files import home_dir
from healthclaims.highlighter.sentences import split_units
from healthclaims.questions.bank import all_questions, question

# In England and the United States alike a child in grade n is about n + 5 years old.
YEARS_BEFORE_GRADE_0 = 5
_TEACHER = re.compile(r"<details>\s*<summary>For the teacher</summary>.*?</details>", re.DOTALL)
_MARKUP = (
    (re.compile(r"```.*?```", re.DOTALL), ""),
    (re.compile(r"</?(?:details|summary)>"), "\n"),
    (re.compile(r"\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"^\s*(?:[-*>]|\d+\.)\s+", re.MULTILINE), ""),
    (re.compile(r"^#+\s+.*$", re.MULTILINE), ""),
    (re.compile(r"`([^`]*)`"), r"\1"),
    (re.compile(r"[*_]{1,2}(?=\S)|(?<=\S)[*_]{1,2}"), ""),
)
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_FEWEST_WORDS = 3


@dataclass(frozen=True)
class Readability:
    """Counts of a text, and the reading age that follows.

    Parameters
    ----------
    sentences, words, letters : int
        Sentences of at least three words, their words, and the letters and digits in these.
    """

    sentences: int
    words: int
    letters: int

    @property
    def age(self) -> float:
        """Reading age in years.

        The Automated Readability Index, ``4.71 letters/words + 0.5 words/sentences - 21.43``
        (Smith and Senter, AMRL-TR-66-220, 1967), gives a school grade; a child in that grade is
        five years older. It rests on letters and not on syllables, which a program can only
        guess in English.
        """
        if not self.sentences:
            return 0.0
        grade = 4.71 * self.letters / self.words + 0.5 * self.words / self.sentences - 21.43
        return grade + YEARS_BEFORE_GRADE_0


def student_text(notebook: Path) -> str:
    """Return a notebook's prose without headings, formatting and the note for the teacher."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    prose = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    text = "\n\n".join(_TEACHER.sub("", part) for part in prose)
    for pattern, replacement in _MARKUP:
        text = pattern.sub(replacement, text)
    return text


def readability(text: str) -> Readability:
    """Count sentences, words and letters; labels and single names are no sentences."""
    sentences = words = letters = 0
    for span in split_units(text):
        found = _WORD.findall(text[span.start : span.end])
        if len(found) >= _FEWEST_WORDS:
            sentences += 1
            words += len(found)
            letters += sum(character.isalnum() for word in found for character in word)
    return Readability(sentences, words, letters)


def reading_ages() -> dict[str, Readability]:
    """Measure every lesson, and as ``"explanations"`` what the quizzes say about answers."""
    found = {
        path.stem: readability(student_text(path))
        for path in sorted((home_dir() / "notebooks").glob("*.ipynb"))
    }
    whys = "\n".join(text for name in all_questions() for text in question(name).why)
    return found | {"explanations": readability(whys)}


def reading_age_table() -> str:
    """Render `reading_ages` as a Markdown table."""
    lines = ["| text | sentences | words in a sentence | reading age |", "|---|---|---|---|"]
    for name, found in reading_ages().items():
        mean = found.words / max(1, found.sentences)
        lines.append(f"| {name} | {found.sentences} | {mean:.1f} | {found.age:.1f} |")
    return "\n".join(lines)
