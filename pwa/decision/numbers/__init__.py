"""Every number that a rule uses, with its range, unit, meaning and source."""
