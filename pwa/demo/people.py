"""The made-up people, as what happened to them how many days ago."""

from typing import NamedTuple

CLINIC = "Harbour Clinic"
CLINIC_PHONE = "+1 555 010 0142"
STAFF_EMAIL = "demo@harbour.example"
STAFF_NAME = "Dana Reyes"
STAFF_PASSWORD = "try the clinic side"  # noqa: S105  it is shown to everyone
COUNTRY = "US"

# Six sessions in three weeks, counted back from the last one.
SIX_SESSIONS = (18, 14, 11, 7, 4, 0)


class Person(NamedTuple):
    """Days count back from today. `scores` are check-ins, `reports` what was ticked in them."""

    reference: str
    name: str
    enrolled: int
    inductions: tuple[int, ...] = ()
    boosters: tuple[int, ...] = ()
    scores: tuple[tuple[int, int], ...] = ()
    reports: tuple[tuple[int, str], ...] = ()
    contacts: tuple[tuple[int, str, str], ...] = ()
    told: int | None = None
    visit_in: int | None = None


class Door(NamedTuple):
    """A person whom a visitor can be."""

    slug: str
    reference: str
    title: str
    words: str


DOORS = (
    Door(
        "newly-enrolled",
        "H-101",
        "Newly enrolled",
        "Maya joined today. She has had no treatment and no check-in yet.",
    ),
    Door(
        "doing-well",
        "H-102",
        "Doing well",
        "Leo had a booster three weeks ago. His scores have stayed low since.",
    ),
    Door(
        "symptoms-back",
        "H-103",
        "Symptoms coming back",
        "Iris had her last treatment nine weeks ago. Her last two scores went up.",
    ),
    Door(
        "in-induction",
        "H-104",
        "In induction",
        "Sam has had three of six first sessions.",
    ),
)


def _six(last: int) -> tuple[int, ...]:
    return tuple(last + day for day in SIX_SESSIONS)


PEOPLE = (
    Person("H-101", "Maya Fields", enrolled=0),
    Person(
        "H-102",
        "Leo Marsh",
        enrolled=120,
        inductions=_six(91),
        boosters=(55, 21),
        scores=(
            *((110, 14), (103, 13), (96, 8), (88, 6), (81, 5), (74, 4), (67, 5), (60, 7)),
            *((53, 5), (46, 4), (39, 3), (32, 4), (25, 5), (20, 4), (13, 3), (6, 4)),
        ),
        contacts=((57, "reached", "Talked about the next visit."),),
    ),
    Person(
        "H-103",
        "Iris Vale",
        enrolled=110,
        inductions=_six(63),
        scores=(
            *((85, 16), (78, 14), (71, 9), (64, 7), (57, 5), (50, 4), (43, 4), (36, 5)),
            *((29, 4), (22, 5), (15, 6), (8, 10), (1, 11)),
        ),
    ),
    Person(
        "H-104",
        "Sam Rivers",
        enrolled=16,
        inductions=(9, 6, 2),
        scores=((13, 15), (5, 13), (1, 11)),
        visit_in=2,
    ),
    Person(
        "H-105",
        "Nadia Brook",
        enrolled=100,
        inductions=_six(70),
        scores=((92, 15), (72, 8), (55, 5), (48, 4), (41, 4), (34, 5), (13, 5), (6, 6), (0, 13)),
    ),
    Person(
        "H-106",
        "Theo Lund",
        enrolled=90,
        inductions=_six(40),
        boosters=(10,),
        scores=((60, 17), (42, 9), (26, 7), (19, 6), (12, 7), (2, 5)),
        reports=((2, "urine-pain"),),
    ),
    Person(
        "H-107",
        "Grace Okoye",
        enrolled=80,
        inductions=_six(44),
        scores=((64, 15), (46, 13), (30, 13), (23, 12), (16, 13), (9, 12), (2, 12)),
    ),
    Person(
        "H-108",
        "Viktor Hale",
        enrolled=150,
        inductions=_six(118),
        boosters=(33,),
        scores=((138, 14), (100, 8), (60, 7), (47, 9), (40, 11), (26, 10)),
    ),
    Person(
        "H-109",
        "Rosa Lind",
        enrolled=130,
        inductions=_six(75),
        scores=((95, 16), (76, 8), (60, 4), (52, 5), (45, 5), (38, 4), (17, 10), (10, 12), (3, 11)),
        contacts=(
            (9, "no-answer", ""),
            (8, "reached", "Will come in on Thursday of next week."),
        ),
        visit_in=5,
    ),
    Person(
        "H-110",
        "Jonas Adler",
        enrolled=95,
        inductions=_six(50),
        scores=((70, 13), (51, 7), (35, 4), (28, 5), (21, 4), (14, 5), (7, 5), (0, 9)),
    ),
    Person(
        "H-111",
        "Petra Novak",
        enrolled=105,
        inductions=_six(60),
        scores=((80, 18), (61, 9), (45, 6), (38, 5), (31, 6), (24, 5), (10, 6), (3, 5)),
        reports=((3, "hard-to-wait"),),
        told=17,
    ),
    Person(
        "H-112",
        "Ali Haddad",
        enrolled=200,
        inductions=_six(170),
        boosters=(130, 95, 70),
        scores=(
            *((190, 17), (172, 8), (156, 5), (149, 5), (142, 9), (135, 11)),
            *((126, 6), (116, 4), (109, 5), (102, 9), (97, 11)),
            *((90, 5), (81, 4), (78, 9), (72, 12)),
            *((63, 6), (56, 5), (50, 4), (43, 5), (36, 4), (29, 5), (22, 5), (15, 4), (4, 5)),
        ),
        contacts=((96, "patient-called", ""), (71, "reached", "Booked for tomorrow.")),
    ),
    Person(
        "H-113",
        "Cora Finch",
        enrolled=115,
        inductions=_six(85),
        boosters=(38,),
        scores=((105, 18), (87, 10), (70, 8), (53, 7), (45, 9), (24, 6), (17, 7), (10, 7), (1, 14)),
        reports=((1, "unsafe"),),
    ),
)
