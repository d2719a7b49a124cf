"""Staff sign in with a passkey; each challenge is answered once, by whom it was put to."""

from datetime import timedelta

import pytest
from sqlmodel import select

from pwa.store.tables import Passkey, SignInChallenge
from tests.cast import PASSWORD
from tests.clinic.authenticator import SoftPasskey
from tests.clinic.nurse import Nurse, words


def make(nurse: Nurse, passkey: SoftPasskey, **how):
    """What comes of adding a passkey to one's account."""
    nurse.page("/clinic/account")
    given = nurse.get("/clinic/account/passkeys/new").json
    answer = passkey.make(given["options"], **how)
    return nurse.post("/clinic/account/passkeys", passkey=answer, state=given["state"], name="Desk")


def begin(nurse: Nurse) -> dict:
    """A sign-in page, and what it asks a passkey."""
    nurse.get("/clinic/sign-in")
    return nurse.get("/clinic/passkey").json


def enter(nurse: Nurse, passkey: SoftPasskey, given: dict | None = None, **how):
    """What comes of signing in with a passkey."""
    given = given or begin(nurse)
    answer = passkey.use(given["options"], **how)
    return nurse.post("/clinic/sign-in/passkey", passkey=answer, state=given["state"])


@pytest.fixture
def hers(nora) -> SoftPasskey:
    """Nora's passkey."""
    made = SoftPasskey()
    assert make(nora, made).status_code == 200
    return made


@pytest.fixture
def someone(app, clock) -> Nurse:
    return Nurse(app.test_client())


def test_it_adds_one_and_gives_recovery_codes_with_the_first(nora, look):
    page = words(make(nora, SoftPasskey()))
    assert "Your recovery codes" in page
    assert [row.name for row in look(select(Passkey))] == ["Desk"]
    again = make(nora, SoftPasskey(name="another"))
    assert again.status_code == 303
    assert "Add a second one" not in nora.page("/clinic/account")


def test_it_asks_for_a_second_one_until_there_are_two(nora, hers):
    assert "You have one passkey. Add a second one" in nora.page("/clinic/account")


def test_it_lets_in_without_a_password(someone, hers):
    response = enter(someone, hers)
    assert (response.status_code, response.location) == (303, "/clinic/")
    assert "Nora North" in someone.page("/clinic/")
    assert "Passkey" in someone.page("/clinic/sessions")


def test_it_asks_for_it_after_the_password(someone, hers):
    asked = someone.sign_in("nora@oak.example", PASSWORD)
    assert "One more step" in words(asked)
    assert someone.get("/clinic/").status_code == 302


@pytest.mark.parametrize("fault", ["stranger", "other site", "unverified", "no answer", "nonsense"])
def test_it_takes_no_other(someone, hers, fault):
    given = begin(someone)
    answer = {
        "stranger": lambda: SoftPasskey(name="stranger").use(given["options"]),
        "other site": lambda: _elsewhere(hers).use(given["options"]),
        "unverified": lambda: hers.use(given["options"], verified=False),
        "no answer": lambda: "",
        "nonsense": lambda: '{"id": 7, "response": []}',
    }[fault]()
    response = someone.post("/clinic/sign-in/passkey", passkey=answer, state=given["state"])
    assert response.status_code == 403
    assert "That passkey was not accepted." in words(response)
    assert someone.get("/clinic/").status_code == 302


def _elsewhere(passkey: SoftPasskey) -> SoftPasskey:
    passkey.origin = "https://evil.example"
    return passkey


def test_it_takes_an_answer_once(someone, hers, look):
    given = begin(someone)
    answer = hers.use(given["options"])
    fields = {"passkey": answer, "state": given["state"]}
    token = someone.token()
    assert (
        someone.client.post(
            "/clinic/sign-in/passkey", data=fields | {"csrf_token": token}
        ).status_code
        == 303
    )
    someone.post("/clinic/sign-out")
    assert someone.post("/clinic/sign-in/passkey", **fields).status_code == 403
    assert len(look(select(SignInChallenge))) == 2  # making it, and using it


def test_it_takes_no_challenge_of_another_browser(app, someone, hers):
    theirs = begin(Nurse(app.test_client()))
    assert enter(someone, hers, theirs).status_code == 403


def test_it_takes_no_old_challenge(someone, hers, clock):
    given = begin(someone)
    clock.shift(timedelta(minutes=5, seconds=2))
    assert enter(someone, hers, given).status_code == 403


def test_it_notices_a_copy_by_its_count(someone, hers):
    enter(someone, hers)
    someone.post("/clinic/sign-out")
    hers.count = 0
    assert enter(someone, hers).status_code == 403


def test_it_opens_nothing_after_it_was_removed(nora, someone, hers, look):
    [row] = look(select(Passkey))
    nora.done(f"/clinic/account/passkeys/{row.id}/remove")
    assert enter(someone, hers).status_code == 403


def test_it_is_removed_only_by_its_owner(nora, omar, hers, look):
    [row] = look(select(Passkey))
    assert omar.post(f"/clinic/account/passkeys/{row.id}/remove").status_code == 404


def test_it_keeps_none_that_did_not_ask_who_holds_it(nora, look):
    assert make(nora, SoftPasskey(), verified=False).status_code == 422
    assert look(select(Passkey)) == []


def test_it_belongs_to_one_account(nora, omar, hers):
    response = make(omar, hers)
    assert response.status_code == 422
    assert "That passkey is kept already." in words(response)


def test_it_confirms_who_it_is(nora, hers, cast, clock):
    clock.shift(timedelta(minutes=6))
    path = f"/clinic/patients/{cast.ana}/erase"
    assert nora.post(path, name="No").status_code == 403
    given = nora.get("/clinic/passkey/confirm").json
    assert len(given["options"]["allowCredentials"]) == 1
    proof = {"again-passkey": hers.use(given["options"]), "again-state": given["state"]}
    assert nora.post(path, name="No", **proof).status_code == 422  # asked no more: a wrong name


def test_it_is_no_proof_for_somebody_else(omar, hers, nora, cast, clock):
    clock.shift(timedelta(minutes=6))
    given = omar.get("/clinic/passkey/confirm").json
    assert "allowCredentials" not in given["options"] or not given["options"]["allowCredentials"]
    proof = {"again-passkey": hers.use(given["options"]), "again-state": given["state"]}
    response = omar.post(f"/clinic/patients/{cast.ben}/erase", name="Ben Birch", **proof)
    assert response.status_code == 403
