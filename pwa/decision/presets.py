"""Presets, which are only sets of values."""

PRESETS: dict[str, dict[str, int]] = {
    "balanced": {},
    "sensitive": {"return_readings": 1},
    "quiet": {"return_cutoff": 10, "return_rise": 6, "fast_return_cutoff": 15},
}
