page-search = 검색
search-lead = 낱말은 어느 꼴로든, 이름은 어느 문자로든: ‘라브로프’로 Лавров와 Lavrov도 찾습니다.
search-none = “{ $q }”이(가) 든 것이 없습니다.
search-people = 인물
search-events = 사건
search-passages = 자료의 구절
