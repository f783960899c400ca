//! The record: one SQLite file with sources, reports, events, people and decisions.
