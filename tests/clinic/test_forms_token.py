"""Every form of the clinic carries a token, and nothing happens without it."""

from sqlmodel import select

from pwa.store.tables import Contact
from tests.cast import PASSWORD
from tests.clinic.nurse import Nurse


def test_it_refuses_a_form_without_the_token(nora, cast, look):
    path = f"/clinic/patients/{cast.ana}/contact"
    response = nora.client.post(path, data={f"{cast.ana}-outcome": "reached"})
    assert response.status_code == 400
    assert not look(select(Contact))


def test_it_refuses_another_sessions_token(nora, omar, cast, look):
    path = f"/clinic/patients/{cast.ana}/contact"
    fields = {f"{cast.ana}-outcome": "reached", "csrf_token": omar.token()}
    assert nora.client.post(path, data=fields).status_code == 400
    assert not look(select(Contact))


def test_it_refuses_a_sign_in_without_the_token(client):
    fields = {"email": "nora@oak.example", "password": PASSWORD}
    response = client.post("/clinic/sign-in", data=fields)
    assert response.status_code == 400
    assert "clinic=" not in str(response.headers)


def test_it_makes_a_new_token_at_sign_in(app, clock):
    nurse = Nurse(app.test_client())
    before = nurse.token()
    nurse.sign_in("nora@oak.example", PASSWORD)
    assert nurse.client.post("/clinic/sign-out", data={"csrf_token": before}).status_code == 400


def test_it_works_on_https_where_pages_send_no_referrer(make_app, clock):
    app = make_app(https=True, proxies=1)
    client = app.test_client()
    https = {"base_url": "https://booster.example", "headers": {"X-Forwarded-Proto": "https"}}
    page = client.get("/clinic/sign-in", **https).text
    token = page.partition('name="csrf_token" type="hidden" value="')[2].partition('"')[0]
    fields = {"email": "nora@oak.example", "password": PASSWORD, "csrf_token": token}
    response = client.post("/clinic/sign-in", data=fields, **https)
    assert response.status_code == 303
    [mine] = [c for c in response.headers.getlist("Set-Cookie") if "clinic=" in c]
    assert mine.startswith("__Host-clinic=")
    assert "Secure" in mine
