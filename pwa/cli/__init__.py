"""`booster`: the auditor's and the operator's door."""

import runpy

import click

from pwa.cli.backtest import backtest
from pwa.cli.decision import advise, plan, policy


class _Booster(click.Group):
    """Loads the operator's commands only when asked, so that auditing needs no database library."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *_operator_commands()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return super().get_command(ctx, cmd_name) or _operator_commands().get(cmd_name)


def _operator_commands() -> dict[str, click.Command]:
    from pwa.cli import admin, patients  # noqa: PLC0415  # heavy: see _Booster
    from pwa.cli.backup import backup, restore  # noqa: PLC0415
    from pwa.cli.cohort import cohort  # noqa: PLC0415
    from pwa.cli.fhir import fhir  # noqa: PLC0415
    from pwa.cli.keys import keys  # noqa: PLC0415
    from pwa.cli.move import move_database  # noqa: PLC0415
    from pwa.cli.recompute import advice  # noqa: PLC0415
    from pwa.cli.record_system import record_system  # noqa: PLC0415
    from pwa.cli.retention import retention  # noqa: PLC0415
    from pwa.cli.staff import staff  # noqa: PLC0415
    from pwa.cli.trail import trail  # noqa: PLC0415
    from pwa.cli.webhook import webhook  # noqa: PLC0415

    moving, programs = (backup, restore, move_database), (fhir, record_system, webhook)
    first = (*admin.commands, *patients.commands)
    all_of_them = (*first, *moving, *programs, advice, cohort, keys, retention, staff, trail)
    return {command.name: command for command in all_of_them if command.name}


@click.group(cls=_Booster, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Booster Check from the shell: ask the rules, and set up a clinic."""


@main.command()
def work() -> None:
    """Send reminders until stopped. The app does so by itself, unless BOOSTER_WORKER is 0."""
    runpy.run_module("pwa.reminders", run_name="__main__")


main.add_command(advise)
main.add_command(backtest)
main.add_command(plan)
main.add_command(policy)
