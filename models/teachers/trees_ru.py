"""Draws trees over Russian texts with natasha, whose rules are nearly those of the Russian treebanks.

The texts are those of factRuEval's development part and the project's own that are not held back. The words are cut by the
rules of the program, without a model. Arguments: shared folder, output folder.
"""

import os

# One thread: sums come in the same order on every run, and so the same trees.
for library in ("OPENBLAS", "OMP", "MKL"):
    os.environ[f"{library}_NUM_THREADS"] = "1"

import glob
import subprocess
import sys

from natasha import NewsEmbedding, NewsSyntaxParser

SHORTEST, LONGEST = 4, 60


def texts(shared):
    own = sorted(glob.glob("xtask/readings/texts/ru-*.txt"))
    for path in sorted(glob.glob(f"{shared}/gold/ner/ru_factrueval-dev/*.txt")) + own:
        with open(path, encoding="utf-8") as file:
            yield file.read()


def sentences(conllu):
    for block in conllu.split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line[:1].isdigit()]
        words = [row[1] for row in rows if row[0].isdigit()]
        if words:
            yield words


def is_tree(heads):
    """Whether every word leads up to the one root; heads are counted from one, zero for the root."""
    for word in range(len(heads)):
        above, steps = word + 1, 0
        while above:
            above, steps = heads[above - 1], steps + 1
            if steps > len(heads):
                return False
    return heads.count(0) == 1


def main(shared, output):
    with open(f"{output}/ru_plain.txt", "w", encoding="utf-8") as out:
        out.write("\n\n".join(texts(shared)))
    command = ["cargo", "xtask", "train", "ru", "--cut", f"{output}/ru_plain.txt"]
    cut = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    kept = [words for words in dict.fromkeys(map(tuple, sentences(cut))) if SHORTEST <= len(words) <= LONGEST]
    parser = NewsSyntaxParser(NewsEmbedding())
    with open(f"{output}/ru_trees.conllu", "w", encoding="utf-8") as out:
        for words, tree in zip(kept, parser.map([list(words) for words in kept])):
            heads = [int(token.head_id) for token in tree.tokens]
            if not is_tree(heads):
                continue
            for index, token in enumerate(tree.tokens):
                row = [index + 1, words[index], "_", "X", "_", "_", heads[index], token.rel, "_", "_"]
                out.write("\t".join(map(str, row)) + "\n")
            out.write("\n")


main(*sys.argv[1:])
