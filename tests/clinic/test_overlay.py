"""Days since treatment on a patient's page: courses over each other, censored ones marked."""

from justhtml import JustHTML

from tests.clinic.story import ago


def boosted(ana, *lasts, gap=60):
    """A booster every `gap` days; scores rise from the given day on, or not at all."""
    ana.checked_in(ago(len(lasts) * gap + 5), 16)
    for number, until in enumerate(lasts):
        start = (len(lasts) - number) * gap
        ana.treated(ago(start), "booster")
        for week in range(7, gap - 3, 7):
            ana.checked_in(ago(start - week), 9 if until and week >= until else 4)


def section(nora, cast):
    response = nora.get(f"/clinic/patients/{cast.ana}")
    page = JustHTML(response.text, sanitize=False)
    return page, " ".join(page.to_text().split()).partition("How long it lasts")[2]


def test_there_is_none_before_a_treatment(nora, cast):
    assert section(nora, cast)[1] == ""


def test_it_names_the_range_from_three_returns_on(nora, ana, cast):
    boosted(ana, 28, 35, 42)
    page, text = section(nora, cast)
    assert "The effect has lasted 28 to 42 days (median 35) over 3 courses" in text
    assert len(page.query("polyline.totals.earlier")) == 2
    assert len(page.query("circle.returned")) == 3
    assert len(page.query("rect.window")) == 1


def test_it_names_none_before(nora, ana, cast):
    boosted(ana, 28, None, 42)
    page, text = section(nora, cast)
    assert "A usual time is shown from three courses on" in text
    assert "none before the next course, after 60 days (censored)" in text
    assert page.query("rect.window") == []


def test_the_table_has_each_course(nora, ana, cast):
    boosted(ana, 28, None)
    _, text = section(nora, cast)
    assert "Booster 1 none so far" in text
    assert "Booster 1 28 days" in text
