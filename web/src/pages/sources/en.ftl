page-sources = Sources
sources-refused = refused: { $reason }
