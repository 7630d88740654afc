// Words of the feature `help`.
export const help = {};
