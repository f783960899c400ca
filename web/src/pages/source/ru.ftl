page-source = Источник
source-bytes = Исходные байты
source-layers = Слои
source-text = Текст источника
source-times = время
source-actors = лица и государства
source-events = события
source-quantities = числа
source-agreements = соглашения
source-statements = высказывания
source-one-times = время
source-one-actors = участник
source-one-events = событие
source-one-quantities = число
source-one-agreements = соглашение
source-one-statements = высказывание
source-debris = что отрезано
source-under = На этих словах
source-found = Найдено здесь:
source-record = в записи
source-warnings = Замечания чтения
source-key-layer = показать или скрыть: { $layer }
source-conflicts = { $count ->
    [one] { $count } противоречие с утверждением из этого источника
    [few] { $count } противоречия с утверждением из этого источника
   *[many] { $count } противоречий с утверждением из этого источника
}
