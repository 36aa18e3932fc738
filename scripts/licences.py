#!/usr/bin/env python3
"""Check the licences and the origin of every dependency, on any platform and with all features.

usage: licences.py [--list]

A licence must be one that deny.toml allows, and a package must come from crates.io. Nothing is
fetched: `cargo fetch --locked` brings what is not on the machine yet. `--list` prints the packages
under each licence. Ends with status 1 and a line for each package at fault.
"""
import argparse, collections, json, pathlib, re, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
REGISTRIES = ("registry+https://github.com/rust-lang/crates.io-index", "sparse+https://index.crates.io/")

# Expression, and whether it is fine where A, B and "C WITH X" are allowed.
EXAMPLES = [
    ("A", True),
    ("D", False),
    ("A OR D", True),
    ("D/A", True),
    ("A / D", True),
    ("A AND D", False),
    ("A AND B", True),
    ("D OR A AND B", True),
    ("(D OR A) AND B", True),
    ("(D OR A) AND D", False),
    ("C WITH X", True),
    ("C", False),
    ("A WITH X", False),
    ("A WITH X OR B", True),
    ("", False),
    ("A OR", False),
    ("A B", False),
    ("(A", False),
    ("A)", False),
]


def is_allowed(expression, allowed):
    """Whether an SPDX expression can be met with the allowed licences; a malformed one cannot."""
    words = re.findall(r"[()/]|[^\s()/]+", expression)

    def take(*wanted):
        return words.pop(0) if words and words[0].upper() in wanted else None

    def choice():
        met = all_of()
        while take("OR", "/"):
            met |= all_of()
        return met

    def all_of():
        met = one()
        while take("AND"):
            met &= one()
        return met

    def one():
        if take("("):
            met = choice()
            if not take(")"):
                raise ValueError
            return met
        if not words or words[0].upper() in {"AND", "OR", "WITH", "/", ")"}:
            raise ValueError
        licence = words.pop(0)
        if take("WITH"):
            if not words:
                raise ValueError
            licence += f" WITH {words.pop(0)}"
        return licence in allowed

    try:
        return choice() and not words
    except ValueError:
        return False


def faults(package, members, allowed):
    """What is wrong with a package."""
    if package["source"] not in REGISTRIES and package["id"] not in members:
        yield f"comes from {package['source'] or package['manifest_path']}, not from crates.io"
    licence = package["license"]
    if not licence:
        yield f"names no licence (its file: {package['license_file']})"
    elif not is_allowed(licence, allowed):
        yield f"is under {licence}, which deny.toml does not allow"


def allow_list(toml):
    """The strings of `allow` in `[licenses]`; Python reads TOML by itself only from 3.11 on."""
    section = toml.split("[licenses]")[1].split("\n[")[0]
    lines = re.search(r"^allow = \[(.*?)^\]", section, re.S | re.M)[1].splitlines()
    return [name for line in lines for name in re.findall(r'^\s*"([^"]+)"', line)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    for expression, expected in EXAMPLES:
        assert is_allowed(expression, {"A", "B", "C WITH X"}) == expected, expression
    allowed = set(allow_list((ROOT / "deny.toml").read_text(encoding="utf-8")))
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--offline", "--all-features"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE)
    if done.returncode:
        sys.exit("cargo metadata failed; `cargo fetch --locked` brings what is missing")
    metadata = json.loads(done.stdout)
    members = set(metadata["workspace_members"])
    by_licence = collections.defaultdict(list)
    wrong = []
    for package in metadata["packages"]:
        name = f"{package['name']} {package['version']}"
        by_licence[package["license"] or "none"].append(name)
        wrong.extend(f"{name} {fault}" for fault in faults(package, members, allowed))
    if options.list:
        for licence, names in sorted(by_licence.items()):
            print(f"{licence}: {', '.join(sorted(names))}")
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"{len(metadata['packages'])} packages, {len(by_licence)} licences, all allowed")


if __name__ == "__main__":
    main()
