page-log = Журнал
page-log-hint = Каждое решение с автором; ничего не перезаписывается, и всё можно отменить.
log-empty = Решений ещё нет.
log-count = { $count ->
    [one] { $count } решение
    [few] { $count } решения
   *[other] { $count } решений
}
log-by = Кто
log-undid = отмена решения { $decision }
log-settled = противоречие разрешено:
log-conflict = Противоречие
log-undo = Отменить { $decision }
log-undo-failed = Не отменено. Возможно, это уже сделал кто-то другой, или сервер недоступен.
log-item-event = событие
log-item-person = человек
log-item-agreement = соглашение
log-item-quantity = показатель
log-item-statement = высказывание
