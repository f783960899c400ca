page-calendar = Calendar
page-calendar-hint = Anniversaries to come and what is planned; round years stand out.
calendar-reach = How far
calendar-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
calendar-show = Show
calendar-show-all = everything
calendar-show-planned = planned
calendar-show-anniversaries = anniversaries
calendar-show-round = round years
calendar-empty = Nothing to come in this time.
calendar-years = { $count ->
    [one] { $count } year ago
   *[other] { $count } years ago
}
calendar-subscribe = In your own calendar
calendar-subscribe-hint = A calendar program that can reach this server keeps itself current at this address.
calendar-address = Address of the calendar
calendar-copy = Copy the address
calendar-copied = Copied
calendar-download = As a file
