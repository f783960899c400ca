page-conflicts = Contradictions
conflicts-open = Open
conflicts-settled = Settled
conflicts-all = All
conflicts-none-open = No open contradictions.
conflicts-count = { $count ->
    [one] { $count } contradiction, the most certain first.
   *[other] { $count } contradictions, the most certain first.
}
conflicts-hint = j and k go on and back; 1, 2, b and x settle; u undoes.
conflicts-certainty = certainty { $percent }
conflicts-claim = Claim { $number }
conflicts-claim-right = the source is right
conflicts-claim-wrong = the source is wrong
conflicts-settle = Settle this contradiction
