import pytest

from pwa.care import clock as care_clock
from pwa.store.tables import Staff
from tests.cast import PASSWORD
from tests.clinic.nurse import Nurse, words


@pytest.fixture
def someone(app, clock):
    return Nurse(app.test_client())


def test_it_lets_staff_in_and_opens_the_call_list(someone):
    response = someone.sign_in("Nora@Oak.example ", PASSWORD)
    assert (response.status_code, response.location) == (303, "/clinic/")
    assert "Nora North" in someone.page("/clinic/")


def test_it_sets_a_cookie_out_of_reach_of_scripts_and_other_sites(someone):
    cookie = someone.sign_in("nora@oak.example", PASSWORD).headers.getlist("Set-Cookie")
    [mine] = [one for one in cookie if one.startswith("clinic=")]
    assert "HttpOnly" in mine
    assert "SameSite=Strict" in mine
    assert "Max-Age=86400" in mine


def test_it_says_the_same_for_a_wrong_password_and_an_unknown_account(someone):
    wrong = someone.sign_in("nora@oak.example", "not her password")
    unknown = someone.sign_in("nobody@oak.example", "not her password")
    assert wrong.status_code == unknown.status_code == 403
    same = words(wrong).replace("nora@", "nobody@")
    assert same == words(unknown)
    assert "The email or the password is not right." in same


def test_it_does_not_let_in_who_has_left(someone, session, cast, clock):
    session.get_one(Staff, (cast.oak, cast.nora)).disabled_at = care_clock.now()
    session.commit()
    assert someone.sign_in("nora@oak.example", PASSWORD).status_code == 403


def test_it_names_what_is_missing(someone):
    page = someone.refused("/clinic/sign-in", email="", password="")
    assert "Enter your email address." in page
    assert "Enter your password." in page


def test_it_never_gives_the_password_back(someone):
    response = someone.sign_in("nora@oak.example", "not her password")
    assert "not her password" not in response.text


def test_it_returns_to_the_page_that_was_asked_for(someone):
    asked = someone.get("/clinic/patients?q=Ana")
    assert asked.status_code == 302
    page = someone.get(asked.location).text
    assert 'value="/clinic/patients?q=Ana"' in page
    response = someone.sign_in("nora@oak.example", PASSWORD, next="/clinic/patients?q=Ana")
    assert response.location == "/clinic/patients?q=Ana"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/clinic/",
        "//evil.example/clinic/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/clinic/%0d%0aX: y",
        "/app",
        "/clinic/sign-out",
        "http:///clinic/",
        "/clinic/\n",
        "",
    ],
)
def test_it_never_leads_to_another_site(someone, elsewhere):
    response = someone.sign_in("nora@oak.example", PASSWORD, next=elsewhere)
    assert response.location == "/clinic/"
