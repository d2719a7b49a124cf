"""What has to be true of a database before the app serves from it."""

from sqlalchemy import make_url

from pwa.errors import Unsafe
from pwa.store.db import make_engine
from pwa.store.migrations import newest, revision_of, upgrade
from pwa.store.roles import admit, refuse_unsafe


def migrate(url: str, owner_url: str = "") -> None:
    """Bring a database to this version: on PostgreSQL as its owner, letting the app's role in.

    Unsafe where that is a role that the database does not hold to one clinic.
    """
    has_roles = make_url(url).get_backend_name() == "postgresql"
    engine = make_engine(owner_url if has_roles and owner_url else url)
    upgrade(engine)
    role = make_url(url).username
    if has_roles and owner_url and role:
        admit(engine, role)
    engine.dispose()
    check(url)


def get_ready(url: str, owner_url: str = "") -> None:
    """The same, where the owner's address is given; without it the database has to be there.

    Unsafe where it is at another version, or as in `migrate`.
    """
    if owner_url or url.startswith("sqlite"):
        migrate(url, owner_url)
    else:
        check(url)


def check(url: str) -> None:
    """Unsafe unless the database is at this version and holds the app to one clinic at a time."""
    engine = make_engine(url)
    try:
        found = revision_of(engine)
        if found != newest():
            raise Unsafe(
                f"The database is at {found or 'no version'}, not {newest()}: "
                "run booster migrate, with DATABASE_OWNER_URL on PostgreSQL."
            )
        refuse_unsafe(engine)
    finally:
        engine.dispose()
