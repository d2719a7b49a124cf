"""The action plan as people read it: what is asked at which score, and what changed lately."""

from typing import Any

from pwa.care import crisis
from pwa.decision.changed import say
from pwa.decision.summary import Summary, summary_of
from pwa.store.tables import Clinic, Patient


def of(patient: Patient, clinic: Clinic, plan: dict[str, Any]) -> Summary:
    """The summary of a patient's plan in the patient's language, with `changed` in one line."""
    words = crisis.voice_of(clinic, patient.language).words
    change = plan.get("changed")
    return summary_of(plan, words) | {"changed": say(change, words) if change else None}
