page-conflict = Противоречие
conflict-queue = Все противоречия
