"""The policy lab below a draft: replay it, see whose advice would change, and what it trades."""

from collections.abc import Callable

from flask import current_app, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from pwa.care import lab, policy
from pwa.care.lab import trade_off as trades
from pwa.clinic import trail
from pwa.clinic.find import own
from pwa.clinic.guard import clinic
from pwa.clinic.lab import trade
from pwa.clinic.lab.listed import listed
from pwa.clinic.lab.shown import shown
from pwa.decision import PARAMETERS, Policy, differences
from pwa.store.tables import Clinic, PolicyDraft
from pwa.web.asked import whole
from pwa.web.session import current_session, writing_session

# How long one request works before it answers: with a script that asks again and shows how far it
# is, and without one, well below the time after which a worker is taken for dead.
A_WHILE, AT_ONCE = 1.0, 15.0

Work = Callable[[Session, Clinic, PolicyDraft, float], lab.Lab]


@clinic.get("/drafts/<draft_id>/lab")
def draft_lab(draft_id: str) -> ResponseReturnValue:
    s, draft = current_session(), own(PolicyDraft, draft_id)
    number, limits = policy.limits(s, g.clinic_id)
    document = draft.lab if lab.is_of(draft.lab, draft.values, number) else None
    return render_template(
        "clinic/lab/page.html",
        draft=draft,
        document=document,
        shown=shown(document, g.clinic),
        is_old=bool(document and lab.has_newer_data(s, g.clinic, document)),
        changed=differences(limits, Policy.from_values(draft.values)),
    )


@clinic.post("/drafts/<draft_id>/lab")
def run_lab(draft_id: str) -> ResponseReturnValue:
    source = lab.COHORT if request.form.get("source") == lab.COHORT else lab.OWN
    afresh = "afresh" in request.form

    def work(s: Session, clinic: Clinic, draft: PolicyDraft, seconds: float) -> lab.Lab:
        number, _ = policy.limits(s, clinic.id)
        document = draft.lab
        is_usable = lab.is_of(document, draft.values, number) and not afresh
        if document is None or not is_usable or document["source"] != source:
            document = lab.begin(s, clinic, draft.values, source)
        return lab.go_on(s, clinic, document, seconds)

    document = _worked(draft_id, work)
    if document.get("is_done"):
        trail.note("draft.replayed", draft_id, source=source)
        current_session().commit()
    return _answer(document, url_for("clinic.draft_lab", draft_id=draft_id))


@clinic.get("/drafts/<draft_id>/lab/people")
def lab_people(draft_id: str) -> ResponseReturnValue:
    s, draft = current_session(), own(PolicyDraft, draft_id)
    start = request.args.get("start", 0, type=whole)
    page = listed(s, g.clinic, draft.lab, start)
    for row in page.rows:
        trail.seen(row.patient.id)
    return render_template("clinic/lab/people.html", draft=draft, page=page)


@clinic.get("/drafts/<draft_id>/lab/trade-off")
def trade_off(draft_id: str) -> ResponseReturnValue:
    draft = own(PolicyDraft, draft_id)
    document = draft.lab if draft.lab and draft.lab["is_done"] else None
    part = document.get("trade_off") if document else None
    limits, new = policy.limits(current_session(), g.clinic_id)[1], Policy.from_values(draft.values)
    rows = []
    if document and part and part["is_done"]:
        rows = trade.rows(trades.points(document), part["name"], limits, new)
    return render_template(
        "clinic/lab/trade_off.html",
        draft=draft,
        document=document,
        part=part,
        rows=rows,
        plot=trade.chart(rows),
        parameters={n: p for n, p in PARAMETERS.items() if not p.may_be_off or new[n] is not None},
        first=next((name for name in PARAMETERS if limits[name] != new[name]), "return_cutoff"),
    )


@clinic.post("/drafts/<draft_id>/lab/trade-off")
def run_trade_off(draft_id: str) -> ResponseReturnValue:
    name = request.form.get("parameter", "")

    def work(s: Session, clinic: Clinic, draft: PolicyDraft, seconds: float) -> lab.Lab:
        document = draft.lab
        if document is None or not document["is_done"] or name not in PARAMETERS:
            return document or lab.begin(s, clinic, draft.values)
        part = document.get("trade_off")
        if part is None or part["name"] != name:
            document = trades.begin(s, clinic, document, name)
        return trades.go_on(s, clinic, document, seconds)

    document = _worked(draft_id, work)
    part = document.get("trade_off") or {"done": 0, "of": 0, "is_done": True}
    if part["is_done"] and part.get("name") == name:
        trail.note("draft.number-moved", draft_id, number=name)
        current_session().commit()
    return _answer(part, url_for("clinic.trade_off", draft_id=draft_id))


def _worked(draft_id: str, work: Work) -> lab.Lab:
    """Work for a while without the lock, then keep what was found if nobody was quicker."""
    seconds = A_WHILE if _asks_for_json() else AT_ONCE
    database = current_app.extensions["db"]
    with database.session(writes=False, clinic_id=g.clinic_id) as reader:
        found = reader.get(PolicyDraft, (g.clinic_id, draft_id))
        seen = (found.values, found.lab) if found else None
        there = reader.get_one(Clinic, g.clinic_id)
        made = work(reader, there, found, seconds) if found else None
    s, draft = writing_session(), own(PolicyDraft, draft_id)
    if made is not None and (draft.values, draft.lab) == seen:
        draft.lab = made
        s.add(draft)
        s.commit()
    return draft.lab or {}


def _asks_for_json() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _answer(progress: lab.Lab, page: str) -> ResponseReturnValue:
    if not _asks_for_json():
        return redirect(page, 303)
    return jsonify({name: progress.get(name) for name in ("done", "of", "is_done")})
