"""Before what can't be taken back it is asked again who it is, and nothing typed is lost."""

from datetime import timedelta

import pytest

from pwa.store.tables import Patient
from tests.cast import PASSWORD
from tests.clinic.nurse import words
from tests.clinic.test_resume import hidden


@pytest.fixture
def later(nora, clock):
    """Nora, who signed in more than five minutes ago."""
    clock.shift(timedelta(minutes=5))
    return nora


def erasing(cast) -> str:
    return f"/clinic/patients/{cast.ana}/erase"


def test_it_does_not_ask_within_five_minutes(nora, cast, clock):
    clock.shift(timedelta(minutes=4, seconds=59))
    nora.done(erasing(cast), name="Ana Alder")


def test_it_asks_before_and_does_nothing_until_it_is_answered(later, cast, session):
    response = later.post(erasing(cast), name="Ana Alder")
    assert response.status_code == 403
    assert "Confirm that it’s you" in words(response)
    assert session.get(Patient, (cast.oak, cast.ana)) is not None


def test_it_goes_on_with_what_was_typed(later, cast, session):
    asked = later.post(erasing(cast), name="Ana Alder")
    fields = hidden(asked) | {"again-proof": PASSWORD}
    done = later.client.post(erasing(cast), data=fields)
    assert done.status_code == 303
    assert session.get(Patient, (cast.oak, cast.ana)) is None


def test_it_keeps_what_was_typed_after_a_wrong_answer(later, cast, session):
    asked = later.post(erasing(cast), name="Ana Alder")
    wrong = later.client.post(erasing(cast), data=hidden(asked) | {"again-proof": "not hers"})
    assert wrong.status_code == 403
    assert "That is not right." in words(wrong)
    assert hidden(wrong)["name"] == "Ana Alder"
    assert "not hers" not in wrong.text
    assert session.get(Patient, (cast.oak, cast.ana)) is not None


def test_it_opens_a_page_with_a_form_without_asking(later, cast):
    assert later.get(erasing(cast)).status_code == 200


def test_it_asks_again_only_after_another_five_minutes(later, cast, clock):
    asked = later.post(erasing(cast), name="Somebody")
    later.client.post(erasing(cast), data=hidden(asked) | {"again-proof": PASSWORD})
    clock.shift(timedelta(minutes=4))
    assert later.post(erasing(cast), name="Somebody").status_code == 422
    clock.shift(timedelta(minutes=1))
    assert later.post(erasing(cast), name="Somebody").status_code == 403


def test_it_leads_on_to_the_page_that_was_asked_for(later):
    fields = {"next": "/clinic/patients?q=Ana", "again-proof": PASSWORD}
    assert later.post("/clinic/confirm", **fields).location == "/clinic/patients?q=Ana"
    wrong = later.post("/clinic/confirm", **fields | {"again-proof": "not hers"})
    assert wrong.status_code == 403
    assert hidden(wrong)["next"] == "/clinic/patients?q=Ana"


def test_it_leads_nowhere_else(later):
    fields = {"next": "https://evil.example/", "again-proof": PASSWORD}
    assert later.post("/clinic/confirm", **fields).location == "/clinic/"


def test_it_lets_nobody_guess_for_long(later, cast):
    for _ in range(10):
        assert later.post(erasing(cast), **{"again-proof": "a guess"}).status_code == 403
    refused = later.post(erasing(cast), **{"again-proof": PASSWORD})
    assert refused.status_code == 429
    assert "Too many attempts" in words(refused)
