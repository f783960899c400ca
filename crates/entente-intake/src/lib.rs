//! Bytes to documents: format, charset, main text, title, publisher, publication date.
