"""Labels Russian sentences with names: persons, organisations, places. Arguments: shared folder, output folder."""

import os

# One thread: sums come in the same order on every run, and so the same groups.
for library in ("OPENBLAS", "OMP", "MKL"):
    os.environ[f"{library}_NUM_THREADS"] = "1"

import json
import sys

from natasha import Doc, NewsEmbedding, NewsNERTagger, Segmenter


def main(shared, output):
    segmenter, tagger = Segmenter(), NewsNERTagger(NewsEmbedding())
    with open(f"{output}/ru_treebanks.jsonl", "w", encoding="utf-8") as out:
        for name in ("ru_gsd-dev", "ru_taiga-dev", "ru_taiga-test"):
            for line in open(f"{shared}/data/ud/{name}.conllu", encoding="utf-8"):
                if line.startswith("# text = "):
                    doc = Doc(line[9:].rstrip("\n"))
                    doc.segment(segmenter)
                    doc.tag_ner(tagger)
                    names = [[span.start, span.stop, span.type] for span in doc.spans]
                    out.write(json.dumps({"text": doc.text, "names": names}, ensure_ascii=False) + "\n")


main(*sys.argv[1:])
