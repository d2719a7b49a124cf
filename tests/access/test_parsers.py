"""Everything that reads what somebody else wrote either understands it or says that it doesn't."""

import json
from datetime import date
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from pwa.care import imports, phone_word, tokens
from pwa.care.digest import DigestError, verified
from pwa.care.imports import reading
from pwa.care.item import Reader
from pwa.care.reminders import endpoint
from pwa.clinic.forms.fields import number_or_text, tidy
from pwa.clinic.safe_next import safe_next
from pwa.decision import GAD7, PARAMETERS, Policy
from pwa.decision.case import parse_case
from pwa.errors import Invalid
from pwa.patient import form
from pwa.patient.items import _sent_at
from pwa.store.tables import Clinic
from tests.items import WELL, check_in_item

TODAY = date(2026, 4, 27)
often = settings(max_examples=60, suppress_health_check=list(HealthCheck))
scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
values = st.recursive(
    scalars,
    lambda of: st.lists(of, max_size=4) | st.dictionaries(st.text(max_size=6), of),
    max_leaves=8,
)
ITEM = check_in_item("me", "2026-04-27", WELL)


def changed(whole: dict) -> st.SearchStrategy[dict]:
    """The same with some of its parts replaced by anything."""
    return st.dictionaries(st.sampled_from(sorted(whole)), values, max_size=3).map(
        lambda parts: whole | parts
    )


def understood(read):
    """What was read; None where it was refused and the refusal says why."""
    try:
        return read()
    except Invalid as refused:
        if not refused.faults:
            raise
        return None


@often
@given(st.binary() | (changed(ITEM) | values).map(lambda said: json.dumps(said).encode()))
@example(b"[" * 50_000)
@example(b'{"on": "10000-01-01"}')
def test_an_item(body):
    reader = Reader(body)
    reader.patient  # noqa: B018  it notes a fault when it is not there
    item = reader.check_in()
    if not reader.faults:
        assert len(item.answers) == len(GAD7.items)
        assert set(item.answers) <= {0, 1, 2, 3, None}


@often
@given(st.binary(), st.text())
@example(b"", "sha-256=:====:")
@example(b"", "sha-256=:" + "A" * 44 + ":")
def test_a_digest(body, header):
    with pytest.raises(DigestError):
        verified(body, header)


@often
@given(
    st.binary()
    | st.text().map(str.encode)
    | st.lists(st.lists(st.text(max_size=9), max_size=4), max_size=4).map(
        lambda rows: "\n".join(["name,phone,baseline", *map(",".join, rows)]).encode()
    ),
    st.sampled_from(sorted(imports.KINDS)),
)
def test_a_list_of_patients_or_check_ins(session, cast, body, kind):
    clinic = session.get_one(Clinic, cast.oak)
    understood(lambda: reading.read(session, clinic, kind, imports.decoded(body)))


CASE = {
    "today": "2026-04-27", "policy": {}, "baseline": None, "treatments": [], "reports": [],
    "check_ins": [{"on": "2026-03-02", "answers": WELL}], "contacts": [], "appointments": [],
}  # fmt: skip


@often
@given(values | changed(CASE))
def test_a_timeline(said):
    understood(lambda: parse_case(said))


@often
@given(st.dictionaries(st.sampled_from(sorted(PARAMETERS)) | st.text(max_size=6), values))
def test_a_policy(said):
    made = understood(lambda: Policy.from_values(said))
    for name, value in said.items() if made else ():
        assert getattr(made, name) == value


FIELDS = (*(item.id for item in GAD7.items), "difficulty", "report", "last_treatment", "on", "id")


@often
@given(st.lists(st.tuples(st.sampled_from(FIELDS) | st.text(max_size=5), st.text(max_size=12))))
def test_the_plain_form(sent):
    given_ = form.read(MultiDict(sent), TODAY)
    assert set(given_.answers) <= {0, 1, 2, 3, None}
    assert Reader(given_.body("me")).check_in().answers == given_.answers


@often
@given(st.text())
@example("2026-04-27T15:00:00+99:00")
def test_headers_and_cookies(text):
    assert tokens.key_of(text) is None or text.partition(".")[2]
    tokens.hashed("code", tokens.letters(text))
    word = phone_word.read(urlencode({"made": text, "lost": text, "keeps": text}))
    assert word is None or 0 <= word.made <= phone_word.MOST
    phone_word.read(text)


@often
@given(st.text(alphabet="0123456789-T:+Z.", max_size=32) | st.text())
@example("9999-12-31T23:59:59-14:00")
@example("0001-01-01T00:00:00+14:00")
def test_when_it_was_sent(app, text):
    with app.test_request_context(
        headers={"X-Sent-At": "".join(one for one in text if " " <= one <= "~")}
    ):
        _sent_at()


@often
@given(st.text())
@example("//evil.example")
@example("/\\evil.example")
@example("/\t/evil.example")
@example("https:evil.example")
def test_where_a_sign_in_leads_on(app, text):
    with app.test_request_context():
        found = safe_next(text)
    assert found.startswith("/clinic")
    assert "//" not in found[:2]


@often
@given(st.text().map(lambda text: f"https://{text}") | st.text())
@example("https://[::1")
@example("https://push.example:99999/")
@example("https://169.254.169.254/")
def test_where_a_push_is_sent(text):
    try:
        parts = endpoint.check(text, local=False)
    except Invalid:
        return
    assert parts.scheme == "https"
    assert parts.hostname not in ("localhost", "127.0.0.1", "169.254.169.254")


@often
@given(st.text())
def test_what_is_typed(text):
    assert tidy(text) == text.strip()
    assert isinstance(number_or_text(text), int | str | None)
