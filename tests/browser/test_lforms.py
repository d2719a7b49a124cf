"""LHC-Forms, which others wrote, shows our Questionnaire and adds it up as we do."""

from itertools import product

import pytest
from playwright.sync_api import expect

from dev import NPM
from pwa.decision import GAD7
from pwa.interop.fhir.element import Base
from pwa.interop.fhir.questionnaire import questionnaire, total_expression
from tests.browser.watch import PATIENCE

FILES = NPM / "lforms@40.1.3" / "dist" / "lforms"
SCRIPTS = (
    *("webcomponent/assets/lib/zone.min.js", "webcomponent/lhc-forms.js"),
    "fhir/R4/lformsFHIR.min.js",
)
PAGE = '<!doctype html><meta charset="utf-8"><title>Form</title><div id="form"></div>' + "".join(
    f'<script src="{name}"></script>' for name in SCRIPTS
)
ADD_UP = """([expression, codes, sheets]) => {
  const { compile } = LForms.FHIR.R4.fhirpath
  const total = compile(expression, LForms.FHIR.R4.fhirpathModel)
  const answer = code => code ? [{ valueCoding: { system: "http://loinc.org", code } }] : undefined
  return sheets.map(sheet => {
    const item = sheet.map((n, at) => ({ linkId: `q${at + 1}`, answer: answer(codes[n]) }))
    const resource = { resourceType: "QuestionnaireResponse", item }
    return total(resource, { resource })
  })
}"""
CODES = [option.loinc for option in GAD7.options]


@pytest.fixture
def lforms(browser):
    """A page with LHC-Forms in it, which nobody serves."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.route("**/*", answer)
    page.goto("http://forms.example/")
    yield page
    context.close()


def answer(route):
    name = route.request.url.split("/", 3)[3]
    if not name:
        route.fulfill(body=PAGE, content_type="text/html")
    elif (FILES / name).is_file():
        route.fulfill(path=FILES / name)
    else:
        route.fulfill(status=404)


def totals(page, sheets):
    return page.evaluate(ADD_UP, [total_expression(), CODES, list(sheets)])


def test_its_total_is_ours_for_every_full_sheet(lforms):
    sheets = list(product(range(4), repeat=7))
    assert len(sheets) == 16_384
    assert totals(lforms, sheets) == [[sum(sheet)] for sheet in sheets]


def test_it_gives_no_total_where_an_answer_is_missing(lforms):
    full = [[0] * 7, [3] * 7, [3, 2, 1, 0, 1, 2, 3]]
    sheets = [[*sheet[:at], None, *sheet[at + 1 :]] for sheet in full for at in range(7)]
    assert totals(lforms, [*sheets, [None] * 7]) == [[]] * 22


def test_somebody_fills_it_in(lforms):
    form = questionnaire(Base("https://check.oak.example/fhir"))
    lforms.evaluate("form => LForms.Util.addFormToPage(form, 'form', { fhirVersion: 'R4' })", form)
    total = lforms.get_by_label("Total, 0 to 21")
    for n, item in enumerate(GAD7.items):
        question = lforms.get_by_role("radiogroup", name=item.text)
        expect(total).to_have_value("")
        question.get_by_text(GAD7.options[n % 4].text, exact=True).click()
    expect(total).to_have_value("9")
