"""Groups English words by their neighbours in the texts that names_en.py has written and in EWT's training part.

Counts of neighbours, positive pointwise mutual information, a truncated singular value decomposition, k-means.
Arguments: shared folder, output folder.
"""

import os

# One thread: sums come in the same order on every run, and so the same groups.
for library in ("OPENBLAS", "OMP", "MKL"):
    os.environ[f"{library}_NUM_THREADS"] = "1"

import collections
import json
import re
import sys

import numpy as np

GROUPS, NEIGHBOURS, DIMENSIONS, ROUNDS = 160, 3000, 120, 15
TOKEN = re.compile(r"n't|'\w+|\w+(?:\.\w)*|[^\w\s]")


def sentences(shared, output):
    for line in open(f"{output}/en_news.jsonl", encoding="utf-8"):
        yield from re.split(r"(?<=[.!?])\s+|\n", json.loads(line)["text"])
    for line in open(f"{shared}/data/ud/en_ewt-train.conllu", encoding="utf-8"):
        if line.startswith("# text = "):
            yield line[9:].rstrip("\n")


def words(sentence):
    return [re.sub(r"\d", "0", word.lower()) for word in TOKEN.findall(sentence.replace("n't", " n't"))]


def unit(vectors):
    return vectors / (np.linalg.norm(vectors, axis=-1, keepdims=True) + 1e-6)


def vectors(texts, vocabulary, neighbours):
    rows = {word: index for index, word in enumerate(vocabulary)}
    columns = {word: index for index, word in enumerate(neighbours)}
    counts = np.zeros((len(rows), 2 * len(columns)), np.float32)
    for text in texts:
        for place, word in enumerate(text):
            row = rows.get(word)
            if row is None:
                continue
            for offset, weight in ((-1, 1.0), (1, 1.0), (-2, 0.3), (2, 0.3)):
                if 0 <= place + offset < len(text):
                    column = columns.get(text[place + offset])
                    if column is not None:
                        counts[row, column + (len(columns) if offset > 0 else 0)] += weight
    expected = counts.sum(0, keepdims=True) ** 0.75
    expected *= counts.sum() / expected.sum()
    ratio = counts * counts.sum() / (counts.sum(1, keepdims=True) * expected + 1e-9)
    information = np.maximum(np.log(np.maximum(ratio, 1e-9)), 0)
    basis = information @ np.random.default_rng(0).standard_normal((2 * len(columns), DIMENSIONS + 20)).astype(np.float32)
    for _ in range(3):
        basis, _ = np.linalg.qr(information @ (information.T @ basis))
    left, sizes, _ = np.linalg.svd(basis.T @ information, full_matrices=False)
    return unit((basis @ left)[:, :DIMENSIONS] * np.sqrt(sizes[:DIMENSIONS]))


def main(shared, output):
    texts = [words(sentence) for sentence in sentences(shared, output)]
    counts = collections.Counter(word for text in texts for word in text)
    vocabulary = [word for word, count in counts.most_common(14000) if count >= 4]
    points = vectors(texts, vocabulary, [word for word, _ in counts.most_common(NEIGHBOURS)])
    centres = points[np.random.default_rng(0).choice(3000, GROUPS, replace=False)]
    for _ in range(ROUNDS):
        nearest = (points @ centres.T).argmax(1)
        for group in range(GROUPS):
            members = points[nearest == group]
            if len(members):
                centres[group] = unit(members.mean(0))
    nearest = (points @ centres.T).argmax(1)
    with open(f"{output}/en_clusters.tsv", "w", encoding="utf-8") as out:
        for word, group in zip(vocabulary, nearest):
            out.write(f"{word}\t{group + 1}\n")


main(*sys.argv[1:])
