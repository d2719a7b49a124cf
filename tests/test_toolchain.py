"""The two commands: what they install is pinned, what they say is true."""

import importlib.util
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def pins(lock: Path) -> dict[str, str]:
    """Name to what follows it, up to the next name: version, markers and hashes."""
    text = lock.read_text().replace("\\\n", " ")
    return {line.partition("==")[0]: line for line in text.splitlines() if line.strip()}


def dev(*words, folder=ROOT, **env):
    return subprocess.run(
        [sys.executable, "dev.py", *words],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin"} | env,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_it_pins_every_package_with_hashes_for_every_platform(lock):
    for name, line in pins(lock).items():
        assert re.match(r"[a-z0-9-]+==\S+ ", line), line[:80]
        assert len(re.findall(r"--hash=sha256:[0-9a-f]{64}", line)) >= 1, name


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_it_names_no_place_to_fetch_from(lock):
    assert not re.search(r"https?:|file:|--(extra-)?index|--find-links|^-[ief]|/", lock.read_text())


def test_it_tests_with_the_versions_that_run():
    run, test = (pins(ROOT / "requirements" / f"{name}.txt") for name in ("run", "test"))
    assert run.items() <= test.items()


def test_it_locks_every_package_that_the_project_names():
    run = pins(ROOT / "requirements" / "run.txt")
    for wanted in PROJECT["project"]["dependencies"]:
        assert re.match(r"[a-z0-9-]+", wanted)[0] in run


def test_it_has_the_version_of_the_newest_changes():
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)[1]
    assert PROJECT["project"]["version"] == newest


def test_it_lists_every_target_with_a_line():
    listed = dev("help").stdout
    targets = re.search(r"^\.PHONY: (.*)", (ROOT / "Makefile").read_text(), re.MULTILINE)[1].split()
    assert [line.split()[1] for line in listed.splitlines()] == targets
    assert all(len(line.split()) > 4 for line in listed.splitlines())


def test_it_names_an_unknown_target():
    refused = dev("fly")
    assert refused.returncode == 1
    assert "'fly'" in refused.stderr


def copy_of_the_door(folder: Path) -> Path:
    """dev.py with what it reads, and a .venv that counts as installed."""
    for name in ("dev.py", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)
    shutil.copytree(ROOT / "requirements", folder / "requirements")
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / ".venv" / "bin" / "python").symlink_to(sys.executable)
    loaded = load(folder)
    loaded._stamp("run").write_text(loaded._state("run"))
    return folder


def load(folder: Path):
    spec = importlib.util.spec_from_file_location("dev", folder / "dev.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_installs_nothing_the_second_time(tmp_path):
    copy_of_the_door(tmp_path)
    again = dev("setup", folder=tmp_path)
    assert (again.returncode, "Installing" in again.stdout) == (0, False)


@pytest.mark.parametrize("changed", ["pyproject.toml", "requirements/run.txt"])
def test_it_installs_again_after_a_change(tmp_path, changed):
    folder = copy_of_the_door(tmp_path)
    with (folder / changed).open("a") as edited:
        edited.write("\n# changed\n")
    assert not load(folder)._is_done("run")


def test_it_keeps_the_key_for_its_owner_only(tmp_path):
    loaded = load(copy_of_the_door(tmp_path))
    loaded.INSTANCE.mkdir()
    first = loaded._secret_key()
    assert first == loaded._secret_key()
    assert len(first) == 64
    assert (tmp_path / "instance" / "secret-key").stat().st_mode & 0o777 == 0o600


def test_it_says_when_the_port_is_taken(tmp_path):
    copy_of_the_door(tmp_path)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        refused = dev("run", folder=tmp_path, PORT=port)
    assert refused.returncode == 1
    assert f"Port {port} can't be used" in refused.stderr
    assert "PORT=" in refused.stderr


def test_it_fails_when_a_browser_can_not_be_installed(tmp_path, monkeypatch):
    loaded = load(copy_of_the_door(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit, match="chromium"):
        loaded.install_debian_packages()
