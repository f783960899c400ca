//! Tables, briefs and exports of a record.
