"""The desk stands ready for every test here."""

from tests.ui.desk import desk

__all__ = ["desk"]
