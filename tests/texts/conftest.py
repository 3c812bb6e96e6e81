"""Every test here works in an empty folder of its own, with a copy of the data where it asks."""

from kit import data, home

__all__ = ["data", "home"]
