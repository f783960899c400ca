//! Language packs and the analysis of a text: sentences, words, tags, lemmas, dependencies, names.
