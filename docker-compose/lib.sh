# What smoke-test, chaos-test and measure share; each sets `project` and, where it wants one, `profiles`, before it reads this.
host=${SELVAGE_LISTEN:-127.0.0.1}
data=http://$host:59880/api/v3
metadata=http://$host:59881/api/v3
command=http://$host:59882/api/v3
work=$(mktemp -d)
unset COMPOSE_PROFILES COMPOSE_FILE
touch "$work/env"

compose() { # docker compose v2 where it is there, COMPOSE names another; without the .env that may be here, and overrides
  local program=(docker-compose)
  if [ -n "${COMPOSE:-}" ]; then
    program=($COMPOSE)
  elif docker compose version >/dev/null 2>&1; then
    program=(docker compose)
  fi
  "${program[@]}" --env-file "$work/env" -f docker-compose.yml -p "$project" ${profiles[@]+"${profiles[@]}"} "$@"
}

quietly() { # COMMAND...: its output only where it fails
  "$@" >"$work/quietly" 2>&1 || { cat "$work/quietly" >&2; return 1; }
}

say() { echo "$(basename "$0"): $1"; }
fail() { say "$1" >&2; exit 1; }

until_true() { # SECONDS WHAT COMMAND...
  local end=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || fail "not within the time: $what"
    sleep "${pause:-0.5}"
  done
}

number() { # NAME URL: the member NAME of the JSON that is answered, 0 while there is none
  { curl -s -m 5 "$2" || true; } | python3 -c 'import json, sys
try: print(json.load(sys.stdin).get(sys.argv[1], 0))
except ValueError: print(0)' "$1"
}

answers() { curl -s -f -m 2 -o /dev/null "$1"; }

# smoke, a device of device-virtual that is read five times a second
register_smoke() {
  curl -s -m 10 -d '[{"apiVersion":"v3","device":{"name":"smoke","serviceName":"device-virtual","profileName":"Random-Integer-Device",
    "adminState":"UNLOCKED","operatingState":"UP","protocols":{"other":{"Address":"smoke"}},
    "autoEvents":[{"interval":"200ms","onChange":false,"sourceName":"Int16"}]}}]' "$metadata/device" | grep -qE '"statusCode":(201|409)'
}
grown() { [ "$(number count "$data/reading/count/device/name/smoke")" -gt "$1" ]; }
reads_smoke() { curl -s -f -m 10 "$command/device/name/smoke/Int16" 2>/dev/null | grep -q '"resourceName":"Int16"'; }
