"""The first page: what this is, for whom, and where to go."""

from flask import Blueprint, Response, make_response, render_template, request

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def home() -> Response:
    page = make_response(render_template("web/home.html"))
    page.headers["Cache-Control"] = "no-cache"
    page.add_etag()
    page.make_conditional(request)
    return page


@blueprint.get("/favicon.ico")
def favicon() -> Response:
    # Browsers ask for it whatever a page says.
    return Response(status=204, headers={"Cache-Control": "public, max-age=86400"})
