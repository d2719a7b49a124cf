"""Which patient somebody else's Patient is. Nobody is enrolled from outside."""

from sqlmodel import Session

from pwa.decision.reader import Reader
from pwa.errors import Fault, Invalid
from pwa.interop.fhir.element import Base, Resource
from pwa.interop.fhir.writing.named import names
from pwa.interop.fhir.writing.subject import Patients
from pwa.store.tables import Patient

IDENTIFIER = "Patient.identifier"


def match(s: Session, clinic_id: str, base: Base, said: Resource) -> Patient:
    """The one whom its identifiers mean. Invalid when they mean nobody here, or several."""
    reader = Reader()
    given = names(said.get("identifier"), IDENTIFIER, reader)
    reader.finish()
    clinic = Patients(s, clinic_id, base)
    found = {one.id: one for name in given for one in clinic.named(*name)}
    if len(found) != 1:
        says = "leads to several patients" if found else "leads to no patient"
        says = f"{says} of this clinic. Its staff enrol patients: none is made here"
        raise Invalid([Fault(IDENTIFIER, says)])
    return found.popitem()[1]
