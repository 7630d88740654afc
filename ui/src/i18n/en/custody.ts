// Words of the feature `custody`.
export const custody = {};
