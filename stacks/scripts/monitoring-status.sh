#!/bin/sh
# Say what runs, whether it is what was built, and which targets answer.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
frontierkit=$root/.venv/bin/frontierkit
[ -x "$frontierkit" ] || frontierkit=$(command -v frontierkit) || {
    echo "monitoring-status: frontierkit is not installed; run \`make build\` first" >&2
    exit 3
}

cd "$root"
exec "$frontierkit" stack status "$@"
