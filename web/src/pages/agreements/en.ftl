page-agreements = Agreements
page-agreements-hint = Treaties, protocols, memoranda: what was signed, and what became of each.
agreements-count = { $count ->
    [one] { $count } agreement
   *[other] { $count } agreements
}
agreement-life = Steps of its life
agreement-no-life = The sources tell no dated step of it.
agreement-signed = signed
agreement-unsigned = no date of signature
item-history = What was ruled
agreement-kind-treaty = treaty
agreement-kind-agreement = agreement
agreement-kind-accord = accord
agreement-kind-armistice = armistice
agreement-kind-arrangement = arrangement
agreement-kind-charter = charter
agreement-kind-protocol = protocol
agreement-kind-memorandum = memorandum
agreement-kind-declaration = declaration
agreement-kind-communique = communiqué
agreement-kind-convention = convention
agreement-kind-statement = joint statement
agreement-kind-contract = contract
agreement-kind-pact = pact
agreement-kind-plan = plan
agreement-kind-deal = deal
agreement-kind-document = document
agreement-kind-framework = framework
agreement-kind-other = other
