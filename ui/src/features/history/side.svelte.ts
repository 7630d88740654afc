// Which side of the history is open; commands choose it from anywhere.
class Side {
  now: 'acts' | 'log' = $state('acts');
}

export const historySide = new Side();
