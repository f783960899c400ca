page-person = 인물
person-offices = 직위
person-offices-none = 기록된 직위가 없습니다.
person-events = 사건
person-met = 만난 사람
person-met-none = 이 사건들에 다른 사람이 없습니다.
person-circle = { $name }와(과) 함께 사건에 나온 사람들
person-words = 이름이 나오는 곳
