#!/usr/bin/env python3
"""The same tables for any number of threads, any shards, any kill.

usage: batch_same.py PROGRAM INPUT WORK [--kills 20] [--threads 1,2,8] [--shards 1,3,7] [--seed N]

PROGRAM is run over INPUT into folders below WORK, which is emptied. JSON Lines, CSV and Parquet are
compared byte for byte, SQLite row for row. A kill is SIGKILL at a random moment of the time that
an undisturbed run took; each round kills one run up to three times, then lets it end. Prints one
line a check and ends with status 1 at the first difference.
"""
import argparse, hashlib, pathlib, random, shutil, sqlite3, subprocess, sys, time

FORMATS = ["--format", "parquet,csv,jsonl,sqlite", "--sentences", "--tokens"]


def tables(folder):
    found = {}
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            continue
        digest = hashlib.sha256()
        if path.suffix == ".sqlite":
            base = sqlite3.connect(path)
            for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
                for row in base.execute(f"SELECT * FROM {name} ORDER BY rowid"):
                    digest.update(repr(row).encode())
            base.close()
        else:
            digest.update(path.read_bytes())
        found[path.name] = digest.hexdigest()
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("input")
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--threads", default="1,2,8")
    parser.add_argument("--shards", default="1,3,7")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    random.seed(options.seed)
    shutil.rmtree(options.work, ignore_errors=True)
    options.work.mkdir(parents=True)

    def command(out, *more):
        return [str(options.program), "batch", options.input, "--out", str(options.work / out), *FORMATS, *more]

    def run(line):
        done = subprocess.run(line, capture_output=True)
        if done.returncode not in (0, 1):
            sys.exit(f"{' '.join(line)}: status {done.returncode}: {done.stderr.decode()[-400:]}")

    def check(out, what):
        found = tables(options.work / out)
        if found != expected:
            different = [name for name in expected if found.get(name) != expected[name]]
            sys.exit(f"{what}: {different or sorted(set(found) ^ set(expected))} differ")
        print(f"{what}: the same", flush=True)
        shutil.rmtree(options.work / out)

    start = time.monotonic()
    run(command("whole", "--threads", "2"))
    whole = time.monotonic() - start
    expected = tables(options.work / "whole")
    print(f"whole run: {whole:.1f} s, {len(expected)} files", flush=True)
    for threads in filter(None, options.threads.split(",")):
        run(command("threads", "--threads", threads))
        check("threads", f"{threads} threads")
    for shards in map(int, filter(None, options.shards.split(","))):
        folders = [f"shard{number}" for number in range(1, shards + 1)]
        for number, folder in enumerate(folders, 1):
            run(command(folder, "--shard", f"{number}/{shards}"))
        run([str(options.program), "merge", *(str(options.work / folder) for folder in folders),
             "--out", str(options.work / "merged"), *FORMATS])
        check("merged", f"{shards} shards merged")
        for folder in folders:
            shutil.rmtree(options.work / folder)
    for round in range(1, options.kills + 1):
        moments = []
        for _ in range(random.randint(1, 3)):
            child = subprocess.Popen(command("killed", "--threads", "2"), stderr=subprocess.DEVNULL)
            moment = random.uniform(0, whole)
            try:
                child.wait(moment)
                moments.append("ended")
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
                moments.append(f"{moment:.2f} s")
        run(command("killed", "--threads", "2"))
        check("killed", f"kill {round} of {options.kills} ({', '.join(moments)})")


if __name__ == "__main__":
    main()
