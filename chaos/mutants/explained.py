"""Mutants that no test can notice, and why: they say the same as the real code.

The function and the change as `python -m chaos mutants` names them, then the reason. A mutant that
survives and is not here is a fault, and so is a line here whose mutant does not survive.
"""

EXPLAINED: dict[tuple[str, str], str] = {
    (function, f"{real} → {mutant}"): why
    for function, real, mutant, why in (
        (
            "pwa.decision.changed.by_treatment",
            "nt' if before is None or now > before else 'record', 'day':",
            "nt' if before is None or now >= before else 'record', 'day':",
            "Equal days have returned already, two lines before.",
        ),
        (
            "pwa.decision.changed.say",
            "words.calendar) if day else '' return words.titles[f\"change",
            "words.calendar) if day else 'XXXX' return words.titles[f\"change",
            "A change without a day is of limits, and no text of limits has a gap for a day.",
        ),
        (
            "pwa.decision.holds._severe_is_no_news",
            ", s.policy, s.answer.floor or 0) earlier = standing.earlier_t",
            ", s.policy, s.answer.floor or 1) earlier = standing.earlier_t",
            "It is asked only after severe-score fired, which needs a floor of 13 or more.",
        ),
        (
            "pwa.decision.plan._Compiler.report",
            "TS[kind].rule bare = Standing('', report_kinds=(kind,), report",
            "TS[kind].rule bare = Standing(None, report_kinds=(kind,), report",
            (
                "The phase is only compared with that of an induction, and the entry's own is "
                "replaced."
            ),
        ),
        (
            "pwa.decision.plan._Compiler.report",
            "S[kind].rule bare = Standing('', report_kinds=(kind,), repor",
            "S[kind].rule bare = Standing('XXXX', report_kinds=(kind,), repor",
            (
                "The phase is only compared with that of an induction, and the entry's own is "
                "replaced."
            ),
        ),
        (
            "pwa.decision.plan._Compiler.treated",
            "g = decide(situation(Standing(''), self.walk.policy, NO_CHECK_",
            "g = decide(situation(Standing(None), self.walk.policy, NO_CHECK_",
            (
                "The phase is only compared with that of an induction, and the entry's own is "
                "replaced."
            ),
        ),
        (
            "pwa.decision.plan._Compiler.treated",
            "= decide(situation(Standing(''), self.walk.policy, NO_CHECK",
            "= decide(situation(Standing('XXXX'), self.walk.policy, NO_CHECK",
            (
                "The phase is only compared with that of an induction, and the entry's own is "
                "replaced."
            ),
        ),
    )
}
