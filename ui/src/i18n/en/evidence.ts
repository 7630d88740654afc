// Words of the feature `evidence`.
export const evidence = {};
