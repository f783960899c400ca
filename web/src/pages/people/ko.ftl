page-people = 인물
people-count = 인물 { $count }명, 자주 나온 순서.
people-mentions = { $count }번 나옴
terms-more = { $count }건 더
terms-fewer = 줄이기
