"""Programs that others wrote get their token here, and read everything page by page."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from itertools import chain
from uuid import UUID

import pytest
from fhir.resources.R4B import get_fhir_model_class
from fhirclient.client import FHIRClient
from fhirclient.models.fhirsearch import FHIRSearch
from fhirclient.server import FHIRNotFoundException, FHIRUnauthorizedException
from sqlmodel import Session

from pwa.interop.fhir.element import Base
from pwa.interop.fhir.kinds import KINDS
from pwa.store.db import Database
from tests.browser.server import Server
from tests.interop import sent
from tests.interop.program import Program, program_of, registered
from tests.interop.test_fhir_schema import faults, schema  # noqa: F401
from tests.items import SEVERE


@pytest.fixture(scope="module")
def server(spring, kind_of_run, tmp_path_factory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("clients")
    with Server(folder / "server", DATABASE_URL=kind_of_run.copied(spring, folder)) as running:
        yield running


@pytest.fixture
def oak(server, cast) -> Iterator[Session]:
    database = Database(server.env["DATABASE_URL"])
    with database.session(clinic_id=cast.oak) as s:
        yield s
    database.engine.dispose()


@pytest.fixture
def smart(server, oak, cast, make_app) -> FHIRClient:
    """SMART's own client: it learns at /metadata where tokens are given, and asks for one."""
    client = registered(oak, cast.oak, cast.nora)
    oak.commit()
    signed = Program(make_app(), client).assertion(aud=f"{server.url}/oauth/token")
    settings = {"app_id": client.id, "api_base": f"{server.url}/fhir", "jwt_token": signed}
    made = FHIRClient(settings | {"scope": "system/*.crs", "patient_id": "nobody"})
    made.prepare()
    made.server.authorize()
    return made


def model(kind: str):
    return getattr(import_module(f"fhirclient.models.{kind.lower()}"), kind)


def test_fhirclient_reads_everything_page_by_page(smart, oak, cast):
    for kind in KINDS:
        rows = {one["id"] for one in kind.all(oak, cast.oak, Base("")) if one}
        oak.rollback()
        search = FHIRSearch(model(kind.name), struct={"_count": "2"})
        pages = list(search.perform_iter(smart.server))
        found = [entry.resource for entry in chain(*(page.entry for page in pages))]
        assert len(pages) == -(-len(rows) // 2)
        assert {one.id for one in found} == rows
        assert model(kind.name).read(found[0].id, smart.server).as_json() == found[0].as_json()
    assert smart.server.capabilityStatement.fhirVersion == "4.0.1"
    with pytest.raises(FHIRNotFoundException):
        model("Patient").read(cast.ben, smart.server)
    smart.server.auth.access_token = None
    with pytest.raises(FHIRUnauthorizedException):
        model("Patient").read(cast.ana, smart.server)


def test_fhirclient_writes_a_check_in_once(smart, server, cast):
    yesterday = (datetime.now(UTC).date() - timedelta(days=1)).isoformat()
    ours = f"{server.url}/fhir/Questionnaire/gad-7"
    said = sent.response(cast.ana, authored=yesterday, questionnaire=ours)
    made, again = (model("QuestionnaireResponse")(said).create(smart.server) for _ in range(2))
    assert made == again
    get_fhir_model_class("QuestionnaireResponse").model_validate(made)
    treated = sent.procedure(cast.ana, yesterday, code={"text": "Booster"})
    treated = model("Procedure")(treated).create(smart.server)
    get_fhir_model_class("Procedure").model_validate(treated)
    found = model("Observation").read(made["id"], smart.server)
    assert found.valueQuantity.value == sum(SEVERE)


def test_what_is_around_the_resources_is_fhir_too(program, schema):  # noqa: F811
    bundle = program.get("/fhir/Observation?_count=2").json
    refused = program.get("/fhir/Task?_count=0").json
    # The schema is of 4.0.0, of which 4.0.1 is a correction of words.
    said = program.get("/fhir/metadata").json | {"fhirVersion": "4.0.0"}
    for one in (bundle, refused, said):
        get_fhir_model_class(one["resourceType"]).model_validate(one)
    # Of each resource the schema is asked elsewhere; here it would try all kinds for each.
    for entry in bundle["entry"]:
        del entry["resource"]
    assert [faults(schema, one) for one in (bundle, refused, said)] == [[], [], []]


@pytest.mark.parametrize(
    ("system", "value"), [(sent.MRN, "4711"), ("urn:ietf:rfc:3986", f"urn:uuid:{UUID(int=4711)}")]
)
def test_what_a_system_has_sent_is_found_by_its_own_name(program, app, cast, system, value):
    named = {"system": system, "value": value}
    response = sent.response(cast.ana, identifier=named)
    procedure = sent.procedure(cast.ana, "2026-04-0" + value[-1], identifier=[named])
    other = program_of(app, cast).signs_in()
    for said in (response, procedure):
        path = f"/fhir/{said['resourceType']}"
        made = program.post(path, json=said).json
        query = {"identifier": f"{system}|{value}"}
        (found,) = program.get(path, query_string=query).json["entry"]
        assert found["resource"] == made
        # It is that system's name, and another one may use it for something else.
        assert "entry" not in other.get(path, query_string=query).json
