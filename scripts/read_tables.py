#!/usr/bin/env python3
"""Open every table of an output folder with other people's programs and compare what they see.

usage: read_tables.py OUT [--queries DIR]

OUT was written with --format parquet,csv,jsonl,sqlite. Uses what is installed of pyarrow, pandas
and duckdb beside Python's own csv, json and sqlite3; says what it used. Each query of the folder
(docs/queries if not given) is run by SQLite and, over the Parquet files, by DuckDB, and must give
the same rows. Ends with status 1 at the first difference.
"""
import argparse, csv, datetime, json, pathlib, sqlite3, sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def module(name):
    try:
        return __import__(name, fromlist=["parquet"])
    except ImportError:
        return None


def plain(value):
    """A value as all formats can say it."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()[:10]
    if hasattr(value, "item"):
        return value.item()
    return value


def unquoted(text):
    """CSV text without the apostrophe that keeps formulas from being formulas."""
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in "=+-@\t\r＝＋－＠" else text


def from_csv(text, like):
    if text == "":
        return None if like is None else ""
    if isinstance(like, str):
        return text if text == like else unquoted(text)
    if text in ("true", "false"):
        return int(text == "true")
    return float(text) if isinstance(like, float) else int(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--queries", type=pathlib.Path, default=ROOT / "docs" / "queries")
    options = parser.parse_args()
    csv.field_size_limit(1 << 30)
    arrow, pandas, duckdb = module("pyarrow.parquet"), module("pandas"), module("duckdb")
    base = sqlite3.connect(options.out / "sokgirok.sqlite")
    problems = base.execute("PRAGMA foreign_key_check").fetchall() + [
        row for row in base.execute("PRAGMA integrity_check").fetchall() if row != ("ok",)]
    if problems:
        sys.exit(f"sokgirok.sqlite: {problems[:3]}")
    names = sorted(path.stem for path in options.out.glob("*.jsonl"))
    for name in names:
        expected = [[plain(value) for value in json.loads(line).values()]
                    for line in (options.out / f"{name}.jsonl").open(encoding="utf-8")]
        seen = {"sqlite3": [list(row) for row in base.execute(f"SELECT * FROM {name} ORDER BY rowid")]}
        with (options.out / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))[1:]
            seen["csv"] = [[from_csv(cell, like) for cell, like in zip(row, model)]
                           for row, model in zip(rows, expected)] + rows[len(expected):]
        path = str(options.out / f"{name}.parquet")
        if arrow:
            seen["pyarrow"] = [[plain(value) for value in row.values()]
                               for row in arrow.read_table(path).to_pylist()]
        if pandas and arrow:
            frame = pandas.read_parquet(path, dtype_backend="pyarrow")
            if len(frame) != len(expected):
                sys.exit(f"{name}: pandas sees {len(frame)} rows, expected {len(expected)}")
        if duckdb:
            query = f"SELECT * FROM read_parquet('{path}')"
            seen["duckdb"] = [[plain(value) for value in row] for row in duckdb.sql(query).fetchall()]
        for reader, rows in seen.items():
            if rows != expected:
                at = next((i for i, (a, b) in enumerate(zip(rows, expected)) if a != b), min(len(rows), len(expected)))
                sys.exit(f"{name}: {reader} sees {len(rows)} rows, expected {len(expected)}; row {at}: "
                         f"{rows[at:at + 1]} for {expected[at:at + 1]}")
        print(f"{name}: {len(expected)} rows, the same for {', '.join(seen)}")
    if duckdb:
        lake = duckdb.connect()
        for name in names:
            lake.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{options.out}/{name}.parquet')")
    queries = sorted(options.queries.glob("*.sql"))
    for path in queries:
        query = path.read_text(encoding="utf-8")
        rows = [[plain(value) for value in row] for row in base.execute(query).fetchall()]
        if duckdb:
            other = [[plain(value) for value in row] for row in lake.execute(query).fetchall()]
            if rows != other:
                sys.exit(f"{path.name}: SQLite gives {rows[:2]}, DuckDB {other[:2]}")
        if path.stem == "quoted_text" and rows:
            sys.exit(f"{path.name}: spans do not hold their text: {rows[:2]}")
        print(f"{path.name}: {len(rows)} rows{', the same for DuckDB' if duckdb else ''}")
    if not queries:
        sys.exit(f"{options.queries}: no queries")
    print("read with csv, json, sqlite3" + "".join(f", {it.__name__} {getattr(it, '__version__', '')}" for it in (module("pyarrow"), pandas, duckdb) if it))


if __name__ == "__main__":
    main()
