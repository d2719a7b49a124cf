"""Two furnished clinics for each test here."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.access.world import World, furnished


@pytest.fixture
def app(make_app) -> Flask:
    made = make_app(demo=True, requests_a_minute=1_000_000)
    # Other tests look at each page's HTML, which takes longer than making it.
    made.test_client_class = FlaskClient
    return made


@pytest.fixture
def world(app, cast, clock) -> World:
    return furnished(app, cast)
