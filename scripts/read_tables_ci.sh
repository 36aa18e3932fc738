#!/bin/sh
# Write the corpus in every format and have other people's programs read it.
#
# usage: read_tables_ci.sh PROGRAM WORK
#
# Installs pyarrow, pandas and duckdb into a virtual environment below WORK where it can; without
# them Python's own csv, json and sqlite3 do the reading.
set -eu
program=$1 work=$2
cd "$(dirname "$0")/.."
mkdir -p "$work"
python=python3
if python3 -m venv "$work/venv" 2> "$work/pip.log" \
    && "$work/venv/bin/pip" install -q pyarrow pandas duckdb 2>> "$work/pip.log"; then
    python=$work/venv/bin/python
else
    echo "without pyarrow, pandas and duckdb: $(tail -n 1 "$work/pip.log")"
fi
rm -rf "$work/out"
# shellcheck disable=SC2046 # the names hold no blanks
"$program" batch $(find corpus -name '*.txt' | sort) --out "$work/out" --format parquet,csv,jsonl,sqlite --sentences --tokens --full-text
"$python" scripts/read_tables.py "$work/out"
