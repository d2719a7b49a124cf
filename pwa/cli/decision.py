"""`booster advise`, `booster plan` and `booster policy`: the rules, for clinicians and auditors."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn

import click

from pwa.cli.reading import read_cases
from pwa.decision import FIXED, PARAMETERS, Case, Voice, compile_plan, message
from pwa.decision import advise as ask
from pwa.decision import unfolded as every_line
from pwa.decision.parameter import Parameter
from pwa.errors import Invalid

_VOICE = Voice()
_FILE = click.argument("file", type=click.File("rb"))


def refuse(error: Invalid) -> NoReturn:
    """A line for each fault on standard error, nothing on standard output, exit 2."""
    for fault in error.faults:
        click.echo(_one_line(str(fault)), err=True)
    raise SystemExit(2)


def _one_line(text: str) -> str:
    """A key of the input may hold a line break or worse; it must not become a second line."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def _answer(case: Case) -> dict[str, Any]:
    advice = ask(case.timeline, case.policy, case.today)
    said = message(advice, _VOICE, case.today)
    words = {"title": said.title, "message": list(said.lines), "reason": said.reason}
    return {"today": case.today.isoformat()} | advice.as_json() | words


def _plan(case: Case) -> dict[str, Any]:
    return compile_plan(case.timeline, case.policy, case.today, _VOICE)


def _print(answers: list[dict[str, Any]], *, many: bool) -> None:
    click.echo(json.dumps({"cases": answers} if many else answers[0], indent=2, ensure_ascii=False))


@click.command()
@_FILE
def advise(file: BinaryIO) -> None:
    """Print the advice for the case, or the {"cases": [...]}, in FILE (- for standard input)."""
    try:
        cases, many = read_cases(file.read())
    except Invalid as error:
        refuse(error)
    _print([_answer(case) for case in cases], many=many)


@click.command()
@_FILE
@click.option("--table", is_flag=True, help="Unfolded, for auditors: a JSON line for each answer.")
def plan(file: BinaryIO, table: bool) -> None:
    """Print the action plan of the case in FILE (- for standard input)."""
    try:
        cases, many = read_cases(file.read())
    except Invalid as error:
        refuse(error)
    plans = [_plan(case) for case in cases]
    if not table:
        _print(plans, many=many)
        return
    for position, compiled in enumerate(plans):
        for line in _lines(compiled, position if many else None):
            click.echo(json.dumps(line, ensure_ascii=False))


def _lines(compiled: dict[str, Any], case: int | None) -> Iterator[dict[str, Any]]:
    for line in every_line(compiled):
        yield line if case is None else {"case": case} | line


@click.command()
def policy() -> None:
    """Print every parameter with its default, range, unit and source."""
    everything = [*PARAMETERS.values(), *FIXED.values()]
    click.echo(json.dumps([_described(p) for p in everything], indent=2, ensure_ascii=False))


def _described(parameter: Parameter) -> dict[str, Any]:
    return parameter._asdict() | {"fixed": parameter.is_fixed}
