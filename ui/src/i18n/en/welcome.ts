// Words of the feature `welcome`.
export const welcome = {};
