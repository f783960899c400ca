page-log = Log
page-log-hint = Every decision with its author; nothing is overwritten, and everything can be undone.
log-empty = Nobody has ruled on anything yet.
log-count = { $count ->
    [one] { $count } decision
   *[other] { $count } decisions
}
log-by = By
log-undid = undid { $decision }
log-settled = settled a contradiction:
log-conflict = The contradiction
log-undo = Undo { $decision }
log-undo-failed = It was not undone. Somebody else may have undone it already, or the server is away.
log-item-event = event
log-item-person = person
log-item-agreement = agreement
log-item-quantity = figure
log-item-statement = statement
