page-sources = Источники
sources-refused = не принят: { $reason }
