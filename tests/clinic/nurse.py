"""A member of staff at a browser: opens pages and sends their forms, with the token in them."""

import re
from typing import Any

from flask.testing import FlaskClient
from justhtml import JustHTML
from sqlmodel import select
from werkzeug.test import TestResponse

from pwa.store.tables import AuditEvent
from tests.databases import everything


class Nurse:
    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def sign_in(self, email: str, password: str, **more: str) -> TestResponse:
        return self.post("/clinic/sign-in", email=email, password=password, **more)

    def get(self, path: str, **query: str) -> TestResponse:
        return self.client.get(path, query_string=query or None)

    def page(self, path: str, **query: str) -> str:
        """The words of a page that opens."""
        response = self.get(path, **query)
        assert response.status_code == 200, response.status
        return words(response)

    def post(self, path: str, **fields: Any) -> TestResponse:
        return self.client.post(path, data=fields | {"csrf_token": self.token()})

    def found(self, path: str, **fields: Any) -> str:
        """The words of the page that answers a search."""
        response = self.post(path, **fields)
        assert response.status_code == 200, response.status
        return words(response)

    def done(self, path: str, **fields: Any) -> str:
        """The words of the page after a form was taken."""
        before = self.events()
        response = self.post(path, **fields)
        assert response.status_code == 303, words(response)
        assert self.events() > before, (
            f"{path} left no trace: declare an event in pwa/care/audit/events.py, and "
            "trail.note(…) it in the view"
        )
        return self.page(response.location)

    def refused(self, path: str, **fields: Any) -> str:
        """The words of the page that comes back when a form is not taken."""
        response = self.post(path, **fields)
        assert response.status_code == 422, response.status
        assert "<title>Error: " in response.text
        return words(response)

    def events(self) -> int:
        """How many events the audit trails hold."""
        with everything(self.client.application.extensions["db"]) as reader:
            return len(reader.exec(select(AuditEvent.seq)).all())

    def token(self) -> str:
        for path in ("/clinic/sign-in", "/clinic/sessions"):
            page = JustHTML(self.client.get(path).text, sanitize=False)
            field = page.query_one('input[name="csrf_token"]')
            if field is not None:
                return str(field.attrs["value"])
        raise AssertionError("no page gave a token")


def words(response: TestResponse) -> str:
    """What is written on a page, in one line."""
    text = " ".join(JustHTML(response.text, sanitize=False).to_text().split())
    return re.sub(r" ([,.;:])", r"\1", text)
