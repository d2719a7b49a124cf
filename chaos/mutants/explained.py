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
            "pwa.decision.course.Course.see",
            "self.lowest is None or total < self.lowest): self.lowest = t",
            "self.lowest is None or total <= self.lowest): self.lowest = t",
            "An equal total is the lowest already, and the level made of it is the same.",
        ),
        (
            "pwa.decision.cycles.cycles_of",
            "se.last, following or today + 1)) for course, following in zi",
            "se.last, following or today + 2)) for course, following in zi",
            "The walk has taken in nothing after today, so there is no score to find.",
        ),
        (
            "pwa.decision.cycles.cycles_of",
            "alk.courses, followed, strict=True)]",
            "alk.courses, followed, strict=None)]",
            "Both lists have one item for each course: `followed` is cut to that length.",
        ),
        (
            "pwa.decision.cycles.cycles_of",
            "in zip(walk.courses, followed, strict=True)]",
            "in zip(walk.courses, followed)]",
            "Both lists have one item for each course: `followed` is cut to that length.",
        ),
        (
            "pwa.decision.cycles.cycles_of",
            "alk.courses, followed, strict=True)]",
            "alk.courses, followed, strict=False)]",
            "Both lists have one item for each course: `followed` is cut to that length.",
        ),
        (
            "pwa.decision.holds._severe_is_no_news",
            ", s.policy, s.answer.floor or 0) earlier = standing.earlier_t",
            ", s.policy, s.answer.floor or 1) earlier = standing.earlier_t",
            "It is asked only after severe-score fired, which needs a floor of 13 or more.",
        ),
        (
            "pwa.decision.lab.asking._Requests.__init__",
            ": tuple[int, Advice] | None = None self._endings = endings self.",
            ": tuple[int, Advice] | None = '' self._endings = endings self.",
            "It is only asked whether there is one, and neither is.",
        ),
        (
            "pwa.decision.lab.followed._missed",
            "llowing is None or following > day + patience: yield (day +",
            "llowing is None or following >= day + patience: yield (day +",
            "On that day a check-in came, so it is asked about anyhow.",
        ),
        (
            "pwa.decision.lab.outcome._since",
            "osition - 1] if position else -1",
            "osition - 1] if position else +1",
            "It is only asked whether it is 14 or more, and neither is.",
        ),
        (
            "pwa.decision.lab.outcome._since",
            "sition - 1] if position else -1",
            "sition - 1] if position else -2",
            "It is only asked whether it is 14 or more, and neither is.",
        ),
        (
            "pwa.decision.lab.outcome.episodes",
            "nd: list[Episode] = [] over = 0 for flag in flags: treated_on",
            "nd: list[Episode] = [] over = 1 for flag in flags: treated_on",
            "Days are ordinals from 1 on, so no flag is before either.",
        ),
        (
            "pwa.decision.lab.outcome.episodes",
            "ends, default=patient.until + 1) outcome = _outcome(flag.on,",
            "ends, default=patient.until + 2) outcome = _outcome(flag.on,",
            "No flag is after the last day, so both are after every flag.",
        ),
        (
            "pwa.decision.lab.trade_off.values_over",
            "r 0, PARAMETERS[name].high or 0) steps = MOST_VALUES - 1 spre",
            "r 0, PARAMETERS[name].high or 1) steps = MOST_VALUES - 1 spre",
            "No parameter has 0 as its highest value.",
        ),
        (
            "pwa.decision.gaps.gaps",
            "facts['earlier_returns'] or ('', '') own = facts['own_return",
            "facts['earlier_returns'] or ('XXXX', '') own = facts['own_return",
            "Only shrinking-benefit names these times, and it fires only where there are some.",
        ),
        (
            "pwa.decision.gaps.gaps",
            "s['earlier_returns'] or ('', '') own = facts['own_return'] r",
            "s['earlier_returns'] or ('', 'XXXX') own = facts['own_return'] r",
            "Only shrinking-benefit names these times, and it fires only where there are some.",
        ),
        (
            "pwa.decision.written.fill",
            "t(gap[2]), calendar) since = '' if day.treated_on is None el",
            "t(gap[2]), calendar) since = 'XXXX' if day.treated_on is None el",
            "A text that leaves the days since a treatment open is made after a treatment only.",
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
        (
            "pwa.decision.reader.Reader.choice",
            'in(allowed)}") return allowed[0] return value',
            'in(allowed)}") return allowed[1] return value',
            (
                "It is given after a fault only, so that reading goes on; what was read is then "
                "refused."
            ),
        ),
        (
            "pwa.decision.reader.Reader.whole",
            "ber from 0 to {high}') return 0 return value",
            "ber from 0 to {high}') return 1 return value",
            (
                "It is given after a fault only, so that reading goes on; what was read is then "
                "refused."
            ),
        ),
        (
            "pwa.decision.rhythm.due",
            "eturn min(regular, close, key=lambda one: one.on)",
            "eturn min(regular, close, key=None)",
            (
                "On equal days the words decide, and early and later stand before window, as the "
                "order does."
            ),
        ),
        (
            "pwa.decision.rhythm.due",
            "ow') return min(regular, close, key=lambda one: one.on)",
            "ow') return min(regular, close)",
            (
                "On equal days the words decide, and early and later stand before window, as the "
                "order does."
            ),
        ),
        (
            "pwa.decision.parameter.Parameter.fault_in",
            'None.""" if self.low is None or self.high is None: return f\'i',
            'None.""" if self.low is None and self.high is None: return f\'i',
            "A parameter has both ends or neither.",
        ),
        (
            "pwa.decision.translations._translated",
            "zip(GAD7.items, items, strict=True))), options=tuple((option._r",
            "zip(GAD7.items, items, strict=None))), options=tuple((option._r",
            "Both are as long: a test holds every text of each translation.",
        ),
        (
            "pwa.decision.translations._translated",
            "text in zip(GAD7.items, items, strict=True))), options=tuple((option._re",
            "text in zip(GAD7.items, items))), options=tuple((option._re",
            "Both are as long: a test holds every text of each translation.",
        ),
        (
            "pwa.decision.translations._translated",
            "zip(GAD7.items, items, strict=True))), options=tuple((option._r",
            "zip(GAD7.items, items, strict=False))), options=tuple((option._r",
            "Both are as long: a test holds every text of each translation.",
        ),
        (
            "pwa.decision.translations._translated",
            "GAD7.options, options, strict=True))), difficulty=None)",
            "GAD7.options, options, strict=None))), difficulty=None)",
            "Both are as long: a test holds every text of each translation.",
        ),
        (
            "pwa.decision.translations._translated",
            "t in zip(GAD7.options, options, strict=True))), difficulty=None)",
            "t in zip(GAD7.options, options))), difficulty=None)",
            "Both are as long: a test holds every text of each translation.",
        ),
        (
            "pwa.decision.translations._translated",
            "GAD7.options, options, strict=True))), difficulty=None)",
            "GAD7.options, options, strict=False))), difficulty=None)",
            "Both are as long: a test holds every text of each translation.",
        ),
        (
            "pwa.decision.situation.situation",
            "nswer.total, standing.moment, _SOME_DAY, policy) run = course.run if",
            "nswer.total, standing.moment, None, policy) run = course.run if",
            "A course decides by the moment alone; no day is looked at.",
        ),
    )
}
