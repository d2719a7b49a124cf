"""Looks at a server's processes while it works: their memory, and how many files they hold open."""

import threading
from pathlib import Path
from statistics import mean
from typing import Self

from chaos.scene import children
from tests.browser.server import Server

EVERY_SECONDS = 2.0


class Watch:
    """Samples for as long as its `with` block lasts."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._samples: list[tuple[int, int]] = []

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._ends.set()
        self._thread.join()

    def growth(self) -> tuple[float, tuple[int, int]]:
        """Memory of the last tenth by that of the second, and the most open files in both."""
        tenth = max(1, len(self._samples) // 10)
        early, late = self._samples[tenth : 2 * tenth] or self._samples, self._samples[-tenth:]
        grown = mean(memory for memory, _ in late) / mean(memory for memory, _ in early)
        return grown, (max(files for _, files in early), max(files for _, files in late))

    def _look(self) -> None:
        while not self._ends.wait(EVERY_SECONDS):
            process = self._server._process  # noqa: SLF001  whose server it is
            workers = children(process.pid) if process else []
            sizes = [self._of(worker) for worker in workers]
            self._samples.append((sum(m for m, _ in sizes), sum(f for _, f in sizes)))

    @staticmethod
    def _of(process: int) -> tuple[int, int]:
        """Kilobytes that are this process's alone, and its open files."""
        try:
            memory = Path(f"/proc/{process}/smaps_rollup").read_text()
            files = len(list(Path(f"/proc/{process}/fd").iterdir()))
        except (FileNotFoundError, ProcessLookupError):
            return 0, 0
        private = [line for line in memory.splitlines() if line.startswith("Private_")]
        return sum(int(line.split()[1]) for line in private), files
