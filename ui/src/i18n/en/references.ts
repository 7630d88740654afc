// Words of the feature `references`.
export const references = {};
