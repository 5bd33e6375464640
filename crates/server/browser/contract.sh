#!/usr/bin/env bash
# The API against its own description: schemathesis (pip install schemathesis) asks a reading room over the example pages.
# DATELINE names the program, SCHEMATHESIS the checker; further arguments go to it.
set -euo pipefail
cd "$(dirname "$0")/../../.."
dateline=${DATELINE:-target/release/dateline}
folder=$(mktemp -d)
"$dateline" read -q --keep-pages --db "$folder/news.db" examples/pages crates/server/browser/invented.jsonl
"$dateline" serve --db "$folder/news.db" --listen 127.0.0.1:0 2>"$folder/said" &
room=$!
trap 'kill $room; rm -rf "$folder"' EXIT
until grep -q 'http://' "$folder/said"; do sleep 0.1; done
at=$(grep -o 'http://[^/]*' "$folder/said")

# An id of each sort, so that single objects are asked for too.
first() { curl -s "$at/api/v1/$1" | python3 -c 'import json, sys; print(json.load(sys.stdin)["items"][0][sys.argv[1]])' "${2:-id}"; }
place=$(curl -s "$at/api/v1/events?place=Varna" | python3 -c 'import json, sys; print(json.load(sys.stdin)["items"][0]["where"]["geonames"])')
curl -s -o /dev/null -H 'Content-Type: application/json' "$at/api/v1/corrections" -d \
  "{\"action\": \"fix\", \"target\": \"$(first 'events?status=any')\", \"change\": {\"field\": \"status\", \"to\": \"alleged\"}, \"why\": \"a test\"}"
{
  # A page without news, a place of several, a correction that makes no sense: told with 422.
  printf '[checks.positive_data_acceptance]\nexpected-statuses = ["2xx", "404", "422"]\n'
  for of in events articles reports pages actors stories; do
    printf '[[operations]]\ninclude-path = "/api/v1/%s/{id}"\nparameters = { "path.id" = "%s" }\n' $of "$(first $of)"
  done
  printf '[[operations]]\ninclude-path = "/place/{id}.json"\nparameters = { "path.id" = "%s" }\n' "$place"
  printf '[[operations]]\ninclude-path = "/source/{id}.json"\nparameters = { "path.id" = "Meridian Wire" }\n'
  for of in bytes left-out; do
    printf '[[operations]]\ninclude-path = "/api/v1/pages/{id}/%s"\nparameters = { "path.id" = "%s" }\n' $of "$(first pages)"
  done
  printf '[[operations]]\ninclude-path = "/api/v1/corrections/{id}"\nparameters = { "path.id" = "1" }\n'
} > "$folder/schemathesis.toml"

# A stream never ends, and an empty parameter is none: forms send them.
"${SCHEMATHESIS:-schemathesis}" --config-file "$folder/schemathesis.toml" run "$at/api/v1/openapi.json" \
  --exclude-path /api/v1/stream --exclude-checks negative_data_rejection --request-timeout 20 --suppress-health-check=all "$@"
