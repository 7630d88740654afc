// Words of the feature `history`.
export const history = {};
