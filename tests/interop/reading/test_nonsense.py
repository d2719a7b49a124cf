"""Whatever is asked, the answer is a page or a reason, and never a failure of ours."""

from urllib.parse import quote

from hypothesis import given, settings
from hypothesis import strategies as st

from pwa.interop.fhir.kinds import KINDS
from pwa.interop.fhir.reading.page import parameters

NAMES = sorted({name for kind in KINDS for name in parameters(kind)})
CONTROLS = ("_count", "_summary", "_format", "_page", "_sort", "_id:x", "patient.identifier")
DATES = st.from_regex(
    r"(eq|ne|gt|ge|lt|le|ap)?\d{1,4}(-\d\d){0,2}(T\d\d:\d\d(:\d\d(\.\d+)?)?)?(Z|[+ -]\d\d:\d\d)?",
    fullmatch=True,
)
TOKENS = st.sampled_from(["urn:ietf:rfc:3986|urn:uuid:", "|", "http://loinc.org|", "Patient/", ","])
SAID = st.one_of(st.text(max_size=40), DATES, st.builds(str.__add__, TOKENS, st.text(max_size=9)))
NASTY = (
    *("%00", "%ED%A0%80", "%FF%FE", "a%00b", "%5C", "%5C%2C", "%7C%7C", "9" * 400, "1e9", "-0"),
    *("0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00", "ge0001", "le9999", "eq"),
    *("2026-03-08T02:30", "2026-11-01T01:30", "2026-04-27T24:00", "2026-04-27T15:00%2B99:99"),
    *("2026-04-27T15:00:60Z", "٢٠٢٦", "2026-04-27T15:00:00.9999999999Z", "' OR 1=1 --"),
)


def is_proper(answer) -> bool:
    kind = {200: "Bundle", 400: "OperationOutcome", 406: "OperationOutcome"}
    return answer.json["resourceType"] == kind.get(answer.status_code)


@settings(max_examples=40)
@given(
    kind=st.sampled_from([kind.name for kind in KINDS]),
    query=st.lists(st.tuples(st.sampled_from([*NAMES, *CONTROLS]), SAID), max_size=3),
    header=st.sampled_from(["Prefer", "Accept", "If-None-Match"]),
    value=st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=30),
)
def test_no_search_makes_it_fail(program, kind, query, header, value):
    answer = program.get(f"/fhir/{kind}", query_string=query, headers={header: value})
    assert is_proper(answer), (answer.status, answer.text)


def test_nor_does_what_is_odd_about_a_value(program):
    for name in ("date", "_id", "identifier", "status", "_page", "_count"):
        for said in NASTY:
            answer = program.get(f"/fhir/QuestionnaireResponse?{name}={said}&{quote(said)}=1")
            assert is_proper(answer), (name, said, answer.status, answer.text)
