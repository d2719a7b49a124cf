"""The browser killed (-9) in the middle of a check-in, at Finish and while it sends."""

import random

from chaos.harness import Figures, Size
from chaos.patient import Patient, World, world

KILLS: dict[Size, int] = {"short": 20, "long": 200}
IN_FORM, AT_ONCE = 0.6, 0.5  # how often in the form, and of those how often before it is on disk
# How a check-in ends, if it is not cut short before; what the network does to it.
ENDS = {
    "at Finish": "none",
    "saved, no way out": "dropped before",
    "received": "none",
    "sent, no answer": "stalled after",
}


def run(size: Size, seed: int) -> Figures:
    """One phone, killed so many times."""
    figures = Figures()
    with world() as where:
        on(where, KILLS[size], seed, figures)
        where.watch.check()
    return figures


def on(where: World, kills: int, seed: int, figures: Figures) -> None:
    """This phone, which may be a mutant; a fault ends it."""
    chance, patient = random.Random(seed), Patient(where, figures, seed)
    for _ in range(kills):
        moment = _until(patient, chance)
        if figures.faults:
            return
        where.phone.kill()
        figures.count("browsers killed")
        figures.count(f"of them {moment}")
        where.network.choose = lambda _asked: "none"
        where.phone.open()
    patient.ends()


def _until(patient: Patient, chance: random.Random) -> str:
    """Go on with the check-in up to some moment. Gives which."""
    patient.look()
    if patient.left and chance.random() < IN_FORM:
        patient.answer(chance.randint(1, 4))
        if chance.random() < AT_ONCE:
            return "in the form, at once"
        patient.keeps()
        return "in the form"
    end = chance.choice(list(ENDS))
    patient.world.network.choose = lambda asked: ENDS[end] if asked.method == "PUT" else "none"
    patient.finish()
    if end != "at Finish":
        patient.reads_result()
    return end
