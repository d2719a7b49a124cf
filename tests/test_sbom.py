"""The bill of materials lists what is locked for a running app, and nothing else."""

import json
import re
import subprocess
import sys
from pathlib import Path

import dev

ROOT = Path(__file__).parent.parent
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)


def test_it_lists_what_is_locked(tmp_path):
    file = tmp_path / "sbom.cdx.json"
    program = Path(sys.executable).with_name(dev.SBOM[0])
    subprocess.run(
        [program, *dev.SBOM[1:], "-o", file, dev.LOCKS["run"]],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=240,
    )
    listed = json.loads(file.read_text())
    assert listed["bomFormat"] == "CycloneDX"
    assert listed["metadata"]["component"]["name"] == "booster-check"
    found = [(one["name"], one["version"]) for one in listed["components"]]
    assert sorted(found) == sorted(PIN.findall(dev.LOCKS["run"].read_text()))
    for one in listed["components"]:
        assert one["purl"] == f"pkg:pypi/{one['name']}@{one['version']}"
        assert one["externalReferences"][0]["hashes"]
