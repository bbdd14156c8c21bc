# SPDX-License-Identifier: Apache-2.0
# Kills the topology FOURSIGMA_TOPOLOGY_NAME, if there is one, and ends when its name is free again: Storm keeps the name
# until all is cleaned up, and takes no second topology of that name before. A list that cannot be had is an error, never an
# empty list.
set -eu

topologies=$(mktemp)

is_listed() {
  awk -v name="$FOURSIGMA_TOPOLOGY_NAME" '$1 == name { listed = 1 } END { exit !listed }' "$topologies"
}

storm list > "$topologies"
if is_listed; then
  storm kill "$FOURSIGMA_TOPOLOGY_NAME" -w "$KILL_WAIT_SECONDS"
  while is_listed; do
    sleep 5
    storm list > "$topologies"
  done
fi
echo "no topology is named $FOURSIGMA_TOPOLOGY_NAME"
