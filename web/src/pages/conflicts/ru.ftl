page-conflicts = Противоречия
conflicts-open = Открытые
conflicts-settled = Разрешённые
conflicts-all = Все
conflicts-none-open = Открытых противоречий нет.
conflicts-count = { $count ->
    [one] { $count } противоречие, самые верные сначала.
    [few] { $count } противоречия, самые верные сначала.
   *[many] { $count } противоречий, самые верные сначала.
}
conflicts-hint = j и k – дальше и назад; 1, 2, b и x – решение; u – отмена.
conflicts-certainty = уверенность { $percent }
conflicts-claim = Утверждение { $number }
conflicts-claim-right = источник прав
conflicts-claim-wrong = источник ошибается
conflicts-settle = Разрешить противоречие
