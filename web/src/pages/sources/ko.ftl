page-sources = 자료
sources-refused = 거절됨: { $reason }
