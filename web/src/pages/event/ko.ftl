page-event = 사건
event-reports = 자료의 구절 { $count }곳
event-conflicts = 맞지 않는 점
event-people = 인물
event-history = 판정 기록
event-codes = 부호
