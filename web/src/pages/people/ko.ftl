page-people = 인물과 기관
people-people = 인물
people-bodies = 국가와 기구
people-events = 사건
people-count = 인물 { $count }명, 자주 나온 순서.
people-mentions = { $count }번 나옴
terms-more = { $count }건 더
terms-fewer = 줄이기
