page-agreements = Соглашения
page-agreements-hint = Договоры, протоколы, меморандумы: что подписано и что с этим стало.
agreements-count = { $count ->
    [one] { $count } соглашение
    [few] { $count } соглашения
   *[other] { $count } соглашений
}
agreement-life = Этапы
agreement-no-life = Источники не называют дат.
agreement-signed = подписано
agreement-unsigned = дата подписания не названа
item-history = Принятые решения
agreement-kind-treaty = договор
agreement-kind-agreement = соглашение
agreement-kind-accord = соглашение
agreement-kind-armistice = перемирие
agreement-kind-arrangement = договорённость
agreement-kind-charter = хартия
agreement-kind-protocol = протокол
agreement-kind-memorandum = меморандум
agreement-kind-declaration = декларация
agreement-kind-communique = коммюнике
agreement-kind-convention = конвенция
agreement-kind-statement = совместное заявление
agreement-kind-contract = контракт
agreement-kind-pact = пакт
agreement-kind-plan = план
agreement-kind-deal = сделка
agreement-kind-document = документ
agreement-kind-framework = рамочный документ
agreement-kind-other = другое
