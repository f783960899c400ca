### What all pages share. Messages of one page lie in its folder.

skip = To the text
menu = Sections
sections = Sections
group-read = Read
group-check = Check
group-make = Make
language = Language
theme-switch = Light, dark, or as the system has it
theme-auto = Auto
theme-light = Light
theme-dark = Dark
search-label = Search sources and record
search-hint = Search, in any script
reading-only = Reading only
ruling-as = Ruling as { $name }
live-lost = The server does not answer at the moment. What you see may be old.
page-unknown = No such page
page-unknown-hint = Nothing lies at { $path }.

loading = One moment…
failed = That did not work
try-again = Try again
close = Close
save = Save
undo = Undo
go-on = Go on
note = Note (why)
nothing = nothing
nothing-here = Nothing here.
nothing-found = Nothing found.
server-away = The server cannot be reached
server-away-hint = Is `entente serve` still running? Nothing was changed.
more = More
show-table = As a table
opens-source = opens the source at these words
sources-count = { $count ->
    [one] { $count } source
   *[other] { $count } sources
}
events-count = { $count ->
    [one] { $count } event
   *[other] { $count } events
}
entries-count = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}

token-label = Token
token-hint = The server was started with a token. Whoever started it knows it.
token-wrong = That is not the token.
sign-in = Sign in

## Filters

filters = Narrow down
filters-count = { $count ->
    [one] { $count } filter
   *[other] { $count } filters
}
filters-clear = Show everything again
filter-all = all
filter-from = From
filter-to = To
filter-date-hint = 1884, 198X, 1990-09
filter-party = Party
filter-party-mine = This dossier
filter-party-others = Others
filter-kind = Kind
filter-status = Status
filter-source = Source
filter-source-hint = part of the name
filter-q = Words
filter-undated = without a date too
filter-others = between others too
filter-rejected = rejected too

## Dates

date-none = without a date
date-about = about { $date }
date-perhaps = perhaps { $date }
date-since = since { $date }
date-until = until { $date }
date-range = { $from } to { $to }
date-year = { $year }
date-decade = { $year }s
date-century = { $ordinal } century
date-before-era = { $year } BC
date-season-21 = spring { $year }
date-season-22 = summer { $year }
date-season-23 = autumn { $year }
date-season-24 = winter { $year }
date-season-33 = first quarter of { $year }
date-season-34 = second quarter of { $year }
date-season-35 = third quarter of { $year }
date-season-36 = fourth quarter of { $year }
date-season-40 = first half of { $year }
date-season-41 = second half of { $year }
date-unreadable = This is no date.
date-help = A day 1988-11-10, a month 1990-09, a year 1884, a decade 198X; about: 1996~, from to: 1990/1992.

## Words of the record

kind-relations = relations
kind-mission = mission
kind-visit = visit
kind-meeting = meeting
kind-agreement = agreement
kind-statement = statement
kind-exchange = exchange
kind-trade = trade
kind-aid = aid
kind-military = military
kind-conflict = conflict
kind-sanction = sanction
kind-migration = migration
kind-state = state
kind-other = other
family-diplomacy = diplomacy
family-words = agreements and statements
family-economy = economy
family-force = force
family-people = people and state
status-occurred = occurred
status-planned = planned
status-ongoing = ongoing
status-cancelled = cancelled
status-denied = denied
status-alleged = alleged
actor-state = state
actor-body = international body
actor-organisation = organisation
actor-person = person
actor-place = place
said-assert = says
said-propose = proposes
said-promise = promises
said-warn = warns
said-criticise = criticises
said-praise = praises
said-expect = expects
said-ask = asks
conflict-date = dates differ
conflict-value = figures differ
conflict-elapsed-time = years do not add up
conflict-anachronism = out of its time
conflict-identity = two for one post
conflict-order = order reversed
conflict-status = held and not held
conflict-calendar = two calendars
disputed = contradicted
field = Field
field-when = date
field-title = title
field-kind = kind
field-status = status
field-parties = parties
field-place = place
field-name = name
field-signed = signed
field-value = value
field-unit = unit
field-measure = measure
field-as_of = as of
field-role = role
field-bound = bound
field-speaker = speaker
field-act = act
field-mode = mode
value = Value

## Ruling

accept = Accept
reject = Reject
correct = Correct…
merge = Merge…
split = Split…
with-note = With a note…
ruling = Ruling
rule = Rule…
review-of = Ruling on: { $title }
is-accepted = accepted
is-rejected = rejected
ruled-accept = accepted
ruled-reject = rejected
ruled-correct = corrected
ruled-merge = merged
ruled-split = split
ruled-resolve = settled
ruled-undo = undone
ruling-saving = Saving…
ruling-saved = Saved
ruling-failed = Not saved
ruling-changed = Not saved: changed meanwhile
ruling-undoing = Undoing…
ruling-undone = Undone
ruling-left = The page was left before the answer came, and the log does not have it.
outcome-first = the first is right
outcome-second = the second is right
outcome-both = both stand
outcome-dismissed = no contradiction
notices = What was saved
dismiss-notice = Put this notice away
dismiss-all = Put all away
correct-heading = Correct
merge-heading = These two are one
merge-find-event = Find the other event
merge-find-person = Find the other person
merge-find-agreement = Find the other agreement
merge-choose = The other
split-heading = These are two
split-which = Which source tells of something else?
who-rules = Who rules?
your-name = Your name
who-rules-hint = It stands under each of your decisions in the log of the dossier.
history-none = Nothing was ruled yet.
history-by = { $name }, { $when }
history-correct = { $field } corrected to “{ $value }”
history-merge = merged with { $other }
history-split = split from what { $source } tells
history-orphaned = its words are no longer found

## Keys

keys = Keys
keys-on = Letters alone do something
keys-everywhere = Everywhere
keys-review = Ruling
keys-list = In this list
key-help = these keys
key-search = search
key-undo = undo the last ruling
key-theme = light or dark
key-go = go to { $page }
key-accept = accept
key-reject = reject
key-accept-note = accept with a note
key-reject-note = reject with a note
key-correct = correct
key-merge = merge with another
key-split = split off a source
key-next = next
key-previous = previous
key-open = open
