#!/usr/bin/env bash
# Pack everything an office without network needs into one archive: wheels by hash, installer, service units, papers.
set -euo pipefail
cd "$(dirname "$0")/.."
python="${1:?usage: deploy/bundle.sh PYTHON [FOLDER]}"
out="${2:-dist}"
version="$("$python" -c 'import tomllib; print(tomllib.load(open("pyproject.toml", "rb"))["project"]["version"])')"
platform="$("$python" -c 'import sysconfig, sys; print(f"py{sys.version_info[0]}{sys.version_info[1]}-{sysconfig.get_platform()}")')"
name="dondoc-$version-$platform"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/$name/wheels" "$out"
"$python" -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: \
    --require-hashes --requirement deploy/runtime.lock --dest "$work/$name/wheels"
git ls-files -z | tar --null --files-from=- --create | tar --extract --directory "$(mkdir -p "$work/source" && echo "$work/source")"
"$python" -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir "$work/$name/wheels" "$work/source"
cp deploy/install.sh deploy/runtime.lock deploy/README.md LICENSE "$work/$name/"
cp -r deploy/systemd "$work/$name/systemd"
cp -r docs "$work/$name/docs"
(cd "$work/$name" && find . -type f ! -name SHA256SUMS -print0 | sort -z | xargs -0 sha256sum >SHA256SUMS)
tar --create --gzip --sort=name --owner=0 --group=0 --file "$out/$name.tar.gz" --directory "$work" "$name"
echo "$out/$name.tar.gz"
