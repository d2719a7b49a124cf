"""`booster audit`: check the audit trail, take it away, and write its head down elsewhere."""

import json
import sys
from collections.abc import Iterator
from typing import Any, TextIO

import click
from sqlmodel import Session

from pwa.care import audit
from pwa.care.audit import Actor, Broken, Head, export
from pwa.care.audit.link import from_json
from pwa.cli.admin import clinic_of
from pwa.cli.shell import say, session, told
from pwa.errors import Fault, Invalid
from pwa.store import directory
from pwa.store.db import enter
from pwa.store.tables import AuditEvent, Clinic

_CLINIC = click.option("--clinic", default="", help="The clinic's id or name.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Answer with JSON.")


@click.group("audit")
def trail() -> None:
    """The audit trail: who saw or changed what."""


@trail.command()
@_CLINIC
@click.option("--expect", default="", help="A head that was written down, as SEQ:HASH.")
@click.option("--file", type=click.File(), help="Check an exported NDJSON file instead.")
@_JSON
@told
def verify(clinic: str, expect: str, file: TextIO | None, as_json: bool) -> None:
    """Check each link. Exit 1 when one does not hold: the first is named."""
    expected = _head(expect) if expect else None
    if file:
        found = [("The file", audit.follow(_read(file), expected))]
    else:
        with session(writes=False) as s:
            found = [(one.name, audit.verify(s, one.id, expected)) for one in _each(s, clinic)]
    for name, result in found:
        say(as_json, _facts(name, result), _words(name, result))
    if any(isinstance(result, Broken) for _, result in found):
        sys.exit(1)


@trail.command()
@_CLINIC
@_JSON
@told
def head(clinic: str, as_json: bool) -> None:
    """Print the last link's number and hash, to be kept where the database's owner can't write."""
    with session(writes=False) as s:
        for one in _each(s, clinic):
            last = audit.head(s, one.id)
            say(as_json, _facts(one.name, last), f"{one.name}: {last}")


@trail.command("export")
@_CLINIC
@click.option("--format", "form", type=click.Choice(export.FORMATS), default="ndjson")
@told
def export_trail(clinic: str, form: str) -> None:
    """Print every link; the head goes to standard error. That it was done is the last link."""
    with session() as s:
        owner = clinic_of(s, clinic).id
        last = audit.head(s, owner).seq
        audit.record(s, Actor("cli", None, owner), "audit.exported", None, format=form, last=last)
    with session(writes=False) as s:
        enter(s, owner)
        for line in export.lines(audit.links(s, owner), form):
            sys.stdout.write(line)
        click.echo(f"Head: {audit.head(s, owner)}", err=True)


def _each(s: Session, clinic: str) -> Iterator[Clinic]:
    """The session is in each while it is looked at."""
    if clinic:
        yield clinic_of(s, clinic)
    else:
        yield from (s.get_one(Clinic, clinic_id) for clinic_id in directory.each_clinic(s))


def _head(written: str) -> Head:
    seq, _, digest = written.partition(":")
    if not seq.isdecimal() or not digest:
        raise Invalid([Fault("expect", "must be a number and a hash, as SEQ:HASH")])
    return Head(int(seq), digest)


def _read(file: TextIO) -> Iterator[AuditEvent]:
    for number, line in enumerate(file, 1):
        try:
            yield from_json(json.loads(line))
        except (ValueError, KeyError, TypeError):
            raise Invalid([Fault(f"line {number}", "is not a link of a trail")]) from None


def _facts(name: str, result: Head | Broken) -> dict[str, Any]:
    return {"clinic": name, "holds": isinstance(result, Head)} | result._asdict()


def _words(name: str, result: Head | Broken) -> str:
    if isinstance(result, Broken):
        return f"{name}: link {result.seq} {result.why}"
    return f"{name}: all {result.seq} links hold. Head: {result}"
