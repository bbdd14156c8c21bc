# SPDX-License-Identifier: Apache-2.0
# Runs "$@" and ends it at the end of standard input: Redis itself does not notice when its parent dies.
# If the server ends by itself, so does this script, with the same status. SIGINT and SIGHUP are ignored already.
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
(
    while read -r line <&3; do :; done
    kill -TERM "$server"
) >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait "$server"
status=$?
kill -KILL "$watcher" 2>/dev/null
exit "$status"
