"""What programs send is refused in words, whatever it is: nothing raises anything else."""

import json
from base64 import urlsafe_b64encode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pwa.care.programs import assertions, jwks, scopes
from pwa.care.programs.assertions import Expected, NotTaken
from pwa.errors import Invalid
from pwa.store.tables import Client
from tests.conftest import NOW
from tests.interop.program import EVERYTHING, key
from tests.interop.program import jwks as public

CLIENT = Client(
    clinic_id="oak", id="c", name="", scopes=[], origins=[], created_by="", created_at=NOW,
    keys=public(key()),
)  # fmt: skip
OFTEN = settings(max_examples=60)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9)
ANYTHING = st.recursive(
    LEAVES, lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=5), some)
)
MEMBERS = st.sampled_from((*jwks.PUBLIC, "use", "alg", "d", "key_ops"))
KEYS = st.dictionaries(MEMBERS, LEAVES | st.sampled_from(("EC", "RSA", "P-384", "AQAB", "sig")))
HEADERS = st.sampled_from(("alg", "kid", "typ", "crit", "b64", "jku", "jwk"))
SAID = st.dictionaries(HEADERS, LEAVES | st.sampled_from(("ES384", "none", "key-1", ["b64"])))


@OFTEN
@given(st.text() | ANYTHING.map(json.dumps) | st.lists(KEYS).map(lambda k: json.dumps({"keys": k})))
def test_a_jwk_set(pasted):
    with pytest.raises(Invalid):
        jwks.read(pasted)


@OFTEN
@given(st.text() | st.tuples(SAID | ANYTHING, ANYTHING, st.binary(max_size=96)))
def test_an_assertion(sent):
    if not isinstance(sent, str):
        parts = (json.dumps(sent[0]).encode(), json.dumps(sent[1]).encode(), sent[2])
        sent = ".".join(urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts)
    assert isinstance(assertions.said_issuer(sent), str)
    with pytest.raises(NotTaken):
        assertions.read(CLIENT, sent, Expected("here", "c", "c"))


@OFTEN
@given(st.text(alphabet="system/*Patient.cruds read?=") | st.text())
def test_a_scope(asked):
    assert set(scopes.granted(asked, EVERYTHING)) <= {
        f"system/{kind}.{acts}"
        for kind in scopes.READABLE
        for acts in ("c", "r", "s", "cr", "cs", "rs", "crs")
    }
    assert scopes.granted(asked, []) == []
