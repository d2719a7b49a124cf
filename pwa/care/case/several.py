"""The same for several patients at once: what cannot be done for one is left as it was."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from sqlmodel import Session

from pwa.care.case.planned import case_of
from pwa.care.clock import today as today_in
from pwa.errors import Conflict, Invalid, NotFound
from pwa.store.tables import CaseEvent, Clinic, Patient, Request

Act = Callable[[Request, Patient], CaseEvent]


class Done(NamedTuple):
    """What was done, and for whom it was not, with the reason."""

    events: list[CaseEvent]
    left: list[tuple[Patient, str]]


def each(s: Session, clinic: Clinic, patients: Iterable[Patient], act: Act) -> Done:
    """Act on each patient's case; what only the plan asks becomes one."""
    done = Done([], [])
    for patient in patients:
        today = today_in(patient.timezone or clinic.timezone)
        try:
            with s.begin_nested():
                done.events.append(act(case_of(s, patient, today), patient))
        except Invalid as error:
            done.left.append((patient, error.faults[0].message))
        except (Conflict, NotFound) as error:
            done.left.append((patient, error.message))
    return done
