"""What several servers share: an assertion is taken by one of them, and what is over is let go."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from sqlmodel import select

from pwa.care import clock as real
from pwa.reminders.jobs import tidy
from pwa.store.tables import AccessToken, Directory, SpentAssertion
from tests.clinic.conftest import look  # noqa: F401
from tests.interop.program import Program, program_of

TIMES = 4
PATIENCE = 60


def test_of_two_servers_only_one_takes_an_assertion(make_app, cast):
    apps = [make_app(), make_app()]
    program = program_of(apps[0], cast)
    servers = [Program(app, program.client) for app in apps]
    for _ in range(TIMES):
        assertion, together = program.assertion(), Barrier(len(servers))

        def ask(server, assertion=assertion, together=together):
            together.wait(PATIENCE)
            return server.ask("system/Patient.rs", assertion).status_code

        with ThreadPoolExecutor() as pool:
            statuses = [one.result(PATIENCE) for one in [pool.submit(ask, s) for s in servers]]
        assert sorted(statuses) == [200, 401]


def test_what_is_over_is_forgotten_and_nothing_else(app, cast, clock, look):  # noqa: F811
    first = program_of(app, cast).signs_in()
    clock.shift(timedelta(minutes=4))
    second = program_of(app, cast, "elm").signs_in()
    clock.shift(timedelta(minutes=1, seconds=1))
    tidy(app.extensions["db"])
    [left] = look(select(AccessToken))
    assert left.client_id == second.id
    assert not look(select(SpentAssertion))  # both were for a minute
    keys = look(select(Directory.clinic_id).where(Directory.kind == "access-token"))
    assert keys == [cast.elm]
    assert (first.get("/fhir/Patient").status_code, second.get("/fhir/Patient").status_code) == (
        401,
        200,
    )


def test_an_assertion_is_remembered_for_as_long_as_it_holds(app, cast, clock):
    program = program_of(app, cast)
    assertion = program.assertion(exp=int(real.now().timestamp()) + 300)
    assert program.ask("system/Patient.rs", assertion).status_code == 200
    clock.shift(timedelta(minutes=4, seconds=59))
    tidy(app.extensions["db"])
    assert program.ask("system/Patient.rs", assertion).status_code == 401
