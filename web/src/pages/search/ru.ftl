page-search = Поиск
search-lead = Слова в любой форме и имена на любом письме: «Лавров» находит Lavrov и 라브로프.
search-none = «{ $q }» нигде не встречается.
search-people = Лица
search-events = События
search-passages = Места в источниках
