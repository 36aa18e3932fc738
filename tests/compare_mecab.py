#!/usr/bin/env python3
"""Hold the tokens of `sokgirok tokenize --no-lexicon` against mecab-ko's, line by line.

usage: compare_mecab.py [--run COMMAND] [--floor SHARE] [--show N] FILE...

mecab-ko is `python-mecab-ko` 1.3.7 with `python-mecab-ko-dic` 2.1.1.post2 (both on PyPI). A line is
the same when all its tokens have the same bytes, the same tags and the same expression. Exit status
1 when fewer than SHARE of the lines are (0.9999 unless told).
"""
import argparse
import collections
import shlex
import subprocess
import sys

from mecab import MeCab


def mecab_tokens(tagger, line):
    """[(start byte, end byte, tag, expression)] of one line.

    The bytes are found from the surfaces: the spans of python-mecab-ko do not count blanks at the
    beginning of a line.
    """
    data, end, tokens = line.encode(), 0, []
    for morpheme in tagger.parse(line):
        surface = morpheme.surface.encode()
        start = data.index(surface, end)
        end = start + len(surface)
        tokens.append((start, end, morpheme.pos, morpheme.feature.expression or ""))
    return tokens


def our_tokens(command, path, data):
    """The tokens of each line, by the line's number."""
    done = subprocess.run([part.replace("{file}", path) for part in shlex.split(command)],
                          capture_output=True, check=True)
    ends = [i for i, byte in enumerate(data) if byte == 10] + [len(data)]
    lines = collections.defaultdict(list)
    number, start = 0, 0
    for row in done.stdout.decode().split("\n"):
        column = row.split("\t")
        if len(column) < 4 or not column[0].isdigit():
            continue
        at = int(column[0])
        while at > ends[number]:
            number, start = number + 1, ends[number] + 1
        expression = column[4] if len(column) > 4 else ""
        lines[number].append((at - start, int(column[1]) - start, column[3], expression))
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", default="target/release/sokgirok tokenize {file} --format tsv --no-lexicon")
    parser.add_argument("--floor", type=float, default=0.9999)
    parser.add_argument("--show", type=int, default=10)
    parser.add_argument("files", nargs="+")
    args = parser.parse_args()
    tagger = MeCab()
    lines = same = tokens = shown = 0
    for path in args.files:
        data = open(path, "rb").read()
        ours = our_tokens(args.run, path, data)
        for number, line in enumerate(data.decode().split("\n")):
            theirs = mecab_tokens(tagger, line)
            lines += 1
            tokens += len(theirs)
            if theirs == ours.get(number, []):
                same += 1
            elif shown < args.show:
                shown += 1
                print(f"{path}:{number + 1}: {line[:200]!r}")
                mine = ours.get(number, [])
                print("  mecab-ko:", [t for t in theirs if t not in mine][:8])
                print("  sokgirok:", [t for t in mine if t not in theirs][:8])
    print(f"files {len(args.files)}  lines {lines}  the same {same} ({same / max(lines, 1):.6f})  tokens {tokens}")
    sys.exit(0 if same >= args.floor * lines else 1)


if __name__ == "__main__":
    main()
