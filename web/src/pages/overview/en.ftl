page-overview = Overview
overview-lead = { $events } from { $sources }, { $from } to { $to }. { $people } people, { $agreements } agreements, { $figures } figures.
overview-empty = The dossier has no sources yet.
overview-density = Events over time
overview-density-hint = Each bar is { $years ->
    [one] a year
   *[other] { $years } years
}. Choose one to open the timeline there.
overview-bar = { $period }: { $events }
overview-latest = Latest
overview-coming = Coming
overview-coming-none = Nothing is planned.
overview-turning = What weighs most
overview-conflicts = Open contradictions
overview-conflicts-all = All { $count }
overview-conflicts-none = The sources do not contradict each other.
overview-promises = Promises and outcomes
overview-overdue = Planned for a day that has passed
overview-failed = Cancelled or denied
overview-targets = Targets
overview-promises-none = No promises on record.
period = Period
total = Total
