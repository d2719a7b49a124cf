"""From rules to advice, in the policy's four steps."""

from tests.decision.reference.table import NONE, TABLE, Table


class Advice(Table):
    def answer(self):
        fired = self.asked()
        held = self.by_circumstance(fired)
        fired = {rule: urgency for rule, urgency in fired.items() if rule not in held}
        held |= self.by_quiet(fired)
        fired = {rule: urgency for rule, urgency in fired.items() if rule not in held}
        if "missed-check-ins" in fired and self.quiet_for("contact_quiet_days"):
            fired["missed-check-ins"] = NONE
        urgency = max(fired.values(), default=NONE)
        action, headline = self.calm(fired, held)
        if urgency > NONE:
            headline = next(rule for rule in TABLE if fired.get(rule) == urgency)
            action = {"help-now": "crisis-help", "emergency-symptom": "emergency-help"}.get(
                headline, "contact-clinic"
            )
        against = {*TABLE[:9]} & {*fired, *held}
        return {
            "phase": self.phase,
            "urgency": ("none", "routine", "soon", "urgent")[urgency],
            "action": action,
            "headline": headline,
            "fired": list(fired),
            "held": sorted(held),
            "may_mention_booster": action == "contact-clinic"
            and ("symptoms-back" in fired or "visit-due" in fired)
            and not against,
        }

    def by_circumstance(self, fired):
        held = {}
        if "severe-score" in fired and (self.carry_over or self.phase == "induction"):
            last = self.course[-1][0]
            earlier = [t for day, t in self.full if day < self.today and day <= last][-1:]
            if self.phase == "induction" and self.baseline is not None:
                earlier.append(self.baseline)
            for total in earlier:
                known = total >= self.p["severe_cutoff"]
                if known and self.points - total < self.p["escalation_rise"]:
                    held["severe-score"] = "no news"
        if self.carry_over and self.total is not None and self.total >= self.p["return_cutoff"]:
            held["symptoms-back"] = "carry-over"
        first = ("help-now", "emergency-symptom", "side-effect", "craving", "too-frequent",
                 "shrinking-benefit")  # fmt: skip
        booked = any(day >= self.today for day in self.appointments)
        if "visit-due" in fired and (booked or any(rule in fired for rule in first)):
            held["visit-due"] = "not now"
        return held

    def by_quiet(self, fired):
        days = dict.fromkeys(("sharp-rise", "severe-score"), "soon_quiet_days")
        days |= dict.fromkeys(
            ("symptoms-back", "staying-high", "no-clear-change", "shrinking-benefit", "visit-due",
             "too-frequent"), "contact_quiet_days")  # fmt: skip
        return {
            rule: "quiet"
            for rule, urgency in fired.items()
            if urgency > NONE and rule in days and self.quiet_for(days[rule])
        }

    def quiet_for(self, parameter):
        if not self.contacts or self.today - max(self.contacts) >= self.p[parameter]:
            return False
        told = self.last_full(max(self.contacts))
        if self.points is None or told is None:
            return True
        return self.points - told < self.p["escalation_rise"]

    def calm(self, fired, held):
        if "unfinished" in fired:
            return "finish-questions", "unfinished"
        run = self.walks[-1]["run"] if self.walks else None
        unconfirmed = self.responded and run is not None and not run["confirmed"]
        stopped = {"sharp-rise", "severe-score", "no-clear-change"} & {*fired}
        again = unconfirmed or held.get("symptoms-back") == "carry-over"
        if self.total is not None and self.phase != "induction" and again and not stopped:
            return "check-again", None
        if "missed-check-ins" in fired:
            return "reminder", "missed-check-ins"
        return "none", None
