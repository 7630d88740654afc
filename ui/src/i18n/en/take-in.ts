// Words of the feature `take-in`.
export const takeIn = {};
