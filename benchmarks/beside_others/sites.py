"""The same seven questions, each time by another engine, set up as its makers say and as small."""

import json
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import brotli

from pwa.decision import GAD7
from scripts.packages import opened

CHOICES = [(option.value, option.text) for option in GAD7.options]
ITEMS = [(item.id, item.text) for item in GAD7.items]


class Site(NamedTuple):
    """Where it is, and how a finger finds its way. The last four are expressions of JavaScript.

    `ready`: an answer can be given; `answer`: the element to tap for an answer to question `n`;
    `onward`: the one to tap to go on, if any; `shows`: what has changed when that is done.
    """

    name: str
    path: str
    ready: str
    answer: str
    onward: str
    shows: str


OURS = Site(
    "Booster Check",
    "/app/check-in",
    # Seen, and with a way on: by its link before the scripts are there, by the button from then on.
    "[...document.querySelectorAll('#q1 .go, #continue')].some((one) => one.checkVisibility())",
    "document.querySelector('fieldset:not([hidden]) label.row')",
    "document.querySelector('#continue')",
    "document.querySelector('[data-step]:not([hidden])').id",
)
BARE = Site(
    "bare static page",
    "/others/bare/",
    "document.querySelector('#continue')",
    "document.querySelectorAll('fieldset')[n].querySelector('label')",
    "null",
    "document.querySelectorAll(':checked').length",
)
OTHERS = (
    Site(
        "SurveyJS",
        "/others/surveyjs/",
        "document.querySelector('.sd-item input')",
        "document.querySelector('.sd-item label')",
        "document.querySelector('.sd-navigation__next-btn')",
        "document.querySelector('.sd-question__title')?.textContent",
    ),
    Site(
        "LHC-Forms",
        "/others/lforms/",
        "document.querySelector('#root input')",
        "document.querySelectorAll('#root [role=radiogroup]')[n].querySelector('label')",
        "null",
        "document.querySelectorAll('#root .ant-radio-checked').length",
    ),
    Site(
        "Formbricks",
        "/others/formbricks/",
        "document.querySelector('#root label input')",
        "document.querySelector('#root label:has(input)')",
        "document.querySelector('#root button[type=submit]')",
        "document.querySelector('#root label[for]:not(:has(input))')?.textContent",
    ),
)
SITES = (BARE, OURS, *OTHERS)


def bare(_folder: Path) -> tuple[str, list[Path]]:
    """HTML and three lines of style: what no engine can be faster than."""
    fields = "\n".join(
        f"<fieldset><legend>{escape(text)}</legend>"
        + "".join(
            f'<label><input type="radio" name="{item}" value="{value}">{escape(words)}</label>'
            for value, words in CHOICES
        )
        + "</fieldset>"
        for item, text in ITEMS
    )
    form = f'<form method="post"><p>{escape(GAD7.stem)}</p>\n{fields}\n'
    style = "<style>body{font:112.5%/1.5 system-ui}label{display:block;padding:.75rem}</style>"
    button = '<button id="continue">Continue</button></form>'
    return page(style, f"{form}{button}<p>{escape(GAD7.attribution)}</p>"), []


def surveyjs(folder: Path) -> tuple[str, list[Path]]:
    core, ui = opened("survey-core@2.5.38", folder), opened("survey-js-ui@2.5.38", folder)
    elements = [
        {"type": "radiogroup", "name": item, "title": text, "description": GAD7.stem}
        | {"choices": [{"value": value, "text": words} for value, words in CHOICES]}
        for item, text in ITEMS
    ]
    survey = {"questionsOnPageMode": "questionPerPage", "elements": elements}
    head = '<link rel="stylesheet" href="survey-core.fontless.min.css">'
    scripts = (
        '<script src="survey.core.min.js"></script><script src="survey-js-ui.min.js"></script>'
    )
    start = f"new Survey.Model({json.dumps(survey)}).render(document.getElementById('root'))"
    files = [core / "survey-core.fontless.min.css", core / "survey.core.min.js"]
    return page(head, root(scripts, start)), [*files, ui / "survey-js-ui.min.js"]


def lforms(folder: Path) -> tuple[str, list[Path]]:
    built = opened("lforms@40.1.3", folder) / "dist/lforms/webcomponent"
    names = ("assets/lib/zone.min.js", "lhc-forms.js")
    items = [
        {"linkId": item, "question": text, "dataType": "CNE", "answerCardinality": {"max": "1"}}
        | {"displayControl": {"answerLayout": {"type": "RADIO_CHECKBOX", "columns": "1"}}}
        | {"answers": [{"code": str(value), "text": words} for value, words in CHOICES]}
        for item, text in ITEMS
    ]
    form = {"name": GAD7.stem, "items": items}
    head = '<link rel="stylesheet" href="styles.css">'
    scripts = "".join(f'<script src="{Path(name).name}"></script>' for name in names)
    start = f"LForms.Util.addFormToPage({json.dumps(form)}, 'root')"
    return page(head, root(scripts, start)), [
        built / "styles.css",
        *(built / name for name in names),
    ]


def formbricks(folder: Path) -> tuple[str, list[Path]]:
    built = opened("@formbricks/surveys@1.99.0", folder) / "dist/index.umd.js"
    questions = [
        {"id": item, "type": "multipleChoiceSingle", "required": True, "shuffleOption": "none"}
        | {"headline": text, "subheader": GAD7.stem}
        | {"choices": [{"id": f"{item}-{v}", "label": w} for v, w in CHOICES]}
        for item, text in ITEMS
    ]
    survey = {"id": "gad7", "type": "link", "name": "", "questions": questions, "languages": []}
    off = {"enabled": False}
    survey |= {"welcomeCard": off, "thankYouCard": off, "hiddenFields": off, "styling": None}
    shown: dict[str, Any] = {"survey": survey, "containerId": "root", "brandColor": "#0a5c5b"}
    shown |= {"isBrandingEnabled": False, "languageCode": "default", "styling": {}}
    start = f"globalThis['formbricks-surveys'].renderSurveyInline({json.dumps(shown)})"
    return page("", root('<script src="index.umd.js"></script>', start)), [built]


Build = Callable[[Path], tuple[str, list[Path]]]
BUILDS: dict[str, Build] = {
    "bare": bare,
    "surveyjs": surveyjs,
    "lforms": lforms,
    "formbricks": formbricks,
}


def prepare(folder: Path) -> None:
    """Write every site's files, compressed once for all."""
    for name, build in BUILDS.items():
        (folder / name).mkdir()
        html, files = build(folder)
        for file in files:
            put(folder / name / file.name, file.read_bytes())
        put(folder / name / "index.html", html.encode())


def put(path: Path, body: bytes) -> None:
    path.write_bytes(brotli.compress(body, quality=11))


def root(scripts: str, start: str) -> str:
    return f'<div id="root"></div>{scripts}<script>{start}</script>'


def page(head: str, body: str) -> str:
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Check-in</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{head}</head>'
        f"<body>{body}</body></html>"
    )
