"""A new release on one server after the other, behind a real proxy, while phones send.

Two app servers share nothing but PostgreSQL. Each is told to stop, ends, is started as another
release and takes over when it says that it is ready. Nobody may see an error, and what was
acknowledged is in the database once.
"""

import itertools
import os
import signal
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import NamedTuple

from chaos.deploy_proxy import Caddy, Nginx, Proxy
from chaos.harness import Figures, Size
from chaos.history import rows_of
from chaos.phone import Phone
from chaos.scene import Scene, scene
from chaos.sending import Sending
from tests.browser.server import PATIENCE, Server

PAGES = ("/", "/app", "/app/check-in", "/service-worker.js", "/readyz", "/clinic/sign-in")
CLIENTS = 4
PAUSE = 0.02  # seconds between two requests of a client: the servers also have to start


class Plan(NamedTuple):
    """So many deploys of both servers, and at least so many answers between two restarts.

    A server that stops says so for `drain` seconds.
    """

    people: int
    deploys: int
    answers: int
    drain: int
    proxies: tuple[type[Proxy], ...]


PLANS: dict[Size, Plan] = {
    "short": Plan(people=8, deploys=1, answers=20, drain=1, proxies=(Nginx,)),
    "long": Plan(people=60, deploys=15, answers=100, drain=4, proxies=(Nginx, Caddy)),
}


def run(size: Size, seed: int) -> Figures:
    figures = Figures()
    for proxy in PLANS[size].proxies:
        behind(proxy, PLANS[size], seed, figures)
    return figures


def one_after_the_other(servers: Sequence[Server], load: "Load", number: int, answers: int) -> None:
    """How docs/upgrade.md says it: the next one only when this one is ready."""
    for server in servers:
        stop(server)
        start(server, number)
        load.wait_for(answers, PATIENCE)


def stop(server: Server) -> None:
    process = server._process  # noqa: SLF001  only the first process is told, as systemd does it
    assert process is not None
    os.kill(process.pid, signal.SIGTERM)
    process.wait(PATIENCE)


def start(server: Server, number: int) -> None:
    server.start(BOOSTER_RELEASE_SALT=str(number))
    wait_until_ready(server)


def wait_until_ready(server: Server) -> None:
    end = time.monotonic() + PATIENCE
    while status(f"http://127.0.0.1:{server.port}/readyz") != 200:
        assert time.monotonic() < end, "it never became ready"
        time.sleep(0.05)


def status(address: str) -> int:
    """What an address answers; 0 when nothing comes."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            answer.read()
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def behind(
    proxy: type[Proxy],
    plan: Plan,
    seed: int,
    figures: Figures,
    kind: str = "postgresql",
    *,
    alone: bool = False,
) -> None:
    """All deploys behind one proxy. Of a server that stands alone everybody sees the restart."""
    with ExitStack() as stack:
        where = stack.enter_context(
            scene(kind, plan.people, BOOSTER_DRAIN_SECONDS=str(plan.drain), TRUSTED_PROXIES="1")
        )
        servers = [where.server]
        if not alone:
            second = where.server.file.with_name("second.sqlite")  # only its log's name
            servers.append(stack.enter_context(Server(second, **settings(where))))
        front = stack.enter_context(proxy([server.port for server in servers]))
        load = Load(where.phones(Phone, seed), front.port)
        with load:
            for number in range(plan.deploys):
                one_after_the_other(servers, load, number, plan.answers)
        name = proxy.__name__
        figures.count(f"restarts behind {name}", plan.deploys * len(servers))
        figures.count(f"answers acknowledged behind {name}", len(load.history.promised))
        figures.count(f"pages behind {name}", load.pages)
        for what, count in load.errors.items():
            figures.fault(f"{name}: {count} × {what}")
        for fault in load.history.faults(rows_of(where.all_seeing)):
            figures.fault(f"{name}: {fault}")


def settings(where: Scene) -> dict[str, str]:
    """The other server's: the same, but for its port."""
    return {name: value for name, value in where.server.env.items() if name != "PORT"}


class Load(Sending):
    """Phones that send and people who look at pages, through one port."""

    clients = CLIENTS
    pause = PAUSE

    def __init__(self, phones: Sequence[Phone], port: int) -> None:
        super().__init__(phones)
        self._port = port
        self.errors: Counter[str] = Counter()
        self.pages = 0
        for phone in phones:
            phone.port = port

    def deliver(self, phone: Phone) -> None:
        item = phone.answer()
        reply = phone.send(item, self.history)
        if phone.takes(reply, item):
            self.history.promise(item.sent)
        else:
            self.errors[f"a submission got {reply.status if reply else 'no answer'}"] += 1

    def others(self) -> Sequence[Callable[[], None]]:
        return (self._look,)

    def _look(self) -> None:
        pages = itertools.cycle(PAGES)
        while self.goes_on():
            path = next(pages)
            found = status(f"http://127.0.0.1:{self._port}{path}")
            self.pages += 1
            # A balancer may hear from the one that stops: nobody else asks for that.
            if found != 200 and (path, found) != ("/readyz", 503):
                self.errors[f"{path} got {found}"] += 1
