"""The database session of one request, for every door.

`init_app(app, database)` once, then `current_session()` in views. A GET may write too (a plan is
compiled when it is read), so a session takes SQLite's write lock unless a view asks for a reading
one. Nothing is committed by itself: a view commits before it answers.

A door that knows whose request it is says so in `g.clinic_id`: where the database can, its writers
then wait only for those of the same clinic.
"""

from typing import Any

from flask import Flask, current_app, g
from sqlmodel import Session


def init_app(app: Flask, database: Any) -> None:
    app.extensions["db"] = database
    app.teardown_appcontext(_close)


def current_session(writes: bool = True) -> Session:
    """The request's session; the first caller decides whether it may write."""
    if "session" not in g:
        g.session = current_app.extensions["db"].open(writes, g.get("clinic_id"))
    session: Session = g.session
    return session


def light_session() -> Session:
    """The request's session for a view that runs a few prepared statements; it looks first."""
    if "session" not in g:
        g.session = current_app.extensions["db"].open_light()
    session: Session = g.session
    return session


def writing_session() -> Session:
    """The request's session with the write lock, after a look with a reading one."""
    forget()
    return current_session()


def forget() -> None:
    """Close the request's session; what it did not commit is rolled back."""
    _close(None)


def _close(_error: BaseException | None) -> None:
    session = g.pop("session", None)
    if session is not None:
        session.close()
