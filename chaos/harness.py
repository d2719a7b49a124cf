"""What each programme takes and gives. A programme is a module here with `run(size, seed)`."""

from dataclasses import dataclass, field
from typing import Literal

Size = Literal["short", "long"]


@dataclass
class Figures:
    """What was counted, in the order in which it is published, and each fault in words."""

    counted: dict[str, int | float | str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def count(self, name: str, by: int = 1) -> None:
        """One more of these."""
        self.counted[name] = int(self.counted.get(name, 0)) + by

    def fault(self, words: str) -> None:
        """Something that may never happen."""
        self.faults.append(words)

    def expect(self, holds: object, words: str) -> None:
        """A fault unless it holds."""
        if not holds:
            self.fault(words)
