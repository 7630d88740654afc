// The text sizes on offer, in percent.
export const TEXT_SIZES = [90, 100, 110, 125, 150, 175, 200];
