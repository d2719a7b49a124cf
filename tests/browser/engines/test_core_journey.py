"""The core journey in Firefox and in WebKitGTK: without a server, closed, killed, and sent once."""

from tests.browser.disk import traces
from tests.browser.engines.hands import answer, draft_is_kept, finish, is_at, pair, press, sees
from tests.browser.patients import invite, respond_well, rows, today

MARKED = [3, 1, 2, 0, 3, 2, 1]  # nothing else on a disk looks like this


def test_answers_given_without_a_server_are_kept_and_sent_once(engine, server, cast):
    respond_well(server, cast)
    engine.open()
    pair(engine, invite(server, cast).token)
    engine.close()
    server.kill()

    engine.open()
    engine.goto("/app")
    press(engine, "Check in")
    answer(engine, MARKED[:4])
    sees(engine, "Question 5 of 7")
    draft_is_kept(engine)
    engine.goto("/app")
    press(engine, "Continue your check-in")
    sees(engine, "We kept the answers that you gave before.")
    answer(engine, MARKED[4:], 5)
    finish(engine)
    sees(engine, "Saved on this phone")
    engine.kill()
    assert traces(engine.folder, MARKED) == []

    server.start()
    engine.open()
    engine.goto("/app")
    is_at(engine, "Hello Ana Alder")
    sees(engine, "Received by Oak Clinic at ")
    engine.goto("/app")
    sees(engine, "Received by Oak Clinic at ")
    (row,) = rows(server)
    assert (row.answers, row.on) == (MARKED, today(server, cast))
