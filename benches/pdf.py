#!/usr/bin/env python3
"""Compares what sokgirok reads out of PDFs with reference texts of the same names.

    benches/pdf.py SOKGIROK PDF_FOLDER TEXT_FOLDER

For each PDF: how far the turns (role and name, in order) are those of the text, and how much of
the sequence of Hangul syllables, without running heads, is the same (2 · common / sum of both).
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HEAD = re.compile(r"^(\d{1,4}\s+)?제\s?\d+회\s?[-–].+\(\d{4}년\s?\d{1,2}월\s?\d{1,2}일\)(\s+\d{1,4})?$")


def distance(a, b):
    """Insertions and deletions that make b of a (Myers)."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    a, b = a[start:], b[start:]
    reach = {1: 0}
    for d in range(len(a) + len(b) + 1):
        for k in range(-d, d + 1, 2):
            down = k == -d or (k != d and reach[k - 1] < reach[k + 1])
            x = reach[k + 1] if down else reach[k - 1] + 1
            y = x - k
            while x < len(a) and y < len(b) and a[x] == b[y]:
                x, y = x + 1, y + 1
            reach[k] = x
            if x >= len(a) and y >= len(b):
                return d
    return 0


def same(a, b):
    """The share of two sequences that is common, and how far apart they are."""
    apart = distance(a, b)
    return 1 - apart / max(1, len(a) + len(b)), apart


def turns(program, path):
    out = subprocess.run([program, "analyze", "--format", "json", path], capture_output=True, check=True)
    return [(turn["role"], turn["name"]) for turn in json.loads(out.stdout)["turns"]
            if turn["role"] or turn["name"]]


def hangul(text):
    lines = (line.strip() for line in text.splitlines())
    return re.sub("[^가-힣]", "", "".join(line for line in lines if not HEAD.match(line)))


def main(program, pdfs, texts):
    program = pathlib.Path(program).resolve()
    with tempfile.TemporaryDirectory() as folder:
        for pdf in sorted(pathlib.Path(pdfs).glob("*.pdf")):
            text = pathlib.Path(texts) / (pdf.stem + ".txt")
            subprocess.run([program, "inspect", "--save-text", folder, pdf.name], cwd=pdf.parent,
                           stdout=subprocess.DEVNULL, check=True)
            ours = (pathlib.Path(folder) / (pdf.name + ".txt")).read_text(encoding="utf-8")
            first, second = turns(program, pdf), turns(program, text)
            speakers, _ = same(first, second)
            syllables, apart = same(hangul(ours), hangul(text.read_text(encoding="utf-8")))
            print(f"{pdf.stem}  turns {len(first)}/{len(second)} {speakers:.4f}"
                  f"  Hangul {syllables:.5f} ({apart} apart)")


if __name__ == "__main__":
    main(*sys.argv[1:])
