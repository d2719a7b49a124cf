"""The first phone that a worker serves waits no longer than the next."""

import pytest

from pwa.patient.warm import FIRST, warm
from pwa.web import compress


@pytest.mark.parametrize("path", FIRST)
def test_it_makes_what_is_sent(app, path):
    warm(app)
    before = compress.smallest.cache_info()
    answer = app.test_client().get(path, headers={"Accept-Encoding": "br"})
    after = compress.smallest.cache_info()
    assert answer.content_encoding == "br"
    assert after.misses == before.misses


@pytest.mark.parametrize("hosts", [(), ("check.oak.example",), (".oak.example", "oak.other")])
def test_it_is_ready_whatever_names_it_answers_to(make_app, hosts):
    app = make_app(https=True, proxies=1, hosts=hosts)
    before = compress.smallest.cache_info()
    warm(app)
    assert compress.smallest.cache_info() != before
