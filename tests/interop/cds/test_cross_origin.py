"""Pages of the origins that a clinic has listed may ask from a browser. Others learn nothing."""

from tests.clinic.story import ago
from tests.interop.cds.record_system import ORIGIN, system_of

OTHER = "https://thief.example"


def preflight(system, origin: str, path: str = ""):
    headers = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
        "Sec-Fetch-Site": "cross-site",
    }
    return system.http.options(path or system.service, headers=headers)


def test_a_listed_page_may_ask(system, cast, ana):
    ana.returned(ago(0))
    allowed = preflight(system, ORIGIN)
    assert allowed.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert "POST" in allowed.headers["Access-Control-Allow-Methods"]
    assert "Authorization" in allowed.headers["Access-Control-Allow-Headers"]
    headers = {"Origin": ORIGIN, "Sec-Fetch-Site": "cross-site"}
    answer = system.calls(system.view(cast.ana), headers=headers)
    assert len(answer.json["cards"]) == 1
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN


def test_another_page_may_not_read(system, cast):
    for origin in (OTHER, "null", f"{ORIGIN}.thief.example", ORIGIN.upper()):
        headers = {"Origin": origin, "Sec-Fetch-Site": "cross-site"}
        called = system.calls(system.view(cast.ana), headers=headers)
        for answer in (preflight(system, origin), called):
            assert "Access-Control-Allow-Origin" not in answer.headers
            assert "Origin" in answer.headers["Vary"]


def test_no_cookie_is_asked_for(system, cast):
    answer = system.calls(system.view(cast.ana), headers={"Origin": ORIGIN})
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "Access-Control-Allow-Credentials" not in preflight(system, ORIGIN).headers


def test_a_page_reads_why_it_is_refused(system, cast):
    refused = system.calls(system.view(cast.ana), headers={"Origin": ORIGIN}, token="a.b.c")
    assert refused.status_code == 401
    assert refused.headers["Access-Control-Allow-Origin"] == ORIGIN


def test_each_system_has_its_own_origins(system, app, cast):
    elm = system_of(app, cast, "elm", origins=[OTHER])
    assert "Access-Control-Allow-Origin" not in preflight(elm, ORIGIN).headers
    assert preflight(elm, OTHER).headers["Access-Control-Allow-Origin"] == OTHER


def test_other_doors_refuse_other_sites_as_before(system, app):
    headers = {"Origin": ORIGIN, "Sec-Fetch-Site": "cross-site"}
    for path in ("/oauth/token", "/clinic/sign-in", "/api/pair"):
        assert app.test_client().post(path, headers=headers).status_code in (400, 403)
        assert "Access-Control-Allow-Origin" not in app.test_client().get(path).headers
