"""QTI 1.2 for Canvas, through text2qti, which reads a plain text with Markdown in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence

from healthclaims.core.problems import PlainError
from healthclaims.core.zips import zip_bytes
from healthclaims.quiz_bank.item import Item

TITLE = "Reading health claims"
# Within a line of HTML only these would be read as something else: formulas, code, escapes.
_ENTITIES = str.maketrans({sign: f"&#{ord(sign)};" for sign in "$`\\"})


def qti12(items: Sequence[Item]) -> bytes:
    """Write items as a zip that Canvas takes in as a *QTI .zip file*.

    Raises
    ------
    PlainError
        If text2qti is not installed.
    """
    try:
        from text2qti.config import Config
        from text2qti.qti import QTI
        from text2qti.quiz import Quiz
    except ModuleNotFoundError as error:
        message = (
            "The file for Canvas needs text2qti, which is not installed. "
            'Run: pip install "text2qti>=0.8,<0.9"'
        )
        raise PlainError(message) from error
    quiz = Quiz("\n".join(_lines(items)), config=Config())
    with zipfile.ZipFile(io.BytesIO(QTI(quiz).zip_bytes())) as made:
        return zip_bytes({name: made.read(name) for name in made.namelist()})


def _lines(items: Sequence[Item]) -> Iterator[str]:
    yield f"Quiz title: {TITLE}"
    yield "shuffle answers: false\n"
    for item in items:
        yield f"Title: {item.name}\nPoints: 1"
        yield f"1.  {_line(item.stem)}"
        yield f"... {_line(item.reason)}"
        for letter, option in zip("abcdefgh", item.options, strict=False):
            yield f"{'*' if option.is_right else ''}{letter})  {_line(option.text)}"
            yield f"... {_line(option.feedback)}"
        yield ""


def _line(html: str) -> str:
    return str(html).translate(_ENTITIES)
