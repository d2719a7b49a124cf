"""What each role is offered. What it may open is in tests/access/test_matrix.py."""

from urllib.parse import urlsplit

import pytest
from justhtml import JustHTML

from pwa.care import roles
from pwa.clinic import permissions
from pwa.store.tables import Staff
from tests.clinic.nurse import words
from tests.clinic.test_every_route import address, oak_ids, routes  # noqa: F401


@pytest.fixture
def become(session, cast):
    """Give Nora another role."""

    def become(role: str) -> None:
        session.get_one(Staff, (cast.oak, cast.nora)).role = role
        session.commit()

    return become


def test_it_names_a_permission_for_each_endpoint(app):
    theirs = {rule.endpoint for rule, _ in routes(app, "clinic.")}
    assert [name for name in theirs if not permissions.permission_of(name)] == []


def test_it_names_no_endpoint_that_is_not_there(app):
    theirs = {rule.endpoint for rule, _ in routes(app, "clinic.")}
    named = [f"clinic.{name}" for names in permissions.ENDPOINTS.values() for name in names]
    assert sorted(named) == sorted(theirs)


def test_it_knows_every_permission(app):
    assert permissions.ENDPOINTS.keys() - {roles.OWN_ACCOUNT} == roles.PERMISSIONS.keys()
    for role in roles.ROLES.values():
        assert role.may <= roles.PERMISSIONS.keys()


def test_it_offers_nothing_that_the_role_may_not_do(app, nora, become, oak_ids):  # noqa: F811
    dead = set()
    for role in ("clinician", "coordinator", "auditor", "operator"):
        become(role)
        for rule, method in routes(app, "clinic."):
            if method == "GET" and roles.may(role, permissions.permission_of(rule.endpoint)):
                response = nora.get(address(rule, oak_ids))
                for endpoint in offered(app, response):
                    if not roles.may(role, permissions.permission_of(endpoint)):
                        dead.add(f"{rule.endpoint} offers {endpoint} to the {role}")
    assert not dead, "\n".join(sorted(dead))


def offered(app, response) -> set[str]:
    """The endpoints of the clinic that a page leads to."""
    page = JustHTML(response.text, sanitize=False)
    adapter = app.url_map.bind("localhost")
    found = set()
    for element in page.query("[href], [action]"):
        path = urlsplit(element.attrs.get("href") or element.attrs["action"]).path
        method = element.attrs.get("method", "GET").upper()
        if path.startswith("/clinic/"):
            found.add(adapter.match(path, method=method)[0])
    return {endpoint for endpoint in found if endpoint.startswith("clinic.")}


@pytest.mark.parametrize(
    ("role", "first"),
    [("coordinator", "Call list"), ("auditor", "Versions"), ("operator", "Reminders")],
)
def test_it_begins_where_the_role_may_be(nora, become, role, first):
    become(role)
    response = nora.client.get("/clinic/", follow_redirects=True)
    assert response.status_code == 200
    assert f"<h1>{first}" in response.text


def test_it_says_so_in_words(nora, become):
    become("auditor")
    page = words(nora.get("/clinic/patients"))
    assert "Your role doesn’t open this page" in page
    assert "without anything about a patient" in page
