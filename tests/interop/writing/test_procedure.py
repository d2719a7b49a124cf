"""When a treatment was, and of which kind."""

import json
from datetime import date

import pytest

from pwa.decision.reader import Reader
from pwa.interop.fhir.writing import procedure
from pwa.interop.fhir.writing.when import moment
from tests.interop import sent
from tests.interop.sent import BASE

NEW_YORK = "America/New_York"


@pytest.mark.parametrize(
    ("said", "on", "utc"),
    [
        ("2026-04-27", date(2026, 4, 27), None),
        ("2026-04-27T23:30:00-04:00", date(2026, 4, 27), "2026-04-28T03:30:00+00:00"),
        ("2026-04-28T03:30:00Z", date(2026, 4, 27), "2026-04-28T03:30:00+00:00"),
        ("2026-04-28T03:30:00.25+00:00", date(2026, 4, 27), "2026-04-28T03:30:00+00:00"),
        ("2026-04-28T00:30:00+02:00", date(2026, 4, 28), "2026-04-27T22:30:00+00:00"),
    ],
)
def test_the_day_is_the_patients_own(said, on, utc):
    found = moment(said, NEW_YORK)
    assert (found.on, found.utc and found.utc.isoformat()) == (on, utc)


@pytest.mark.parametrize(
    "said",
    ["", "2026", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00", "2026-04-27T24:00:00Z",
     "2026-04-27T10:00:00+15:00", "2026-04-27T10:00Z", "２０２６-04-27", 20260427, None],
)  # fmt: skip
def test_what_is_no_day_is_none(said):
    assert moment(said, NEW_YORK) is None


@pytest.mark.parametrize(
    "code",
    [
        {"coding": [{"system": f"{BASE}/CodeSystem/treatment-kind", "code": "booster"}]},
        {"coding": [{"system": "http://snomed.info/sct", "code": "1"}], "text": "Booster"},
        {"text": "Ketamine treatment, booster"},
    ],
    ids=json.dumps,
)
def test_a_kind_of_treatment_is_known_by_code_or_by_words(code):
    reader = Reader()
    found = procedure.read(sent.procedure("ana", code=code), BASE, NEW_YORK, reader)
    assert (reader.faults, found.kind) == ([], "booster")


@pytest.mark.parametrize(
    "code",
    [
        None, "booster", {"text": "Ketamine"}, {"coding": {}},
        {"coding": [{"system": "http://snomed.info/sct", "code": "booster"}]},
        {"coding": [{"system": f"{BASE}/CodeSystem/treatment-kind", "code": "top-up"}],
         "text": "booster"},
        {"coding": [{"system": f"{BASE}/CodeSystem/treatment-kind", "code": kind}
                    for kind in ("booster", "induction")]},
    ],
    ids=json.dumps,
)  # fmt: skip
def test_another_kind_is_refused(code):
    reader = Reader()
    procedure.read(sent.procedure("ana", code=code), BASE, NEW_YORK, reader)
    assert [fault.field for fault in reader.faults] == ["Procedure.code"]
