// Words of the feature `sensitivity`.
export const sensitivity = {};
