"""What another site's page sends is refused, whichever header tells."""

import pytest

PAGE = "/no-such-page"  # 404 says that the request was let through
OURS = [
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "http://localhost"},
    {},
]
THEIRS = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    {"Sec-Fetch-Site": ""},
    {"Origin": "http://evil.example"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "http://localhost:9999"},
    {"Origin": "null"},
    {"Origin": ""},
]


@pytest.mark.parametrize("headers", OURS)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_it_lets_our_own_pages_and_plain_clients_through(client, method, headers):
    assert client.open(PAGE, method=method, headers=headers).status_code == 404


@pytest.mark.parametrize("headers", THEIRS)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_it_refuses_what_another_site_sends(client, method, headers):
    answer = client.open(PAGE, method=method, headers=headers)
    assert answer.status_code == 403
    assert "another site" in answer.text


def test_it_lets_links_from_other_sites_open_pages(client):
    assert client.get("/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_it_refuses_in_json_where_json_is_spoken(client):
    answer = client.put("/api/x", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.json["error"]["code"] == "forbidden"
