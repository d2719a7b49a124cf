"""PostgreSQL has two roles: one owns the tables and migrates, the policies hold the app's own.

Row-level security is void for superusers and, unless it is forced, for a table's owner: the app
refuses to start as either, or on a table without its policy.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, Engine, text
from sqlmodel import SQLModel

from pwa.errors import Unsafe
from pwa.store.tables.apart import POLICY, SETTING, clinics_tables

# The queue makes its own tables; no person is in them.
JOBS = "jobs"
_MAY = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    f"CREATE SCHEMA IF NOT EXISTS {JOBS}",
    f"GRANT USAGE, CREATE ON SCHEMA {JOBS} TO {{role}}",
)
_ROLE = text("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
_TABLES = text("""SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced,
        pg_has_role(current_user, c.relowner, 'MEMBER') AS owned
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')""")
_POLICIES = text("""SELECT polrelid::regclass::text AS name, polname AS policy,
        polcmd = '*' AS always, pg_get_expr(polqual, polrelid) AS condition
    FROM pg_policy WHERE polpermissive""")


# As PostgreSQL writes them.
_CONDITIONS = [
    f"(({column})::text = current_setting('{SETTING}'::text, true))"
    for column in ("id", "clinic_id")
]


def admit(owner: Engine, role: str) -> None:
    """Let the app's role use, and not own, what its owner has made."""
    quoted = owner.dialect.identifier_preparer.quote(role)
    with owner.begin() as connection:
        for statement in _MAY:
            connection.exec_driver_sql(statement.format(role=quoted))


def refuse_unsafe(engine: Engine) -> None:
    """Unsafe, with the reason, unless the database holds this engine's role to one clinic a time.

    SQLite has no roles and serves one machine: nothing to refuse.
    """
    if engine.dialect.name != "postgresql":
        return
    with engine.execution_options(writes=False).connect() as connection:
        for fault in _faults(connection):
            raise Unsafe(f"{fault} See docs/postgresql.md: the app's role.")


def _faults(connection: Connection) -> Iterator[str]:
    if connection.execute(_ROLE).scalar_one():
        yield "DATABASE_URL names a superuser or a role with BYPASSRLS: it would see every clinic."
    tables = {row.name: row for row in connection.execute(_TABLES)}
    policies: dict[str, list[bool]] = {}
    for row in connection.execute(_POLICIES):
        of_one = row.policy == POLICY and row.always and row.condition in _CONDITIONS
        policies.setdefault(row.name.strip('"'), []).append(of_one)
    for table in clinics_tables(SQLModel.metadata):
        found = tables.get(table.name)
        if found is None:
            yield f"The table {table.name} is missing: run booster migrate."
        elif found.owned:
            yield f"DATABASE_URL names an owner of the table {table.name}: name the app's role."
        elif not found.forced:
            yield f"Row-level security is not forced on the table {table.name}."
        elif policies.get(table.name) != [True]:
            yield f"The table {table.name} lacks its policy {POLICY}, or has another one."
