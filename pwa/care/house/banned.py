"""What nobody may promise, claim or urge, in each language: the policy's list of words.

English: need or due a booster, diagnose, detect, monitor, normal, safe to wait, all clear, relapse.
"""

import re

BANNED = {
    "en": r"(need|due)( for)? a booster|diagnos\w*|detect\w*|monitor\w*|normal\w*|safe to wait|"
    r"all clear|relapse\w*",
    "es": r"(necesita|le toca|requiere)\w* (una? )?(sesión de )?refuerzo|diagn[oó]\w*|detect\w*|"
    r"monitor\w*|vigila\w*|normal\w*|puede esperar sin riesgo|seguro esperar|todo (está )?bien|"
    r"sin peligro|reca[íi]\w*",
    "fr": r"(besoin|temps|date) d.un(e séance de)? rappel|diagnos\w*|détect\w*|surveill\w*|"
    r"norma(l|ux)\w*|sans danger|sans risque|tout va bien|rien à signaler|rechut\w*",
}
# May only be said where the rules allow it: see the policy.
BOOSTER = {"en": r"booster\w*", "es": r"refuerzo\w*", "fr": r"rappel\w*"}


def found(text: str, language: str, *, may_say_booster: bool = True) -> str | None:
    """The first banned words of a text; None without any. An unknown language is judged as all."""
    tables = (BANNED,) if may_say_booster else (BANNED, BOOSTER)
    for table in tables:
        codes = [language] if language in table else list(table)
        for code in codes:
            seen = re.search(rf"\b({table[code]})", text, re.IGNORECASE)
            if seen:
                return seen[0]
    return None
