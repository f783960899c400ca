page-map = Map
page-map-hint = Where it happened, as far as the sources name a place.
map-label = Map of { $count ->
    [one] { $count } place
   *[other] { $count } places
}; the table below has the same
map-place = { $place }: { $count ->
    [one] { $count } event
   *[other] { $count } events
}
map-nearer = Nearer
map-farther = Farther
map-whole = All of it
map-also = Also written { $names }.
map-all = All { $count } events there
map-table = Places
map-events = Events
map-first = First
map-last = Last
map-unknown = Places without a known position
map-name = Place
