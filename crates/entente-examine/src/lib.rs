//! Cross-examination: claims out of readings and the rules that compare them.
