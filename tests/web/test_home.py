"""The first page says what this is and is not."""


def test_it_says_what_it_is_for_and_what_not(client):
    page = client.get("/").text
    assert "does not diagnose" in page
    assert "not for emergencies" in page
    assert 'href="/app"' in page
    assert 'href="/clinic/"' in page


def test_it_is_not_sent_again_when_it_is_the_same(client):
    tag = client.get("/").headers["ETag"]
    assert client.get("/", headers={"If-None-Match": tag}).status_code == 304


def test_it_says_on_every_page_that_it_is_a_demo(make_app):
    demo, real = make_app(demo=True).test_client(), make_app().test_client()
    for path in ("/", "/no-such-page"):
        assert "Demo:" in demo.get(path).text
        assert "Demo:" not in real.get(path).text


def test_it_speaks_the_browsers_language(client):
    page = client.get("/", headers={"Accept-Language": "fr-FR,fr;q=0.9"})
    assert '<html lang="fr">' in page.text
    assert "Pour les patients" in page.text
    assert "Accept-Language" in page.headers["Vary"]
