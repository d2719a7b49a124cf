"""How days, moments, phones and codes are written for staff; the filters of the templates."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import Flask, g

from pwa.care import clock
from pwa.care.case.reasons import short_day
from pwa.clinic import case_words, words
from pwa.decision import GAD7, REPORTS, band, total


def day(on: date) -> str:
    return f"{on:%a} {on.day} {on:%b %Y}"


def moment(at: datetime) -> str:
    """A moment on the clinic's clock."""
    local = at.astimezone(ZoneInfo(g.clinic.timezone))
    return f"{day(local.date())}, {local:%H:%M}"


def days_ago(on: date) -> str:
    """How long ago, in whole days of the clinic."""
    days = (clock.today(g.clinic.timezone) - on).days
    if days in (-1, 0, 1):
        return {-1: "tomorrow", 0: "today", 1: "yesterday"}[days]
    return f"{days} days ago" if days > 0 else f"in {-days} days"


def tel(phone: str) -> str:
    """What a tap on the number dials."""
    return "tel:" + re.sub(r"[^+0-9]", "", phone)


def browser(user_agent: str) -> str:
    """The browser and system of a session, as far as its name tells."""
    names = {"Edg": "Edge", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
    systems = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows",
               "Mac OS": "Mac", "Linux": "Linux"}  # fmt: skip
    name = next((shown for sign, shown in names.items() if sign in user_agent), "A browser")
    system = next((shown for sign, shown in systems.items() if sign in user_agent), "")
    return f"{name} on {system}" if system else name


def score(points: int | None) -> str:
    return "not finished" if points is None else f"{points} ({band(points)})"


def init_app(app: Flask) -> None:
    shown = (day, short_day, moment, days_ago, tel, browser, score, total, band)
    app.jinja_env.filters.update({f"clinic_{one.__name__}": one for one in shown})
    app.jinja_env.globals.update(
        clinic_words=words, case_words=case_words, gad7=GAD7, report_kinds=REPORTS
    )
