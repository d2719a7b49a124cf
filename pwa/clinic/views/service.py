from flask import render_template
from flask.typing import ResponseReturnValue

from pwa.care import clock, operations
from pwa.clinic.guard import clinic
from pwa.web.session import current_session

JOBS = {
    "plan": "Plan each patient’s reminders",
    "send": "Send the reminders that are due",
    "publish": "Put thresholds into force on their day",
    "overdue": "Mark requests that nobody acted on in time",
    "renew": "Work out plans anew",
    "count": "Count, for whoever watches the service",
    "alarm": "Say that a job is late",
    "tidy": "Delete what lets nobody in any more, put lists right",
    "webhooks": "Tell other systems what happens",
}


@clinic.get("/service")
def service() -> ResponseReturnValue:
    jobs = operations.jobs(current_session(), clock.now())
    return render_template("clinic/service.html", jobs=jobs, names=JOBS)
