"""A patient's timeline: all that is on record about them, newest first, page by page."""

from pwa.care.timeline.entry import Cursor, Entry
from pwa.care.timeline.pages import PAGE, Page, everything, page
from pwa.care.timeline.sources import KINDS

__all__ = ["KINDS", "PAGE", "Cursor", "Entry", "Page", "everything", "page"]
