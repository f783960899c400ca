page-conflict = Contradiction
conflict-queue = All contradictions
