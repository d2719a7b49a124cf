"""Oak's record system, and what happens to its patients."""

import pytest

from tests.clinic.conftest import ana, look, nora  # noqa: F401
from tests.interop.cds.record_system import RecordSystem, system_of


@pytest.fixture
def system(app, cast, clock) -> RecordSystem:
    return system_of(app, cast)
