#!/bin/sh
# Start the monitoring and prove that what runs is what was built. Safe to run again.
#   monitoring-start.sh [PROFILE...]      profiles: gpu-dcgm gpu-nvidia-smi blackbox process redis
#                                                   logs-loki logs-elastic
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
frontierkit=$root/.venv/bin/frontierkit
[ -x "$frontierkit" ] || frontierkit=$(command -v frontierkit) || {
    echo "monitoring-start: frontierkit is not installed; run \`make build\` first" >&2
    exit 3
}

cd "$root"
for profile in "$@"; do
    set -- "$@" --profile "$profile"
    shift
done
exec "$frontierkit" stack up "$@"
