"""Broken letters read back as Vietnamese."""

from loaders.restoration.restored import Restored, Token
from loaders.restoration.restoring import restore
from loaders.restoration.symbols import repair_symbol

__all__ = ["Restored", "Token", "repair_symbol", "restore"]
