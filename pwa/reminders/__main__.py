"""Run the jobs: `booster work`, and the process that gunicorn starts beside its workers."""

import os
import sys

from pwa.config import Refused, Settings
from pwa.errors import Unsafe
from pwa.reminders.worker import work

if __name__ == "__main__":
    try:
        work(Settings.from_environment(os.environ), lives_with_parent="--child" in sys.argv)
    except (Refused, Unsafe) as refused:
        sys.exit(f"Reminders did not start. {refused}")
