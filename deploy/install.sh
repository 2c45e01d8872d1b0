#!/usr/bin/env bash
# Install from the unpacked bundle without network: install.sh [--prefix /opt/dondoc] [--service]
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
prefix=/opt/dondoc
service=no
while (($#)); do
    case "$1" in
        --prefix) prefix="${2:?--prefix cần một thư mục}" && shift 2 ;;
        --service) service=yes && shift ;;
        *) echo "Không hiểu tham số $1; cách dùng: install.sh [--prefix THƯ_MỤC] [--service]" >&2 && exit 2 ;;
    esac
done
python="${PYTHON:-python3}"
(cd "$here" && sha256sum --quiet --check SHA256SUMS) || { echo "Gói cài đặt bị hỏng hoặc thiếu tệp; đề nghị chép lại." >&2; exit 1; }
wanted="$(cd "$here/wheels" && ls dondoc-*.whl)"
mkdir -p "$prefix"
"$python" -m venv "$prefix/venv"
pip=("$prefix/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-index --find-links "$here/wheels")
"${pip[@]}" --require-hashes --requirement "$here/runtime.lock"
"${pip[@]}" --no-deps --force-reinstall "$here/wheels/$wanted"
cp -r "$here/docs" "$prefix/"
if [ "$service" = yes ]; then
    id dondoc >/dev/null 2>&1 || useradd --system --home-dir /var/lib/dondoc --shell /usr/sbin/nologin dondoc
    install -d -m 0750 /etc/dondoc
    sed "s#/opt/dondoc#$prefix#g" "$here/systemd/dondoc.service" >/etc/systemd/system/dondoc.service
    systemctl daemon-reload
    echo "Đã cài dịch vụ; khởi động bằng: systemctl enable --now dondoc"
fi
echo "Đã cài đặt vào $prefix. Chạy thử: DONDOC_DATA=THƯ_MỤC $prefix/venv/bin/dondoc up"
