from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError

from pwa.store.db import enter
from pwa.store.tables import Clinic

HERE = timezone(timedelta(hours=2))


def clinic(at):
    return Clinic(id="oak", name="Oak", phone="1", country="US", timezone="UTC", created_at=at)


@pytest.fixture
def kept(session):
    def keep(at):
        enter(session, "oak")
        session.add(clinic(at))
        session.flush()
        session.expire_all()
        return session.get_one(Clinic, "oak").created_at

    return keep


def test_it_gives_moments_back_in_utc(kept):
    assert kept(datetime(2026, 4, 27, 17, 0, tzinfo=HERE)) == datetime(
        2026, 4, 27, 15, 0, tzinfo=UTC
    )


def test_it_gives_moments_back_aware(kept):
    assert kept(datetime(2026, 4, 27, 17, 0, tzinfo=UTC)).tzinfo is UTC


def test_it_refuses_a_naive_moment(kept):
    with pytest.raises(StatementError, match="naive"):
        kept(datetime(2026, 4, 27, 17, 0))  # noqa: DTZ001  # that is what is refused
