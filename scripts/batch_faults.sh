#!/bin/sh
# Bad inputs and bad output folders, in full.
#
# usage: batch_faults.sh PROGRAM WORK
#
# Makes 10,000 small good files and 100 bad ones below WORK, which is emptied; then an output folder
# that cannot be written to, one on a full disk (a small tmpfs, mounted when root runs this), and
# closed pipes. Prints one line a check and ends with status 1 at the first that fails.
set -u
program=$1 work=$2
fail() { echo "FAILED: $1"; exit 1; }
rm -rf "$work" && mkdir -p "$work" || exit 1

python3 - "$work/minutes" <<'PYTHON'
import os, pathlib, sys, zipfile
root = pathlib.Path(sys.argv[1])
good = "○위원장 한가람  {}번 보고서 12쪽을 봐 주시기 바랍니다.\n○도로과장 도은결  인도를 넓히겠습니다.\n"
for number in range(10_000):
    folder = root / f"{number % 97:02}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{number}.txt").write_text(good.format(number), encoding="utf-8")
bad = root / "bad"
bad.mkdir()
text = (good.format(1) * 20).encode()
kinds = [
    ("binary{}.txt", bytes([0x81, 0xFF, 0xFF, 0, 1, 0xFE, 0x80, 3]) * 64),
    ("broken{}.jsonl", '{"text": "보고서 12쪽'.encode()),
    ("fake{}.pdf", b"%PDF-1.7\nnothing behind it"),
    ("fake{}.hwp", bytes([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) + bytes(600)),
    ("fake{}.zip", b"PK\x03\x04 and no more"),
    ("fake{}.parquet", b"PAR1 and no more"),
    ("picture{}.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4),
]
made = 0
while made < 80:
    name, data = kinds[made % len(kinds)]
    (bad / name.format(made)).write_bytes(data)
    made += 1
for number in range(10):
    os.symlink("nowhere", bad / f"link{number}.txt")
for number in range(10):
    os.mkfifo(bad / f"pipe{number}.txt")
PYTHON
"$program" batch "$work/minutes" --out "$work/out" --format parquet,csv,jsonl,sqlite \
    --report "$work/report.json" 2> "$work/log"
status=$?
[ $status = 1 ] || fail "10,000 good and 100 bad: status $status, expected 1"
python3 - "$work" <<'PYTHON' || exit 1
import json, pathlib, sys
work = pathlib.Path(sys.argv[1])
report = json.loads((work / "report.json").read_text())
rows = [json.loads(line) for line in (work / "out/failures.jsonl").open(encoding="utf-8")]
if (report["rows"]["documents"], len(rows)) != (10_000, 100):
    sys.exit(f"FAILED: {report['rows']['documents']} documents, {len(rows)} failures, expected 10,000 and 100")
for row in rows:
    if pathlib.Path(row["source"]).name not in row["message"] or len(row["message"]) < 30:
        sys.exit(f"FAILED: a failure that does not help: {row}")
print("10,000 good files and 100 bad ones: all done,", report["failures"])
seen = set()
for row in rows:
    name = pathlib.Path(row["source"]).name.rstrip("0123456789.txpdfhwziarqu")
    if name not in seen:
        seen.add(name)
        print("   ", row["message"].replace(str(work) + "/", ""))
PYTHON

mkdir "$work/closed" && chmod 555 "$work/closed"
if [ "$(id -u)" = 0 ]; then
    mkdir -p "$work/disk" && mount -t tmpfs -o ro,size=1m none "$work/disk" && target="$work/disk/out"
else
    target="$work/closed/out"
fi
"$program" batch "$work/minutes/00" --out "$target" 2> "$work/log"
status=$?
[ "$(id -u)" = 0 ] && umount "$work/disk"
[ $status = 1 ] && grep -q "$target" "$work/log" || fail "read-only folder: status $status, $(cat "$work/log")"
echo "read-only output folder: $(cat "$work/log")"

if [ "$(id -u)" = 0 ]; then
    for size in 64k 1m 3m 6m 10m 14m; do
        mount -t tmpfs -o size=$size none "$work/disk" || fail "no tmpfs"
        "$program" batch "$work/minutes" --out "$work/disk/out" 2> "$work/log"
        status=$?
        grep -iq 'no space\|disk.*full' "$work/log" || fail "full disk of $size: status $status, $(tail -n 1 "$work/log")"
        [ $status = 1 ] || fail "full disk of $size: status $status"
        for table in "$work"/disk/out/*.jsonl; do
            [ -e "$table" ] && fail "full disk: $table stands there, half or not"
        done
        echo "full disk of $size: $(grep -i 'no space\|disk.*full' "$work/log" | tail -n 1)"
        mount -o remount,size=400m "$work/disk"
        "$program" batch "$work/minutes" --out "$work/disk/out" 2> "$work/log"
        for table in "$work"/out/*.jsonl; do
            cmp -s "$table" "$work/disk/out/$(basename "$table")" || fail "resumed on a larger disk: $table differs"
        done
        umount "$work/disk"
    done
    echo "full disk, then a larger one: the same tables"
fi

mkfifo "$work/fifo"
"$program" batch "$work/minutes/00" --out "$work/fifo" 2> "$work/log" && fail "output folder that is a pipe"
echo "output folder that is a pipe: $(cat "$work/log")"
{ "$program" batch "$work/minutes/00" --out "$work/out00"; echo $? > "$work/status"; } 2>&1 | true
[ "$(cat "$work/status")" = 0 ] || fail "closed pipe: status $(cat "$work/status")"
echo "closed pipe: status 0"
