"""The clinic for somebody's contacts, as a vCard.

Version 3.0 (RFC 2426): iOS, Android, Outlook and the web's address books read it, and 4.0 would say
nothing more of a name, a number and opening hours. No crisis line is in it: those are on the help
screen, by country, and change without the contacts of a phone hearing of it.
"""

from pwa.care.content_lines import escaped, written
from pwa.store.tables import Clinic

MEDIA_TYPE = "text/vcard; charset=utf-8"


def vcard(clinic: Clinic, language: str) -> bytes:
    """Its name, phone and, where there are any, opening hours in that language."""
    name, hours = escaped(clinic.name), (clinic.opening_hours or {}).get(language)
    return written(
        [
            "BEGIN:VCARD",
            "VERSION:3.0",
            "PRODID:-//Booster Check//Contacts//EN",
            f"UID:{clinic.id}@booster-check",  # saved again, it is the same contact
            f"N:{name};;;;",
            f"FN:{name}",
            f"ORG:{name}",
            f"TEL;TYPE=WORK,VOICE:{escaped(clinic.phone)}",
            *([f"NOTE:{escaped(hours)}"] if hours else []),
            "X-ABShowAs:COMPANY",  # Apple's way to say that it is no person
            "END:VCARD",
        ]
    )
