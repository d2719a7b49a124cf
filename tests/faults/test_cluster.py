"""The cluster itself needs root and minutes: `python -m chaos cluster`. Here, what it stands on."""

import os
import re
from pathlib import Path

from chaos.cluster_machines import writes
from chaos.cluster_settings import GIVES_UP, Member, patroni

SCALE = (Path(__file__).parent.parent.parent / "docs" / "scale.md").read_text()


def test_it_is_tried_with_the_settings_that_the_docs_ask_for():
    told = patroni(Member("db1", "127.0.0.11", Path("/nowhere")), synchronous=True)
    shared = told["bootstrap"]["dcs"]
    for name in ("synchronous_mode", "synchronous_mode_strict"):
        assert f"`{name}: true`" in SCALE
        assert shared[name] is True
    for name in ("use_pg_rewind", "remove_data_directory_on_rewind_failure"):
        assert f"`{name}" in SCALE
        assert shared["postgresql"][name] is True


def test_the_docs_name_how_soon_linux_gives_up():
    named = re.findall(r"`(?:net\.ipv4\.)?(tcp_\w+)=(\d+)`", SCALE)
    assert {name: int(value) for name, value in named} == GIVES_UP


def test_it_sees_when_a_process_writes_in_a_folder(tmp_path):
    file = tmp_path / "data"
    with file.open("w"):
        assert writes(os.getpid(), tmp_path)
        assert not writes(os.getpid(), tmp_path / "elsewhere")
    with file.open():
        assert not writes(os.getpid(), tmp_path)
