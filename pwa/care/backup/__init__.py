"""Backups: one encrypted file, believed only when what it restores to is the same."""

from pwa.care.backup.contents import Contents
from pwa.care.backup.made import Made, Place, make, restore, verify
from pwa.care.backup.parcel import Key, Lock, new_key

__all__ = ["Contents", "Key", "Lock", "Made", "Place", "make", "new_key", "restore", "verify"]
