#!/usr/bin/env python3
"""Makes confusables.txt from the table in Debian's python3-confusable-homoglyphs.

    python3 confusables.py /usr/lib/python3/dist-packages/confusable_homoglyphs/confusables.json > confusables.txt

That table is confusables.txt of Unicode 15.0 (UTS 39) with every pair listed both ways; here it is turned back into
what each character is taken for. Its pairs form stars: one prototype in the middle, the characters that look like it
around it.
"""
import json
import sys

HEADER = """\
# What characters are taken for: a prototype, a tab, and the characters that look like it.
# Made by confusables.py from confusables.txt of Unicode 15.0 (UTS 39, Unicode Security Mechanisms).
# Copyright (c) 1991-2022 Unicode, Inc. Used under the Unicode data files licence,
# https://www.unicode.org/license.txt: free to use and change with this notice kept.
"""

# The table isolates right-to-left characters for those who read it.
ISOLATE = "\u200e"


def prototype(left, right, neighbours, order):
    """Of two characters that look alike, the one both are taken for."""
    for one in (left, right):
        if len(one) > 1 or len(neighbours[one]) > 1:
            return one
    # A pair that stands alone: the table met the other one first.
    return max(left, right, key=order.__getitem__)


def main(path):
    with open(path, encoding="utf-8") as file:
        table = json.load(file)
    plain = lambda text: text.replace(ISOLATE, "")
    neighbours = {plain(key): {plain(pair["c"]) for pair in pairs} for key, pairs in table.items()}
    order = {key: place for place, key in enumerate(neighbours)}
    stars = {}
    for one, others in neighbours.items():
        for other in others:
            middle = prototype(one, other, neighbours, order)
            around = other if middle == one else one
            if len(around) != 1:
                raise ValueError(f"{around!r} is no single character")
            stars.setdefault(middle, set()).add(around)
    sys.stdout.write(HEADER)
    for middle in sorted(stars):
        around = stars[middle]
        if any(one in stars for one in around):
            raise ValueError(f"{middle!r} stands in the middle of no star")
        sys.stdout.write(middle + "\t" + "".join(sorted(around)) + "\n")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main(sys.argv[1])
