import pytest
from sqlmodel import select

from pwa.store.tables import Treatment
from tests.clinic.story import TODAY, ago


@pytest.fixture
def path(cast):
    return f"/clinic/patients/{cast.ana}/treatments"


def live(look) -> list[Treatment]:
    return look(select(Treatment).where(Treatment.removed_at.is_(None)))


def test_it_records_a_treatment(nora, path, look, cast):
    page = nora.done(f"{path}/new", on="2026-04-20", kind="induction", planned="y")
    assert "The treatment is recorded." in page
    assert "Mon 20 Apr 2026 Induction, planned recorded here" in page
    [row] = live(look)
    assert (row.source, row.recorded_by, row.planned) == ("staff", cast.nora, True)


def test_it_closes_an_open_request(nora, path, ana):
    ana.returned(ago(1))
    nora.done(f"{path}/new", on=TODAY.isoformat(), kind="booster")
    assert "Nobody is waiting for a call." in nora.page("/clinic/")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"on": "", "kind": "booster"}, "Enter a date."),
        ({"on": "soon", "kind": "booster"}, "Enter a real date, such as 2026-03-27."),
        ({"on": "2026-02-30", "kind": "booster"}, "Enter a real date, such as 2026-03-27."),
        ({"on": "2026-04-28", "kind": "booster"}, "The date is in the future."),
        ({"on": "0026-04-20", "kind": "booster"}, "The year looks wrong."),
        ({"on": "2026-04-20"}, "Choose induction or booster."),
        ({"on": "2026-04-20", "kind": "massage"}, "Not a valid choice"),
    ],
)
def test_it_refuses_what_cannot_be(nora, path, look, fields, words):
    assert words in nora.refused(f"{path}/new", **fields)
    assert not live(look)


def test_it_refuses_two_on_one_day(nora, path, ana, look):
    ana.treated(ago(3))
    page = nora.refused(f"{path}/new", on=ago(3).isoformat(), kind="booster")
    assert "There is already a treatment on that day." in page
    assert len(live(look)) == 1


def test_it_corrects_one_and_keeps_the_old_one_on_record(nora, ana, look):
    row = ana.treated(ago(3))
    assert f'value="{ago(3)}"' in nora.get(f"/clinic/treatments/{row.id}/correct").text
    on = ago(4).isoformat()
    page = nora.done(f"/clinic/treatments/{row.id}/correct", on=on, kind="booster")
    assert "The treatment is corrected." in page
    [corrected] = live(look)
    assert (corrected.on, corrected.kind, corrected.planned) == (ago(4), "booster", False)
    assert len(look(select(Treatment))) == 2
    assert nora.get(f"/clinic/treatments/{row.id}/correct").status_code == 404


def test_it_refuses_a_correction_to_a_day_that_has_one(nora, ana, look):
    ana.treated(ago(6))
    row = ana.treated(ago(3))
    fields = {"on": ago(6).isoformat(), "kind": "induction"}
    page = nora.refused(f"/clinic/treatments/{row.id}/correct", **fields)
    assert "There is already a treatment on that day." in page
    assert sorted(row.on for row in live(look)) == [ago(6), ago(3)]


def test_it_removes_one_after_asking(nora, ana, look):
    row = ana.treated(ago(3))
    assert "Remove this treatment?" in nora.page(f"/clinic/treatments/{row.id}/remove")
    assert "The treatment is removed." in nora.done(f"/clinic/treatments/{row.id}/remove")
    assert not live(look)
    assert len(look(select(Treatment))) == 1


def test_it_asks_staff_to_confirm_what_a_patient_told(nora, ana, look):
    ana.checked_in(ago(1), 4, last_treatment={"answer": "no", "on": ago(5).isoformat()})
    [row] = live(look)
    page = nora.page("/clinic/")
    assert "Ana Alder Induction on Wed 22 Apr 2026" in page.partition("patients told of")[2]
    page = nora.done(f"/clinic/treatments/{row.id}/confirm")
    assert "The treatment of 22 Apr 2026 is confirmed." in page
    assert "A date that you don’t have appears here" in page


def test_it_stays_on_the_patients_page_when_confirmed_there(nora, ana, look, cast):
    ana.checked_in(ago(1), 4, last_treatment={"answer": "no", "on": ago(5).isoformat()})
    [row] = live(look)
    path = f"/clinic/patients/{cast.ana}"
    assert "not confirmed" in nora.page(path)
    assert f'action="/clinic/treatments/{row.id}/confirm?patient="' in nora.get(path).text
    assert "not confirmed" not in nora.done(f"/clinic/treatments/{row.id}/confirm?patient=")
