page-search = Search
search-lead = Words in any form and names in any script: “Lavrov” finds Лавров and 라브로프.
search-none = Nothing holds “{ $q }”.
search-people = People
search-events = Events
search-passages = Passages of the sources
