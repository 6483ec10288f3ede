#!/usr/bin/env bash
# Asks for Datadog's settings and writes them as exports to datadog.env (or the file named). Without a terminal, or with
# Enter, a value is what the environment has, else the default. Then: . ./datadog.env && ./quintet up
set -euo pipefail

file=${1:-datadog.env}

# ask NAME DEFAULT PATTERN TEXT
ask() {
  local name=$1 value=${!1:-$2} pattern=$3 text=$4 answer
  if [[ -t 0 ]]; then
    read -r -p "$text [$value]: " answer
    value=${answer:-$value}
  fi
  if [[ ! $value =~ ^$pattern$ ]]; then
    echo "$name: '$value' is not possible; it must match $pattern" >&2
    exit 1
  fi
  printf 'export %s=%q\n' "$name" "$value"
}

umask 077
trap 'rm -f "$file.new"' EXIT
{
  ask DD_ENV development '[a-z][a-z0-9_./-]{0,199}' "Environment"
  ask DD_SERVICE '' '([a-z][a-z0-9_./-]{0,199})?' "One service name for all (empty: each its own)"
  ask DD_VERSION 0.1.0 '[A-Za-z0-9][A-Za-z0-9_.+-]{0,199}' "Version"
  ask DD_AGENT_HOST localhost '[A-Za-z0-9.:-]+' "The Agent's host (takes OTLP on 4317)"
  ask DD_TRACE_AGENT_PORT 8126 '[0-9]{1,5}' "The Agent's own port for traces (OTLP does not use it)"
  ask DD_TRACE_SAMPLE_RATE 1.0 '(0(\.[0-9]+)?|1(\.0+)?)' "Which part of the traces is sent, 0 to 1"
  ask DD_LOGS_INJECTION true '(true|false)' "Trace ids in log lines"
  ask DD_RUNTIME_METRICS_ENABLED true '(true|false)' "Metrics of the JVM"
} > "$file.new"
# An empty name would be a name.
sed -i "/^export DD_SERVICE=''$/d" "$file.new"
mv "$file.new" "$file"
echo "written to $file; now: . ./$file && ./quintet up"
