#!/bin/sh
# Stop the monitoring. Volumes stay: metrics, dashboards' users and silences outlive it.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
frontierkit=$root/.venv/bin/frontierkit
[ -x "$frontierkit" ] || frontierkit=$(command -v frontierkit) || {
    echo "monitoring-stop: frontierkit is not installed; run \`make build\` first" >&2
    exit 3
}

cd "$root"
exec "$frontierkit" stack down "$@"
