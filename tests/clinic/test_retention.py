from datetime import UTC, datetime, timedelta

from sqlmodel import select

from pwa.store.tables import Clinic, Patient

PATH = "/clinic/settings/retention"


def years_of(look, cast) -> int | None:
    return look(select(Clinic).where(Clinic.id == cast.oak))[0].keep_years


def test_everything_is_kept_for_good_at_first(nora):
    assert "Everything is kept for good" in nora.page(PATH)


def test_it_sets_the_time_and_takes_it_back(nora, look, cast):
    assert "Nobody was erased" in nora.done(PATH, keep_years="8")
    assert years_of(look, cast) == 8
    nora.done(PATH, keep_years="")
    assert years_of(look, cast) is None


def test_it_asks_again_who_it_is_before_the_time_is_another(nora, clock, look, cast):
    clock.shift(timedelta(minutes=5))
    assert nora.get(PATH).status_code == 200
    assert nora.post(PATH, keep_years="5").status_code == 403
    assert years_of(look, cast) is None


def test_it_refuses_another_time(nora, look, cast):
    nora.refused(PATH, keep_years="4")
    assert years_of(look, cast) is None


def test_it_shows_who_would_go_and_how_much(nora, session, cast):
    nora.done(PATH, keep_years="5")
    ana = session.get_one(Patient, (cast.oak, cast.ana))
    ana.archived_at = datetime(2020, 1, 2, tzinfo=UTC)
    session.add(ana)
    session.commit()
    before = nora.events()
    page = nora.page(PATH)
    assert nora.events() == before + 1
    assert "Ana Alder" in page
    assert "With them would go: patient: 1" in page
