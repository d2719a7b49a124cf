"""What the pages ask, in the language of the one who reads them."""

from typing import Any

from pwa.decision import GAD7, GAD7_IN, REPORTS
from pwa.web.language import current_language


def questions() -> dict[str, Any]:
    """The questionnaire in its official words, the list of side effects, the bands' names."""
    language = current_language()
    gad7 = GAD7_IN.get(language.code, GAD7)
    return {
        "gad7": gad7,
        "bands": [(language.gettext(band.name), band.low, band.high) for band in gad7.bands],
        "reports": [
            report._replace(words=language.gettext(report.words)) for report in REPORTS.values()
        ],
    }
