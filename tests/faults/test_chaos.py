import re
from pathlib import Path

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


ROOT = Path(__file__).parent.parent.parent
PUBLISHED = (ROOT / "docs" / "reliability.md").read_text()


def test_what_is_published_names_tests_and_programmes_that_exist():
    tests = set(re.findall(r"`(tests/[\w/]+\.py)", PUBLISHED))
    programmes = set(re.findall(r"python -m chaos ([a-z_]+)", PUBLISHED))
    assert len(tests) > 10
    assert [name for name in sorted(tests) if not (ROOT / name).exists()] == []
    there = [ROOT / "chaos" / f"{name}.py" for name in programmes]
    assert [file for file in there if not file.exists() and not file.with_suffix("").is_dir()] == []


def test_every_figure_has_its_command_day_and_seed():
    rows = re.findall(r"^\| `python -m chaos .+$", PUBLISHED, re.MULTILINE)
    assert len(rows) >= 5
    for line in rows:
        _, command, day, seed, *_ = (part.strip() for part in line.split("|"))
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", day), line[:80]
        assert "--seed" not in command or f"--seed {seed}`" in command, line[:80]
