"""`booster cohort`: the synthetic cohort as `backtest` reads it."""

import json

import click

from pwa.care.lab import cohort as people


@click.command()
@click.option("--patients", type=click.IntRange(1), default=people.PATIENTS, show_default=True)
@click.option("--weeks", type=click.IntRange(1, 520), default=people.WEEKS, show_default=True)
@click.option("--seed", default=people.SEED, show_default=True)
def cohort(patients: int, weeks: int, seed: int) -> None:
    """Print made-up histories, a JSON case on each line. The same seed gives the same people."""
    for case in people.cases(patients, weeks, seed):
        click.echo(json.dumps(case, separators=(",", ":")))
