"""How a language writes days and times in a country, from the CLDR."""

import re
from datetime import date, time
from functools import cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time

# Where a language is spoken when it is not known in the clinic's own country.
HOME = {"en": "US", "es": "US", "fr": "FR"}
_YEAR = re.compile(r"(,| 'de'|،)? y$")
_PARTS = {"EEEE": "{weekday}", "MMMM": "{month}", "d": "{day}"}
_PART = re.compile(r"EEEE|MMMM|d|'([^']*)'")


class Calendar(NamedTuple):
    """The days of the week from Monday, the months, and how a day is put together."""

    weekdays: list[str]
    months: list[str]
    pattern: str


@cache
def locale_of(language: str, country: str) -> Locale:
    """The language as written in a country, or at its home."""
    short = language.partition("-")[0]
    try:
        return Locale.parse(f"{short}_{country}")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(f"{short}_{HOME[short]}" if short in HOME else short)


@cache
def calendar(language: str, country: str) -> Calendar:
    """How a day without its year is written: "Monday, May 4" or "lundi 4 mai"."""
    locale = locale_of(language, country)
    days, months = locale.days["format"]["wide"], locale.months["format"]["wide"]
    full = _YEAR.sub("", locale.date_formats["full"].pattern)
    # Inside a sentence no comma stands between the day of the week and its number.
    pattern = _PART.sub(lambda part: part[1] or _PARTS[part[0]], full.replace("EEEE, d", "EEEE d"))
    return Calendar([days[n] for n in range(7)], [months[n] for n in range(1, 13)], pattern)


def time_of_day(moment: time, language: str, country: str) -> str:
    """A time as it is written there: "2:02 PM" or "14:02"."""
    return format_time(moment, "short", locale=locale_of(language, country))


def long_day(on: date, language: str, country: str) -> str:
    """A day with its year: "April 27, 2026"."""
    return format_date(on, "long", locale=locale_of(language, country))
