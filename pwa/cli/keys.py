"""`booster keys`: with which keys names, contact data and notes are sealed, and changing them."""

from collections import Counter

import click

from pwa import data_keys
from pwa.care import audit
from pwa.care.audit import Actor
from pwa.cli.shell import open_database, say, session, told
from pwa.errors import Fault, Invalid
from pwa.store import directory, reseal
from pwa.store.db import Database
from pwa.store.keyring import ring

_JSON = click.option("--json", "as_json", is_flag=True, help="Answer with JSON.")
CLEAR = "in clear"


@click.group("keys")
def keys() -> None:
    """The keys that seal names, contact data and notes in the database."""


@keys.command()
@click.argument("key_id", metavar="ID")
@told
def new(key_id: str) -> None:
    """Print a new key, to be put first in BOOSTER_DATA_KEYS. It is kept nowhere."""
    if not data_keys.is_id(key_id):
        raise Invalid([Fault("ID", "must be letters a-z, digits and hyphens, such as 2026-11")])
    click.echo(data_keys.new(key_id))


@keys.command("list")
@_JSON
@told
def list_(as_json: bool) -> None:
    """Say which keys this server has, and how many values lie under each."""
    with session(writes=False) as s:
        clinics = directory.clinics(s)
    found: Counter[str] = Counter()
    with open_database() as database:
        for clinic_id in clinics:
            with database.session(writes=False, clinic_id=clinic_id) as s:
                found += reseal.counted(s, clinic_id)
    facts = [_fact(key_id, found[key_id]) for key_id in dict.fromkeys([*ring().ids, *found])]
    say(as_json, {"keys": facts}, "\n".join(map(_words, facts)))


@keys.command()
@_JSON
@told
def rotate(as_json: bool) -> None:
    """Seal everything anew with the first key. The app may run; run it again if it was stopped."""
    with session(writes=False) as s:
        clinics = directory.clinics(s)
    done = looked_at = 0
    with open_database() as database:
        for number, clinic_id in enumerate(clinics, 1):
            sealed = 0
            for rows, values in reseal.reseal(database, clinic_id):
                looked_at, sealed = looked_at + rows, sealed + values
                click.echo(
                    f"Clinic {number} of {len(clinics)}: {looked_at} rows looked at.", err=True
                )
            _record(database, clinic_id, sealed)
            done += sealed
    facts = {"key": ring().in_use, "looked_at": looked_at, "sealed": done}
    say(as_json, facts, f"{done} values of {looked_at} rows are sealed anew with {ring().in_use}.")


def _record(database: Database, clinic_id: str, count: int) -> None:
    if count:
        with database.session(clinic_id=clinic_id) as s:
            actor = Actor("cli", None, clinic_id)
            audit.record(s, actor, "keys.rotated", None, key=ring().in_use, count=count)
            s.commit()


def _fact(key_id: str, count: int) -> dict[str, object]:
    held = "in use" if key_id == ring().in_use else "held" if key_id in ring().ids else "missing"
    return {"id": key_id or None, "state": held if key_id else CLEAR, "values": count}


def _words(fact: dict[str, object]) -> str:
    return f"{fact['id'] or '-':<24}{fact['state']:<10}{fact['values']} values"
