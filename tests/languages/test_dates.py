"""Days and times as a language writes them in the clinic's country."""

from datetime import date, time

import pytest

from pwa.care.languages import words
from pwa.decision.written import written_date
from pwa.languages import time_of_day

MAY_4 = date(2026, 5, 4).toordinal()


@pytest.mark.parametrize(
    ("language", "country", "day", "at"),
    [
        ("en", "US", "Monday, May 4", "2:02\u202fPM"),
        ("en", "GB", "Monday 4 May", "14:02"),
        ("en", "IE", "Monday 4 May", "14:02"),
        ("es", "US", "lunes 4 de mayo", "2:02\u202fp.m."),
        ("fr", "FR", "lundi 4 mai", "14:02"),
        ("fr", "CA", "lundi 4 mai", "14 h 02"),
        ("fr", "US", "lundi 4 mai", "14:02"),  # at home, where the CLDR has no French
        ("es", "FR", "lunes 4 de mayo", "2:02\u202fp.m."),
    ],
)
def test_it_is_written_as_there(language, country, day, at):
    assert written_date(MAY_4, words(language, country).calendar) == day
    assert time_of_day(time(14, 2), language, country) == at
