next_quick_wins = { $count ->
    [one] One quick win
    [other] { $count } quick wins
}
