page-add = Add sources
page-add-hint = Files, text or an address. The same bytes twice change nothing; what cannot be read is refused with the reason.
add-published = Published on
add-published-hint = only where the source itself does not say it
add-files = Files and folders
add-drop = Drop them here, or
add-choose = Choose files
add-folder = Choose a folder
add-formats = Web pages, PDF, Word, e-mail, feeds, archives, plain text.
add-text = Text
add-text-title = Heading
add-text-words = The text
add-send = Add the text
add-address = Address
add-address-label = Address of a page
add-address-hint = The page is read once and kept; addresses inside private networks are refused.
add-address-wrong = An address begins with http:// or https://
add-fetch = Read the page
add-progress = On their way
add-open = { $count ->
    [one] { $count } source on its way
   *[other] { $count } sources on their way
}
add-done = { $count ->
    [one] { $count } source, done
   *[other] { $count } sources, all done
}
add-clear = Clear what is done
add-stage-queued = waits here
add-stage-sending = is being sent
add-stage-waiting = waits for its turn
add-stage-fetching = its host is asked
add-stage-reading = is being read
add-stage-writing = is being written down
add-stage-added = added
add-stage-added-many = { $count ->
    [one] added, { $count } document
   *[other] added, { $count } documents
}
add-stage-known = was there already
add-stage-refused = refused
add-stage-failed = did not arrive
add-refused = { $count ->
    [one] { $count } refused
   *[other] { $count } refused
}
add-refused-hint = They are not part of the record. Adding a better copy does not need anything undone.
add-reason = Reason
add-when = When
