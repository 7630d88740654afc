// Words of the feature `claims`.
export const claims = {};
