// Which side of the help is open; commands choose it from anywhere.
export type HelpSide = 'shortcuts' | 'words' | 'proofs' | 'leaves';

class Side {
  now: HelpSide = $state('shortcuts');
}

export const helpSide = new Side();
