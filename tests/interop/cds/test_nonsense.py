"""Whatever JSON comes, it is read or its faults are named."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pwa.errors import Invalid
from pwa.interop.cds import call, feedback

NAMES = st.sampled_from(
    [
        *("hook", "hookInstance", "context", "patientId", "prefetch", "patient", "identifier"),
        *("resourceType", "system", "value", "id", "feedback", "card", "outcome", "code"),
        *("overrideReason", "reason", "userComment", "outcomeTimestamp", "display"),
    ]
)
WORDS = st.sampled_from(["patient-view", "Patient", "accepted", "9999-12-31T23:59:59-14:00", ""])
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | WORDS
ANYTHING = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner), max_leaves=12
)


def test_it_is_read_or_its_faults_are_named(app):
    faults = set()

    @settings(max_examples=60)
    @given(body=st.dictionaries(NAMES, ANYTHING), inner=st.lists(ANYTHING, max_size=3))
    def ask(body, inner):
        for reader in (call.read, feedback.answers):
            try:
                reader(body | {"feedback": inner})
            except Invalid as error:
                faults.update(fault.field for fault in error.faults)

    with app.test_request_context():
        ask()
    assert {"hook", "context.patientId", "feedback[0].card"} <= faults
