// Words of the feature `search`.
export const search = {};
