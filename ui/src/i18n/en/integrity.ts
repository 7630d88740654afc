// Words of the feature `integrity`.
export const integrity = {};
