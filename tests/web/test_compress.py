"""A page of the shell is the same for all: it is sent as small as can be, and once."""

import brotli
import pytest

BROTLI = {"Accept-Encoding": "gzip, br"}


def test_a_page_of_the_shell_is_as_small_as_can_be(client):
    plain, small = client.get("/app/check-in"), client.get("/app/check-in", headers=BROTLI)
    assert small.headers["Content-Encoding"] == "br"
    assert "Accept-Encoding" in small.headers["Vary"]
    assert small.data == brotli.compress(plain.data, quality=11)
    assert brotli.decompress(small.data) == plain.data
    assert small.headers["ETag"] != plain.headers["ETag"]


def test_it_is_not_sent_again_when_it_is_the_same(client):
    tag = client.get("/app/check-in", headers=BROTLI).headers["ETag"]
    again = client.get("/app/check-in", headers=BROTLI | {"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("accepted", ["gzip", "br;q=0, gzip"])
def test_who_reads_no_brotli_gets_another(client, accepted):
    answer = client.get("/app/check-in", headers={"Accept-Encoding": accepted})
    assert answer.headers["Content-Encoding"] == "gzip"
