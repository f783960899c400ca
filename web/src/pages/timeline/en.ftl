page-timeline = Timeline
timeline-look = What is shown
timeline-both = Drawn, with a list
timeline-list = List alone
timeline-lanes = Lanes by
timeline-others = others
timeline-print = Print
timeline-drawn = Timeline of { $count ->
    [one] { $count } event
   *[other] { $count } events
}, in view { $from } to { $to }. The list below has the same.
timeline-hint = Wheel, pinch or arrow keys zoom and move; a click shows an event. A tick is a day, a bar is less exact, soft ends mean “about”, fading ends are open, outlines are planned or doubtful, a red foot is contradicted.
timeline-key-in = zoom in
timeline-key-out = zoom out
timeline-key-left = earlier
timeline-key-right = later
timeline-key-whole = everything
timeline-part = Shown are the { $shown } events that weigh most, of { $count }. Narrow the period or the kinds to see the others.
