// Words of the feature `timeline`.
export const timeline = {};
