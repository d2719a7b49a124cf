"""Every sentence that the rules can say, in one language.

Texts and their limits on words come from the policy: contact, talk with, your clinic will decide;
never that someone needs anything, never that all is well. What stands in braces is filled in: the
clinic's own words and the numbers by `message.draft`; `total`, `blanks`, `since` and `on+N` on the
day itself, also by the phone, which knows no rule.
"""

from pwa.decision.words.english import ENGLISH, texts
from pwa.decision.words.language import Calendar, Words
from pwa.decision.words.translated import words_in

__all__ = ["ENGLISH", "Calendar", "Words", "texts", "words_in"]
