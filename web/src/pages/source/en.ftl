page-source = Source
source-bytes = The original bytes
source-layers = Layers
source-text = The text of the source
source-times = times
source-actors = actors
source-events = events
source-quantities = figures
source-agreements = agreements
source-statements = statements
source-one-times = time
source-one-actors = actor
source-one-events = event
source-one-quantities = figure
source-one-agreements = agreement
source-one-statements = statement
source-debris = what was cut
source-under = At these words
source-found = Found here:
source-record = in the record
source-warnings = Remarks of the reader
source-key-layer = show or hide { $layer }
source-conflicts = { $count ->
    [one] One contradiction with a claim in this source
   *[other] { $count } contradictions with a claim in this source
}
