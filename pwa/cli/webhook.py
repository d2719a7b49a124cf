"""`booster webhook`: which addresses are told what happens, from a shell."""

import os

import click

from pwa.care import audit
from pwa.care.audit import Actor
from pwa.care.webhooks import EVENTS, registry
from pwa.cli.admin import clinic_of
from pwa.cli.record_system import BY, administrator
from pwa.cli.shell import say, session, told

_JSON = click.option("--json", "as_json", is_flag=True, help="Answer with JSON.")


@click.group()
def webhook() -> None:
    """Addresses that are told what happens, by ids alone."""


@webhook.command("add")
@BY
@click.option("--url", required=True, help="A public https address.")
@click.option(
    "--event", "events", multiple=True, type=click.Choice(EVENTS), help="Again for more; else all."
)
@_JSON
@told
def add(by: str, url: str, events: tuple[str, ...], as_json: bool) -> None:
    """Tell an address. The secret that signs what it gets is shown this once."""
    local = os.environ.get("BOOSTER_HTTPS") != "1"
    with session() as s:
        who = administrator(s, by)
        made = registry.add(s, who.clinic_id, url, events or EVENTS, who.id, local=local)
        actor = Actor("cli", None, who.clinic_id)
        audit.record(s, actor, "webhook.added", made.id, events=made.events)
    facts = {"id": made.id, "events": made.events, "secret": made.secret}
    say(as_json, facts, f"{made.id}\n{made.secret}")


@webhook.command("list")
@click.option("--clinic", default="", help="The clinic's id or name.")
@_JSON
@told
def list_(clinic: str, as_json: bool) -> None:
    """Which there are, and which have ended."""
    with session(writes=False) as s:
        rows = [
            {"id": row.id, "url": row.url, "events": row.events, "ended": bool(row.ended_at)}
            for row in registry.of_clinic(s, clinic_of(s, clinic).id)
        ]
    lines = [f"{row['id']}  {row['url']}  {'ended' if row['ended'] else 'told'}" for row in rows]
    say(as_json, {"webhooks": rows}, "\n".join(lines))
