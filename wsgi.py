"""The app for gunicorn."""

import os
import sys

from pwa import create_app
from pwa.config import Refused, Settings
from pwa.patient.warm import warm

try:
    app = create_app(Settings.from_environment(os.environ))
except Refused as refused:
    sys.exit(f"Booster Check did not start. {refused}")
warm(app)
