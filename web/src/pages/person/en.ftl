page-person = Person
person-offices = Offices
person-offices-none = No office on record.
person-events = Events
person-met = Met with
person-met-none = Nobody else takes part in these events.
person-circle = People who took part in events together with { $name }
person-words = Where the name stands
