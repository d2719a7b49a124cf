"""What staff see of patients who paused, stopped, or asked that their data be deleted."""

import pytest
from sqlmodel import select

from pwa.care import erase, programme
from pwa.store.tables import CheckIn, Patient
from tests.clinic.story import TODAY, ago


@pytest.fixture
def patient(ana, session):
    ana.checked_in(ago(30), 4)
    return ana.patient


@pytest.fixture
def path(cast):
    return f"/clinic/patients/{cast.ana}"


def test_a_pause_is_shown_on_the_list_and_on_the_page(nora, patient, session, path):
    assert "Their check-in is late" in nora.page("/clinic/")
    programme.pause(session, patient, ago(-10), TODAY)
    session.commit()
    page = nora.page("/clinic/")
    assert "Ana Alder: paused until Thu 7 May 2026" in page
    assert "Their check-in is late" not in page
    assert "Paused by the patient until Thu 7 May 2026" in nora.page(path)


def test_a_stop_is_shown_too(nora, patient, session, path):
    programme.stop(session, patient)
    session.commit()
    assert "Ana Alder: stopped on Mon 27 Apr 2026" in nora.page("/clinic/")
    assert "Stopped by the patient on Mon 27 Apr 2026" in nora.page(path)


def test_the_next_check_in_is_named(nora, patient, path):
    assert "Next check-in: due since Sat 4 Apr 2026" in nora.page(path)


def test_who_asked_for_deletion_is_shown_and_can_be_settled(nora, patient, session, path, look):
    assert "Asked to be deleted" not in nora.page("/clinic/")
    erase.ask(session, patient)
    session.commit()
    assert "Ana Alder asked on Mon 27 Apr 2026" in nora.page("/clinic/")
    assert "Nothing is deleted until you do it." in nora.page(path)
    assert "nothing was deleted" in nora.done(f"{path}/keep-data")
    assert "Asked to be deleted" not in nora.page("/clinic/")
    assert len(look(select(CheckIn))) == 1


def test_deletion_takes_the_patients_name(nora, patient, path, look):
    assert "Nothing was deleted." in nora.refused(f"{path}/erase", name="Ana")
    assert len(look(select(CheckIn))) == 1
    assert "Everything about the patient is deleted." in nora.done(
        f"{path}/erase", name="ana alder "
    )
    assert look(select(CheckIn)) == []
    assert "Ana Alder" not in [one.name for one in look(select(Patient))]
    assert nora.get(path).status_code == 404
