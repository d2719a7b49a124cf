"""`booster backup` and `booster restore`: an encrypted file that was tried, and a way back."""

import os
from pathlib import Path
from typing import Any

import click

from pwa.care import backup as backups
from pwa.care import epoch
from pwa.care.backup import Key, Lock, Made, Place
from pwa.cli.shell import addresses, say, told
from pwa.errors import Fault, Invalid
from pwa.store.db import Database

_FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
_JSON = click.option("--json", "as_json", is_flag=True, help="Answer with JSON.")
_PATH = click.Path(path_type=Path, dir_okay=False, exists=True)
_PASSPHRASE = click.option("--passphrase-file", type=_PATH, help="A file with a passphrase in it.")
_IDENTITY = click.option(
    "--identity", type=_PATH, help="The key's file, as `booster backup key` made it."
)
_SCRATCH = click.option(
    "--scratch",
    envvar="BOOSTER_SCRATCH_URL",
    default="",
    help="PostgreSQL: the address of an empty database to try the backup in.",
)


class _MakesUnlessTold(click.Group):
    """`booster backup FILE` makes one; what else there is has a name."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in {*self.commands, *ctx.help_option_names}:
            args = ["make", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_MakesUnlessTold)
def backup() -> None:
    """Back the database up while it is in use: `booster backup FILE --to RECIPIENT`."""


@backup.command()
@_FILE
@click.option("--to", multiple=True, help="Who may open it: age1…, or an SSH public key.")
@_PASSPHRASE
@_SCRATCH
@_JSON
@told
def make(
    file: Path, to: tuple[str, ...], passphrase_file: Path | None, scratch: str, as_json: bool
) -> None:
    """Write FILE, and restore it elsewhere to see that it is good. Then phones may forget."""
    lock = Lock(to, _passphrase(passphrase_file))
    if bool(lock.recipients) == bool(lock.passphrase):
        raise Invalid([Fault("to", "is required, or --passphrase-file, and not both")])
    if file.exists():
        raise Invalid([Fault("file", "is there already: give each backup its own name")])
    made = backups.make(_place().seeing, file, lock, scratch)
    _held(made)
    say(as_json, _facts(file, made), _words(file, made))


@backup.command()
@_FILE
@_IDENTITY
@_PASSPHRASE
@_SCRATCH
@_JSON
@told
def verify(
    file: Path, identity: Path | None, passphrase_file: Path | None, scratch: str, as_json: bool
) -> None:
    """Restore FILE into a scratch place and compare it with what it says is in it."""
    found = backups.verify(file, _key(identity, passphrase_file), scratch)
    facts = {"file": str(file), "check_ins": found.check_ins, "revision": found.revision}
    say(as_json, facts, f"{file} restores to what was backed up: {found.check_ins:,} check-ins.")


@backup.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@told
def key(file: Path) -> None:
    """Make a key: FILE opens backups, so keep it away from the server. Prints the recipient."""
    secret, recipient = backups.new_key()
    try:
        where = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise Invalid([Fault("file", str(error))]) from None
    with os.fdopen(where, "w") as written:
        written.write(f"# recipient: {recipient}\n{secret}\n")
    click.echo(recipient)


@click.command()
@_FILE
@_IDENTITY
@_PASSPHRASE
@_JSON
@told
def restore(file: Path, identity: Path | None, passphrase_file: Path | None, as_json: bool) -> None:
    """Put a backup into the empty database of DATABASE_URL. Phones then offer what it lacks."""
    said, begun = backups.restore(file, _key(identity, passphrase_file), _place())
    facts = {"check_ins": said.check_ins, "clinics": len(said.seqs), "epoch": begun}
    words = f"Restored {said.check_ins:,} check-ins. Phones offer again what came afterwards."
    say(as_json, facts, words)


def _place() -> Place:
    """The last of the three sees all clinics: policies would leave rows out of a backup."""
    url, owner = addresses()
    return Place(url, owner, os.environ.get("DATABASE_BACKUP_URL") or owner or url)


def _held(made: Made) -> None:
    database = Database(_place().url)
    try:
        with database.session() as s:
            epoch.held(s, made.contents.seqs)
            s.commit()
    finally:
        database.engine.dispose()


def _passphrase(file: Path | None) -> str:
    found = file.read_text().strip("\r\n") if file else ""
    if file and not found:
        raise Invalid([Fault("passphrase-file", "is empty")])
    return found


def _key(identity: Path | None, passphrase_file: Path | None) -> Key:
    if bool(identity) == bool(passphrase_file):
        raise Invalid([Fault("identity", "is required, or --passphrase-file, and not both")])
    return Key.read(identity.read_text()) if identity else Key((), _passphrase(passphrase_file))


def _facts(file: Path, made: Made) -> dict[str, Any]:
    counts = {name: count for name, (count, _) in made.contents.tables.items()}
    return {"file": str(file), "bytes": made.size, "at": made.at.isoformat(), "rows": counts}


def _words(file: Path, made: Made) -> str:
    return (
        f"{file}: {made.contents.check_ins:,} check-ins of {made.at:%Y-%m-%d %H:%M} UTC, "
        f"{made.size:,} bytes. It was restored elsewhere and is the same."
    )
