"""`booster backtest`: two policies over whole histories, for auditors. A line for each patient."""

import json
import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from functools import partial
from itertools import islice
from typing import Any, BinaryIO, NamedTuple

import click
from tqdm import tqdm

from pwa.cli.decision import refuse
from pwa.cli.figures import as_json, as_text
from pwa.cli.reading import read_json
from pwa.decision import Policy, parse_case, parse_policy
from pwa.decision.lab import MINUTES_A_REQUEST, Comparison, Followed, compare
from pwa.errors import Fault, Invalid

# So many lines go to a process at once, and so many such batches wait for each process: memory
# stays the same however long the file is.
BATCH = 32
WAITING = 3
NAMED = 100

Numbered = tuple[int, bytes]


class Done(NamedTuple):
    """What came of a batch: its sums, its faults, and how many bytes it had."""

    sums: Comparison
    faults: list[tuple[int, Fault]]
    size: int


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--policy", "draft", type=click.File("rb"), required=True, help="The draft: JSON.")
@click.option("--current", type=click.File("rb"), help="Beside it. Else each case's own policy.")
@click.option("--json", "in_json", is_flag=True, help="Answer with JSON.")
@click.option("--workers", type=click.IntRange(1), help="Processes. Else one for each core.")
@click.option("--minutes", default=MINUTES_A_REQUEST, show_default=True, help="For each request.")
def backtest(
    file: BinaryIO,
    draft: BinaryIO,
    current: BinaryIO | None,
    in_json: bool,
    workers: int | None,
    minutes: int,
) -> None:
    """Print what a draft policy would have asked of the histories in FILE (- for standard input).

    FILE has a JSON case on each line, as `advise` reads it; DRAFT what differs from the defaults.
    """
    try:
        policies = _policy(current, "current") if current else None, _policy(draft, "policy")
        made = _replay(file, *policies, workers or os.cpu_count() or 1)
    except Invalid as error:
        refuse(error)
    click.echo(json.dumps(as_json(made), indent=2) if in_json else as_text(made, minutes))


def _policy(file: BinaryIO, option: str) -> Policy:
    try:
        return parse_policy(read_json(file.read()))
    except Invalid as error:
        named = [Fault(f"--{option}{f and f' {f}'}", words) for f, words in error.faults]
        raise Invalid(named) from None


def _replay(file: BinaryIO, current: Policy | None, draft: Policy, workers: int) -> Comparison:
    """Both policies' figures. Raises Invalid naming the lines that are no case."""
    total, faults = Comparison(), []
    work = partial(replay_batch, current=current, draft=draft)
    with tqdm(total=_size(file), unit="B", unit_scale=True, disable=None) as bar:
        for done in _each(work, _batches(file), workers):
            total.add(done.sums)
            faults += done.faults
            bar.update(done.size)
    if faults:
        raise Invalid(_named(faults))
    if not total.draft.patients:
        raise Invalid([Fault("file", "must have a case on a line")])
    return total


def _size(file: BinaryIO) -> int | None:
    if not file.seekable():
        return None
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    return size


def _batches(file: Iterable[bytes]) -> Iterator[list[Numbered]]:
    lines = enumerate(file, start=1)
    while batch := list(islice(lines, BATCH)):
        yield batch


def _each(work: "partial[Done]", batches: Iterator[list[Numbered]], workers: int) -> Iterator[Done]:
    """The batches' results, as they come; at most a few batches are in memory."""
    if workers == 1:
        yield from map(work, batches)
        return
    # A process of its own from the start: a fork would take our progress bar's thread with it.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context) as pool:
        waiting: set[Future[Done]] = set()
        for batch in batches:
            waiting.add(pool.submit(work, batch))
            if len(waiting) >= WAITING * workers:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (one.result() for one in done)
        yield from (one.result() for one in wait(waiting).done)


def replay_batch(lines: list[Numbered], current: Policy | None, draft: Policy) -> Done:
    """The figures of some lines; what is no case is named with its line."""
    sums = Comparison()
    faults: list[tuple[int, Fault]] = []
    for number, line in lines:
        if line.strip():
            try:
                case = parse_case(read_json(line))
            except Invalid as error:
                faults += [(number, fault) for fault in error.faults]
                continue
            patient = Followed.to(case.timeline, case.today.toordinal())
            sums.add(compare(patient, current or case.policy, draft))
    return Done(sums, faults[:NAMED], sum(len(line) for _, line in lines))


def _named(faults: list[tuple[int, Fault]]) -> list[Fault]:
    first: list[Any] = sorted(faults)[:NAMED]
    named = [Fault(f"line {number}", str(fault)) for number, fault in first]
    if len(faults) > NAMED:
        named.append(Fault("file", "has more faults than are named here"))
    return named
