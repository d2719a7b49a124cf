"""Numbers in addresses that no database column holds are like any other that there is not."""

import pytest

BIG = "9" * 25


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/clinic/audit?before={BIG}", 200),
        (f"/clinic/audit?before=-{BIG}", 200),
        (f"/clinic/thresholds/versions?before={BIG}", 200),
        (f"/clinic/thresholds/versions/{BIG}", 404),
        ("/clinic/thresholds/versions/2147483647", 404),
    ],
    ids=range(5),
)
def test_it_is_answered_as_any_other(nora, path, status):
    assert nora.get(path).status_code == status
