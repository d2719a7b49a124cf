"""Where jobs wait: a file beside the embedded database, or PostgreSQL for several machines."""

from pathlib import Path

from huey import Huey, PostgresHuey, SqliteHuey
from sqlalchemy import make_url

NAME = "booster"


def queue_for(database_url: str) -> Huey:
    """The queue that belongs to a database."""
    url = make_url(database_url)
    if url.get_backend_name() == "postgresql":
        plain = url.set(drivername="postgresql")
        return PostgresHuey(NAME, dsn=plain.render_as_string(hide_password=False), results=False)
    file = Path(url.database or "booster.sqlite")
    return SqliteHuey(NAME, filename=str(file.with_suffix(".jobs.sqlite")), results=False)
