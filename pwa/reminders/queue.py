"""Where jobs wait: a file beside the embedded database, or PostgreSQL for several machines."""

from pathlib import Path

from huey import Huey, PostgresHuey, SqliteHuey
from sqlalchemy import URL, make_url

from pwa.store.roles import JOBS

NAME = "booster"
_MAKING = 0x6A6F6273  # "jobs"


def queue_for(database_url: str) -> Huey:
    """The queue that belongs to a database."""
    url = make_url(database_url)
    if url.get_backend_name() == "postgresql":
        return _of_several_machines(url)
    file = Path(url.database or "booster.sqlite")
    return SqliteHuey(NAME, filename=str(file.with_suffix(".jobs.sqlite")), results=False)


def _of_several_machines(url: URL) -> Huey:
    _, options = url.get_dialect()().create_connect_args(url)
    options["options"] = f"{options.get('options', '')} -c search_path={JOBS}"
    queue = PostgresHuey(NAME, results=False, create_tables=False, **options)
    # Two that start at once would both make the tables, and one would fail.
    queue.storage.ddl.insert(0, f"SELECT pg_advisory_xact_lock({_MAKING})")
    queue.storage.initialize_schema()
    return queue
