"""Logs for machines: a JSON object a line, and nothing in it that somebody typed or is called.

Of an exception the kind and the places are written, not its words: those may quote a name, a note
or an answer. `BOOSTER_LOG=plain` has lines for a terminal instead.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any

REQUESTS = "pwa.requests"
SERVER = "gunicorn.error"
FIELDS = ("id", "route", "method", "status", "ms", "job")
DEEPEST = 12  # frames, the last ones


class JsonLines(logging.Formatter):
    """One record as one line."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if record.name != REQUESTS:
            line["message"] = _words(record)
        line |= {name: vars(record)[name] for name in FIELDS if name in vars(record)}
        if record.exc_info and record.exc_info[1]:
            line["errors"] = [_error(one) for one in _chain(record.exc_info[1])]
        return json.dumps(line, ensure_ascii=False)


def config(plain: bool = False) -> dict[str, Any]:
    """For `logging.config.dictConfig`, and gunicorn's `logconfig_dict`."""
    form = {"format": "%(asctime)s %(name)s %(message)s"} if plain else {"()": JsonLines}
    handler = {"class": "logging.StreamHandler", "formatter": "lines"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": form},
        "handlers": {"lines": handler},
        "root": {"level": "WARNING", "handlers": ["lines"]},
        "loggers": {
            SERVER: {"level": "INFO", "handlers": ["lines"], "propagate": False},
            "gunicorn.access": {"level": "WARNING"},
            REQUESTS: {"level": "WARNING" if plain else "INFO"},
        },
    }


def _words(record: logging.LogRecord) -> str:
    # gunicorn puts a request's whole address into some of its words, and numbers into others.
    numbers = isinstance(record.args, tuple) and all(isinstance(one, int) for one in record.args)
    return record.getMessage() if record.name != SERVER or numbers else str(record.msg)


def _chain(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


def _error(error: BaseException) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__)[-DEEPEST:]
    places = [f"{'/'.join(PurePath(f.filename).parts[-3:])}:{f.lineno} {f.name}" for f in frames]
    return {"kind": type(error).__name__, "at": places}
