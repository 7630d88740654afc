// Words of the feature `keys`.
export const keys = {};
