"""Presets, which are only sets of values, and what a change of policy means in plain words."""

from pwa.decision.policy import PARAMETERS, Policy

PRESETS: dict[str, dict[str, int]] = {
    "balanced": {},
    "sensitive": {"return_readings": 1},
    "quiet": {"return_cutoff": 10, "return_rise": 6, "fast_return_cutoff": 15},
}


def differences(old: Policy, new: Policy) -> list[str]:
    """What a change of policy means, a plain line for each parameter that differs."""

    def shown(value: int | None, unit: str) -> str:
        return "off" if value is None else f"{value} {unit}"

    return [
        f"{p.meaning} {shown(new[name], p.unit)} instead of {shown(old[name], p.unit)}."
        for name, p in PARAMETERS.items()
        if old[name] != new[name]
    ]
