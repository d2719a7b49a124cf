"""The rules for every page catch what they are there for."""

import re

import pytest

from tests.house_rules import check_headers, check_page

GOOD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Your scores – Booster Check</title>
<link rel="stylesheet" href="/x.css">
</head>
<body>
<main>
<h1>Your scores</h1>
<form method="post"><label for="code">Code</label> <input id="code" name="code">
<label><input type="radio" name="q" value="0"> Not at all</label>
<button>Go on</button></form>
</main>
</body>
</html>
"""
BROKEN = [
    ('lang="en"', ""),
    ("<!doctype html>", ""),
    ("<h1>Your scores</h1>", "<h1>My scores</h1>"),
    ("<h1>Your scores</h1>", ""),
    ("<h1>Your scores</h1>", "<h1>Your scores</h1><h1>Your scores</h1>"),
    ("<main>", '<main><p id="code">x</p>'),
    ("</h1>", "</h2>"),
    ('<label for="code">Code</label>', ""),
    ('<label for="code">', '<label for="cod">'),
    ('id="code"', 'id="code" aria-describedby="hint"'),
    ("<button>Go on</button>", "<button></button>"),
    ("<main>", '<main><p style="color: red">x</p>'),
    ("<main>", '<main onclick="go()">'),
    ("<main>", "<main><script>go()</script>"),
    ("<main>", '<main><img src="x.png">'),
    ("<main>", "<main><p><div>x</div></p>"),
    ("initial-scale=1", "initial-scale=1, user-scalable=no"),
    ("<main>", "<main><p>You are due a booster.</p>"),
    ("<main>", "<main><p>You need a booster.</p>"),
    ("<main>", "<main><p>It is safe to wait.</p>"),
]


def test_it_lets_a_good_page_through():
    assert check_page(GOOD)


@pytest.mark.parametrize(("good", "bad"), BROKEN)
def test_it_catches_a_fault(good, bad):
    assert good in GOOD
    with pytest.raises(AssertionError):
        check_page(re.sub(re.escape(good), lambda _: bad, GOOD, count=1))


def test_it_catches_a_missing_header(client):
    headers = dict(client.get("/").headers)
    for name in (
        "Content-Security-Policy",
        "Cache-Control",
        "Referrer-Policy",
        "X-Content-Type-Options",
    ):
        with pytest.raises((AssertionError, KeyError)):
            check_headers({key: value for key, value in headers.items() if key != name})
