from typing import Any

from flask import abort, current_app, flash, g, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from pwa.care.staff import factors, passkey_options, passkeys, recovery, totp
from pwa.clinic import challenge, step_up, trail
from pwa.clinic.find import own
from pwa.clinic.forms.account import FirstCodeForm, NewPasskeyForm
from pwa.clinic.guard import clinic
from pwa.clinic.page import form_page
from pwa.clinic.qr import qr_svg
from pwa.clinic.refusal import shown_on
from pwa.clinic.step_up import fresh
from pwa.store.tables import Passkey, Staff
from pwa.web.session import current_session


@clinic.get("/account")
def account() -> ResponseReturnValue:
    return _page(NewPasskeyForm(formdata=None))


@clinic.get("/account/passkeys/new")
def passkey_to_make() -> ResponseReturnValue:
    known = passkeys.of(current_session(), g.staff)
    options = passkey_options.to_make(g.staff, known, challenge.site())
    return jsonify(challenge.sent("register", options))


@clinic.post("/account/passkeys")
@fresh
def add_passkey() -> ResponseReturnValue:
    form, before = NewPasskeyForm(), _factors()
    if form.validate():
        with shown_on(form):
            _keep(form)
            return _added("passkey", before)
    return _page(form)


@clinic.post("/account/passkeys/<passkey_id>/remove")
@fresh
def remove_passkey(passkey_id: str) -> ResponseReturnValue:
    row = own(Passkey, passkey_id)
    if row.staff_id != g.staff.id or row.revoked_at is not None:
        abort(404)
    passkeys.remove(current_session(), row)
    return _removed("passkey", "That passkey opens nothing any more.")


@clinic.route("/account/app", methods=["GET", "POST"])
@fresh
def authenticator() -> ResponseReturnValue:
    """The secret, until a code of it was given; a POST makes a new one."""
    s, staff = current_session(), _me()
    form = FirstCodeForm(formdata=None)
    if form.is_submitted() and not totp.is_on(staff):
        totp.begin(s, staff, _key())
        s.commit()
        return redirect(url_for("clinic.authenticator"), 303)
    return _app_page(form, staff)


@clinic.post("/account/app/confirm")
def confirm_authenticator() -> ResponseReturnValue:
    form, before = FirstCodeForm(), _factors()
    if form.validate() and not before.totp:
        step_up.count_try(_me())
        with shown_on(form):
            totp.confirm(current_session(), _me(), _key(), form.code.data or "")
            step_up.forgive_tries()
            return _added("totp", before)
    return _app_page(form, _me())


@clinic.post("/account/app/remove")
@fresh
def remove_authenticator() -> ResponseReturnValue:
    totp.remove(current_session(), g.staff)
    return _removed("totp", "Codes of the app are asked for no more.")


@clinic.post("/account/recovery-codes")
@fresh
def renew_recovery_codes() -> ResponseReturnValue:
    return _codes("These are your new recovery codes. Those of before work no more.")


def _keep(form: NewPasskeyForm) -> None:
    wanted = challenge.returned("register", form.state.data)
    given = (form.passkey.data or "", wanted, challenge.site(), form.name.data or "")
    passkeys.keep(current_session(), g.staff, *given)


def _added(kind: str, before: factors.Factors) -> ResponseReturnValue:
    """With the first second factor come the codes for the day when it is lost."""
    trail.note("factor.added", g.staff.id, kind=kind)
    if not before.any:
        return _codes("That is set up. From now on a password alone does not sign you in.")
    current_session().commit()
    flash("That is set up.")
    return redirect(url_for("clinic.account"), 303)


def _removed(kind: str, words: str) -> ResponseReturnValue:
    s = current_session()
    trail.note("factor.removed", g.staff.id, kind=kind)
    s.flush()
    if not factors.of(s, _me()).any:
        recovery.forget(s, g.staff)
    s.commit()
    flash(words)
    return redirect(url_for("clinic.account"), 303)


def _codes(words: str) -> ResponseReturnValue:
    codes = recovery.renew(current_session(), g.staff)
    trail.note("recovery-codes.renewed", g.staff.id)
    current_session().commit()
    return render_template("clinic/account/recovery_codes.html", codes=codes, words=words)


def _factors() -> factors.Factors:
    return factors.of(current_session(), _me())


def _me() -> Staff:
    """As the database has it now: this request may have changed it."""
    key = {"clinic_id": g.clinic_id, "id": g.staff.id}
    return current_session().get_one(Staff, key, populate_existing=True)


def _key() -> str:
    return str(current_app.secret_key)


def _app_page(form: FirstCodeForm, staff: Staff) -> ResponseReturnValue:
    uri = totp.address(staff, _key())
    more: dict[str, Any] = {"is_on": totp.is_on(staff)}
    if uri:
        more |= {"qr": qr_svg(uri), "secret": totp.secret_of(uri)}
    return form_page("account/authenticator", form, **more)


def _page(form: NewPasskeyForm) -> ResponseReturnValue:
    s = current_session()
    return form_page(
        "account/account",
        form,
        passkeys=passkeys.of(s, g.staff),
        factors=_factors(),
        recommended=passkeys.RECOMMENDED,
    )
