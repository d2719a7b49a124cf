"""Why a patient is to be called: the patient's numbers, then the clinic's own line beside them."""

from datetime import date

from pwa.care.case.reasons import reason
from pwa.decision import Advice


def reasons(advice: Advice, rule: str, on: date) -> list[str]:
    """Sentences for staff about the advice of a day: the deciding rule, then what else fired."""
    says, line, others = reason(advice, rule, on)
    also = [f"Also: {', '.join(others).lower()}."] if others else []
    return [says, *([f"Your line: {line}."] if line else []), *also]
