"""Lists that a clinic brings along: looked at first, then taken in whole or not at all."""

from pwa.care.imports.lists import Preview, keep, look, take, throw_away
from pwa.care.imports.reading import KINDS, sample
from pwa.care.imports.table import decoded

__all__ = ["KINDS", "Preview", "decoded", "keep", "look", "sample", "take", "throw_away"]
