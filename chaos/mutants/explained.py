"""Mutants that no test can notice, and why: they say the same as the real code.

The function and the change as `python -m chaos mutants` names them, then the reason. A mutant that
survives and is not here is a fault, and so is a line here whose mutant does not survive.
"""

EXPLAINED: dict[tuple[str, str], str] = {}
