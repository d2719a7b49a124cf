"""What a phone says of itself when it asks for its session."""

from sqlmodel import select

from pwa.store.tables import Device


def ask(phone, word):
    return phone.client.get("/api/session", headers={"X-Phone": word} if word else {})


def device(session):
    found = session.exec(select(Device)).one()
    session.commit()
    session.refresh(found)
    session.commit()
    return found


def test_it_is_noted_at_once_and_only_as_news(phone, session, clock):
    ask(phone, "made=2&lost=1&keeps=persistent")
    first = device(session)
    assert (first.made, first.lost, first.keeps, first.shared) == (2, 1, "persistent", False)
    noted = first.reported_at
    clock.shift(7200)
    ask(phone, "made=2&lost=1&keeps=persistent")
    ask(phone, None)
    ask(phone, "nonsense")
    assert device(session).reported_at == noted


def test_a_shared_phone_has_a_cookie_for_a_day(phone, session):
    assert "Max-Age=34560000" in ask(phone, None).headers["Set-Cookie"]
    assert "Max-Age=86400" in ask(phone, "made=0&shared=1").headers["Set-Cookie"]
    assert device(session).shared


def test_a_phone_may_be_shared_from_the_start(stranger, invite, session):
    said = {"secret": invite.token, "label": "iPad", "shared": True}
    answer = stranger.client.post("/api/pair", json=said, headers={"X-Booster": "1"})
    assert "Max-Age=86400" in answer.headers["Set-Cookie"]
    assert device(session).shared
