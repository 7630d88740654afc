// Words of the feature `tags`.
export const tags = {};
