"""The policy's words: courses, phases, baseline, settled level, run, responded."""

from datetime import date
from statistics import median

DEFAULTS = {
    "return_cutoff": 8, "return_rise": 4, "return_readings": 2,
    "fast_return_cutoff": 12, "fast_return_rise": 6, "clear_at": 6,
    "sharp_rise": 6, "sharp_floor": 10, "severe_cutoff": 15,
    "staying_high_cutoff": 10, "staying_high_span_days": 14,
    "no_change_cutoff": 8, "reliable_drop": 4, "carry_over_days": 7,
    "planned_induction_sessions": 6, "visit_interval_days": None, "visit_notice_days": 7,
    "frequent_sessions_max": 4, "shrinking_percent": 67,
    "contact_quiet_days": 14, "soon_quiet_days": 7, "escalation_rise": 4,
    "check_in_interval_days": 7, "reminder_grace_days": 3, "missed_contact_days": 21,
}  # fmt: skip


class Words:
    def __init__(self, case):
        self.p = DEFAULTS | case.get("policy", {})
        self.today = number(case["today"])
        self.treatments = sorted(
            (number(t["on"]), t["kind"], t.get("planned", False))
            for t in case.get("treatments", [])
        )
        self.full, self.unfinished_today = counting(case.get("check_ins", []), self.today)
        self.reports = [(number(r["on"]), r["kind"]) for r in case.get("reports", [])]
        self.contacts = [number(c["on"]) for c in case.get("contacts", [])]
        self.appointments = [number(a["on"]) for a in case.get("appointments", [])]
        self.total = dict(self.full).get(self.today)
        self.points = self.unfinished_today if self.total is None else self.total
        self.before = [total for day, total in self.full if day < self.today]
        self.courses = self.all_courses()
        self.course = self.courses[-1] if self.courses else None
        self.since = self.today - self.course[-1][0] if self.course else None
        self.entered = case.get("baseline")
        self.baseline = self.baseline_total()
        self.walks = [self.walked(n) for n in range(len(self.courses))]

    def all_courses(self):
        courses = []
        for treatment in self.treatments:
            if courses and self.continues(courses[-1][-1], treatment):
                courses[-1].append(treatment)
            else:
                courses.append([treatment])
        return courses

    @staticmethod
    def continues(last, treatment):
        gap = 14 if last[1] == "induction" else 10
        return last[1] == treatment[1] and treatment[0] - last[0] <= gap

    @property
    def phase(self):
        if self.course is None:
            return "before-treatment"
        unfinished = len(self.course) < self.p["planned_induction_sessions"]
        if self.course[0][1] == "induction" and unfinished and self.since < 14:
            return "induction"
        return "settling" if self.since < 14 else "maintenance"

    @property
    def carry_over(self):
        outside = self.phase not in ("before-treatment", "induction")
        return outside and self.since < self.p["carry_over_days"]

    def baseline_total(self):
        if self.entered is not None or not self.treatments:
            return self.entered
        first = self.treatments[0][0]
        near = [total for day, total in self.full if 0 <= first - day <= 28]
        return near[-1] if near else None

    def last_full(self, up_to):
        """The last full total up to a day."""
        found = [total for day, total in self.full if day <= up_to]
        return found[-1] if found else None

    def walked(self, n):
        """A course from its beginning: its level, its run, and its time to return."""
        p, course = self.p, self.courses[n]
        first, last = course[0][0], course[-1][0]
        end = self.courses[n + 1][0][0] if n + 1 < len(self.courses) else self.today + 1
        readings, late, run, returned = [], [], None, None
        for day, total in self.full:
            if not first <= day < end:
                continue
            level = median(readings[:4]) if readings else min(late) if late else None
            rise = None if level is None else total - level
            raised = (
                day - last >= p["carry_over_days"]
                and total >= p["return_cutoff"]
                and rise is not None
                and rise >= p["return_rise"]
            )
            if run and run["confirmed"]:
                if total <= p["clear_at"]:
                    run = None
            elif raised:
                fast = total >= p["fast_return_cutoff"] and rise >= p["fast_return_rise"]
                run = self.joined(run, day, fast=fast)
                if run["confirmed"] and returned is None:
                    returned = run["days"][0] - last
            else:
                run = None
            if run is None and not raised and day - last >= 14:
                readings.append(total)
            if day - first >= 3:
                late.append(total)
        level = median(readings[:4]) if readings else min(late) if late else None
        return {"level": level, "run": run, "returned": returned}

    def joined(self, run, day, *, fast):
        days = run["days"] if run else []
        if not days or day - days[-1] > 35:
            days = [day]
        elif day - days[-1] >= 5:
            days = [*days, day]
        return {"days": days, "confirmed": fast or len(days) >= self.p["return_readings"]}

    @property
    def responded(self):
        level, baseline = self.walks[-1]["level"] if self.walks else None, self.baseline
        if level is None:
            return False
        if baseline is None:
            return level <= 7
        fell = baseline - level >= self.p["reliable_drop"]
        return fell and (level <= 7 or 100 * level <= 50 * baseline)


def number(day):
    return date.fromisoformat(day).toordinal()


def counting(check_ins, today):
    """The full totals by day, the last of each day; and today's sum if none today is full."""
    full, unfinished = {}, None
    for check_in in check_ins:
        day, answers = number(check_in["on"]), check_in["answers"]
        if None not in answers:
            full[day] = sum(answers)
        elif day == today:
            unfinished = sum(answer for answer in answers if answer is not None)
    return sorted(full.items()), None if today in full else unfinished
