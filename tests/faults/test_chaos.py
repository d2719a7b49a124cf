from chaos.__main__ import row
from chaos.harness import Figures


def test_a_row_of_the_table_has_command_day_seed_and_figures():
    figures = Figures({"answers": 12000, "slowest": "1.5 s"}, [])
    line = row("kill", "long", 7, figures, 61.2)
    assert line.startswith("| `python -m chaos kill --size long --seed 7` | 20")
    assert line.endswith("| 7 | 12,000 answers, slowest 1.5 s, 0 faults, in 61 s |")


def test_what_does_not_hold_is_a_fault():
    figures = Figures()
    figures.expect([], "nothing came")
    figures.expect([1], "one came")
    assert figures.faults == ["nothing came"]
