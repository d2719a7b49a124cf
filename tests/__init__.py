"""A package, so that no library's folder of the same name is taken for it.

Whoever makes rows with it seals them with these keys; commands and servers take them from here.
"""

import os

from pwa.data_keys import data_keys
from pwa.store import keyring

SECRET_KEY = "only for tests, and long enough to be taken"
os.environ.setdefault("SECRET_KEY", SECRET_KEY)
KEYS = data_keys(given="", secret_key=SECRET_KEY)
keyring.use(KEYS)
