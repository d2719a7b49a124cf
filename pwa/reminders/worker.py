"""The process that runs the jobs, until it is told to stop."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from logging.config import dictConfig

from huey.consumer import Consumer

from pwa import logs
from pwa.config import Settings
from pwa.reminders import webhooks
from pwa.reminders.jobs import attach
from pwa.reminders.queue import queue_for
from pwa.store import keyring
from pwa.store.db import Database
from pwa.store.start import check

SHUTDOWN_SECONDS = 15


def work(settings: Settings, lives_with_parent: bool = False) -> None:
    """Run until SIGTERM or SIGINT; with `lives_with_parent`, no longer than the parent either."""
    dictConfig(logs.config(plain=os.environ.get("BOOSTER_LOG") == "plain"))
    keyring.use(settings.data_keys)
    check(settings.database_url)
    database = Database(settings.database_url)
    queue = queue_for(settings.database_url)
    attach(queue, database, settings)
    if lives_with_parent:
        _end_with_parent()
    consumer = Consumer(
        queue,
        scheduler_interval=1,
        max_delay=2.0,
        shutdown_timeout=SHUTDOWN_SECONDS,
        graceful_signal="TERM",
    )
    with _webhooks(database, settings):
        consumer.run()
    database.engine.dispose()


@contextmanager
def _webhooks(database: Database, settings: Settings) -> Iterator[None]:
    """Beside the jobs, other systems are told what happens."""
    stop = threading.Event()
    thread = threading.Thread(target=webhooks.serve, args=(database, settings, stop))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _end_with_parent() -> None:
    """The parent holds the other end of our standard input: its death closes it."""

    def wait() -> None:
        # Not sys.stdin, whose lock a thread that still waits would hold at the very end.
        while os.read(0, 1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()
