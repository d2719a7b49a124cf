"""What a phone sends, for tests of both sides of the door."""

WELL = [1, 0, 1, 0, 0, 1, 0]  # 3
SEVERE = [3, 3, 2, 2, 2, 2, 2]  # 16


def check_in_item(patient: str, on: str, answers, /, **more) -> dict:
    """A check-in given at ten in the morning in New York."""
    return {
        "patient": patient,
        "on": on,
        "at": f"{on}T10:00:00",
        "offset_minutes": -240,
        "questionnaire": "gad-7/en",
        "answers": answers,
        "difficulty": None,
        "reports": [],
        "last_treatment": {"answer": "yes", "on": None},
        "shown": None,
    } | more
