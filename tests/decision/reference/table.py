"""The policy's table: when each rule fires, and how urgent it is."""

from tests.decision.reference.words import Words

TABLE = (
    "help-now", "emergency-symptom", "side-effect", "craving", "sharp-rise", "severe-score",
    "too-frequent", "shrinking-benefit", "no-clear-change", "symptoms-back", "staying-high",
    "visit-due", "missed-check-ins", "unfinished",
)  # fmt: skip
REPORTED_AS = {
    "unsafe": "help-now",
    **dict.fromkeys(
        ("chest-pain", "trouble-breathing", "fainting", "blood-pressure-emergency",
         "severe-reaction"), "emergency-symptom"),
    **dict.fromkeys(("craving", "extra-ketamine", "hard-to-wait"), "craving"),
}  # fmt: skip  # every other kind is a side effect
NONE, ROUTINE, SOON, URGENT = range(4)


class Table(Words):
    def asked(self):
        found = {}
        for rule in TABLE:
            urgency = getattr(self, rule.replace("-", "_"), lambda rule=rule: self.reported(rule))()
            if urgency is not None:
                found[rule] = urgency
        if self.phase == "induction":
            never = ("shrinking-benefit", "no-clear-change", "symptoms-back", "staying-high",
                     "visit-due")  # fmt: skip
            found = {rule: urgency for rule, urgency in found.items() if rule not in never}
        return found

    def reported(self, rule):
        rules = {
            REPORTED_AS.get(kind, "side-effect")
            for day, kind in self.reports
            if day <= self.today <= day + 7
        }
        urgency = URGENT if rule in ("help-now", "emergency-symptom") else SOON
        return urgency if rule in rules else None

    def sharp_rise(self):
        earlier = [total for day, total in self.full if day < self.today]
        days = [day for day, total in self.full if day < self.today]
        if self.points is None or not earlier or self.today - days[-1] > 35:
            return None
        rose = self.points - earlier[-1] >= self.p["sharp_rise"]
        return SOON if rose and self.points >= self.p["sharp_floor"] else None

    def severe_score(self):
        severe = self.points is not None and self.points >= self.p["severe_cutoff"]
        return SOON if severe else None

    def too_frequent(self):
        counted = [
            day for day, kind, planned in self.treatments
            if kind != "induction" and not planned and self.today - day <= 28 - 1
        ]  # fmt: skip
        return SOON if len(counted) > self.p["frequent_sessions_max"] else None

    def shrinking_benefit(self):
        times = [walk["returned"] for walk in self.walks[-3:]]
        if self.symptoms_back() is None or len(times) < 3 or None in times:
            return None
        oldest, middle, newest = times
        shrinks = (
            oldest > middle > newest
            and 100 * newest <= self.p["shrinking_percent"] * oldest
            and oldest - newest >= 7
        )
        return ROUTINE if shrinks else None

    def no_clear_change(self):
        if self.total is None or self.course is None:
            return None
        last = self.course[-1][0]
        evaluation = [day for day, _ in self.full if last + 14 <= day <= last + 42]
        if not evaluation or evaluation[0] != self.today:
            return None
        induction = self.course[0][1] == "induction"
        reference = self.baseline if induction else self.last_full(self.course[0][0])
        if reference is None or self.total < self.p["no_change_cutoff"]:
            return None
        return ROUTINE if reference - self.total < self.p["reliable_drop"] else None

    def symptoms_back(self):
        run = self.walks[-1]["run"] if self.walks else None
        if self.total is None or not self.responded or not run or not run["confirmed"]:
            return None
        return SOON if self.total >= self.p["severe_cutoff"] else ROUTINE

    def staying_high(self):
        if self.total is None or self.course is None or self.carry_over:
            return None
        seen = [
            (day, total) for day, total in self.full
            if self.today - day <= 35 and day - self.course[-1][0] >= 14
        ]  # fmt: skip
        if len(seen) < 2 or any(total < self.p["staying_high_cutoff"] for _, total in seen):
            return None
        if seen[-1][0] != self.today:
            return None
        return ROUTINE if seen[-1][0] - seen[0][0] >= self.p["staying_high_span_days"] else None

    def visit_due(self):
        interval = self.p["visit_interval_days"]
        if interval is None or self.course is None:
            return None
        return ROUTINE if self.since >= interval - self.p["visit_notice_days"] else None

    def missed_check_ins(self):
        if self.points is not None or self.course is None:
            return None
        last_day, last_total = self.full[-1] if self.full else (self.course[0][0], None)
        age = self.today - last_day
        was_high = last_total is not None and last_total >= self.p["staying_high_cutoff"]
        if age >= self.p["missed_contact_days"] and (was_high or self.since <= 56):
            return ROUTINE
        late = age > self.p["check_in_interval_days"] + self.p["reminder_grace_days"]
        return NONE if late else None

    def unfinished(self):
        return NONE if self.total is None and self.unfinished_today is not None else None
