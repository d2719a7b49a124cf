"""The official texts in other languages, letter by letter."""

import pytest

from pwa.decision import GAD7, GAD7_IN

OFFICIAL = {
    "es": (
        "gad-7/es-US",
        (
            "Durante las últimas 2 semanas, ¿qué tan seguido ha tenido molestias debido a los "
            "siguientes problemas?"
        ),
        (
            "Se ha sentido nervioso(a), ansioso(a) o con los nervios de punta",
            "No ha sido capaz de parar o controlar su preocupación",
            "Se ha preocupado demasiado por motivos diferentes",
            "Ha tenido dificultad para relajarse",
            "Se ha sentido tan inquieto(a) que no ha podido quedarse quieto(a)",
            "Se ha molestado o irritado fácilmente",
            "Ha tenido miedo de que algo terrible fuera a pasar",
        ),
        ("Ningún día", "Varios días", "Más de la mitad de los días", "Casi todos los días"),
    ),
    "fr": (
        "gad-7/fr-FR",
        (
            "Au cours des 2 dernières semaines, selon quelle fréquence avez-vous été gêné(e) par "
            "les problèmes suivants ?"
        ),
        (
            "Un sentiment de nervosité, d'anxiété ou de tension",
            "Une incapacité à arrêter de s'inquiéter ou à contrôler ses inquiétudes",
            "Une inquiétude excessive à propos de différentes choses",
            "Des difficultés à se détendre",
            "Une agitation telle qu'il est difficile à tenir en place",
            "Une tendance à être facilement contrarié(e) ou irritable",
            "Un sentiment de peur comme si quelque chose de terrible risquait de se produire",
        ),
        ("Jamais", "Plusieurs jours", "Plus de la moitié du temps", "Presque tous les jours"),
    ),
}


@pytest.mark.parametrize("language", OFFICIAL)
def test_it_is_the_official_text(language):
    gad7 = GAD7_IN[language]
    items, options = zip(*gad7.items, strict=True), zip(*gad7.options, strict=True)
    texts = (gad7.id, gad7.stem, list(items)[1], list(options)[1])
    assert texts == OFFICIAL[language]


@pytest.mark.parametrize("language", OFFICIAL)
def test_it_is_the_same_instrument_otherwise(language):
    gad7 = GAD7_IN[language]
    assert [(i.id, i.loinc) for i in gad7.items] == [(i.id, i.loinc) for i in GAD7.items]
    assert [o[::2] for o in gad7.options] == [o[::2] for o in GAD7.options]
    assert (gad7.bands, gad7.attribution) == (GAD7.bands, GAD7.attribution)


@pytest.mark.parametrize("language", OFFICIAL)
def test_what_has_no_official_text_is_not_asked(language):
    assert GAD7_IN[language].difficulty is None


def test_the_official_texts_are_those_and_english():
    assert set(GAD7_IN) == {"en", *OFFICIAL}
    assert GAD7_IN["en"] is GAD7
