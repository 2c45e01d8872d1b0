"""The archive for an office without network: it installs and serves where there is no network at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.system, pytest.mark.bundle]
ROOT = Path(__file__).parents[2]
PYTHON = str(Path(sys.base_prefix) / "bin" / "python3")
"""The machine's own Python, which has pip; the one of the tests has none."""
SERVES = """
set -eu
ip link set lo up
! ip route get 192.0.2.1 2>/dev/null
"$1/install.sh" --prefix "$2"
export DONDOC_DATA="$2/data" DONDOC_PORT=0
"$2/venv/bin/dondoc" up >"$2/out" &
up=$!
for _ in $(seq 90); do grep -q ready "$2/out" && break; kill -0 $up; sleep 1; done
"$2/venv/bin/python" - "$(sed 's/^ready //' "$2/out")" <<'PY'
import sys, urllib.request
for path in ("/api/health", "/api/openapi.json"):
    print(path, urllib.request.urlopen(sys.argv[1] + path).status)
PY
"$2/venv/bin/dondoc" import --kind units "$3"
kill $up
wait $up
"""


def test_it_installs_and_serves_in_an_empty_network_namespace(tmp_path: Path) -> None:
    made = subprocess.run(
        [str(ROOT / "deploy" / "bundle.sh"), PYTHON, str(tmp_path)], capture_output=True, text=True, check=True
    )
    archive = Path(made.stdout.strip())
    subprocess.run(["tar", "-xzf", archive, "-C", tmp_path], check=True)
    unpacked = tmp_path / archive.name.removesuffix(".tar.gz")
    units = ROOT / "samples" / "phuong-2026" / "units.yaml"
    alone = ["unshare", "--net", "bash", "-c", SERVES, "-", str(unpacked), str(tmp_path / "opt"), str(units)]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("DONDOC_")}
    told = subprocess.run(alone, capture_output=True, text=True, check=False, env={**clean, "PYTHON": PYTHON})
    assert told.returncode == 0, told.stdout + told.stderr
    assert "/api/health 200" in told.stdout
    assert "Đã nhận" in told.stdout


def test_a_bundle_that_was_spoilt_on_its_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "dondoc-0.whl").write_text("x")
    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64}  wheels/dondoc-0.whl\n")
    (tmp_path / "install.sh").write_bytes((ROOT / "deploy" / "install.sh").read_bytes())
    told = subprocess.run(
        ["bash", tmp_path / "install.sh", "--prefix", tmp_path / "opt"], capture_output=True, text=True, check=False
    )
    assert (told.returncode, "bị hỏng" in told.stderr) == (1, True)
    assert not (tmp_path / "opt").exists()
