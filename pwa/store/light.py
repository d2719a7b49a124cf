"""A session that is made only when rows are wanted as objects.

Every submission runs a handful of prepared statements in one transaction. The session around them
would cost more than they do.
"""

from typing import Any

from sqlalchemy import Connection, Engine
from sqlmodel import Session


class Light:
    """Stands in for a session: what a connection cannot do is done by one on its transaction."""

    def __init__(self, engine: Engine) -> None:
        self._connection = engine.connect()
        self._session: Session | None = None
        self.info: dict[str, Any] = {}

    def connection(self) -> Connection:
        """The connection, in a transaction."""
        if not self._connection.in_transaction():
            self._connection.execution_options(inside=self.info.get("inside")).begin()
        return self._connection

    def in_transaction(self) -> bool:
        return self._connection.in_transaction()

    def flush(self) -> None:
        """Write what a session holds back, if there is one."""
        if self._session:
            self._session.flush()

    def commit(self) -> None:
        self.flush()
        self._connection.commit()

    def close(self) -> None:
        """Roll back what was not committed, and give the connection back."""
        if self._session:
            self._session.close()
        self._connection.close()

    def __getattr__(self, name: str) -> Any:
        if self._session is None:
            self._session = Session(self.connection(), expire_on_commit=False)
        return getattr(self._session, name)
