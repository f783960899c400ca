"""Groups Russian words by the word vectors of navec. Arguments: shared folder (not used), output folder."""

import os

# One thread: sums come in the same order on every run, and so the same groups.
for library in ("OPENBLAS", "OMP", "MKL"):
    os.environ[f"{library}_NUM_THREADS"] = "1"

import re
import sys

import natasha
import numpy as np
from navec import Navec

GROUPS, WORDS, ROUNDS = 256, 170_000, 12


def unit(vectors):
    return vectors / (np.linalg.norm(vectors, axis=-1, keepdims=True) + 1e-6)


def main(_shared, output):
    path = os.path.join(os.path.dirname(natasha.__file__), "data/emb/navec_news_v1_1B_250K_300d_100q.tar")
    navec = Navec.load(path)
    words = navec.vocab.words
    order = np.argsort(-np.array(navec.vocab.counts[: len(words)]))
    good = re.compile(r"[а-яё][а-яё-]*|[a-z]+|[0-9%$.,-]+")
    picked = [index for index in order if good.fullmatch(words[index])][:WORDS]
    vectors = unit(np.stack([navec.get(words[index]) for index in picked]).astype(np.float32))
    centres = vectors[np.random.default_rng(1).choice(8000, GROUPS, replace=False)]
    for _ in range(ROUNDS):
        nearest = (vectors @ centres.T).argmax(1)
        for group in range(GROUPS):
            members = vectors[nearest == group]
            if len(members):
                centres[group] = unit(members.mean(0))
    nearest = (vectors @ centres.T).argmax(1)
    with open(f"{output}/ru_clusters.tsv", "w", encoding="utf-8") as out:
        for index, group in zip(picked, nearest):
            out.write(f"{words[index]}\t{group + 1}\n")


main(*sys.argv[1:])
