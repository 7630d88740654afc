// Words of the feature `collections`.
export const collections = {};
