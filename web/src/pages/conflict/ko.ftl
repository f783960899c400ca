page-conflict = 모순
conflict-queue = 모든 모순
