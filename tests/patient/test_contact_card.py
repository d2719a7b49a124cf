"""The clinic's number for the contacts of the phone, and for staff to give."""

import vobject

from tests.clinic.conftest import nora  # noqa: F401


def test_a_paired_phone_gets_its_own_clinic(phone, stranger):
    answer = phone.client.get("/app/clinic.vcf")
    assert answer.mimetype == "text/vcard"
    assert answer.headers["Cache-Control"] == "no-store"
    assert 'filename="clinic.vcf"' in answer.headers["Content-Disposition"]
    assert vobject.readOne(answer.text).fn.value == "Oak Clinic"


def test_it_is_for_paired_phones(stranger):
    assert stranger.client.get("/app/clinic.vcf").status_code == 401


def test_staff_find_it_beside_their_details(nora):  # noqa: F811
    assert "/clinic/settings/contact-card" in nora.get("/clinic/settings/details").text
    answer = nora.get("/clinic/settings/contact-card")
    assert answer.mimetype == "text/vcard"
    assert vobject.readOne(answer.text).tel.value == "+1 555 010 0100"
