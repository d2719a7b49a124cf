"""The GAD-7's official translations, letter by letter as the clinical policy records them.

They are no catalogue's to make: US Spanish and French (France). The policy has no official text of
the difficulty question in those, so there it is not asked. The attribution stays as published.
"""

from pwa.decision.questionnaire import GAD7, Questionnaire


def _translated(
    language: str, stem: str, items: tuple[str, ...], options: tuple[str, ...]
) -> Questionnaire:
    return GAD7._replace(
        id=f"gad-7/{language}",
        stem=stem,
        items=tuple(item._replace(text=text) for item, text in zip(GAD7.items, items, strict=True)),
        options=tuple(
            option._replace(text=text) for option, text in zip(GAD7.options, options, strict=True)
        ),
        difficulty=None,
    )


# By the language of the page that shows it.
GAD7_IN = {
    "en": GAD7,
    "es": _translated(
        "es-US",
        stem=(
            "Durante las últimas 2 semanas, ¿qué tan seguido ha tenido molestias debido a los "
            "siguientes problemas?"
        ),
        items=(
            "Se ha sentido nervioso(a), ansioso(a) o con los nervios de punta",
            "No ha sido capaz de parar o controlar su preocupación",
            "Se ha preocupado demasiado por motivos diferentes",
            "Ha tenido dificultad para relajarse",
            "Se ha sentido tan inquieto(a) que no ha podido quedarse quieto(a)",
            "Se ha molestado o irritado fácilmente",
            "Ha tenido miedo de que algo terrible fuera a pasar",
        ),
        options=("Ningún día", "Varios días", "Más de la mitad de los días", "Casi todos los días"),
    ),
    "fr": _translated(
        "fr-FR",
        stem=(
            "Au cours des 2 dernières semaines, selon quelle fréquence avez-vous été gêné(e) par "
            "les problèmes suivants ?"
        ),
        items=(
            "Un sentiment de nervosité, d'anxiété ou de tension",
            "Une incapacité à arrêter de s'inquiéter ou à contrôler ses inquiétudes",
            "Une inquiétude excessive à propos de différentes choses",
            "Des difficultés à se détendre",
            "Une agitation telle qu'il est difficile à tenir en place",
            "Une tendance à être facilement contrarié(e) ou irritable",
            "Un sentiment de peur comme si quelque chose de terrible risquait de se produire",
        ),
        options=(
            "Jamais",
            "Plusieurs jours",
            "Plus de la moitié du temps",
            "Presque tous les jours",
        ),
    ),
}
IDS = tuple(one.id for one in GAD7_IN.values())
