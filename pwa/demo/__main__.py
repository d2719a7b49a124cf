"""`python -m pwa.demo`: make the demo clinic once, and say where to go."""

import os
import sys

from pwa.config import DATABASE_URL, Refused
from pwa.demo.people import DOORS, STAFF_EMAIL, STAFF_PASSWORD
from pwa.demo.seed import seed
from pwa.store.db import Database
from pwa.store.migrations import upgrade

WHERE = """
Booster Check, with a made-up clinic. Open one of these:

  The clinic    {url}/clinic/
                sign in as {email} with the password: {password}
{patients}

  All of them on one page: {url}/demo
  Ctrl+C stops it.
"""


def main() -> None:
    if os.environ.get("BOOSTER_DEMO") != "1":
        sys.exit("The demo is only made with BOOSTER_DEMO=1.")
    database = Database(os.environ.get("DATABASE_URL") or DATABASE_URL)
    upgrade(database.engine)
    with database.session() as session:
        try:
            seed(session)
        except Refused as refused:
            sys.exit(str(refused))
        session.commit()
    database.engine.dispose()
    sys.stdout.write(where(f"http://localhost:{os.environ.get('PORT') or 8000}"))


def where(url: str) -> str:
    """The list of doors, for a terminal."""
    patients = "".join(f"\n  {door.title:<22}{url}/demo/{door.slug}" for door in DOORS)
    return WHERE.format(url=url, email=STAFF_EMAIL, password=STAFF_PASSWORD, patients=patients)


if __name__ == "__main__":
    main()
