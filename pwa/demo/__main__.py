"""`python -m pwa.demo`: make the demo clinic once, and say where to go."""

import os
import sys

from pwa import data_keys
from pwa.config import DATABASE_URL, Refused
from pwa.demo.people import DOORS, STAFF_EMAIL, STAFF_PASSWORD
from pwa.demo.seed import age_in_days, seed
from pwa.errors import Unsafe
from pwa.store import keyring
from pwa.store.db import Database
from pwa.store.start import get_ready

WHERE = """
Booster Check, with a made-up clinic. Open one of these:

  The clinic    {url}/clinic/
                sign in as {email} with the password: {password}
{patients}

  All of them on one page: {url}/demo
  Ctrl+C stops it.
"""
OLD = """
  This demo was made {age} days ago, so its people seem to have been silent since.
  For new ones, delete the database (instance/booster.sqlite) and start again.
"""
FRESH_DAYS = 3


def main() -> None:
    if os.environ.get("BOOSTER_DEMO") != "1":
        sys.exit("The demo is only made with BOOSTER_DEMO=1.")
    keyring.use(data_keys.from_environment(os.environ))
    address = os.environ.get("DATABASE_URL") or DATABASE_URL
    try:
        get_ready(address, os.environ.get("DATABASE_OWNER_URL", ""))
    except Unsafe as unsafe:
        sys.exit(unsafe.message)
    database = Database(address)
    with database.session() as session:
        try:
            is_new = seed(session)
        except Refused as refused:
            sys.exit(str(refused))
        session.commit()
        age = 0 if is_new else age_in_days(session)
    database.engine.dispose()
    sys.stdout.write(where(f"http://localhost:{os.environ.get('PORT') or 8000}"))
    if age > FRESH_DAYS:
        sys.stdout.write(OLD.format(age=age))


def where(url: str) -> str:
    """The list of doors, for a terminal."""
    patients = "".join(f"\n  {door.title:<22}{url}/demo/{door.slug}" for door in DOORS)
    return WHERE.format(url=url, email=STAFF_EMAIL, password=STAFF_PASSWORD, patients=patients)


if __name__ == "__main__":
    main()
