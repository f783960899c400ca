page-timeline = Хронология
timeline-look = Что показано
timeline-both = Рисунок и список
timeline-list = Только список
timeline-lanes = Полосы
timeline-others = прочие
timeline-print = Печать
timeline-drawn = Хронология: { $count ->
    [one] { $count } событие
    [few] { $count } события
   *[many] { $count } событий
}, видно с { $from } по { $to }. То же стоит в списке ниже.
timeline-hint = Колесо, щипок или стрелки меняют масштаб и сдвигают; щелчок показывает событие. Черта – день, полоса – менее точно, мягкие края – «около», тающие – открытый конец, контур – намечено или сомнительно, красная подошва – противоречие.
timeline-key-in = крупнее
timeline-key-out = мельче
timeline-key-left = раньше
timeline-key-right = позже
timeline-key-whole = всё
timeline-part = Показаны { $shown } самых значимых событий из { $count }. Остальные видны за более короткий срок или по видам.
