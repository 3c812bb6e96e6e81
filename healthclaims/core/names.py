"""Names that somebody types: the beginning of one is enough."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from healthclaims.core.problems import UnknownNameError, expected


def whole_names(typed: Sequence[str], known: Iterable[str], what: str) -> list[str]:
    """Find the names that are meant, each once: ``"02"`` is ``"02_animal_or_human"``.

    Parameters
    ----------
    typed : sequence of str
        Whole names or their beginnings.
    known : iterable of str
        The names that there are.
    what : str
        What they are, in the plural: ``"lessons"``.

    Raises
    ------
    UnknownNameError
        If one fits nothing, or more than one; all such are told.
    """
    names = tuple(known)
    found, told = [], []
    for one in typed:
        fits = [one] if one in names else [name for name in names if name.startswith(one)]
        if len(fits) == 1:
            found += fits
        else:
            told.append(f"{one!r} names none or several. {expected(one, fits or names, what)}")
    if told:
        raise UnknownNameError("\n".join(told))
    return list(dict.fromkeys(found))
