// Words of the feature `trace`.
export const trace = {};
